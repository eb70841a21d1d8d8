//! Roll-ups: the steps of their series, a row each.

use std::collections::BTreeMap;

use model::{
    figure::Topic,
    id::UnitId,
    rollup::{Change, HalfMonth, Part, Place, Series, Sum, Window},
};

use super::{
    Result, Tx, bulk,
    database::{Row, query},
    json,
};

/// The sums of a unit at a window's end and just before it.
pub type Ends = (Sum, Sum);

/// Adds to a series: only the rows from the first step of the change on are looked at, and only those
/// that become other ones are written.
pub async fn add(tx: &mut Tx, change: &Change) -> Result<()> {
    let Some((first, _)) = change.by.steps().first() else {
        return Ok(());
    };
    let place = &change.place;
    let known = since(tx, place, *first).await?;
    let mut series = Series::new(known.iter().cloned());
    series.add(&change.by);
    let new: BTreeMap<_, _> = series.steps().iter().cloned().collect();
    let old: BTreeMap<_, _> = known.into_iter().collect();
    for half in old.keys().filter(|half| !new.contains_key(half)) {
        remove(tx, place, *half).await?;
    }
    let rows = new.iter().filter(|(half, sum)| old.get(half) != Some(sum));
    let rows: Vec<_> = rows.map(|(half, sum)| (place, *half, sum)).collect();
    put(tx, &rows).await
}

/// Writes series that are not there yet.
pub async fn put_all<'a>(
    tx: &mut Tx,
    all: impl IntoIterator<Item = (&'a Place, &'a Series)>,
) -> Result<()> {
    let all = all.into_iter();
    let rows = all.flat_map(|(place, series)| {
        let steps = series.steps().iter();
        steps.map(move |(half, sum)| (place, *half, sum))
    });
    put(tx, &rows.collect::<Vec<_>>()).await
}

/// What each of the units has at both ends of a window; those without anything are left out.
pub async fn at_ends(
    tx: &mut Tx,
    topic: &Topic,
    side: Part,
    units: &[&str],
    window: Window,
) -> Result<BTreeMap<UnitId, Ends>> {
    let (end, before) = window.steps();
    let mut found: BTreeMap<UnitId, Ends> = BTreeMap::new();
    for (unit, sum) in at(tx, topic, side, units, end).await? {
        found.entry(unit).or_default().0 = sum;
    }
    for (unit, sum) in at(tx, topic, side, units, before).await? {
        found.entry(unit).or_default().1 = sum;
    }
    Ok(found)
}

/// A unit's whole series.
pub async fn series(tx: &mut Tx, place: &Place) -> Result<Series> {
    Ok(Series::new(since(tx, place, HalfMonth(0)).await?))
}

/// Everything there is, for comparing.
pub async fn all(tx: &mut Tx) -> Result<Vec<(String, String)>> {
    let sql = "select indicator, part, unit_id, side, half, body from rollup \
               order by indicator, part, unit_id, side, half";
    let rows = query(sql).fetch_all(tx).await?;
    let read = |row: &Row| {
        let word = |column: &str| row.get::<String>(column);
        let half: i64 = row.get("half")?;
        let (unit, side) = (word("unit_id")?, word("side")?);
        let key = format!(
            "{} {} {unit} {side} {half}",
            word("indicator")?,
            word("part")?
        );
        Ok((key, word("body")?))
    };
    rows.iter().map(read).collect()
}

async fn at(
    tx: &mut Tx,
    topic: &Topic,
    side: Part,
    units: &[&str],
    time: HalfMonth,
) -> Result<Vec<(UnitId, Sum)>> {
    let sql = "select r.unit_id, r.half, r.body from unit u join rollup r \
               on r.indicator = $1 and r.part = $2 and r.unit_id = u.id and r.side = $3 \
               and r.half = ( \
                   select max(x.half) from rollup x where x.indicator = $1 and x.part = $2 \
                   and x.unit_id = u.id and x.side = $3 and x.half <= cast($4 as bigint)) \
               where u.id in (select value from json_each($5))";
    let time = time.0.to_string();
    let fixed = [topic.indicator.as_str(), &topic.part, side.as_str(), &time];
    let rows = bulk::select_in(tx, sql, &fixed, units).await?;
    let read = |row: &Row| {
        let unit = UnitId::new(row.get::<String>("unit_id")?);
        Ok((unit, json::read(row, "body")?))
    };
    rows.iter().map(read).collect()
}

/// The steps from a time on, and the last one before it.
async fn since(tx: &mut Tx, place: &Place, first: HalfMonth) -> Result<Vec<(HalfMonth, Sum)>> {
    let sql = "select half, body from rollup \
               where indicator = $1 and part = $2 and unit_id = $3 and side = $4 \
               and half >= coalesce(( \
                   select max(half) from rollup where indicator = $1 and part = $2 \
                   and unit_id = $3 and side = $4 and half < $5), $5) \
               order by half";
    let rows = query(sql)
        .bind(place.topic.indicator.to_string())
        .bind(place.topic.part.clone())
        .bind(place.unit.to_string())
        .bind(place.part.as_str())
        .bind(i64::from(first.0))
        .fetch_all(tx)
        .await?;
    rows.iter()
        .map(|row| Ok((half(row)?, json::read(row, "body")?)))
        .collect()
}

async fn remove(tx: &mut Tx, place: &Place, half: HalfMonth) -> Result<()> {
    let sql = "delete from rollup where indicator = $1 and part = $2 and unit_id = $3 \
               and side = $4 and half = $5";
    query(sql)
        .bind(place.topic.indicator.to_string())
        .bind(place.topic.part.clone())
        .bind(place.unit.to_string())
        .bind(place.part.as_str())
        .bind(i64::from(half.0))
        .execute(tx)
        .await?;
    Ok(())
}

async fn put(tx: &mut Tx, rows: &[(&Place, HalfMonth, &Sum)]) -> Result<()> {
    let sql = "insert into rollup (indicator, part, unit_id, side, half, body) values {} \
               on conflict (indicator, part, unit_id, side, half) \
               do update set body = excluded.body";
    bulk::insert(tx, sql, rows, |row, (place, half, sum)| {
        Ok(row
            .bind(place.topic.indicator.to_string())
            .bind(place.topic.part.clone())
            .bind(place.unit.to_string())
            .bind(place.part.as_str())
            .bind(i64::from(half.0))
            .bind(json::write(sum)?))
    })
    .await
}

fn half(row: &Row) -> Result<HalfMonth> {
    let half: i64 = row.get("half")?;
    Ok(HalfMonth(i32::try_from(half).unwrap_or(0)))
}
