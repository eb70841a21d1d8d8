//! Figures, folded from the log: one row for each that was reported.

use model::{
    figure::{AccountKey, Figure, Topic},
    id::{IndicatorId, UnitId},
    rollup::Accounts,
};

use super::{
    Result, Tx, bulk,
    database::{Row, query},
    json,
};

/// All that these units have said of one topic.
pub async fn of_topic(tx: &mut Tx, topic: &Topic, units: &[&str]) -> Result<Accounts> {
    let sql = "select indicator, part, unit_id, body from figure \
               where indicator = $1 and part = $2 and unit_id in (select value from json_each($3))";
    let fixed = [topic.indicator.as_str(), &topic.part];
    accounts(&bulk::select_in(tx, sql, &fixed, units).await?)
}

/// All that these units have said.
pub async fn of_units(tx: &mut Tx, units: &[&str]) -> Result<Accounts> {
    let sql = "select indicator, part, unit_id, body from figure where unit_id in (select value from json_each($1))";
    accounts(&bulk::select_in(tx, sql, &[], units).await?)
}

pub async fn is_empty(tx: &mut Tx) -> Result<bool> {
    let first = query("select 1 from figure limit 1");
    Ok(first.fetch_optional(tx).await?.is_none())
}

pub async fn add(tx: &mut Tx, figures: &[(&AccountKey, &Figure)]) -> Result<()> {
    let sql = "insert into figure (record_id, indicator, part, unit_id, body) values {}";
    bulk::insert(tx, sql, figures, |row, ((topic, unit), figure)| {
        Ok(row
            .bind(figure.record.to_string())
            .bind(topic.indicator.to_string())
            .bind(topic.part.clone())
            .bind(unit.to_string())
            .bind(json::write(figure)?))
    })
    .await
}

fn accounts(rows: &[Row]) -> Result<Accounts> {
    let mut accounts = Accounts::new();
    for row in rows {
        let topic = Topic {
            indicator: IndicatorId::new(row.get::<String>("indicator")?),
            part: row.get("part")?,
        };
        let unit = UnitId::new(row.get::<String>("unit_id")?);
        accounts
            .or_default((topic, unit))
            .add(json::read(row, "body")?);
    }
    Ok(accounts)
}
