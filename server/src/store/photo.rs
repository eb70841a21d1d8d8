//! Photos: the pieces in which they came, and which records cite them.

use model::{
    clock::Millis,
    id::{PersonId, PhotoId, UnitId},
    photo::{Kind, Received},
    record::Record,
};

use super::{
    Result, Tx, bulk,
    database::{Row, query},
    json,
    script::{Script, Values},
};

/// A photo as one person sends it.
#[derive(Clone, Copy, Debug)]
pub struct Sent<'a> {
    pub photo: &'a PhotoId,
    pub by: &'a PersonId,
}

/// How far it has come.
pub async fn received(tx: &mut Tx, sent: Sent<'_>) -> Result<Option<Received>> {
    let sql = "select n_received, n_bytes, kind from photo where id = $1 and person_id = $2";
    let row = query(sql)
        .bind(sent.photo.to_string())
        .bind(sent.by.to_string())
        .fetch_optional(tx)
        .await?;
    row.map(|row| {
        Ok(Received {
            n_received: size(&row, "n_received")?,
            n_bytes: Some(size(&row, "n_bytes")?),
            is_whole: row.get::<Option<String>>("kind")?.is_some(),
        })
    })
    .transpose()
}

/// A photo of which nothing is there yet.
pub async fn begin(tx: &mut Tx, sent: Sent<'_>, n_bytes: usize, now: Millis) -> Result<()> {
    let sql = "insert into photo (id, person_id, n_bytes, n_received, waits_since, begun_at) \
               values ($1, $2, $3, 0, $4, $4)";
    query(sql)
        .bind(sent.photo.to_string())
        .bind(sent.by.to_string())
        .bind(number(n_bytes))
        .bind(now)
        .execute(tx)
        .await?;
    Ok(())
}

/// Adds the piece unless another one has come in its place; whether it did.
pub async fn append(
    tx: &mut Tx,
    sent: Sent<'_>,
    begins_at: usize,
    piece: &[u8],
    now: Millis,
) -> Result<bool> {
    let sql = "update photo set n_received = n_received + $4, waits_since = $5 \
               where id = $1 and person_id = $2 and n_received = $3 and kind is null";
    let grown = query(sql)
        .bind(sent.photo.to_string())
        .bind(sent.by.to_string())
        .bind(number(begins_at))
        .bind(number(piece.len()))
        .bind(now)
        .execute(tx)
        .await?;
    if grown == 0 {
        return Ok(false);
    }
    let sql = "insert into photo_piece (photo_id, person_id, begins_at, body) \
               values ($1, $2, $3, $4)";
    query(sql)
        .bind(sent.photo.to_string())
        .bind(sent.by.to_string())
        .bind(number(begins_at))
        .bind(piece.to_vec())
        .execute(tx)
        .await?;
    Ok(true)
}

/// All that is there of it.
pub async fn bytes(tx: &mut Tx, sent: Sent<'_>) -> Result<Vec<u8>> {
    let sql = "select body from photo_piece where photo_id = $1 and person_id = $2 \
               order by begins_at";
    let pieces: Vec<Vec<u8>> = query(sql)
        .bind(sent.photo.to_string())
        .bind(sent.by.to_string())
        .scalars(tx)
        .await?;
    Ok(pieces.concat())
}

/// From now on it is whole.
pub async fn finish(tx: &mut Tx, sent: Sent<'_>, kind: Kind) -> Result<()> {
    let sql = "update photo set kind = $3 where id = $1 and person_id = $2";
    query(sql)
        .bind(sent.photo.to_string())
        .bind(sent.by.to_string())
        .bind(kind.as_str())
        .execute(tx)
        .await?;
    Ok(())
}

pub async fn remove(tx: &mut Tx, sent: Sent<'_>) -> Result<()> {
    let sql = "delete from photo where id = $1 and person_id = $2";
    query(sql)
        .bind(sent.photo.to_string())
        .bind(sent.by.to_string())
        .execute(tx)
        .await?;
    Ok(())
}

/// Gives up what has waited since before `moment`, whoever sent it.
pub async fn give_up(tx: &mut Tx, moment: Millis) -> Result<()> {
    query("delete from photo where waits_since < $1")
        .bind(moment)
        .execute(tx)
        .await?;
    Ok(())
}

