//! Audiences: who each record of the log is for, and how many there are for whom.

use std::collections::BTreeMap;

use model::{
    id::{DeviceId, PersonId},
    record::Record,
    sync::{
        audience::Audience,
        check::{self, Check},
    },
};
use sqlx::{Row as _, any::AnyRow};

use super::{Result, Tx, bulk};

/// What a tally counts.
const UNIT: &str = "unit";
const PLAN: &str = "plan";
const DEVICE: &str = "device";

type Key = (&'static str, String);

/// Notes for whom records are that have just entered the log.
pub async fn add(tx: &mut Tx, rows: &[(i64, &Record, Audience)]) -> Result<()> {
    let sql = "insert into audience (seq, unit_id, plan_id) values {}";
    bulk::insert(tx, sql, rows, 3, |query, (seq, _, audience)| {
        let (unit, plan) = match audience {
            Audience::Unit(unit) => (Some(unit.to_string()), None),
            Audience::Plan(plan) => (None, Some(plan.to_string())),
        };
        Ok(query.bind(*seq).bind(unit).bind(plan))
    })
    .await?;
    let mut tallies: BTreeMap<Key, Check> = BTreeMap::new();
    for (_, record, audience) in rows {
        let of_audience = match audience {
            Audience::Unit(unit) => (UNIT, unit.to_string()),
            Audience::Plan(plan) => (PLAN, plan.to_string()),
        };
        let of_device = (DEVICE, device_key(&record.by, &record.device));
        for key in [of_audience, of_device] {
            tallies.entry(key).or_default().add(&record.id);
        }
    }
    count(tx, tallies).await
}

pub async fn clear(tx: &mut Tx) -> Result<()> {
    sqlx::raw_sql("delete from audience; delete from tally;")
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Adds to the tallies. The caller holds the lock on the log's counter.
async fn count(tx: &mut Tx, tallies: BTreeMap<Key, Check>) -> Result<()> {
    // The sum of two checks, as `Check::merge` makes it.
    const { assert!(check::MODULUS == 4_503_599_627_370_496) };
    let sql = "insert into tally (kind, key, n, hash) values {} \
               on conflict (kind, key) do update set n = tally.n + excluded.n, \
               hash = (tally.hash + excluded.hash) % 4503599627370496";
    let rows: Vec<_> = tallies.into_iter().collect();
    bulk::insert(tx, sql, &rows, 4, |query, ((kind, key), check)| {
        Ok(query
            .bind((*kind).to_owned())
            .bind(key.clone())
            .bind(check.n)
            .bind(check.sum))
    })
    .await
}

pub(super) fn read(row: &AnyRow) -> Result<Check> {
    Ok(Check {
        n: row.try_get("n")?,
        sum: row.try_get("hash")?,
    })
}

/// No id holds a space.
pub(super) fn device_key(person: &PersonId, device: &DeviceId) -> String {
    format!("{person} {device}")
}
