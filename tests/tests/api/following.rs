//! Following up: classes of units, what units say to being given a task, difficulties and answers,
//! and the one filter.

use model::{
    assignment::{Duty, Status, TaskUpdate},
    record::{AssignmentReplied, ClassAssigned, DifficultyAnswered, Fact, Record},
    unit::{Unit, UnitKind},
};
use serde_json::{Value, json};
use server::{rebuild::rebuild, store, store::state};
use tests::{Actor, App, on_every_database, world};

fn to_hamlets(task: &str, duty: Option<Duty>) -> Fact {
    Fact::ClassAssigned(ClassAssigned {
        task: task.into(),
        class: UnitKind::Hamlet,
        duty,
    })
}

fn raised(task: &str, difficulty: &str) -> Fact {
    Fact::TaskUpdated(TaskUpdate {
        task: task.into(),
        status: Status::Doing,
        difficulty: Some(difficulty.into()),
        ..TaskUpdate::default()
    })
}

fn answered(update: &Record, text: &str) -> Fact {
    Fact::DifficultyAnswered(DifficultyAnswered {
        task: "k-lop".into(),
        update: update.id.clone(),
        text: text.into(),
    })
}

fn declined(reason: &str) -> Fact {
    Fact::AssignmentReplied(AssignmentReplied {
        task: "k-lop".into(),
        declined: Some(reason.into()),
    })
}

/// The commune's officer and the plan "k".
async fn plan(app: &App) -> Actor {
    let officer = app.officer("xa-a").await;
    officer.does("xa-a", world::plan("k", "xa-a")).await;
    officer
}

async fn today(actor: &Actor) -> Value {
    actor.get("/api/v1/today").await.ok().json()
}

async fn tasks(actor: &Actor, query: &str) -> Vec<String> {
    let list = actor
        .get(&format!("/api/v1/tasks{query}"))
        .await
        .ok()
        .json();
    let rows = list["rows"].as_array().unwrap().iter();
    rows.map(|row| row["task"].as_str().unwrap().to_owned())
        .collect()
}

