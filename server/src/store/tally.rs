//! Tallies: how many records there are for whom, and from which device.

use std::collections::BTreeMap;

use model::{
    id::{DeviceId, PersonId},
    record::Record,
    sync::{
        audience::Audience,
        check::{self, Check},
    },
};

use super::{
    Result, Tx,
    database::{Row, query},
    script::{Script, Values},
};

/// What a tally counts.
const UNIT: &str = "unit";
const PLAN: &str = "plan";
const DEVICE: &str = "device";

/// Counts records that have just entered the log. The caller holds the lock on its counter.
pub fn add<'a>(script: &mut Script, records: impl Iterator<Item = (&'a Record, &'a Audience)>) {
    // The sum of two checks, as `Check::merge` makes it.
    const { assert!(check::MODULUS == 4_503_599_627_370_496) };
    let sql = "insert into tally (kind, key, n, hash) values {} \
               on conflict (kind, key) do update set n = tally.n + excluded.n, \
               hash = (tally.hash + excluded.hash) % 4503599627370496";
    let mut tallies: BTreeMap<(&str, String), Check> = BTreeMap::new();
    for (record, audience) in records {
        let of_audience = match audience {
            Audience::Unit(unit) => (UNIT, unit.to_string()),
            Audience::Plan(plan) => (PLAN, plan.to_string()),
        };
        let of_device = (DEVICE, device_key(&record.by, &record.device));
        for key in [of_audience, of_device] {
            tallies.entry(key).or_default().add(&record.id);
        }
    }
    for ((kind, key), check) in tallies {
        let row = Values::default().bind(kind).bind(key);
        script.add(sql, row.bind(check.n).bind(check.sum));
    }
}

pub async fn clear(tx: &mut Tx) -> Result<()> {
    query("delete from tally").execute(tx).await?;
    Ok(())
}

pub(super) fn read(row: &Row) -> Result<Check> {
    Ok(Check {
        n: row.get("n")?,
        sum: row.get("hash")?,
    })
}

/// No id holds a space.
pub(super) fn device_key(person: &PersonId, device: &DeviceId) -> String {
    format!("{person} {device}")
}
