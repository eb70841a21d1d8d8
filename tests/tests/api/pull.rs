//! What a phone receives: its own subtree, and the plans that come down to it.

use model::assignment::{Duty, Status};
use serde_json::json;
use tests::{Actor, App, on_every_database, world};

/// A plan of the province and one of each commune, with work in all of them.
async fn work(app: &App) -> Actor {
    let province = app.officer("tinh").await;
    for (plan, unit) in [("t", "tinh"), ("a", "xa-a"), ("b", "xa-b")] {
        province.does(unit, world::plan(plan, unit)).await;
    }
    province
        .does("xa-a", world::assigned("t-lop", Duty::Lead))
        .await;
    province
        .does("xom-1", world::assigned("a-lop", Duty::Lead))
        .await;
    province
        .does("xom-9", world::assigned("b-lop", Duty::Lead))
        .await;
    province
        .does("xa-a", world::updated("t-lop", Status::Doing))
        .await;
    province
        .does("xom-1", world::updated("a-lop", Status::Doing))
        .await;
    province
        .does("xom-9", world::updated("b-lop", Status::Doing))
        .await;
    province
        .does("tinh", world::renamed("t-lop", "Mở ba lớp"))
        .await;
    province
}

#[tokio::test]
async fn each_phone_gets_what_concerns_it() {
    on_every_database(async |app| {
        let province = work(app).await;
        let seqs = async |actor: &Actor| {
            let answer = actor.pull(0, 200).await;
            assert_eq!((answer.cursor, answer.more), (10, false));
            answer
                .records
                .iter()
                .map(|stamped| stamped.seq)
                .collect::<Vec<_>>()
        };
        assert_eq!(seqs(&province).await, (1..=10).collect::<Vec<_>>());
        // The plans above, who was given their tasks, their edits; of updates only the own.
        assert_eq!(seqs(&app.field("xom-1").await).await, [1, 2, 4, 5, 8, 10]);
        assert_eq!(seqs(&app.field("phong-a").await).await, [1, 2, 4, 5, 10]);
        assert_eq!(seqs(&app.officer("xa-b").await).await, [1, 3, 4, 6, 9, 10]);
    })
    .await;
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_overlap() {
    on_every_database(async |app| {
        work(app).await;
        let hamlet = app.field("xom-1").await;
        let (mut cursor, mut seqs) = (0, Vec::new());
        loop {
            let answer = hamlet.pull(cursor, 2).await;
            assert!(answer.records.len() <= 2 && answer.cursor > cursor);
            seqs.extend(answer.records.iter().map(|stamped| stamped.seq));
            cursor = answer.cursor;
            if !answer.more {
                break;
            }
        }
        assert_eq!(seqs, [1, 2, 4, 5, 8, 10]);
        // The end of the log, not of what was received: nothing is looked through twice.
        assert_eq!(cursor, 10);
        let answer = hamlet.pull(cursor, 200).await;
        assert_eq!(
            (answer.records, answer.cursor, answer.more),
            (vec![], 10, false)
        );
    })
    .await;
}

#[tokio::test]
async fn pushing_only_leaves_the_cursor_alone() {
    on_every_database(async |app| {
        work(app).await;
        let answer = app.field("xom-1").await.pull(3, 0).await;
        assert_eq!(
            (answer.records, answer.cursor, answer.more),
            (vec![], 3, false)
        );
    })
    .await;
}

#[tokio::test]
async fn a_cursor_from_before_a_restored_backup_falls_back() {
    on_every_database(async |app| {
        work(app).await;
        let answer = app.field("xom-1").await.pull(500, 200).await;
        assert_eq!(
            (answer.records, answer.cursor, answer.more),
            (vec![], 10, false)
        );
    })
    .await;
}

#[tokio::test]
async fn one_request_pushes_and_pulls() {
    on_every_database(async |app| {
        work(app).await;
        let hamlet = app.field("xom-1").await;
        let mine = hamlet.record("xom-1", world::updated("a-lop", Status::Done));
        let request = json!({"device": "d", "cursor": 8, "records": [mine]});
        let answer = hamlet.post("/api/v1/sync", &request).await.ok().json();
        assert_eq!(answer["accepted"], json!([mine.id]));
        assert_eq!(answer["cursor"], 11);
        assert_eq!(answer["records"][1]["record"], json!(mine));
    })
    .await;
}
