//! Devices that send at the same time: taken in together, and none of them for another's account.

use std::{collections::BTreeSet, pin::pin, task::Poll};

use futures_util::future::{join_all, poll_fn};
use model::{
    assignment::{Duty, Status},
    id::RecordId,
    record::Record,
    sync::{Stamped, SyncAnswer, SyncRequest},
};
use serde_json::json;
use tests::{Actor, App, on_every_database, world};

/// A plan of the commune, given to two hamlets; those who work there, and the end of the log.
async fn commune(app: &App) -> (Vec<Actor>, i64) {
    let officer = app.officer("xa-a").await;
    officer.does("xa-a", world::plan("a", "xa-a")).await;
    for hamlet in ["xom-1", "xom-2"] {
        officer
            .does(hamlet, world::assigned("a-lop", Duty::Lead))
            .await;
    }
    let mut people = vec![officer];
    for unit in ["xom-1", "xom-2", "xom-1", "xom-2"] {
        people.push(app.field(unit).await);
    }
    let cursor = people[0].pull(0, 200).await.cursor;
    (people, cursor)
}

/// What each sends: work in the hamlet, whether it is theirs or not.
fn request(actor: &Actor, unit: &str, cursor: i64) -> (Record, SyncRequest) {
    let record = actor.record(unit, world::updated("a-lop", Status::Doing));
    let request = SyncRequest {
        cursor,
        records: vec![json!(record)],
        ..SyncRequest::default()
    };
    (record, request)
}

#[tokio::test]
async fn each_gets_its_own_verdict_and_all_that_is_new_for_it() {
    on_every_database(async |app| {
        let (people, cursor) = commune(app).await;
        // The third is of the second hamlet and may not speak for the first.
        let units = ["xom-1", "xom-1", "xom-1", "xom-1", "xom-2"];
        let sent = people.iter().zip(units);
        let sent = sent.map(|(actor, unit)| request(actor, unit, cursor));
        let (records, requests): (Vec<_>, Vec<_>) = sent.unzip();
        let asked = people.iter().zip(requests);
        let answers = join_all(asked.map(|(actor, request)| actor.sync(request))).await;

        for (n, (answer, record)) in answers.iter().zip(&records).enumerate() {
            let ids: &[RecordId] = if n == 2 {
                &[]
            } else {
                std::slice::from_ref(&record.id)
            };
            assert_eq!(answer.accepted, ids);
            assert_eq!(answer.refused.len(), usize::from(n == 2));
        }
        let log = people[0].pull(cursor, 200).await;
        assert_eq!(log.records.len(), 4);
        assert_eq!(log.cursor, cursor + 4);
        for (actor, answer) in people.iter().zip(&answers) {
            let rest = actor.pull(answer.cursor, 200).await;
            let got = [ids(answer), ids(&rest)].concat();
            assert_eq!(got, ids(&actor.pull(cursor, 200).await));
            let named: BTreeSet<_> = answer.names.iter().map(|(id, _)| id).collect();
            let authors = answer.records.iter().map(|it| &it.record.by);
            assert_eq!(named, authors.collect());
            assert!(answer.names.iter().all(|(_, name)| !name.is_empty()));
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_goes_away_in_the_middle_takes_nobody_along() {
    on_every_database(async |app| {
        let (people, cursor) = commune(app).await;
        let (first, second) = (&people[1], &people[2]);
        for n_polls in 1..40 {
            let (_, leaving) = request(first, "xom-1", cursor);
            let (record, staying) = request(second, "xom-2", cursor);
            let mut leaves = Box::pin(first.sync(leaving));
            let mut stays = pin!(second.sync(staying));
            let (mut has_left, mut answer) = (false, None);
            for _ in 0..n_polls {
                poll_fn(|context| {
                    if !has_left {
                        has_left = leaves.as_mut().poll(context).is_ready();
                    }
                    if let Poll::Ready(stayed) = stays.as_mut().poll(context) {
                        answer = Some(stayed);
                    }
                    Poll::Ready(())
                })
                .await;
                if answer.is_some() {
                    break;
                }
                tokio::task::yield_now().await;
            }
            drop(leaves);
            let answer = match answer {
                Some(answer) => answer,
                None => stays.await,
            };
            assert_eq!(answer.accepted, [record.id]);
        }
    })
    .await;
}

fn ids(answer: &SyncAnswer) -> Vec<RecordId> {
    let record = |it: &Stamped| it.record.id.clone();
    answer.records.iter().map(record).collect()
}