/// How many bytes the person's photos have that were begun since `moment`.
pub async fn n_bytes_since(tx: &mut Tx, by: &PersonId, moment: Millis) -> Result<usize> {
    let sql = "select cast(coalesce(sum(n_bytes), 0) as bigint) as n_bytes from photo \
               where person_id = $1 and begun_at >= $2";
    let row = query(sql)
        .bind(by.to_string())
        .bind(moment)
        .fetch_one(tx)
        .await?;
    size(&row, "n_bytes")
}

/// Those of the person that wait to be whole and cited, last touched first.
pub async fn waiting(tx: &mut Tx, by: &PersonId) -> Result<Vec<PhotoId>> {
    let sql = "select id from photo where person_id = $1 and waits_since is not null \
               order by waits_since desc, id";
    let ids: Vec<String> = query(sql).bind(by.to_string()).scalars(tx).await?;
    Ok(ids.into_iter().map(PhotoId).collect())
}

/// Which of them are there whole from the person.
pub async fn whole(tx: &mut Tx, by: &PersonId, photos: &[&str]) -> Result<Vec<PhotoId>> {
    let sql = "select id from photo where person_id = $1 and kind is not null and id in (select value from json_each($2))";
    let rows = bulk::select_in(tx, sql, &[by.as_str()], photos).await?;
    rows.iter().map(|row| Ok(PhotoId(row.get("id")?))).collect()
}

/// Who sent it whole, and what kind of picture it is.
pub async fn senders(tx: &mut Tx, photo: &PhotoId) -> Result<Vec<(PersonId, Kind)>> {
    let sql = "select person_id, kind from photo where id = $1 and kind is not null";
    let rows = query(sql).bind(photo.to_string()).fetch_all(tx).await?;
    rows.iter()
        .map(|row| {
            let by = PersonId(row.get("person_id")?);
            Ok((by, json::word(row, "kind", Kind::parse)?))
        })
        .collect()
}

/// The units of the records that cite it.
pub async fn units(tx: &mut Tx, photo: &PhotoId) -> Result<Vec<UnitId>> {
    let sql = "select distinct unit_id from photo_citation where photo_id = $1";
    let ids: Vec<String> = query(sql).bind(photo.to_string()).scalars(tx).await?;
    Ok(ids.into_iter().map(UnitId).collect())
}

/// Notes what the records, which are in the log, cite; it then waits no longer with their authors.
pub fn cite<'a>(script: &mut Script, records: impl IntoIterator<Item = &'a Record>) {
    let citations = records.into_iter().flat_map(|record| {
        let photos = record.fact.photos().iter();
        photos.map(move |photo| (photo, record))
    });
    let mut citations = citations.peekable();
    if citations.peek().is_none() {
        return;
    }
    let sql = "insert into photo_citation (photo_id, record_id, unit_id) values {} \
               on conflict (photo_id, record_id) do nothing";
    for (photo, record) in citations {
        let row = Values::default()
            .bind(photo.to_string())
            .bind(record.id.to_string())
            .bind(record.unit.to_string());
        script.add(sql, row);
    }
    let sql = "update photo set waits_since = null where waits_since > 0 and kind is not null \
               and exists (select 1 from photo_citation c join record r on r.id = c.record_id \
               where c.photo_id = photo.id and r.author_id = photo.person_id)";
    script.add(sql, Values::default());
}

/// Every citation: photo, record and unit.
pub async fn citations(tx: &mut Tx) -> Result<Vec<[String; 3]>> {
    let sql = "select photo_id, record_id, unit_id from photo_citation \
               order by photo_id, record_id";
    let rows = query(sql).fetch_all(tx).await?;
    rows.iter()
        .map(|row| {
            Ok([
                row.get("photo_id")?,
                row.get("record_id")?,
                row.get("unit_id")?,
            ])
        })
        .collect()
}

fn number(size: usize) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}

fn size(row: &Row, column: &str) -> Result<usize> {
    let number: i64 = row.get(column)?;
    usize::try_from(number).map_err(|error| json::unreadable(column, error.to_string()))
}
