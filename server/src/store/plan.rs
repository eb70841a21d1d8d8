//! Plans, folded from the log.

use model::plan::Plan;

use super::{
    Result, Tx, bulk,
    database::Row,
    json,
    script::{Script, Values},
};

pub async fn with_ids(tx: &mut Tx, ids: &[&str]) -> Result<Vec<Plan>> {
    let rows = bulk::select_in(
        tx,
        "select body from plan where id in (select value from json_each($1))",
        &[],
        ids,
    )
    .await?;
    rows.iter().map(read).collect()
}

pub async fn of_units(tx: &mut Tx, units: &[&str]) -> Result<Vec<Plan>> {
    let rows = bulk::select_in(
        tx,
        "select body from plan where unit_id in (select value from json_each($1))",
        &[],
        units,
    )
    .await?;
    rows.iter().map(read).collect()
}

pub fn put(script: &mut Script, plans: &[&Plan]) -> Result<()> {
    let sql = "insert into plan (id, unit_id, body) values {} \
               on conflict (id) do update set unit_id = excluded.unit_id, body = excluded.body";
    for plan in plans {
        let row = Values::default()
            .bind(plan.id.to_string())
            .bind(plan.unit.to_string())
            .bind(json::write(plan)?);
        script.add(sql, row);
    }
    Ok(())
}

pub fn read(row: &Row) -> Result<Plan> {
    json::read(row, "body")
}
