//! Devices that want to be told of work: where each is reached, and what it was told last.

use chrono::NaiveDate;
use model::{clock::Millis, id::PersonId};

use super::{
    Result, Tx,
    database::{Row, query},
    json,
};

/// The most devices of one person; a new one takes the place of the oldest.
pub const DEVICES_MAX: i64 = 5;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    pub id: String,
    pub endpoint: String,
    pub p256dh: String,
    pub auth: String,
    pub person: PersonId,
    pub told_on: Option<NaiveDate>,
    pub told_seq: i64,
}

/// Adds the device under the session, or makes it this person's from now on.
pub async fn put(tx: &mut Tx, device: &Device, token_hash: &str, now: Millis) -> Result<()> {
    let sql = "insert into push (id, endpoint, p256dh, auth, person_id, token_hash, made_at, \
               told_on, told_seq) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
               on conflict (id) do update set p256dh = excluded.p256dh, auth = excluded.auth, \
               person_id = excluded.person_id, token_hash = excluded.token_hash, \
               made_at = excluded.made_at, told_seq = excluded.told_seq";
    query(sql)
        .bind(device.id.clone())
        .bind(device.endpoint.clone())
        .bind(device.p256dh.clone())
        .bind(device.auth.clone())
        .bind(device.person.to_string())
        .bind(token_hash.to_owned())
        .bind(now)
        .bind(written(device.told_on))
        .bind(device.told_seq)
        .execute(tx)
        .await?;
    let sql = "delete from push where person_id = $1 and id not in (\
                   select id from push where person_id = $1 order by made_at desc, id limit $2)";
    query(sql)
        .bind(device.person.to_string())
        .bind(DEVICES_MAX)
        .execute(tx)
        .await?;
    Ok(())
}

/// Those of sessions that have not ended.
pub async fn all(tx: &mut Tx, now: Millis) -> Result<Vec<Device>> {
    let sql = "select p.id, p.endpoint, p.p256dh, p.auth, p.person_id, p.told_on, p.told_seq \
               from push p join session s on s.token_hash = p.token_hash \
               where s.expires_at > $1 order by p.person_id, p.id";
    let rows = query(sql).bind(now).fetch_all(tx).await?;
    rows.iter().map(read).collect()
}

/// Those whose person was named in a comment that the device was not told of.
pub async fn with_news(tx: &mut Tx, now: Millis) -> Result<Vec<Device>> {
    let sql = "select p.id, p.endpoint, p.p256dh, p.auth, p.person_id, p.told_on, p.told_seq \
               from push p join session s on s.token_hash = p.token_hash \
               where s.expires_at > $1 and exists (select 1 from mention m \
                   where m.person_id = p.person_id and m.seq > p.told_seq) \
               order by p.person_id, p.id";
    let rows = query(sql).bind(now).fetch_all(tx).await?;
    rows.iter().map(read).collect()
}

/// Takes it upon this process to tell the device on that morning; `false` where another has.
pub async fn take_morning(tx: &mut Tx, id: &str, day: NaiveDate) -> Result<bool> {
    let sql = "update push set told_on = $2 where id = $1 and told_on < $2";
    let done = query(sql)
        .bind(id.to_owned())
        .bind(written(Some(day)))
        .execute(tx)
        .await?;
    Ok(done > 0)
}

/// The same of comments up to that place in the log.
pub async fn take_news(tx: &mut Tx, id: &str, seq: i64) -> Result<bool> {
    let sql = "update push set told_seq = $2 where id = $1 and told_seq < $2";
    let done = query(sql).bind(id.to_owned()).bind(seq).execute(tx).await?;
    Ok(done > 0)
}

/// The device is no longer there.
pub async fn remove(tx: &mut Tx, id: &str) -> Result<()> {
    query("delete from push where id = $1")
        .bind(id.to_owned())
        .execute(tx)
        .await?;
    Ok(())
}

/// Whoever is signed in by that session no longer wants to be told there.
pub async fn remove_of(tx: &mut Tx, token_hash: &str) -> Result<()> {
    query("delete from push where token_hash = $1")
        .bind(token_hash.to_owned())
        .execute(tx)
        .await?;
    Ok(())
}

fn written(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn read(row: &Row) -> Result<Device> {
    Ok(Device {
        id: row.get("id")?,
        endpoint: row.get("endpoint")?,
        p256dh: row.get("p256dh")?,
        auth: row.get("auth")?,
        person: PersonId::new(row.get::<String>("person_id")?),
        told_on: json::word(row, "told_on", |text| match text {
            "" => Some(None),
            day => day.parse().ok().map(Some),
        })?,
        told_seq: row.get("told_seq")?,
    })
}
