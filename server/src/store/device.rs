//! Devices: phones and browsers, as they were when they last spoke.

use model::{
    clock::Millis,
    id::{DeviceId, PersonId, UnitId},
    view::{self, device_list::Known},
};
use sqlx::{Row as _, any::AnyRow};

use super::{Result, Tx, sight::sighted};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub device: DeviceId,
    pub person: PersonId,
    pub at: Millis,
    /// Up to where it has received the log.
    pub cursor: i64,
    /// How many records it held back.
    pub n_held: i64,
    pub program: String,
}

/// Whether the device is a new one.
pub async fn note(tx: &mut Tx, seen: &Seen) -> Result<bool> {
    let again = "update device set seen_at = $3, cursor = $4, n_held = $5, program = $6 \
                 where id = $1 and person_id = $2";
    let first = "insert into device (id, person_id, seen_at, cursor, n_held, program) \
                 values ($1, $2, $3, $4, $5, $6)";
    let is_known = write(tx, again, seen).await? > 0;
    if !is_known {
        write(tx, first, seen).await?;
    }
    Ok(!is_known)
}

async fn write(tx: &mut Tx, sql: &'static str, seen: &Seen) -> Result<u64> {
    let done = sqlx::query(sql)
        .bind(seen.device.to_string())
        .bind(seen.person.to_string())
        .bind(seen.at)
        .bind(seen.cursor)
        .bind(seen.n_held)
        .bind(seen.program.clone())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected())
}

pub async fn get(tx: &mut Tx, person: &PersonId, device: &DeviceId) -> Result<Option<Seen>> {
    let sql = "select id, person_id, seen_at, cursor, n_held, program from device \
               where person_id = $1 and id = $2";
    let row = sqlx::query(sql)
        .bind(person.to_string())
        .bind(device.to_string())
        .fetch_optional(&mut **tx)
        .await?;
    row.as_ref().map(read).transpose()
}

/// How many devices a person has.
pub async fn count(tx: &mut Tx, person: &PersonId) -> Result<i64> {
    sqlx::query_scalar("select count(*) from device where person_id = $1")
        .bind(person.to_string())
        .fetch_one(&mut **tx)
        .await
}

/// Forgets the device of a person that has been silent longest.
pub async fn forget_oldest(tx: &mut Tx, person: &PersonId) -> Result<()> {
    let sql = "delete from device where person_id = $1 and id = (
                   select id from device where person_id = $1 order by seen_at, id limit 1)";
    sqlx::query(sql)
        .bind(person.to_string())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Those who work in the units a person looks into, with their devices; one row for somebody who has
/// none.
pub async fn known_below(tx: &mut Tx, person: &PersonId) -> Result<Vec<Known>> {
    let sql = sighted!(
        "select p.id, p.name, r.unit_id, d.seen_at, d.n_held, d.program
         from role r join person p on p.id = r.person_id
         left join device d on d.person_id = p.id
         where r.position = 0 and r.unit_id in (select id from below)
         and r.role not in ('viewer', 'supervisor') and p.id <> $1
         order by p.id, d.seen_at desc limit 1000"
    );
    let rows = sqlx::query(sql)
        .bind(person.to_string())
        .fetch_all(&mut **tx)
        .await?;
    rows.iter().map(read_known).collect()
}

fn read_known(row: &AnyRow) -> Result<Known> {
    let at: Option<i64> = row.try_get("seen_at")?;
    let seen = match at {
        Some(at) => Some(view::device_list::Seen {
            at,
            n_held: row.try_get("n_held")?,
            program: row.try_get("program")?,
        }),
        None => None,
    };
    Ok(Known {
        person: PersonId::new(row.try_get::<String, _>("id")?),
        name: row.try_get("name")?,
        unit: UnitId::new(row.try_get::<String, _>("unit_id")?),
        seen,
    })
}

fn read(row: &AnyRow) -> Result<Seen> {
    Ok(Seen {
        device: DeviceId::new(row.try_get::<String, _>("id")?),
        person: PersonId::new(row.try_get::<String, _>("person_id")?),
        at: row.try_get("seen_at")?,
        cursor: row.try_get("cursor")?,
        n_held: row.try_get("n_held")?,
        program: row.try_get("program")?,
    })
}
