//! A phone's own rules against the real server: `model::sync::phone` asks, the interface answers.

use model::{
    assignment::{Duty, Status, TaskUpdate},
    id::RecordId,
    record::{ClassAssigned, DifficultyAnswered, Fact},
    sync::phone::{Draft, Image, Phone},
    unit::UnitKind,
    view::{
        Sight,
        query::{Shape, TaskQuery},
        report_list::ReportList,
        task_list::TaskList,
        today::Today,
    },
};
use serde_json::json;
use server::store::marker;
use tests::{Actor, on_every_database, world};

struct Handset {
    phone: Phone,
    actor: Actor,
    n_made: u8,
}

impl Handset {
    async fn of(actor: Actor, device: &str) -> Self {
        let mut phone = Phone::new(Image {
            device: device.into(),
            ..Image::default()
        });
        phone.sign_in(&actor.id, true);
        Self {
            phone,
            actor,
            n_made: 0,
        }
    }

    fn does(&mut self, unit: &str, fact: Fact) -> RecordId {
        self.n_made += 1;
        let bytes = [self.n_made; 10];
        let draft = Draft {
            unit: unit.into(),
            replaces: None,
            after: None,
            fact,
            about: "việc".into(),
        };
        let change = self.phone.keep(vec![draft], world::MORNING, || bytes);
        change.entries[0].record.id.clone()
    }

    /// Until there is nothing left to do.
    async fn sync(&mut self) {
        for _ in 0..20 {
            let outgoing = self.phone.ask(200, "1.0");
            let request = serde_json::to_value(&outgoing.message).unwrap();
            let answer = self.actor.post("/api/v1/sync", &request).await.ok();
            let answer = serde_json::from_value(answer.json()).unwrap();
            let settled = self.phone.settle(&outgoing, &answer, world::MORNING);
            assert_eq!(settled.trouble, None);
            if !settled.go_on {
                return;
            }
        }
        panic!("the phone does not come to an end");
    }
}

#[tokio::test]
async fn a_phone_draws_the_same_list_as_the_server() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("a", "xa-a")).await;
        officer
            .does("xom-1", world::assigned("a-lop", Duty::Lead))
            .await;
        officer
            .does("xom-2", world::assigned("a-loa", Duty::Lead))
            .await;
        let mut handset = Handset::of(app.field("xom-1").await, "may").await;
        handset.does("xom-1", world::updated("a-lop", Status::Doing));
        handset.sync().await;
        assert!(handset.phone.is_ready() && handset.phone.entries().is_empty());
        assert!(handset.phone.position().checked_at.is_some());
        let ground = handset.phone.ground();
        let tree = model::unit::UnitTree::new(ground.units.clone());
        let here = TaskList::new(
            Sight {
                person: &ground.person,
                tree: &tree,
                state: handset.phone.state(),
                today: model::clock::day_in_vietnam(world::MORNING),
            },
            Default::default(),
        );
        let there = handset.actor.get("/api/v1/tasks").await.ok().json();
        assert_eq!(serde_json::to_value(here).unwrap(), there);
        let author = handset.phone.rows().next().unwrap().record.by.clone();
        assert!(handset.phone.name(&author).is_some());
    })
    .await;
}

/// As a page of the phone has it.
fn today(sight: Sight) -> Today {
    Today::new(sight, &[]).with_reports(ReportList::new(sight, &sight.state.reports))
}

#[tokio::test]
async fn a_phone_draws_what_is_followed_up_as_the_server_does() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("a", "xa-a")).await;
        let to_all = Fact::ClassAssigned(ClassAssigned {
            task: "a-lop".into(),
            class: UnitKind::Hamlet,
            duty: Some(Duty::Implementer),
        });
        officer.does("xa-a", to_all).await;
        let raised = TaskUpdate {
            task: "a-lop".into(),
            difficulty: Some("Thiếu máy".into()),
            ..TaskUpdate::default()
        };
        let mut handset = Handset::of(app.field("xom-1").await, "may").await;
        let update = handset.does("xom-1", Fact::TaskUpdated(raised));
        handset.sync().await;
        app.pass(1);
        let answer = DifficultyAnswered {
            task: "a-lop".into(),
            update,
            text: "Xã cho mượn.".into(),
        };
        officer
            .does("xom-1", Fact::DifficultyAnswered(answer))
            .await;
        handset.sync().await;
        let mut desk = Handset::of(officer, "may-ban").await;
        desk.sync().await;
        for handset in [&handset, &desk] {
            let ground = handset.phone.ground();
            let tree = model::unit::UnitTree::new(ground.units.clone());
            let sight = Sight {
                person: &ground.person,
                tree: &tree,
                state: handset.phone.state(),
                today: model::clock::day_in_vietnam(world::MORNING),
            };
            let there = handset.actor.get("/api/v1/today").await.ok().json();
            assert_eq!(serde_json::to_value(today(sight)).unwrap(), there);
            for shape in Shape::ALL {
                let query = TaskQuery {
                    shape,
                    plan: Some("a".into()),
                    ..TaskQuery::default()
                };
                let address = format!("/api/v1/tasks{}", query.to_query());
                let there = handset.actor.get(&address).await.ok().json();
                let here = TaskList::new(sight, query);
                assert_eq!(serde_json::to_value(here).unwrap(), there, "{shape:?}");
            }
        }
        let state = handset.phone.state();
        let given = state.assignments.values().next().unwrap();
        assert!(
            given.progress.news().is_some(),
            "the hamlet has the answer on its phone"
        );
    })
    .await;
}

