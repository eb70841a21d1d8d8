//! How things stand for a device that asks for news, in one question and so at one moment.

use model::{
    id::{DeviceId, PersonId},
    sync::check::Check,
};

use super::{Connection, Result, counter, database::query, sight::sighted, tally};

#[derive(Default)]
pub struct Standing {
    /// Where the log ends.
    pub last_seq: i64,
    /// The counters of units and of people.
    pub units: i64,
    pub people: i64,
    /// Over all that the log holds of the person from this device.
    pub own: Check,
    /// Over all records that concern the person.
    pub all: Check,
    /// Up to where somebody else who works for the person's commune has received the log.
    pub received: i64,
}

pub async fn of(
    connection: &mut Connection,
    person: &PersonId,
    device: &DeviceId,
) -> Result<Standing> {
    let sql = sighted!(
        "select 'counter' as what, name, value as n, 0 as hash from counter
         union all
         select 'own', key, n, hash from tally where kind = 'device' and key = $2
         union all
         select 'all', key, n, hash from tally
         where (kind = 'unit' and key in (select id from below))
         or (kind = 'plan' and key in (
             select id from plan
             where unit_id in (select id from below) or unit_id in (select id from above)))
         union all
         select 'received', '', coalesce(max(d.cursor), 0), 0
         from device d join role r on r.person_id = d.person_id join unit u on u.id = r.unit_id
         where d.person_id <> $1 and u.kind = 'commune'
         and r.role in ('officer', 'leader', 'admin')
         and (u.id in (select id from below) or u.id in (select id from above))"
    );
    let rows = query(sql)
        .bind(person.to_string())
        .bind(tally::device_key(person, device))
        .fetch_all(connection)
        .await?;
    let mut standing = Standing::default();
    for row in rows {
        let n = row.get("n")?;
        match row.get("what")? {
            "counter" => match row.get("name")? {
                counter::RECORD => standing.last_seq = n,
                counter::UNIT => standing.units = n,
                counter::PERSON => standing.people = n,
                _ => {}
            },
            "own" => standing.own = tally::read(&row)?,
            "all" => standing.all.merge(tally::read(&row)?),
            _ => standing.received = n,
        }
    }
    Ok(standing)
}
