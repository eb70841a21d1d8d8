//! Units: the tree of places and bodies.

use model::{
    id::UnitId,
    unit::{MapCell, Unit, UnitKind},
};

use super::{
    Result, Tx, bulk, counter,
    database::{Row, query},
    json,
};

pub async fn all(tx: &mut Tx) -> Result<Vec<Unit>> {
    let sql = "select id, code, kind, name, parent_id, aliases, cell_column, cell_row, position, \
               life from unit";
    let rows = query(sql).fetch_all(tx).await?;
    rows.iter().map(read).collect()
}

/// Adds units and changes those that are there; parents must come first or be there. A unit that
/// comes without a map cell keeps the one it has.
pub async fn put(tx: &mut Tx, units: &[Unit]) -> Result<()> {
    counter::lock(tx, counter::UNIT).await?;
    let sql = "insert into unit (id, code, kind, name, parent_id, aliases, cell_column, cell_row, \
               position, life) values {} \
               on conflict (id) do update set code = excluded.code, kind = excluded.kind, \
               name = excluded.name, parent_id = excluded.parent_id, aliases = excluded.aliases, \
               cell_column = coalesce(excluded.cell_column, unit.cell_column), \
               cell_row = coalesce(excluded.cell_row, unit.cell_row), \
               position = excluded.position, life = excluded.life";
    bulk::insert(tx, sql, units, |row, unit| {
        Ok(row
            .bind(unit.id.to_string())
            .bind(unit.code.clone())
            .bind(unit.kind.as_str())
            .bind(unit.name.clone())
            .bind(unit.parent.as_ref().map(ToString::to_string))
            .bind(json::write(&unit.aliases)?)
            .bind(unit.cell.map(|cell| i64::from(cell.column)))
            .bind(unit.cell.map(|cell| i64::from(cell.row)))
            .bind(unit.position)
            .bind(json::write(&unit.life)?))
    })
    .await?;
    counter::raise(tx, counter::UNIT).await
}

fn read(row: &Row) -> Result<Unit> {
    let column: Option<i64> = row.get("cell_column")?;
    let cell_row: Option<i64> = row.get("cell_row")?;
    let place = |number: Option<i64>| number.and_then(|number| i32::try_from(number).ok());
    Ok(Unit {
        id: UnitId::new(row.get::<String>("id")?),
        code: row.get("code")?,
        kind: json::word(row, "kind", UnitKind::parse)?,
        name: row.get("name")?,
        parent: row.get::<Option<String>>("parent_id")?.map(UnitId::new),
        aliases: json::read(row, "aliases")?,
        cell: place(column)
            .zip(place(cell_row))
            .map(|(column, row)| MapCell { column, row }),
        position: row.get("position")?,
        life: json::read(row, "life")?,
    })
}
