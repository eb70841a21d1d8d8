//! Records: the log of everything that was done. Rows are added and never changed.

use model::{
    clock::{Millis, Stamp},
    fold::State,
    id::{DeviceId, PersonId, PlanId, RecordId, UnitId},
    record::{Fact, Record},
    sync::{Stamped, audience::Audience},
    unit::UnitTree,
    view::task::Signed,
};

use super::{
    Result, Tx, bulk, counter,
    database::{Row, query},
    json, mention,
    script::{Script, Values},
    sight::sighted,
    tally,
};

/// A record on its way into the log.
pub struct Arrival<'a> {
    pub record: &'a Record,
    pub received_at: Millis,
    /// Who brought it, where it was not its author.
    pub carried_by: Option<&'a PersonId>,
}

pub async fn with_ids(tx: &mut Tx, ids: &[&str]) -> Result<Vec<Record>> {
    let sql = "select id, unit_id, author_id, device, made_at, replaces, fact \
               from record where id in (select value from json_each($1))";
    let rows = bulk::select_in(tx, sql, &[], ids).await?;
    rows.iter().map(read).collect()
}

/// Adds records after `last_seq`, which the caller has from locking the counter. `state` holds what
/// they are about.
pub fn append(
    script: &mut Script,
    last_seq: i64,
    arrivals: &[Arrival<'_>],
    state: &State,
    tree: &UnitTree,
) -> Result<()> {
    let rows: Vec<_> = (last_seq + 1..).zip(arrivals).collect();
    let audiences: Vec<_> = arrivals
        .iter()
        .map(|arrival| Audience::of(arrival.record, state, tree))
        .collect();
    let sql = "insert into record (seq, id, unit_id, author_id, device, made_at, replaces, kind, \
               node_id, plan_id, fact, received_at, carried_by, is_open) values {}";
    for ((seq, arrival), audience) in rows.iter().zip(&audiences) {
        let record = arrival.record;
        let row = Values::default()
            .bind(*seq)
            .bind(record.id.to_string())
            .bind(record.unit.to_string())
            .bind(record.by.to_string())
            .bind(record.device.to_string())
            .bind(record.made_at.to_string())
            .bind(record.replaces.as_ref().map(ToString::to_string))
            .bind(record.fact.kind().to_owned())
            .bind(record.fact.node().map(ToString::to_string))
            .bind(plan_of(&record.fact, state))
            .bind(json::write(&record.fact)?)
            .bind(arrival.received_at)
            .bind(arrival.carried_by.map(ToString::to_string))
            .bind(matches!(audience, Audience::Plan(_)));
        script.add(sql, row);
    }
    mention::add(
        script,
        rows.iter().map(|(seq, arrival)| (*seq, arrival.record)),
    );
    let records = arrivals.iter().map(|arrival| arrival.record);
    tally::add(script, records.zip(&audiences));
    let last_seq = rows.last().map_or(last_seq, |(seq, _)| *seq);
    counter::set(script, counter::RECORD, last_seq);
    Ok(())
}

/// Says anew for whom records are that are in the log, each with its place, and counts them.
pub fn open_anew(script: &mut Script, page: &[Stamped], state: &State, tree: &UnitTree) {
    let of = |stamped: &Stamped| Audience::of(&stamped.record, state, tree);
    let audiences: Vec<_> = page.iter().map(of).collect();
    for (stamped, audience) in page.iter().zip(&audiences) {
        let is_open = matches!(audience, Audience::Plan(_));
        // Most stay what they are.
        let sql = "update record set is_open = ? where seq = ? and is_open <> ?";
        let row = Values::default().bind(is_open).bind(stamped.seq);
        script.add(sql, row.bind(is_open));
    }
    let records = page.iter().map(|stamped| &stamped.record);
    tally::add(script, records.zip(&audiences));
    mention::add(
        script,
        page.iter().map(|stamped| (stamped.seq, &stamped.record)),
    );
}

/// A record with the names of those who had a hand in it.
pub struct Told {
    pub stamped: Stamped,
    pub by: String,
    pub carried_by: Option<String>,
}

/// Records after `cursor` that concern the person, in order of `seq`.
pub async fn after(tx: &mut Tx, person: &PersonId, cursor: i64, limit: usize) -> Result<Vec<Told>> {
    let sql = sighted!(
        "select r.seq, r.id, r.unit_id, r.author_id, r.device, r.made_at, r.replaces, r.fact,
                r.carried_by, p.name as author, c.name as carrier
         from record r join person p on p.id = r.author_id
         left join person c on c.id = r.carried_by
         where r.seq > $2 and (
             (not r.is_open and r.unit_id in (select id from below))
             or (r.is_open and r.plan_id in (
                 select id from plan
                 where unit_id in (select id from below) or unit_id in (select id from above))))
         order by r.seq limit $3"
    );
    let rows = query(sql)
        .bind(person.to_string())
        .bind(cursor)
        .bind(i64::try_from(limit).unwrap_or(i64::MAX))
        .fetch_all(tx)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Told {
                stamped: stamped(row)?,
                by: row.get("author")?,
                carried_by: row.get("carrier")?,
            })
        })
        .collect()
}

