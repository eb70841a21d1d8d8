//! Records on their way into the log.

use std::collections::BTreeSet;

use model::{
    assignment::{Duty, Status},
    id::RecordId,
    problem::Code,
    sync::BATCH_MAX,
};
use serde_json::{Value, json};
use server::{cli::import_units::import, store::state};
use tests::{App, on_every_database, world};

#[tokio::test]
async fn what_was_pushed_twice_is_there_once() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let batch = [
            officer.record("xa-a", world::plan("k", "xa-a")),
            officer.record("xom-1", world::assigned("k-lop", Duty::Lead)),
            officer.record("xom-1", world::updated("k-lop", Status::Doing)),
        ];
        // Each record uses what the one before it made.
        let first = officer.push(batch.clone()).await;
        assert_eq!(first.refused, []);
        let before = everything(app).await;
        let again = officer.push(batch.clone()).await;
        assert_eq!((again.accepted, again.refused), (first.accepted, vec![]));
        let doubled = [batch.clone(), batch].concat();
        assert_eq!(officer.push(doubled).await.refused, []);
        assert_eq!(everything(app).await, before);
        assert_eq!(officer.pull(0, 200).await.cursor, 3);
    })
    .await;
}

#[tokio::test]
async fn what_is_asked_for_somebody_else_is_not_done() {
    on_every_database(async |app| {
        let (officer, field) = (app.officer("xa-a").await, app.field("xom-1").await);
        let record = officer.record("xa-a", world::plan("k", "xa-a"));
        let request = json!({"device": "d", "person": officer.id, "records": [record]});
        let before = everything(app).await;
        let answer = field.post("/api/v1/sync", &request).await;
        answer.refused(409, "other_person");
        assert_eq!(everything(app).await, before);
        officer.post("/api/v1/sync", &request).await.ok();
        let nobody = app.nobody().post("/api/v1/sync", &request).await;
        nobody.refused(401, "sign_in_needed");
    })
    .await;
}

#[tokio::test]
async fn an_id_stands_for_one_content() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let first = officer.does("xa-a", world::plan("k", "xa-a")).await;
        let mut other = officer.record("xa-a", world::plan("h", "xa-a"));
        other.id = first.id.clone();
        let answer = officer.push([other]).await;
        assert_eq!(answer.refused[0].problem.code, Code::RecordIdTaken);
        officer
            .get("/api/v1/plans/h")
            .await
            .refused(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn a_refused_record_never_holds_up_the_next() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let good = |fact| json!(officer.record("xa-a", fact));
        let mut with_zero = good(world::commented("k-lop", "x"));
        with_zero["fact"]["text"] = json!("a\0b");
        let mut of_nobody = good(world::commented("k-lop", "x"));
        of_nobody["unit"] = json!("không có");
        let mut long = good(world::commented("k-lop", "x"));
        long["fact"]["text"] = json!("x".repeat(20_000));
        let mut not_v7 = good(world::commented("k-lop", "x"));
        not_v7["id"] = json!("1b4e28ba-2fa1-41d2-883f-0016d3cca427");
        let records = vec![
            json!("không phải bản ghi"),
            good(world::plan("k", "xa-a")),
            with_zero,
            of_nobody,
            long,
            not_v7,
            json!({"id": "x", "fact": {}}),
            good(world::commented("không-có", "x")),
            good(world::commented("k-lop", "Tốt")),
        ];
        let answer = officer.push_json(records.clone()).await;
        let codes: Vec<_> = answer
            .refused
            .iter()
            .map(|refused| (refused.index, refused.problem.code))
            .collect();
        assert_eq!(
            codes,
            [
                (0, Code::MalformedRecord),
                (2, Code::MalformedRecord),
                (3, Code::UnitUnknown),
                (4, Code::RecordTooLarge),
                (5, Code::MalformedRecord),
                (6, Code::MalformedRecord),
                (7, Code::NodeUnknown),
            ]
        );
        assert_eq!(answer.refused[0].id, None);
        assert_eq!(answer.refused[5].id, Some(RecordId::from("x")));
        assert_eq!(answer.accepted.len(), 2);
        assert_eq!(officer.pull(0, 200).await.records.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_kind_of_a_newer_program_is_kept_and_passed_on() {
    on_every_database(async |app| {
        let hamlet = app.field("xom-1").await;
        let mut record = json!(hamlet.record("xom-1", world::commented("x", "x")));
        record["fact"] = json!({"kind": "drone_flight", "height": 12.5, "path": [1, {"a": "đ"}]});
        assert_eq!(hamlet.push_json(vec![record.clone()]).await.refused, []);
        let officer = app.officer("xa-a").await;
        let pulled = officer.pull(0, 200).await;
        assert_eq!(json!(pulled.records[0].record), record);
        let mut outside = record.clone();
        outside["unit"] = json!("xom-2");
        outside["id"] = json!(hamlet.record("xom-2", world::commented("x", "x")).id);
        let answer = hamlet.push_json(vec![outside]).await;
        assert_eq!(answer.refused[0].problem.code, Code::NotAllowed);
    })
    .await;
}

#[tokio::test]
async fn a_batch_has_a_limit() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let records = vec![json!({}); BATCH_MAX + 1];
        let answer = officer
            .post("/api/v1/sync", &json!({"device": "d", "records": records}))
            .await;
        answer.refused(413, "too_many_records");
    })
    .await;
}

