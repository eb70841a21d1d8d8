//! The people of a unit who are put in charge of its tasks: by whom, before whose eyes, and when they
//! have left.

use model::{
    assignment::Duty,
    record::{Fact, PutInCharge},
};
use serde_json::Value;
use server::{rebuild::rebuild, store, store::state};
use tests::{Actor, App, on_every_database, world};

fn charge(of: &Actor, name: &str, is_over: bool) -> Fact {
    Fact::PutInCharge(PutInCharge {
        task: "k-lop".into(),
        person: of.id.clone(),
        name: name.into(),
        is_over,
    })
}

const FIELD: &str = "Cán bộ cơ sở xom-1";

/// The commune's officer, whose plan gives "k-lop" to hamlet 1.
async fn given(app: &App) -> Actor {
    let officer = app.officer("xa-a").await;
    officer.does("xa-a", world::plan("k", "xa-a")).await;
    let give = world::assigned("k-lop", Duty::Implementer);
    officer.does("xom-1", give).await;
    app.pass(1);
    officer
}

async fn mine(actor: &Actor) -> Vec<Value> {
    let list = actor.get("/api/v1/tasks?cua-toi=co").await.ok().json();
    list["rows"].as_array().unwrap().clone()
}

/// Who is in charge in the first unit that the actor sees.
async fn names(actor: &Actor) -> Vec<String> {
    let task = actor.get("/api/v1/tasks/k-lop").await.ok().json();
    let people = &task["assignments"][0]["progress"]["people"];
    let people = people.as_object().cloned().unwrap_or_default();
    let standing = people.values().filter(|one| one["is_over"] != true);
    standing
        .map(|one| one["name"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_task_is_given_to_a_person_of_the_hamlet_who_finds_it_first_and_loses_it_again() {
    on_every_database(async |app| {
        let officer = given(app).await;
        let (lan, other) = (app.field("xom-1").await, app.field("xom-1").await);
        officer.does("xom-1", charge(&lan, FIELD, false)).await;
        let found = mine(&lan).await;
        assert_eq!((found.len(), &found[0]["is_mine"]), (1, &true.into()));
        assert!(mine(&other).await.is_empty());
        let today = lan.get("/api/v1/today").await.ok().json();
        assert_eq!(today["groups"][0]["rows"][0]["is_mine"], true);
        for reader in [&officer, &lan, &other, &app.supervisor("tinh").await] {
            assert_eq!(names(reader).await, [FIELD]);
        }
        let task = officer.get("/api/v1/tasks/k-lop").await.ok().json();
        assert_eq!(task["history"][0]["fact"]["kind"], "put_in_charge");
        // Those beside the hamlet read the plan, and not who does what in it.
        let beside = app.field("xom-2").await;
        let theirs = beside.get("/api/v1/tasks/k-lop").await.ok().text();
        assert!(!theirs.contains("in_charge") && !theirs.contains("\"people\""));
        let pulled = beside.pull(0, 200).await.records;
        let kinds = pulled.iter().map(|stamped| stamped.record.fact.kind());
        assert!(kinds.into_iter().all(|kind| kind != "put_in_charge"));
        app.pass(1);
        officer.does("xom-1", charge(&lan, FIELD, true)).await;
        assert!(mine(&lan).await.is_empty() && names(&officer).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn only_who_gives_tasks_there_names_and_only_those_who_work_there() {
    on_every_database(async |app| {
        let officer = given(app).await;
        let lan = app.field("xom-1").await;
        let named = charge(&lan, FIELD, false);
        for actor in [
            lan.at(app),
            app.field("xom-2").await,
            app.officer("xa-b").await,
            app.supervisor("xa-a").await,
            app.viewer("tinh").await,
        ] {
            assert_eq!(actor.may_not("xom-1", named.clone()).await, "not_allowed");
        }
        let elsewhere = officer.may_not("xom-2", named.clone()).await;
        assert_eq!(elsewhere, "task_not_assigned");
        let strangers = [
            charge(&app.field("xom-9").await, "Cán bộ cơ sở xom-9", false),
            charge(&app.supervisor("xa-a").await, "Giám sát xa-a", false),
            charge(&lan, "Bí thư", false),
        ];
        for stranger in strangers {
            let why = officer.may_not("xom-1", stranger).await;
            assert_eq!(why, "person_not_of_unit");
        }
        // The officer of the commune works in all of it.
        officer
            .does("xom-1", charge(&officer, "Chuyên viên xa-a", false))
            .await;
        app.leader("xa-a").await.does("xom-1", named).await;
        assert_eq!(names(&lan).await.len(), 2, "neither overwrites the other");
    })
    .await;
}

#[tokio::test]
async fn whoever_has_left_is_still_told_and_can_be_relieved_but_not_named_anew() {
    on_every_database(async |app| {
        let officer = given(app).await;
        let lan = app.field("xom-1").await;
        officer.does("xom-1", charge(&lan, FIELD, false)).await;
        app.grant(&lan.id, "xom-9").await;
        assert_eq!(names(&officer).await, [FIELD]);
        app.pass(1);
        let anew = officer.may_not("xom-1", charge(&lan, FIELD, false)).await;
        assert_eq!(anew, "person_not_of_unit");
        let task = officer.get("/api/v1/tasks/k-lop").await.ok().json();
        let staff = task["assignments"][0]["staff"].as_array().unwrap();
        let offered = staff.iter().map(|one| &one["name"]);
        assert!(offered.into_iter().all(|name| name != FIELD));
        officer.does("xom-1", charge(&lan, FIELD, true)).await;
        assert!(names(&officer).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_is_in_charge_comes_out_of_the_log_again() {
    on_every_database(async |app| {
        let officer = given(app).await;
        let lan = app.field("xom-1").await;
        officer.does("xom-1", charge(&lan, FIELD, false)).await;
        let folded = async || {
            let mut tx = app.service.store.read().await.unwrap();
            state::all(&mut tx).await.unwrap()
        };
        let before = folded().await;
        assert!(
            before
                .assignments
                .values()
                .any(|it| !it.progress.people.is_empty())
        );
        rebuild(&app.service).await.unwrap();
        assert_eq!(folded().await, before);
        let mut tx = app.service.store.read().await.unwrap();
        let colleagues = store::person::colleagues(&mut tx, &[&"xom-1".into()]).await;
        assert!(colleagues.unwrap().iter().all(|one| one.works));
    })
    .await;
}
