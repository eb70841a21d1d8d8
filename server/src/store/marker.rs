//! Markers: what kind of database this is.

use super::{
    Result, Tx,
    database::{Row, query},
};

/// The day for which the demo world was made; absent in a database of real data.
pub const DEMO: &str = "demo";
/// Its value where the demo world stays as it was made, whatever day it is.
pub const KEPT: &str = "kept";

/// The name of this database, which its backups share.
pub const SERVER: &str = "server";
/// By which version of the rules the folded tables were made.
pub const FOLD: &str = "fold";

pub async fn get(tx: &mut Tx, name: &str) -> Result<Option<String>> {
    let sql = "select value from marker where name = $1";
    let row = query(sql).bind(name).fetch_optional(tx).await?;
    row.as_ref().map(Row::only).transpose()
}

pub async fn set(tx: &mut Tx, name: &str, value: &str) -> Result<()> {
    let sql = "insert into marker (name, value) values ($1, $2) \
               on conflict (name) do update set value = excluded.value";
    query(sql)
        .bind(name.to_owned())
        .bind(value.to_owned())
        .execute(tx)
        .await?;
    Ok(())
}

/// Sets a marker that is not there yet, and gives the one that stands.
pub async fn get_or_set(tx: &mut Tx, name: &str, value: &str) -> Result<String> {
    let sql = "insert into marker (name, value) values ($1, $2) \
               on conflict (name) do update set value = marker.value returning value";
    query(sql)
        .bind(name.to_owned())
        .bind(value.to_owned())
        .scalar(tx)
        .await
}

/// Whether nobody has put anything into the database yet.
pub async fn is_empty(tx: &mut Tx) -> Result<bool> {
    let sql = "select (select count(*) from unit) + (select count(*) from person) \
               + (select count(*) from record)";
    let n_rows: i64 = query(sql).scalar(tx).await?;
    Ok(n_rows == 0)
}

/// Deletes everything, for a demo database that is made anew.
pub async fn clear(tx: &mut Tx) -> Result<()> {
    tx.run_all("delete from rollup; delete from figure; delete from indicator; \
         delete from report; delete from photo_citation; delete from photo; delete from draft; delete from original; delete from assignment; delete from node; delete from plan; delete from tally; delete from device; delete from mention; delete from record; \
         delete from attempt; delete from session; delete from role; delete from person; \
         delete from boundary; update unit set parent_id = null; delete from unit; delete from marker; \
         update counter set value = 0 where name = 'record'; \
         update counter set value = value + 1 where name = 'unit';").await
}
