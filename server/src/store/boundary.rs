//! Boundaries of units, as the maps of the units above draw them.

use model::{boundary::Boundary, id::UnitId};

use super::{Result, Tx, bulk, counter, database::query};

pub async fn all(tx: &mut Tx) -> Result<Vec<(UnitId, Boundary)>> {
    let sql = "select unit_id, drawn from boundary order by unit_id";
    let rows = query(sql).fetch_all(tx).await?;
    let read = rows.iter().map(|row| {
        let unit: String = row.get("unit_id")?;
        Ok((unit.into(), Boundary(row.get("drawn")?)))
    });
    read.collect()
}

/// The boundaries of the parts of a unit, in the place of all that were there.
pub async fn put(tx: &mut Tx, above: &UnitId, drawn: &[(UnitId, Boundary)]) -> Result<()> {
    // What is known of units is known of their boundaries: both have one version.
    counter::lock(tx, counter::UNIT).await?;
    let sql = "delete from boundary \
               where unit_id in (select id from unit where parent_id = $1)";
    query(sql).bind(above.to_string()).execute(tx).await?;
    let sql = "insert into boundary (unit_id, drawn) values {}";
    bulk::insert(tx, sql, drawn, |row, (unit, boundary)| {
        Ok(row.bind(unit.to_string()).bind(boundary.0.clone()))
    })
    .await?;
    counter::raise(tx, counter::UNIT).await
}
