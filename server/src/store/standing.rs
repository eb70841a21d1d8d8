//! How things stand for a device that asks for news, in one question and so at one moment.

use std::collections::BTreeSet;

use model::{
    id::{DeviceId, UnitId},
    person::Person,
    report::Covered,
    sync::check::Check,
    unit::{Unit, UnitKind, UnitTree},
};

use super::{
    Connection, Result, counter,
    database::{Value, query},
    json, tally,
};

/// Of so many reports phones are told what they cover: those of some two years.
const REPORTED_MAX: usize = 12;

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
    /// What the reports of the person's commune cover, the latest.
    pub reported: Vec<Covered>,
}

/// `tree` is that of the same moment.
pub async fn of(
    connection: &mut Connection,
    person: &Person,
    tree: &UnitTree,
    device: &DeviceId,
) -> Result<Standing> {
    let sql = "select 'counter' as what, name, value as n, 0 as hash from counter
         union all
         select 'own', key, n, hash from tally where kind = 'device' and key = $1
         union all
         select 'all', key, n, hash from tally
         where kind = 'unit' and key in (select value from json_each($2))
         union all
         select 'all', key, n, hash from tally where kind = 'plan' and key in (
             select id from plan where unit_id in (select value from json_each($3)))
         union all
         select 'received', '', coalesce(max(cursor), 0), 0 from device
         where person_id <> $4 and person_id in (
             select person_id from role where role in ('officer', 'leader', 'admin')
             and unit_id in (select value from json_each($5)))
         union all
         select 'reported', covers, 0, 0 from report
         where covers is not null and unit_id in (select value from json_each($6))";
    let sight = Sight::of(person, tree);
    // Whoever holds no records asks for views.
    let reporting = match person.holds_records(tree) {
        true => sight.communes.clone(),
        false => BTreeSet::new(),
    };
    let rows = query(sql)
        .bind(tally::device_key(&person.id, device))
        .bind(Value::list(sight.below))
        .bind(Value::list(sight.read))
        .bind(person.id.as_str())
        .bind(Value::list(sight.communes))
        .bind(Value::list(reporting))
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
            "reported" => standing.reported.push(json::read(&row, "name")?),
            _ => standing.received = n,
        }
    }
    let reported = &mut standing.reported;
    reported.sort_by(|a, b| (b.as_of, &b.report).cmp(&(a.as_of, &a.report)));
    reported.truncate(REPORTED_MAX);
    Ok(standing)
}

/// The units of a person as `sight` has them, from a tree at hand: asked by every phone again and
/// again, and a database takes longer to climb it.
struct Sight<'a> {
    below: BTreeSet<&'a UnitId>,
    /// Those whose plans they may read: also the ones above.
    read: BTreeSet<&'a UnitId>,
    communes: BTreeSet<&'a UnitId>,
}

impl<'a> Sight<'a> {
    fn of(person: &Person, tree: &'a UnitTree) -> Self {
        let own = || person.grants.iter().map(|grant| &grant.unit);
        let below: BTreeSet<_> = own().flat_map(|unit| tree.subtree(unit)).map(id).collect();
        let above = own().flat_map(|unit| tree.ancestors(unit)).map(id);
        let read: BTreeSet<_> = above.chain(below.iter().copied()).collect();
        let is_commune = |id: &&&UnitId| {
            let unit = tree.get(id);
            unit.is_some_and(|unit| unit.kind == UnitKind::Commune)
        };
        Self {
            communes: read.iter().filter(is_commune).copied().collect(),
            below,
            read,
        }
    }
}

fn id(unit: &Unit) -> &UnitId {
    &unit.id
}
