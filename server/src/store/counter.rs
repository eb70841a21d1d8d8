//! Counters: rows that are locked while their number is used, so that none is skipped or doubled.

use super::{
    Result, Tx,
    database::query,
    script::{Script, Values},
};

/// The last `seq` of the log.
pub const RECORD: &str = "record";
/// Rises with every change of the tree of units.
pub const UNIT: &str = "unit";
/// Rises with every change of who works in them.
pub const PERSON: &str = "person";
/// Locked while sign-in attempts are counted.
pub const ATTEMPT: &str = "attempt";

pub async fn value(tx: &mut Tx, name: &str) -> Result<i64> {
    let sql = "select value from counter where name = $1";
    query(sql).bind(name.to_owned()).scalar(tx).await
}

/// What was read before is out of date.
pub async fn raise(tx: &mut Tx, name: &str) -> Result<()> {
    let sql = "update counter set value = value + 1 where name = $1";
    query(sql).bind(name.to_owned()).execute(tx).await?;
    Ok(())
}

/// Keeps everyone else from the counter until the transaction ends, and gives its value. Comes
/// first in a transaction: what is read after it is what the last holder left.
pub async fn lock(tx: &mut Tx, name: &str) -> Result<i64> {
    let sql = "update counter set value = value where name = $1 returning value";
    query(sql).bind(name.to_owned()).scalar(tx).await
}

/// The same of the log's counter, with that of the units.
pub async fn lock_log(tx: &mut Tx) -> Result<(i64, i64)> {
    let sql = "update counter set value = value where name = $1 \
               returning value, (select u.value from counter u where u.name = $2) as units";
    let row = query(sql)
        .bind(RECORD.to_owned())
        .bind(UNIT.to_owned())
        .fetch_one(tx)
        .await?;
    Ok((row.get("value")?, row.get("units")?))
}

pub fn set(script: &mut Script, name: &str, value: i64) {
    let sql = "update counter set value = ? where name = ?";
    script.add(sql, Values::default().bind(value).bind(name));
}