#[tokio::test]
async fn a_new_database_at_the_same_address_is_not_filled_with_the_old_one() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("a", "xa-a")).await;
        officer
            .does("xom-1", world::assigned("a-lop", Duty::Lead))
            .await;
        let mut handset = Handset::of(app.field("xom-1").await, "may").await;
        handset.sync().await;
        let mut tx = app.service.store.write().await.unwrap();
        marker::set(&mut tx, marker::SERVER, "another")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let other = app.beside().await;
        handset.actor = handset.actor.at(&other);
        let id = handset.does("xom-1", world::updated("a-lop", Status::Doing));
        handset.sync().await;
        let entries = handset.phone.entries();
        let problem = entries[0].refused.as_ref().unwrap();
        assert_eq!((entries.len(), problem.code.as_str()), (1, "other_server"));
        handset.phone.retry(&id);
        handset.sync().await;
        assert!(handset.phone.entries().is_empty());
        other.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_a_person_no_longer_sees_leaves_the_phone() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("a", "xa-a")).await;
        let mut handset = Handset::of(app.field("xom-1").await, "may").await;
        handset.sync().await;
        assert_eq!(handset.phone.rows().count(), 1);
        app.grant(&handset.actor.id, "xom-9").await;
        handset.sync().await;
        assert_eq!(handset.phone.rows().count(), 0);
        assert_eq!(handset.phone.ground().person.grants[0].unit, "xom-9".into());
        app.grant(&handset.actor.id, "xom-1").await;
        handset.sync().await;
        assert_eq!(handset.phone.rows().count(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_sender_learns_that_the_commune_has_it() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("a", "xa-a")).await;
        officer
            .does("xom-1", world::assigned("a-lop", Duty::Lead))
            .await;
        let mut hamlet = Handset::of(app.field("xom-1").await, "may").await;
        let id = hamlet.does("xom-1", world::updated("a-lop", Status::Doing));
        hamlet.sync().await;
        let seq = |hamlet: &Handset| {
            let row = hamlet.phone.own_rows().find(|row| row.record.id == id);
            row.unwrap().seq
        };
        assert!(hamlet.phone.position().received < seq(&hamlet));
        let mut commune = Handset::of(officer, "may-xa").await;
        commune.sync().await;
        hamlet.sync().await;
        assert_eq!(hamlet.phone.position().received, seq(&hamlet));
    })
    .await;
}

/// Requests as older programs in the field send them.
#[tokio::test]
async fn old_phones_are_still_understood() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("a", "xa-a")).await;
        let hamlet = app.field("xom-1").await;
        for request in [
            json!({"device": "d", "records": [], "limit": 0}),
            json!({"device": "d", "cursor": 0, "records": []}),
            json!({"device": "d", "cursor": 0, "records": [], "limit": null}),
            // Not a name that a database could hold.
            json!({"device": "d\u{0}d", "cursor": 0, "records": [], "n_held": 0}),
        ] {
            let answer = hamlet.post("/api/v1/sync", &request).await.ok().json();
            for field in ["accepted", "refused", "records", "cursor", "more"] {
                assert!(answer.get(field).is_some(), "{field}");
            }
            assert_eq!(answer["ground"], json!(null), "nobody asked for it");
        }
    })
    .await;
}

#[tokio::test]
async fn the_commune_sees_whose_phone_holds_work_back() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("a", "xa-a")).await;
        let mut hamlet = Handset::of(app.field("xom-1").await, "may").await;
        // Not given to it, so the server sends it back, and the phone holds it.
        hamlet.does("xom-1", world::updated("a-lop", Status::Doing));
        hamlet.sync().await;
        hamlet.sync().await;
        app.field("xom-2").await;
        let list = officer.get("/api/v1/devices").await.ok().json();
        let rows = list["rows"].as_array().unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0]["unit"]["id"], "xom-1");
        assert_eq!(rows[0]["standing"], "holds_back");
        assert_eq!(rows[0]["seen"]["n_held"], 1);
        assert_eq!(rows[1]["standing"], "never");
        let elsewhere = app.officer("xa-b").await;
        let list = elsewhere.get("/api/v1/devices").await.ok().json();
        assert_eq!(list["rows"], json!([]), "not across communes");
        let list = hamlet.actor.get("/api/v1/devices").await.ok().json();
        assert_eq!(list["rows"], json!([]), "nor one's neighbours");
    })
    .await;
}
