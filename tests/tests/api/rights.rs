//! Nobody reaches into units that are not theirs, whatever the address or record.

use axum::http::Method;
use model::assignment::{Duty, Status};
use serde_json::json;
use tests::{on_every_database, world};

const READS: [&str; 10] = [
    "/api/v1/me",
    "/api/v1/units",
    "/api/v1/today",
    "/api/v1/tasks",
    "/api/v1/tasks/k-lop",
    "/api/v1/plans",
    "/api/v1/plans/k",
    "/api/v1/plans/k/assigning",
    "/api/v1/plans/k/editing",
    "/api/v1/map/tasks",
];

#[tokio::test]
async fn nobody_unsigned_gets_anything() {
    on_every_database(async |app| {
        let nobody = app.nobody();
        for path in READS {
            nobody.get(path).await.refused(401, "sign_in_needed");
        }
        for path in ["/api/v1/sync", "/api/v1/handover", "/api/v1/plans/import"] {
            nobody
                .post(path, &json!({}))
                .await
                .refused(401, "sign_in_needed");
        }
        let mut forger = app.nobody();
        forger.cookie = Some("hocvuso=0000".to_owned());
        forger
            .get("/api/v1/me")
            .await
            .refused(401, "sign_in_needed");
    })
    .await;
}

#[tokio::test]
async fn the_neighbouring_commune_sees_none_of_it() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        officer
            .does("xom-1", world::assigned("k-lop", Duty::Lead))
            .await;
        officer
            .does("xom-1", world::updated("k-lop", Status::Doing))
            .await;

        for neighbour in [app.officer("xa-b").await, app.field("xom-9").await] {
            for path in [
                "/api/v1/tasks/k-lop",
                "/api/v1/plans/k",
                "/api/v1/plans/k/assigning",
                "/api/v1/plans/k/editing",
            ] {
                neighbour.get(path).await.refused(404, "not_found");
            }
            for path in ["/api/v1/map/tasks?unit=xa-a", "/api/v1/map/tasks?unit=tinh"] {
                neighbour.get(path).await.refused(404, "not_found");
            }
            for path in [
                "/api/v1/today",
                "/api/v1/tasks?don-vi=xom-1",
                "/api/v1/map/tasks",
            ] {
                let text = neighbour.get(path).await.ok().text();
                assert!(
                    !text.contains("Mở lớp") && !text.contains("Xóm 1"),
                    "{path}: {text}"
                );
            }
            assert_eq!(
                neighbour.get("/api/v1/plans").await.ok().json()["plans"],
                json!([])
            );
            let units = neighbour.get("/api/v1/units").await.ok().text();
            assert!(
                !units.contains("Xóm 1") && units.contains("Tỉnh Thử"),
                "{units}"
            );
            assert_eq!(neighbour.pull(0, 200).await.records, []);
        }
    })
    .await;
}

#[tokio::test]
async fn a_hamlet_sees_the_plan_and_its_own_work_and_not_its_neighbours() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        for hamlet in ["xom-1", "xom-2"] {
            officer
                .does(hamlet, world::assigned("k-lop", Duty::Implementer))
                .await;
        }
        let neighbour = app.field("xom-2").await;
        neighbour
            .does("xom-2", world::updated("k-lop", Status::Done))
            .await;

        let hamlet = app.field("xom-1").await;
        let task = hamlet.get("/api/v1/tasks/k-lop").await.ok().json();
        assert_eq!(task["assignments"].as_array().unwrap().len(), 1);
        assert_eq!(task["assignments"][0]["unit"]["id"], "xom-1");
        assert_eq!(task["assignments"][0]["may_update"], true);
        assert_eq!(task["assignments"][0]["may_unassign"], false);
        assert!(!task["history"].to_string().contains("task_updated"));

        // That the task was given to two is in the plan; how the other stands is not.
        let plan = hamlet.get("/api/v1/plans/k").await.ok().json();
        let entry = plan["entries"]
            .as_array()
            .unwrap()
            .iter()
            .find(|e| e["node"]["id"] == "k-lop");
        assert_eq!(entry.unwrap()["n_units"], 2);
        assert_eq!(entry.unwrap()["cells"], json!([0, 0, 1, 0, 0, 0]));
        hamlet
            .get("/api/v1/plans/k/assigning")
            .await
            .refused(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn nobody_writes_beyond_role_and_unit() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        officer
            .does("xom-1", world::assigned("k-lop", Duty::Implementer))
            .await;
        let done = || world::updated("k-lop", Status::Done);
        let lead = || world::assigned("k-lop", Duty::Lead);

        let hamlet = app.field("xom-1").await;
        assert_eq!(hamlet.may_not("xom-2", done()).await, "not_allowed");
        assert_eq!(hamlet.may_not("xom-1", lead()).await, "not_allowed");
        assert_eq!(
            hamlet
                .may_not("xom-1", world::renamed("k-lop", "Khác"))
                .await,
            "not_allowed"
        );
        assert_eq!(
            hamlet.may_not("xa-a", world::plan("h", "xa-a")).await,
            "not_allowed"
        );
        assert_eq!(
            hamlet
                .may_not("xom-1", world::updated("k-loa", Status::Doing))
                .await,
            "task_not_assigned"
        );

        let neighbour = app.officer("xa-b").await;
        assert_eq!(neighbour.may_not("xom-1", lead()).await, "not_allowed");
        assert_eq!(
            neighbour.may_not("xom-9", lead()).await,
            "unit_outside_plan"
        );
        assert_eq!(
            neighbour.may_not("xa-a", world::plan("h", "xa-a")).await,
            "not_allowed"
        );
        assert_eq!(
            neighbour
                .may_not("xa-b", world::commented("k-lop", "!"))
                .await,
            "not_allowed"
        );

        for reader in [app.viewer("tinh").await, app.supervisor("tinh").await] {
            assert_eq!(reader.may_not("xom-1", done()).await, "not_allowed");
            assert_eq!(reader.may_not("xom-1", lead()).await, "not_allowed");
            reader
                .does("xa-a", world::commented("k-lop", "Đề nghị báo sớm."))
                .await;
        }
        let leader = app.leader("xa-a").await;
        leader.does("xom-2", lead()).await;
        assert_eq!(
            leader
                .may_not("xa-a", world::renamed("k-lop", "Khác"))
                .await,
            "not_allowed"
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_writes_in_anothers_name() {
    on_every_database(async |app| {
        let (officer, other) = (app.officer("xa-a").await, app.officer("xa-a").await);
        let record = other.record("xa-a", world::plan("k", "xa-a"));
        let answer = officer.push([record.clone()]).await;
        assert_eq!(
            answer.refused[0].problem.code,
            model::problem::Code::NotAuthor
        );
        // Once it is in the log, handing it in again is harmless, whoever carries it.
        other.push([record.clone()]).await;
        assert_eq!(officer.push([record.clone()]).await.accepted, [record.id]);
    })
    .await;
}

#[tokio::test]
async fn reading_asks_for_nothing_but_reading() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        for path in READS {
            for method in [Method::PUT, Method::POST, Method::PATCH] {
                officer
                    .method(method, path)
                    .await
                    .refused(405, "method_not_allowed");
            }
        }
        officer
            .get("/api/v1/sync")
            .await
            .refused(405, "method_not_allowed");
    })
    .await;
}
