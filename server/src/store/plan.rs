//! Plans, folded from the log.

use model::plan::Plan;
use sqlx::any::AnyRow;

use super::{Result, Tx, bulk, json};

pub async fn with_ids(tx: &mut Tx, ids: &[&str]) -> Result<Vec<Plan>> {
    let rows = bulk::select_in(tx, "select body from plan where id in {}", &[], ids).await?;
    rows.iter().map(read).collect()
}

pub async fn of_units(tx: &mut Tx, units: &[&str]) -> Result<Vec<Plan>> {
    let rows = bulk::select_in(tx, "select body from plan where unit_id in {}", &[], units).await?;
    rows.iter().map(read).collect()
}

pub async fn put(tx: &mut Tx, plans: &[&Plan]) -> Result<()> {
    let sql = "insert into plan (id, unit_id, body) values {} \
               on conflict (id) do update set unit_id = excluded.unit_id, body = excluded.body";
    bulk::insert(tx, sql, plans, 3, |query, plan| {
        Ok(query
            .bind(plan.id.to_string())
            .bind(plan.unit.to_string())
            .bind(json::write(plan)?))
    })
    .await
}

pub fn read(row: &AnyRow) -> Result<Plan> {
    json::read(row, "body")
}
