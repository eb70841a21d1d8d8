//! A plan that was read is put right step by step, and confirmed or thrown away.

use model::{draft::MOST_UNTOUCHED, view::draft::DraftView};
use serde_json::{Value, json};
use tests::{Actor, App, on_every_database};

const TEXT: &str = "ỦY BAN NHÂN DÂN\nXÃ A\nSố: 7/KH-UBND\nKẾ HOẠCH\nMở lớp kỹ năng số năm 2026\n\n\
    II. NHIỆM VỤ\n1. Tổ chức lớp học kỹ năng số tại các xóm.\n- Đơn vị chủ trì: Phòng Văn hóa - Xã hội.\n\
    - Thời gian: Tháng 4/2026.\n2. Phát thanh hằng tuần.\n3. Tổng kết.\n\
    - Đơn vị chủ trì: Ban Cầu nối.\n- Thời gian: Năm 2026.\n";

async fn begin(officer: &Actor) -> String {
    let path = "/api/v1/plans/import";
    let answer = officer.post_raw(path, "text/plain", TEXT).await.ok().json();
    answer["id"].as_str().unwrap().to_owned()
}

async fn view(officer: &Actor, id: &str) -> DraftView {
    let answer = officer.get(&format!("/api/v1/drafts/{id}")).await;
    serde_json::from_value(answer.ok().json()).unwrap()
}

/// Makes the change on top of what the person sees now.
async fn make(officer: &Actor, id: &str, change: Value) -> DraftView {
    let seen = view(officer, id).await.revision;
    let path = format!("/api/v1/drafts/{id}/changes");
    let body = json!({"seen": seen, "change": change});
    serde_json::from_value(officer.post(&path, &body).await.ok().json()).unwrap()
}

fn node(view: &DraftView, beginning: &str) -> String {
    let row = view
        .rows
        .iter()
        .find(|row| row.form.text.starts_with(beginning));
    row.unwrap().form.id.to_string()
}

async fn n_drafts(officer: &Actor) -> usize {
    let plans = officer.get("/api/v1/plans").await.ok().json();
    plans["drafts"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_draft_is_put_right_and_becomes_a_plan() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let id = begin(&officer).await;
        let first = view(&officer, &id).await;
        assert_eq!((first.n_tasks, first.revision), (3, 0));
        assert_eq!(first.text, TEXT);
        let radio = node(&first, "Phát thanh");

        let units = json!({"kind": "units", "nodes": [radio], "duty": "lead", "names": "Xóm 1; Xóm 2"});
        let second = make(&officer, &id, units).await;
        assert_eq!(second.n_assignments, first.n_assignments + 2);
        assert_eq!(second.doubts.len(), first.doubts.len() - 1);
        assert!(second.text.is_empty() && second.units.is_empty(), "sent once");
        let name = json!({"kind": "new_unit", "name": "Ban Cầu nối", "unit": "Ban Cầu nối xã A", "of_kind": "other"});
        make(&officer, &id, name).await;
        let name = json!({"kind": "match", "name": "Phòng Văn hóa - Xã hội", "units": ["xom-1"]});
        make(&officer, &id, name).await;
        make(&officer, &id, json!({"kind": "remove", "node": radio})).await;
        // The last is taken back.
        let body = json!({"seen": 4});
        let undone = officer.post(&format!("/api/v1/drafts/{id}/undo"), &body).await;
        assert_eq!(undone.ok().json()["n_tasks"], 3);
        assert_eq!(n_drafts(&officer).await, 1);

        let confirm = format!("/api/v1/drafts/{id}/confirm");
        let made = officer.post(&confirm, &json!({"seen": 5})).await;
        assert_eq!(made.ok().json()["plan"], id.as_str());
        let plan = officer.get(&format!("/api/v1/plans/{id}")).await.ok().json();
        assert_eq!(plan["n_tasks"], 3);
        assert_eq!(plan["n_unassigned"], 0);
        assert_eq!(plan["has_original"], true);
        let units = officer.get("/api/v1/units").await.ok().json();
        let units = units.as_array().unwrap();
        assert!(units.iter().any(|unit| unit["name"] == "Ban Cầu nối xã A"));
        let hamlet = units.iter().find(|unit| unit["id"] == "xom-1").unwrap();
        assert_eq!(hamlet["aliases"], json!(["Phòng Văn hóa - Xã hội"]));
        assert_eq!(n_drafts(&officer).await, 0);
        officer.post(&confirm, &json!({"seen": 5})).await.refused(404, "not_found");
        // The log alone gives the same tables.
        server::rebuild::rebuild(&app.service).await.unwrap();
        let again = officer.get(&format!("/api/v1/plans/{id}")).await.ok().json();
        assert_eq!(again, plan);
    })
    .await;
}

