//! What pages show follows what is done.

use model::assignment::{Duty, Status};
use serde_json::json;
use tests::{on_every_database, world, world::DAY};

#[tokio::test]
async fn a_plan_becomes_work_and_the_work_is_seen() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let hamlet = app.field("xom-1").await;
        assert_eq!(
            hamlet.get("/api/v1/today").await.ok().json()["groups"],
            json!([])
        );

        officer.does("xa-a", world::plan("k", "xa-a")).await;
        let plans = officer.get("/api/v1/plans").await.ok().json();
        assert_eq!(plans["plans"][0]["n_tasks"], 2);
        assert_eq!(plans["may_import"], true);
        assert_eq!(
            officer.get("/api/v1/today").await.ok().json()["n_unassigned"],
            2
        );

        let assigning = officer.get("/api/v1/plans/k/assigning").await.ok().json();
        assert_eq!(assigning["tasks"].as_array().unwrap().len(), 2);
        assert_eq!(assigning["classes"][0]["units"], json!(["xom-1", "xom-2"]));

        officer
            .does("xom-1", world::assigned("k-lop", Duty::Lead))
            .await;
        let today = hamlet.get("/api/v1/today").await.ok().json();
        assert_eq!(today["groups"][0]["urgency"], "open");
        assert_eq!(today["groups"][0]["rows"][0]["task"], "k-lop");

        hamlet
            .does("xom-1", world::updated("k-lop", Status::Done))
            .await;
        let task = officer.get("/api/v1/tasks/k-lop").await.ok().json();
        assert_eq!(task["assignments"][0]["cell"], "done_on_time");
        assert_eq!(task["assignments"][0]["by"], "Cán bộ cơ sở xom-1");
        assert_eq!(task["headings"], json!(["Nhiệm vụ"]));
        assert_eq!(task["history"].as_array().unwrap().len(), 2);
        let plan = officer.get("/api/v1/plans/k").await.ok().json();
        assert_eq!(plan["cells"], json!([0, 0, 0, 0, 0, 1]));
        assert_eq!(plan["n_unassigned"], 1);
        assert_eq!(
            officer.get("/api/v1/today").await.ok().json()["n_unassigned"],
            1
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_not_done_in_time_is_overdue_the_day_after() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        officer
            .does("xom-1", world::assigned("k-lop", Duty::Lead))
            .await;
        app.pass(29 * DAY);
        let list = officer
            .get("/api/v1/tasks?trang-thai=open_in_time")
            .await
            .ok()
            .json();
        assert_eq!(list["n_rows"], 1);
        // 1 April, 00:30 in Việt Nam; it is still March in the world's time.
        app.pass(16 * 60 * 60 * 1000 + 30 * 60 * 1000);
        let list = officer
            .get("/api/v1/tasks?trang-thai=open_overdue")
            .await
            .ok()
            .json();
        assert_eq!(
            (&list["n_rows"], &list["today"]),
            (&json!(1), &json!("2026-04-01"))
        );
    })
    .await;
}

#[tokio::test]
async fn the_list_is_filtered_by_words_unit_and_plan() {
    on_every_database(async |app| {
        let officer = app.officer("tinh").await;
        for (plan, unit, hamlet) in [("a", "xa-a", "xom-1"), ("b", "xa-b", "xom-9")] {
            officer.does(unit, world::plan(plan, unit)).await;
            officer
                .does(hamlet, world::assigned(&format!("{plan}-lop"), Duty::Lead))
                .await;
            officer
                .does(hamlet, world::assigned(&format!("{plan}-loa"), Duty::Lead))
                .await;
        }
        let n_rows = async |query: &str| {
            officer
                .get(&format!("/api/v1/tasks{query}"))
                .await
                .ok()
                .json()["n_rows"]
                .clone()
        };
        assert_eq!(n_rows("").await, 4);
        assert_eq!(n_rows("?tim=lop+hoc").await, 2);
        assert_eq!(n_rows("?don-vi=xa-a").await, 2);
        assert_eq!(n_rows("?ke-hoach=b&tim=ph%C3%A1t").await, 1);
        assert_eq!(n_rows("?trang=7").await, 4);
    })
    .await;
}

#[tokio::test]
async fn a_correction_of_the_plan_is_seen_at_once() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        officer
            .does("xa-a", world::renamed("k-lop", "Mở ba lớp"))
            .await;
        let text = officer.get("/api/v1/plans/k").await.ok().text();
        assert!(
            text.contains("Mở ba lớp") && !text.contains("Mở lớp học"),
            "{text}"
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_taken_back_is_gone_from_lists() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        officer
            .does("xom-1", world::assigned("k-lop", Duty::Lead))
            .await;
        let hamlet = app.field("xom-1").await;
        app.pass(1);
        officer.does("xom-1", world::unassigned("k-lop")).await;
        assert_eq!(hamlet.get("/api/v1/tasks").await.ok().json()["n_rows"], 0);
        let late = world::updated("k-lop", Status::Doing);
        assert_eq!(hamlet.may_not("xom-1", late).await, "task_not_assigned");
    })
    .await;
}

#[tokio::test]
async fn units_are_the_own_and_those_above() {
    on_every_database(async |app| {
        let ids = async |actor: tests::Actor| {
            let units = actor.get("/api/v1/units").await.ok().json();
            let units = units.as_array().unwrap().iter();
            units
                .map(|unit| unit["id"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            ids(app.field("xom-1").await).await,
            ["tinh", "xa-a", "xom-1"]
        );
        let of_commune = ["phong-a", "tinh", "xa-a", "xom-1", "xom-2"];
        assert_eq!(ids(app.officer("xa-a").await).await, of_commune);
        assert_eq!(ids(app.viewer("tinh").await).await.len(), 7);
    })
    .await;
}
