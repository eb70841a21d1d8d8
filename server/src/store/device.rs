//! Devices: phones and browsers, as they were when they last spoke.

use model::{
    clock::Millis,
    id::{DeviceId, PersonId, UnitId},
    view::{self, device_list::Known},
};

use super::{
    Result, Tx,
    database::{Row, query},
    script::{Script, Values},
    sight::sighted,
};

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

/// Keeps how the device is now, and forgets those that have been silent longest where a person would
/// have more than so many.
pub fn note(script: &mut Script, seen: &Seen, most: i64) {
    let sql = "insert into device (id, person_id, seen_at, cursor, n_held, program) values {} \
               on conflict (person_id, id) do update set seen_at = excluded.seen_at, \
               cursor = excluded.cursor, n_held = excluded.n_held, program = excluded.program";
    let person = seen.person.to_string();
    let row = Values::default()
        .bind(seen.device.to_string())
        .bind(person.clone())
        .bind(seen.at)
        .bind(seen.cursor)
        .bind(seen.n_held)
        .bind(seen.program.clone());
    script.add(sql, row);
    let sql = "delete from device where person_id = ? and id in ( \
                   select id from device where person_id = ? \
                   order by seen_at desc, id desc limit 1000 offset ?)";
    script.add(
        sql,
        Values::default()
            .bind(person.clone())
            .bind(person)
            .bind(most),
    );
}

pub async fn get(tx: &mut Tx, person: &PersonId, device: &DeviceId) -> Result<Option<Seen>> {
    let sql = "select id, person_id, seen_at, cursor, n_held, program from device \
               where person_id = $1 and id = $2";
    let row = query(sql)
        .bind(person.to_string())
        .bind(device.to_string())
        .fetch_optional(tx)
        .await?;
    row.as_ref().map(read).transpose()
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
    let rows = query(sql).bind(person.to_string()).fetch_all(tx).await?;
    rows.iter().map(read_known).collect()
}

fn read_known(row: &Row) -> Result<Known> {
    let at: Option<i64> = row.get("seen_at")?;
    let seen = match at {
        Some(at) => Some(view::device_list::Seen {
            at,
            n_held: row.get("n_held")?,
            program: row.get("program")?,
        }),
        None => None,
    };
    Ok(Known {
        person: PersonId::new(row.get::<String>("id")?),
        name: row.get("name")?,
        unit: UnitId::new(row.get::<String>("unit_id")?),
        seen,
    })
}

fn read(row: &Row) -> Result<Seen> {
    Ok(Seen {
        device: DeviceId::new(row.get::<String>("id")?),
        person: PersonId::new(row.get::<String>("person_id")?),
        at: row.get("seen_at")?,
        cursor: row.get("cursor")?,
        n_held: row.get("n_held")?,
        program: row.get("program")?,
    })
}
