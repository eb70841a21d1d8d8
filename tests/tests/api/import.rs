//! A plan is read, from its text or its file, for a person to confirm; its original is kept.

use axum::{body::Body, http::Request};
use serde_json::json;
use tests::{Answer, on_every_database};

const TEXT: &str = "ỦY BAN NHÂN DÂN\nXÃ A\n\nKẾ HOẠCH\nTriển khai phong trào Bình dân học vụ số năm 2026\n\n\
    II. NHIỆM VỤ\n1. Tổ chức lớp học kỹ năng số tại các xóm\n- Đơn vị chủ trì: Phòng Văn hóa - Xã hội.\n\
    - Thời gian: Tháng 4/2026.\n2. Phát thanh trên hệ thống truyền thanh cơ sở\n\
    - Đơn vị chủ trì: Phòng Văn hóa - Xã hội.\n- Thời gian: Thường xuyên.\n";

fn assert_read(answer: Answer) {
    let answer = answer.ok().json();
    assert!(
        !answer["draft"]["tasks"].as_array().unwrap().is_empty(),
        "{answer}"
    );
    assert_eq!(answer["plan"]["plan"]["unit"], "xa-a");
    assert!(!answer["plan"]["nodes"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn a_plan_is_read_from_text_json_or_a_file() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let path = "/api/v1/plans/import";
        assert_read(
            officer
                .post_raw(path, "text/plain; charset=utf-8", TEXT)
                .await,
        );
        assert_read(officer.post(path, &json!({"text": TEXT})).await);
        let form = format!(
            "--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n-\r\n\
             --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"k.txt\"\r\n\r\n\
             {TEXT}\r\n--x--\r\n"
        );
        assert_read(
            officer
                .post_raw(path, "multipart/form-data; boundary=x", form)
                .await,
        );
        let path = "/api/v1/plans/import?unit=ma-xa-a";
        assert_read(
            app.officer("tinh")
                .await
                .post_raw(path, "text/plain", TEXT)
                .await,
        );
        assert_eq!(
            officer.get("/api/v1/plans").await.ok().json()["plans"],
            json!([])
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_read_can_be_confirmed_as_it_is() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let read = officer
            .post_raw("/api/v1/plans/import", "text/plain", TEXT)
            .await
            .ok()
            .json();
        let plan = serde_json::from_value(read["plan"].clone()).unwrap();
        officer
            .does("xa-a", model::record::Fact::PlanCreated(plan))
            .await;
        assert_eq!(
            officer.get("/api/v1/plans").await.ok().json()["plans"][0]["n_tasks"],
            2
        );
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_with_what_to_do() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let send = async |body: Vec<u8>| {
            officer
                .post_raw("/api/v1/plans/import", "text/plain", body)
                .await
        };
        send(b" \n ".to_vec()).await.refused(400, "import_empty");
        send(b"%PDF-1.7 ...".to_vec())
            .await
            .refused(415, "import_not_text");
        send(b"PK\x03\x04....".to_vec())
            .await
            .refused(415, "import_not_text");
        send(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1WordDocument".to_vec())
            .await
            .refused(415, "import_not_text");
        send(b"\x89PNG\r\n\x1a\n....".to_vec())
            .await
            .refused(415, "import_scanned");
        send("Một câu không có nhiệm vụ nào.".into())
            .await
            .refused(422, "import_no_tasks");
        send(vec![b'a'; 2 * 1024 * 1024 + 1])
            .await
            .refused(413, "import_too_large");
        send(vec![b'a'; 3 * 1024 * 1024 + 1])
            .await
            .refused(413, "too_large");

        let path = "/api/v1/plans/import";
        let answer = officer.post_raw(path, "application/pdf", "%PDF-1.7").await;
        answer.refused(415, "import_not_text");
        let answer = officer.post_raw(path, "text/html", "x").await;
        answer.refused(415, "unsupported_media_type");
        let answer = officer.post_raw(path, "multipart/form-data", "x").await;
        answer.refused(415, "unsupported_media_type");
        let answer = officer
            .post_raw(path, "multipart/form-data; boundary=x", "--x--\r\n")
            .await;
        answer.refused(400, "import_empty");
        let request = Request::post(path).header("content-type", "application/json");
        officer
            .send(request, Body::from("{}"))
            .await
            .refused(400, "malformed_json");
    })
    .await;
}

#[tokio::test]
async fn only_those_who_may_edit_plans_there_import() {
    on_every_database(async |app| {
        let path = "/api/v1/plans/import";
        for actor in [
            app.field("xom-1").await,
            app.leader("xa-a").await,
            app.viewer("tinh").await,
        ] {
            actor
                .post_raw(path, "text/plain", TEXT)
                .await
                .refused(403, "not_allowed");
        }
        let officer = app.officer("xa-a").await;
        let answer = officer
            .post_raw("/api/v1/plans/import?unit=xa-b", "text/plain", TEXT)
            .await;
        answer.refused(403, "not_allowed");
        let answer = officer
            .post_raw("/api/v1/plans/import?unit=x", "text/plain", TEXT)
            .await;
        answer.refused(404, "not_found");
    })
    .await;
}

const WORD_FILE: &[u8] = include_bytes!("../../data/ke-hoach.docx");

#[tokio::test]
async fn a_word_file_is_read_by_its_own_tables_and_kept_with_the_plan() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let path = "/api/v1/plans/import";
        let answer = officer
            .post_raw(path, "application/octet-stream", WORD_FILE.to_vec())
            .await
            .ok()
            .json();
        let tasks = answer["draft"]["tasks"].as_array().unwrap();
        assert_eq!(tasks.len(), 2, "{answer}");
        assert_eq!(
            tasks[1]["lead"],
            json!(["Phòng Văn hóa - Xã hội"]),
            "a cell over two rows"
        );
        assert!(answer["text"].as_str().unwrap().contains("II. NHIỆM VỤ"));

        let plan: model::record::PlanCreated =
            serde_json::from_value(answer["plan"].clone()).unwrap();
        let id = plan.plan.id.clone();
        let original = format!("/api/v1/plans/{id}/original");
        officer.get(&original).await.refused(404, "not_found");
        officer
            .does("xa-a", model::record::Fact::PlanCreated(plan))
            .await;
        let kept = officer.get(&original).await.ok();
        assert_eq!(kept.body, WORD_FILE);
        let view = officer
            .get(&format!("/api/v1/plans/{id}"))
            .await
            .ok()
            .json();
        assert_eq!(view["has_original"], true);

        let neighbour = app.officer("xa-b").await;
        neighbour.get(&original).await.refused(404, "not_found");
        app.nobody()
            .get(&original)
            .await
            .refused(401, "sign_in_needed");
    })
    .await;
}

#[tokio::test]
async fn a_table_longer_than_any_plan_is_refused() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let mut text = TEXT.to_owned();
        text.push_str("| TT | Nội dung | Đơn vị chủ trì | Thời gian |\n|---|---|---|---|\n");
        for row in 1..=6_000 {
            text.push_str(&format!(
                "| {row} | Mở lớp số {row} | Xóm 1 | Tháng 4/2026 |\n"
            ));
        }
        let path = "/api/v1/plans/import";
        let answer = officer.post_raw(path, "text/plain", text).await;
        answer.refused(413, "import_too_large");
        let plans = officer.get("/api/v1/plans").await.ok().json();
        assert_eq!(plans["drafts"], json!([]));
    })
    .await;
}
