//! Who is named in which comment.

use model::{
    id::{PersonId, RecordId},
    mention::MENTION_ROWS,
    record::Record,
    view::task::Signed,
};

use super::{
    Result, Tx,
    database::query,
    record,
    script::{Script, Values},
};

/// Notes whom records name, each with its place in the log.
pub fn add<'a>(script: &mut Script, records: impl Iterator<Item = (i64, &'a Record)>) {
    let mut rows: Vec<(i64, &PersonId)> = Vec::new();
    for (seq, record) in records {
        for person in record.fact.mentions() {
            if !rows.contains(&(seq, person)) {
                rows.push((seq, person));
            }
        }
    }
    for (seq, person) in rows {
        let sql = "insert into mention (seq, person_id) values {}";
        script.add(sql, Values::default().bind(seq).bind(person.to_string()));
    }
}

/// The comments after that place in the log that name the person.
pub async fn since(tx: &mut Tx, person: &PersonId, seq: i64) -> Result<Vec<RecordId>> {
    let sql = "select r.id from mention m join record r on r.seq = m.seq \
               where m.person_id = $1 and m.seq > $2 order by m.seq desc limit $3";
    let ids: Vec<String> = query(sql)
        .bind(person.to_string())
        .bind(seq)
        .bind(i64::try_from(MENTION_ROWS).unwrap_or(i64::MAX))
        .scalars(tx)
        .await?;
    Ok(ids.into_iter().map(RecordId::new).collect())
}

/// The last comments that name the person and after which they have not done anything about the
/// same task.
pub async fn unanswered(tx: &mut Tx, person: &PersonId) -> Result<Vec<Signed>> {
    let sql = "select r.id, r.unit_id, r.author_id, r.device, r.made_at, r.replaces, r.fact, \
               p.name as author, c.name as carrier \
               from mention m join record r on r.seq = m.seq \
               join person p on p.id = r.author_id left join person c on c.id = r.carried_by \
               where m.person_id = $1 and r.author_id <> $1 and not exists (\
                   select 1 from record later where later.node_id = r.node_id \
                   and later.author_id = $1 and later.seq > r.seq) \
               order by m.seq desc limit $2";
    let rows = query(sql)
        .bind(person.to_string())
        .bind(i64::try_from(MENTION_ROWS).unwrap_or(i64::MAX))
        .fetch_all(tx)
        .await?;
    rows.iter().map(record::read_signed).collect()
}
