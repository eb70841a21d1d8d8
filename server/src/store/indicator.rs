//! What plans count besides the national indicators.

use model::{
    fold::{Defined, State},
    id::UnitId,
};

use super::{
    Result, Tx, bulk,
    database::{Row, query},
    json,
    script::{Script, Values},
};

pub async fn all(tx: &mut Tx) -> Result<Vec<Defined>> {
    let rows = query("select body from indicator");
    let rows = rows.fetch_all(tx).await?;
    rows.iter().map(|row| json::read(row, "body")).collect()
}

/// All of them, each with the unit whose plan counts it.
pub async fn with_units(tx: &mut Tx) -> Result<Vec<(UnitId, Defined)>> {
    let sql = "select p.unit_id, i.body from indicator i join plan p on p.id = i.plan_id";
    let rows = query(sql).fetch_all(tx).await?;
    let read = |row: &Row| {
        let unit = UnitId::new(row.get::<String>("unit_id")?);
        Ok((unit, json::read(row, "body")?))
    };
    rows.iter().map(read).collect()
}

pub async fn with_ids(tx: &mut Tx, ids: &[&str]) -> Result<Vec<Defined>> {
    let rows = bulk::select_in(
        tx,
        "select body from indicator where id in (select value from json_each($1))",
        &[],
        ids,
    )
    .await?;
    rows.iter().map(|row| json::read(row, "body")).collect()
}

pub fn put(script: &mut Script, indicators: &[&Defined]) -> Result<()> {
    let sql = "insert into indicator (id, plan_id, body) values {} \
               on conflict (id) do update set plan_id = excluded.plan_id, body = excluded.body";
    for defined in indicators {
        let indicator = &defined.indicator;
        let row = Values::default()
            .bind(indicator.id.to_string())
            .bind(indicator.plan.as_ref().map(ToString::to_string))
            .bind(json::write(defined)?);
        script.add(sql, row);
    }
    Ok(())
}

pub fn add(state: &mut State, defined: Defined) {
    let id = defined.indicator.id.clone();
    state.indicators.insert(id, defined);
}