/// Everything that was done to a node.
pub async fn about(tx: &mut Tx, node: &str) -> Result<Vec<Signed>> {
    let sql = "select r.id, r.unit_id, r.author_id, r.device, r.made_at, r.replaces, r.fact, \
               p.name as author, c.name as carrier \
               from record r join person p on p.id = r.author_id \
               left join person c on c.id = r.carried_by where r.node_id = $1";
    let rows = query(sql).bind(node.to_owned()).fetch_all(tx).await?;
    rows.iter().map(read_signed).collect()
}

pub fn read_signed(row: &Row) -> Result<Signed> {
    Ok(Signed {
        record: read(row)?,
        by: row.get("author")?,
        carried_by: row.get("carrier")?,
    })
}

/// What a plan's wording is folded from, each with its place in the log
/// (`model::plan::is_of_wording`).
pub async fn of_wording(tx: &mut Tx, plan: &str) -> Result<Vec<Stamped>> {
    let sql = "select seq, id, unit_id, author_id, device, made_at, replaces, fact, carried_by \
               from record where plan_id = $1 and is_open \
               and kind in ('plan_created', 'plan_field_set', \
               'plan_stepped', 'node_added', 'node_field_set') order by seq";
    let rows = query(sql).bind(plan.to_owned());
    let rows = rows.fetch_all(tx).await?;
    rows.iter().map(stamped).collect()
}

/// A record and the plan that it is about, if it is about one.
pub struct About {
    pub record: Record,
    pub plan: Option<PlanId>,
}

/// Up to `limit` records after `cursor` of which plans and assignments are folded, in order of `seq`.
pub async fn since(tx: &mut Tx, cursor: i64, limit: i64) -> Result<Vec<About>> {
    let sql = "select id, unit_id, author_id, device, made_at, replaces, fact, plan_id \
               from record where seq > $1 and kind not in \
               ('commented', 'figure_reported', 'report_submitted', 'report_replied') \
               order by seq limit $2";
    let rows = query(sql).bind(cursor).bind(limit);
    let rows = rows.fetch_all(tx).await?;
    rows.iter()
        .map(|row| {
            let plan: Option<String> = row.get("plan_id")?;
            Ok(About {
                record: read(row)?,
                plan: plan.map(PlanId::new),
            })
        })
        .collect()
}

/// Up to `limit` records after `cursor`, whomever they concern.
pub async fn page(tx: &mut Tx, cursor: i64, limit: i64) -> Result<Vec<Stamped>> {
    let sql = "select seq, id, unit_id, author_id, device, made_at, replaces, fact, carried_by \
               from record where seq > $1 order by seq limit $2";
    let rows = query(sql).bind(cursor).bind(limit).fetch_all(tx).await?;
    rows.iter().map(stamped).collect()
}

fn stamped(row: &Row) -> Result<Stamped> {
    let carrier: Option<String> = row.get("carried_by")?;
    Ok(Stamped {
        seq: row.get("seq")?,
        record: read(row)?,
        carried_by: carrier.map(PersonId::new),
    })
}

pub fn read(row: &Row) -> Result<Record> {
    Ok(Record {
        id: RecordId::new(row.get::<String>("id")?),
        unit: UnitId::new(row.get::<String>("unit_id")?),
        by: PersonId::new(row.get::<String>("author_id")?),
        device: DeviceId::new(row.get::<String>("device")?),
        made_at: json::word(row, "made_at", Stamp::parse)?,
        replaces: row.get::<Option<String>>("replaces")?.map(RecordId::new),
        fact: json::read(row, "fact")?,
    })
}

fn plan_of(fact: &Fact, state: &State) -> Option<String> {
    let of_node = || state.nodes.get(fact.node()?).map(|node| &node.plan);
    fact.named_plan().or_else(of_node).map(ToString::to_string)
}
