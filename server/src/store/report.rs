//! How reports stand. What they say is in the log.

use model::{
    fold::State,
    id::PersonId,
    map::Map,
    report::{Filing, ReportId},
};

use super::{
    Result, Tx, bulk,
    database::{Row, query},
    json,
    script::{Script, Values},
    sight::sighted,
};

/// The most that are read for a list; a province has some five a year of each commune.
const MOST: i64 = 5_000;

pub async fn with_ids(tx: &mut Tx, ids: &[&str]) -> Result<Vec<(ReportId, Filing)>> {
    let rows = bulk::select_in(
        tx,
        "select id, body from report where id in (select value from json_each($1))",
        &[],
        ids,
    )
    .await?;
    rows.iter().map(read).collect()
}

/// Those of the units that the person looks into.
pub async fn below(tx: &mut Tx, person: &PersonId) -> Result<Map<ReportId, Filing>> {
    let sql = sighted!(
        "select id, body from report where unit_id in (select id from below)
         order by id desc limit $2"
    );
    let rows = query(sql).bind(person.to_string()).bind(MOST);
    let rows = rows.fetch_all(tx).await?;
    rows.iter().map(read).collect()
}

/// `state` holds their plans.
pub fn put(script: &mut Script, reports: &[(&ReportId, &Filing)], state: &State) -> Result<()> {
    let sql = "insert into report (id, plan_id, unit_id, covers, body) values {} \
               on conflict (id) do update set covers = excluded.covers, body = excluded.body";
    for (id, filing) in reports {
        let Some(plan) = state.plans.get(&id.plan) else {
            continue;
        };
        let covers = filing.covers(id);
        let row = Values::default()
            .bind(id.to_string())
            .bind(id.plan.to_string())
            .bind(plan.unit.to_string())
            .bind(covers.as_ref().map(json::write).transpose()?)
            .bind(json::write(filing)?);
        script.add(sql, row);
    }
    Ok(())
}

fn read(row: &Row) -> Result<(ReportId, Filing)> {
    Ok((
        json::word(row, "id", ReportId::parse)?,
        json::read(row, "body")?,
    ))
}