#[tokio::test]
async fn an_update_counts_whenever_it_arrives() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        officer
            .does("xom-1", world::assigned("k-lop", Duty::Lead))
            .await;
        let hamlet = app.field("xom-1").await;
        let early = hamlet.record("xom-1", world::updated("k-lop", Status::Doing));
        app.pass(1000);
        hamlet
            .does("xom-1", world::updated("k-lop", Status::Done))
            .await;
        hamlet.push([early]).await;
        let task = officer.get("/api/v1/tasks/k-lop").await.ok().json();
        assert_eq!(
            task["assignments"][0]["progress"]["said"]["update"]["status"],
            "done"
        );
        // A phone whose clock is a year wrong loses nothing either.
        let mut odd = hamlet.record("xom-1", world::updated("k-lop", Status::Doing));
        odd.made_at.millis -= 365 * world::DAY;
        assert_eq!(hamlet.push([odd]).await.refused, []);
    })
    .await;
}

#[tokio::test]
async fn many_phones_at_once_leave_no_gap_and_lose_nothing() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        for hamlet in ["xom-1", "xom-2"] {
            officer
                .does(hamlet, world::assigned("k-lop", Duty::Implementer))
                .await;
        }
        let mut pushing = Vec::new();
        for n in 0..8 {
            let unit = if n % 2 == 0 { "xom-1" } else { "xom-2" };
            let hamlet = app.field(unit).await;
            pushing.push(tokio::spawn(async move {
                let mut sent = Vec::new();
                for _ in 0..5 {
                    sent.push(
                        hamlet
                            .does(unit, world::updated("k-lop", Status::Doing))
                            .await
                            .id,
                    );
                }
                sent
            }));
        }
        let mut sent = BTreeSet::new();
        for pushed in pushing {
            sent.extend(pushed.await.unwrap());
        }
        let log = officer.pull(0, 200).await.records;
        let seqs: Vec<_> = log.iter().map(|stamped| stamped.seq).collect();
        assert_eq!(seqs, (1..=43).collect::<Vec<_>>());
        let kept: BTreeSet<_> = log.into_iter().map(|stamped| stamped.record.id).collect();
        assert!(sent.is_subset(&kept) && sent.len() == 40);
        // Every update is in the folded progress, too.
        let task = officer.get("/api/v1/tasks/k-lop").await.ok().json();
        let trails = task["assignments"].as_array().unwrap().iter();
        let n_folded: usize = trails
            .map(|given| given["progress"]["trail"].as_object().unwrap().len())
            .sum();
        assert_eq!(n_folded, 40);
        rebuilding_changes_nothing(app).await;
    })
    .await;
}

#[tokio::test]
async fn several_processes_share_one_log_and_one_tree() {
    on_every_database(async |app| {
        let other = app.beside().await;
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        officer
            .at(&other)
            .does("xom-1", world::assigned("k-lop", Duty::Lead))
            .await;
        let pushing: Vec<_> = [app, &other, app, &other]
            .into_iter()
            .map(|app| {
                let officer = officer.at(app);
                tokio::spawn(async move {
                    for _ in 0..5 {
                        officer
                            .does("xom-1", world::updated("k-lop", Status::Doing))
                            .await;
                    }
                })
            })
            .collect();
        for pushed in pushing {
            pushed.await.unwrap();
        }
        let answer = officer.pull(0, 200).await;
        let seqs: Vec<_> = answer.records.iter().map(|stamped| stamped.seq).collect();
        assert_eq!(seqs, (1..=22).collect::<Vec<_>>());
        rebuilding_changes_nothing(app).await;

        // A unit that one process adds is there for the other at once.
        let csv = "code,parent,level,type,name\nxom-3,xa-a,3,,Xóm 3\n";
        import(&other.service, csv.as_bytes()).await.unwrap();
        officer
            .does("xom-3", world::assigned("k-lop", Duty::Lead))
            .await;
        other.close().await;
    })
    .await;
}

#[tokio::test]
async fn the_log_gives_the_same_tables_again() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        officer
            .does("xa-a", world::renamed("k-lop", "Mở hai lớp"))
            .await;
        officer
            .does("xom-1", world::assigned("k-lop", Duty::Lead))
            .await;
        let first = officer
            .does("xom-1", world::updated("k-lop", Status::Doing))
            .await;
        for status in [Status::Doing, Status::Done] {
            let mut rival = officer.record("xom-1", world::updated("k-lop", status));
            rival.replaces = Some(first.id.clone());
            assert_eq!(officer.push([rival]).await.refused, []);
        }
        officer
            .does("xom-2", world::assigned("k-loa", Duty::Lead))
            .await;
        app.pass(1000);
        officer.does("xom-2", world::unassigned("k-loa")).await;
        officer.does("xa-a", world::commented("k-lop", "Tốt")).await;
        rebuilding_changes_nothing(app).await;
    })
    .await;
}

pub async fn rebuilding_changes_nothing(app: &App) {
    let before = everything(app).await;
    let n_records = server::rebuild::rebuild(&app.service).await.unwrap();
    assert!(n_records > 0);
    assert_eq!(everything(app).await, before);
}

async fn everything(app: &App) -> Value {
    let mut tx = app.service.store.read().await.unwrap();
    let state = state::all(&mut tx).await.unwrap();
    let given: Vec<_> = state.assignments.values().collect();
    json!([state.plans, state.nodes, given])
}