async fn add_hamlet(app: &App, id: &str) {
    let hamlet = Unit {
        id: id.into(),
        name: "Xóm mới".into(),
        kind: UnitKind::Hamlet,
        parent: Some("xa-a".into()),
        ..Unit::default()
    };
    let mut tx = app.service.store.write().await.unwrap();
    store::unit::put(&mut tx, &[hamlet]).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn all_hamlets_have_what_was_given_to_their_class_and_so_has_a_new_one() {
    on_every_database(async |app| {
        let officer = plan(app).await;
        officer
            .does("xa-a", to_hamlets("k-lop", Some(Duty::Implementer)))
            .await;
        for hamlet in ["xom-1", "xom-2"] {
            let field = app.field(hamlet).await;
            assert_eq!(tasks(&field, "").await, ["k-lop"]);
            field
                .does(hamlet, world::updated("k-lop", Status::Doing))
                .await;
        }
        assert_eq!(today(&officer).await["n_unassigned"], 1);
        let other = app.field("xom-9").await;
        assert!(tasks(&other, "").await.is_empty());
        let report = world::updated("k-lop", Status::Doing);
        assert_eq!(
            other.may_not("xom-9", report.clone()).await,
            "task_not_assigned"
        );
        add_hamlet(app, "xom-3").await;
        let new = app.field("xom-3").await;
        assert_eq!(tasks(&new, "").await, ["k-lop"]);
        new.does("xom-3", report.clone()).await;
        let task = officer.get("/api/v1/tasks/k-lop").await.ok().json();
        assert_eq!(task["assignments"].as_array().unwrap().len(), 3);
        // Taken back from one, then from all; what was reported stays.
        app.pass(1);
        officer.does("xom-2", world::unassigned("k-lop")).await;
        assert!(tasks(&app.field("xom-2").await, "").await.is_empty());
        app.pass(1);
        officer.does("xa-a", to_hamlets("k-lop", None)).await;
        assert_eq!(new.may_not("xom-3", report).await, "task_not_assigned");
        app.pass(1);
        officer
            .does("xom-3", world::assigned("k-lop", Duty::Lead))
            .await;
        let task = new.get("/api/v1/tasks/k-lop").await.ok().json();
        assert_eq!(
            task["assignments"][0]["progress"]["said"]["update"]["status"],
            "doing"
        );
    })
    .await;
}

#[tokio::test]
async fn a_class_is_given_tasks_by_its_own_authority_only() {
    on_every_database(async |app| {
        let _officer = plan(app).await;
        let give = to_hamlets("k-lop", Some(Duty::Implementer));
        for actor in [
            app.field("xom-1").await,
            app.supervisor("xa-a").await,
            app.viewer("tinh").await,
            app.officer("xa-b").await,
        ] {
            assert_eq!(actor.may_not("xa-a", give.clone()).await, "not_allowed");
        }
        let above = app.officer("tinh").await;
        assert_eq!(
            above.may_not("xa-b", give.clone()).await,
            "unit_outside_plan"
        );
        above.does("xa-a", give).await;
    })
    .await;
}

#[tokio::test]
async fn a_difficulty_is_answered_and_the_answer_reaches_the_hamlet_and_nobody_else() {
    on_every_database(async |app| {
        let officer = plan(app).await;
        officer
            .does("xa-a", to_hamlets("k-lop", Some(Duty::Implementer)))
            .await;
        let hamlet = app.field("xom-1").await;
        app.pass(world::DAY);
        let update = hamlet
            .does("xom-1", raised("k-lop", "Thiếu máy chiếu"))
            .await;
        app.pass(2 * world::DAY);
        let leader = app.leader("xa-a").await;
        for above in [&officer, &leader] {
            let today = today(above).await;
            assert_eq!(today["n_difficulties"], 1);
            assert_eq!(today["difficulties"][0]["words"], "Thiếu máy chiếu");
            assert_eq!(today["difficulties"][0]["n_days"], 2);
        }
        let answer = answered(&update, "Xã cho mượn từ thứ Hai.");
        for other in [
            &hamlet,
            &app.supervisor("xa-a").await,
            &app.officer("xa-b").await,
        ] {
            assert_eq!(other.may_not("xom-1", answer.clone()).await, "not_allowed");
        }
        let elsewhere = officer.may_not("xom-2", answer.clone()).await;
        assert_eq!(elsewhere, "difficulty_unknown");
        let told = leader.does("xom-1", answer).await;
        assert_eq!(today(&officer).await["n_difficulties"], 0);
        let news = today(&hamlet).await;
        assert_eq!(news["answers"][0]["answer"], "Xã cho mượn từ thứ Hai.");
        let has = async |actor: &Actor| {
            let records = actor.pull(0, 200).await.records;
            records.iter().any(|stamped| stamped.record.id == told.id)
        };
        assert!(has(&hamlet).await && has(&officer).await);
        assert!(!has(&app.field("xom-2").await).await);
        assert!(!has(&app.officer("xa-b").await).await);
        app.pass(1);
        hamlet
            .does("xom-1", world::updated("k-lop", Status::Done))
            .await;
        assert_eq!(today(&hamlet).await["answers"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn a_unit_that_declines_is_on_the_officer_s_page_until_that_is_settled() {
    on_every_database(async |app| {
        let officer = plan(app).await;
        officer
            .does("xom-1", world::assigned("k-lop", Duty::Lead))
            .await;
        app.pass(1);
        let hamlet = app.field("xom-1").await;
        let reason = declined("Không có người rành máy");
        let neighbour = app.field("xom-2").await;
        assert_eq!(
            neighbour.may_not("xom-1", reason.clone()).await,
            "not_allowed"
        );
        assert_eq!(
            neighbour.may_not("xom-2", reason.clone()).await,
            "task_not_assigned"
        );
        assert_eq!(hamlet.may_not("xom-1", declined(" ")).await, "text_missing");
        hamlet.does("xom-1", reason).await;
        let settle = today(&officer).await["declined"].clone();
        assert_eq!(settle[0]["words"], "Không có người rành máy");
        let assigning = officer.get("/api/v1/plans/k/assigning").await.ok().json();
        let tasks = assigning["tasks"].as_array().unwrap();
        let task = tasks.iter().find(|task| task["id"] == "k-lop").unwrap();
        assert_eq!(
            task["declined"],
            json!([["xom-1", "Không có người rành máy"]])
        );
        app.pass(1);
        officer.does("xom-1", world::unassigned("k-lop")).await;
        assert_eq!(today(&officer).await["declined"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn the_folded_tables_are_the_same_when_they_are_made_anew() {
    on_every_database(async |app| {
        let officer = plan(app).await;
        officer
            .does("xa-a", to_hamlets("k-lop", Some(Duty::Implementer)))
            .await;
        let hamlet = app.field("xom-1").await;
        app.pass(1);
        let update = hamlet.does("xom-1", raised("k-lop", "Thiếu máy")).await;
        app.pass(1);
        officer.does("xom-1", answered(&update, "Có rồi.")).await;
        hamlet.does("xom-1", declined("Không có người")).await;
        let all = async || {
            let mut tx = app.service.store.read().await.unwrap();
            state::all(&mut tx).await.unwrap()
        };
        let before = all().await;
        rebuild(&app.service).await.unwrap();
        assert_eq!(all().await, before);
    })
    .await;
}

#[tokio::test]
async fn one_filter_serves_every_shape() {
    on_every_database(async |app| {
        let officer = plan(app).await;
        officer
            .does("xom-1", world::assigned("k-lop", Duty::Lead))
            .await;
        officer
            .does("xom-2", world::assigned("k-loa", Duty::Implementer))
            .await;
        assert_eq!(tasks(&officer, "?chu-tri=xom-1").await, ["k-lop"]);
        assert_eq!(tasks(&officer, "?thieu=chu-tri").await, ["k-loa"]);
        assert_eq!(tasks(&officer, "?ky=2026-Q2").await, ["k-loa"]);
        assert!(tasks(&officer, "?vuong-mac=co").await.is_empty());
        let of_section = "?ke-hoach=k&muc=k-phan";
        assert_eq!(tasks(&officer, of_section).await.len(), 2);
        let hamlet = app.field("xom-1").await;
        assert!(tasks(&hamlet, "?thieu=chu-tri").await.is_empty());
        let counts = officer
            .get("/api/v1/tasks?ke-hoach=k&xem=tong-hop")
            .await
            .ok()
            .json();
        let rows: Vec<_> = counts["counts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["by"].as_str().unwrap(), row["id"].as_str().unwrap()))
            .collect();
        let expected = [
            ("unit", "xom-1"),
            ("unit", "xom-2"),
            ("lead", "xom-1"),
            ("section", "k-phan"),
        ];
        assert_eq!(rows, expected);
        for bad in ["?xem=vong-tron", "?ky=2026-Q5", "?thieu=gi-do"] {
            let answer = officer.get(&format!("/api/v1/tasks{bad}")).await;
            answer.refused(400, "malformed_query");
        }
        let nobodys = app.officer("xa-b").await;
        let list = nobodys.get("/api/v1/tasks?ke-hoach=k&xem=tong-hop").await;
        let list = list.ok().json();
        assert_eq!(
            (&list["counts"], &list["sections"]),
            (&json!([]), &json!([]))
        );
    })
    .await;
}
