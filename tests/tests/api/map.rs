//! The map of tasks, now and in periods that are over.

use axum::{body::Body, http::Request};
use model::assignment::{Duty, Status};
use serde_json::{Value, json};
use tests::{on_every_database, world, world::DAY};

fn area<'a>(map: &'a Value, unit: &str) -> &'a Value {
    let areas = map["areas"].as_array().unwrap();
    areas
        .iter()
        .find(|area| area["unit"]["id"] == unit)
        .unwrap()
}

#[tokio::test]
async fn the_map_counts_the_work_of_each_part() {
    on_every_database(async |app| {
        let officer = app.officer("tinh").await;
        officer.does("xa-a", world::plan("a", "xa-a")).await;
        officer
            .does("xom-1", world::assigned("a-lop", Duty::Lead))
            .await;
        officer
            .does("xom-2", world::assigned("a-lop", Duty::Lead))
            .await;
        officer
            .does("xom-1", world::updated("a-lop", Status::Done))
            .await;

        let map = app
            .viewer("tinh")
            .await
            .get("/api/v1/map/tasks")
            .await
            .ok()
            .json();
        assert_eq!(
            (&map["period"], &map["as_of"]),
            (&json!("2026-Q1"), &json!("2026-03-02"))
        );
        let commune = area(&map, "xa-a");
        assert_eq!(commune["cells"], json!([0, 0, 1, 0, 0, 1]));
        assert_eq!(
            (&commune["n_units"], &commune["n_heard"]),
            (&json!(2), &json!(1))
        );
        assert_eq!(area(&map, "xa-b")["share_on_time"], Value::Null);

        let path = "/api/v1/map/tasks?unit=ma-xa-a&period=2026-Q1&plan=a&chosen=xom-1";
        let map = officer.get(path).await.ok().json();
        assert_eq!(map["chosen"]["n_tasks"], 1);
        assert_eq!(area(&map, "xom-1")["share_on_time"], 100);
    })
    .await;
}

#[tokio::test]
async fn a_period_that_is_over_stays_as_it_was() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        officer
            .does("xom-1", world::assigned("k-lop", Duty::Lead))
            .await;
        officer
            .does("xom-1", world::updated("k-lop", Status::Doing))
            .await;
        let path = "/api/v1/map/tasks?period=2026-Q1";
        let open = json!([0, 0, 1, 0, 0, 0]);
        assert_eq!(officer.get(path).await.ok().json()["total"], open);

        for _ in 0..2 {
            app.pass(20 * DAY);
            officer.get("/api/v1/me").await.ok();
        }
        officer
            .does("xom-1", world::updated("k-lop", Status::Done))
            .await;
        officer
            .does("xom-2", world::assigned("k-lop", Duty::Lead))
            .await;
        let map = officer.get(path).await.ok().json();
        assert_eq!(
            (&map["as_of"], &map["total"]),
            (&json!("2026-03-31"), &open)
        );
        let now = officer.get("/api/v1/map/tasks").await.ok().json();
        assert_eq!(now["total"], json!([1, 0, 0, 0, 1, 0]));
        // Before the plan there was nothing.
        let before = officer
            .get("/api/v1/map/tasks?period=2025-Q4")
            .await
            .ok()
            .json();
        assert_eq!(before["total"], json!([0, 0, 0, 0, 0, 0]));
        assert_eq!(before["plans"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn asked_again_the_map_comes_only_when_something_has_moved() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let first = officer.get("/api/v1/map/tasks").await.ok();
        assert_eq!(first.header("cache-control"), "private, no-cache");
        let tag = first.header("etag").to_owned();
        let again = async |path: &str| {
            let request = Request::get(path).header("if-none-match", &tag);
            officer.send(request, Body::empty()).await
        };
        let answer = again("/api/v1/map/tasks").await;
        assert_eq!((answer.status.as_u16(), answer.body.len()), (304, 0));
        assert_eq!(answer.header("etag"), tag);
        assert_eq!(again("/api/v1/map/tasks?period=2026").await.status, 200);

        officer.does("xa-a", world::plan("k", "xa-a")).await;
        assert_eq!(again("/api/v1/map/tasks").await.status, 200);
        // Another person's map is another map.
        let request = Request::get("/api/v1/map/tasks").header("if-none-match", &tag);
        assert_eq!(
            app.field("xom-1")
                .await
                .send(request, Body::empty())
                .await
                .status,
            200
        );
    })
    .await;
}

#[tokio::test]
async fn a_hamlet_sees_the_counts_of_its_commune_and_of_no_other() {
    on_every_database(async |app| {
        let officer = app.officer("tinh").await;
        officer.does("xa-a", world::plan("a", "xa-a")).await;
        for unit in ["xom-1", "xom-2"] {
            officer
                .does(unit, world::assigned("a-lop", Duty::Lead))
                .await;
        }
        let hamlet = app.field("xom-1").await;
        let map = hamlet.get("/api/v1/map/tasks").await.ok().json();
        assert_eq!(map["unit"]["id"], "xa-a");
        assert_eq!(area(&map, "xom-2")["n_units"], 1);
        let past = hamlet
            .get("/api/v1/map/tasks?period=2026-02")
            .await
            .ok()
            .json();
        assert_eq!(area(&past, "xom-2")["n_units"], 0, "it was given in March");
        // What the neighbour's tasks say stays with the neighbour.
        let chosen = hamlet
            .get("/api/v1/map/tasks?chosen=xom-2")
            .await
            .ok()
            .json();
        assert_eq!(chosen["chosen"]["n_tasks"], 0);
        for elsewhere in ["tinh", "xa-b", "xom-9"] {
            hamlet
                .get(&format!("/api/v1/map/tasks?unit={elsewhere}"))
                .await
                .refused(404, "not_found");
        }
    })
    .await;
}
