//! The last evening of a month: thousands of phones send what they hold within a minute.

use std::time::{Duration, Instant};

use model::{
    figure::FigureReported,
    id::UnitId,
    record::Fact,
    sync::{SyncAnswer, SyncRequest},
    unit::UnitTree,
};
use serde_json::{Value, json};
use tests::{Actor, App};

use super::{hamlets, n_records};

const N_PHONES: usize = 3_000;
const N_RECORDS: usize = 20;
const WITHIN: Duration = Duration::from_secs(60);
const INDICATORS: [&str; 4] = [
    "ky-nang-so",
    "vneid",
    "dien-thoai-thong-minh",
    "tai-khoan-thanh-toan",
];

pub async fn of_phones(app: &App, tree: &UnitTree) {
    let step = (tree.len() / N_PHONES).max(1);
    let mut phones = Vec::new();
    for unit in hamlets(tree).step_by(step).take(N_PHONES) {
        phones.push((unit.clone(), app.field(unit.as_str()).await));
    }
    let cursor = n_records(app).await;
    let n_before = cursor;
    let today = app.service.environment.today();
    let n_phones = phones.len();
    let begins = tokio::time::Instant::now();
    let sending: Vec<_> = (0_u32..)
        .zip(phones)
        .map(|(nth, (unit, actor))| {
            let records = records(&actor, &unit, today);
            let at = begins + WITHIN * nth / n_phones as u32;
            tokio::spawn(async move {
                tokio::time::sleep_until(at).await;
                sync(&actor, records, cursor).await
            })
        })
        .collect();
    let mut waits = Vec::new();
    for phone in sending {
        waits.push(phone.await.expect("a phone that does not panic"));
    }
    let took = begins.elapsed();
    waits.sort();
    let n_taken = n_records(app).await - n_before;
    assert_eq!(n_taken, (n_phones * N_RECORDS) as i64, "records are lost");
    let at = |percent: usize| waits[(waits.len() - 1) * percent / 100].as_secs_f64() * 1e3;
    println!(
        "| a storm of {n_phones} phones with {N_RECORDS} records each within {} s | | {:.0} | {:.0} | {:.0} | {:.0} | | |",
        WITHIN.as_secs(),
        n_taken as f64 / took.as_secs_f64(),
        at(50),
        at(95),
        at(99),
    );
}

fn records(actor: &Actor, unit: &UnitId, today: chrono::NaiveDate) -> Vec<Value> {
    let record = |nth: usize| {
        let figure = FigureReported {
            indicator: INDICATORS[nth % INDICATORS.len()].into(),
            as_of: today - chrono::TimeDelta::days((nth / INDICATORS.len()) as i64),
            numerator: Some(100 + nth as i64),
            denominator: Some(300),
            ..FigureReported::default()
        };
        json!(actor.record(unit.as_str(), Fact::FigureReported(figure)))
    };
    (0..N_RECORDS).map(record).collect()
}

async fn sync(actor: &Actor, records: Vec<Value>, cursor: i64) -> Duration {
    let request = SyncRequest {
        device: "may-thu".into(),
        cursor,
        records,
        n_held: Some(0),
        ..SyncRequest::default()
    };
    let began = Instant::now();
    let answer = actor.post("/api/v1/sync", &json!(request)).await.ok();
    let took = began.elapsed();
    let told: SyncAnswer = answer.read();
    assert_eq!((told.accepted.len(), told.refused), (N_RECORDS, Vec::new()));
    took
}