#[tokio::test]
async fn a_plan_goes_out_as_a_paper_and_comes_in_again_the_same() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let id = begin(&officer).await;
        let confirm = format!("/api/v1/drafts/{id}/confirm");
        officer.post(&confirm, &json!({"seen": 0})).await.ok();
        let path = format!("/api/v1/plans/{id}.docx");
        let paper = officer.get(&path).await.ok();
        assert!(
            paper
                .header("content-disposition")
                .starts_with("attachment")
        );
        let import = "/api/v1/plans/import";
        let kind = "application/octet-stream";
        let again = officer.post_raw(import, kind, paper.body).await.ok().json();
        let first = officer
            .post_raw(import, "text/plain", TEXT)
            .await
            .ok()
            .json();
        for part in ["tasks", "targets", "units"] {
            let (again, first) = (&again["draft"][part], &first["draft"][part]);
            assert_eq!(said(again), said(first), "{part}");
        }
        let neighbour = app.officer("xa-b").await;
        neighbour.get(&path).await.refused(404, "not_found");
        app.nobody().get(&path).await.refused(401, "sign_in_needed");
        app.field("xom-1").await.get(&path).await.ok();
        officer
            .get("/api/v1/plans/.docx")
            .await
            .refused(404, "not_found");
    })
    .await;
}

/// A part of a reading without the lines of its source.
fn said(part: &Value) -> Vec<Value> {
    let mut items = part.as_array().unwrap().clone();
    for item in &mut items {
        let item = item.as_object_mut().unwrap();
        item.remove("line");
        item.remove("lead_source");
    }
    items
}

#[tokio::test]
async fn a_change_that_is_refused_changes_nothing() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let id = begin(&officer).await;
        let before = view(&officer, &id).await;
        let path = format!("/api/v1/drafts/{id}/changes");
        let refused = async |seen: i64, change: Value, status: u16, code: &str| {
            let body = json!({"seen": seen, "change": change});
            officer.post(&path, &body).await.refused(status, code);
        };
        let far = json!({"kind": "match", "name": "Ban Cầu nối", "units": ["xom-9"]});
        refused(0, far, 400, "unit_outside_plan").await;
        let nowhere = json!({"kind": "merge", "node": "khong-co"});
        refused(0, nowhere, 404, "node_unknown").await;
        refused(0, json!({"kind": "burn"}), 400, "malformed_json").await;
        let number = json!({"kind": "see", "doubt": 0});
        refused(7, number.clone(), 409, "draft_moved").await;
        let undo = format!("/api/v1/drafts/{id}/undo");
        officer
            .post(&undo, &json!({"seen": 0}))
            .await
            .refused(404, "not_found");
        assert_eq!(view(&officer, &id).await, before);
        // Two windows: the one that is behind is told so.
        make(&officer, &id, number.clone()).await;
        refused(0, number, 409, "draft_moved").await;
        let confirm = format!("/api/v1/drafts/{id}/confirm");
        officer
            .post(&confirm, &json!({"seen": 0}))
            .await
            .refused(409, "draft_moved");
    })
    .await;
}

#[tokio::test]
async fn drafts_are_for_those_who_edit_the_plans_of_their_unit() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let id = begin(&officer).await;
        let path = format!("/api/v1/drafts/{id}");
        let others = [
            app.officer("xa-b").await,
            app.field("xom-1").await,
            app.leader("xa-a").await,
            app.supervisor("tinh").await,
            app.viewer("tinh").await,
        ];
        for other in others {
            other.get(&path).await.refused(404, "not_found");
            other.delete(&path).await.refused(404, "not_found");
            let body = json!({"seen": 0, "change": {"kind": "see", "doubt": 0}});
            let change = other.post(&format!("{path}/changes"), &body).await;
            change.refused(404, "not_found");
            let confirm = other.post(&format!("{path}/confirm"), &body).await;
            confirm.refused(404, "not_found");
        }
        app.nobody().get(&path).await.refused(401, "sign_in_needed");
        // A colleague may take it up.
        let colleague = app.officer("xa-a").await;
        make(&colleague, &id, json!({"kind": "see", "doubt": 0})).await;
        colleague.delete(&path).await.ok();
        officer.get(&path).await.refused(404, "not_found");
    })
    .await;
}

/// Begins one draft after another and touches the first.
async fn many(app: &App, officer: &Actor) -> (String, String) {
    let touched = begin(officer).await;
    make(officer, &touched, json!({"kind": "see", "doubt": 0})).await;
    app.pass(1);
    let untouched = begin(officer).await;
    for _ in 0..MOST_UNTOUCHED {
        app.pass(1);
        begin(officer).await;
    }
    (touched, untouched)
}

#[tokio::test]
async fn only_drafts_that_nobody_has_touched_are_forgotten() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let (touched, untouched) = many(app, &officer).await;
        view(&officer, &touched).await;
        let gone = officer.get(&format!("/api/v1/drafts/{untouched}")).await;
        gone.refused(404, "not_found");
        assert_eq!(n_drafts(&officer).await, MOST_UNTOUCHED + 1);
    })
    .await;
}
