//! Drafts: plans that were read and are being put right, each beside its original.

use model::{
    clock::Millis,
    draft::{Change, Draft},
    id::{PersonId, PlanId, UnitId},
    view::draft::DraftHead,
};

use super::{
    Result, Tx,
    database::{Row, query},
    json,
};

/// A draft as it is kept: what was read, and what was done to it since.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptDraft {
    pub unit: UnitId,
    pub reading: Draft,
    pub changes: Vec<Change>,
    pub revision: i64,
}

pub async fn add(tx: &mut Tx, reading: &Draft, by: &PersonId, now: Millis) -> Result<()> {
    let sql = "insert into draft (plan_id, unit_id, person_id, title, changed_at, reading, \
               changes, revision) values ($1, $2, $3, $4, $5, $6, '[]', 0)";
    query(sql)
        .bind(reading.id().to_string())
        .bind(reading.plan.unit.to_string())
        .bind(by.to_string())
        .bind(reading.plan.title.clone())
        .bind(now)
        .bind(json::write(reading)?)
        .execute(tx)
        .await?;
    Ok(())
}

pub async fn get(tx: &mut Tx, plan: &PlanId) -> Result<Option<KeptDraft>> {
    let sql = "select unit_id, reading, changes, revision from draft where plan_id = $1";
    let row = query(sql).bind(plan.to_string()).fetch_optional(tx).await?;
    row.map(|row| {
        Ok(KeptDraft {
            unit: UnitId::new(row.get::<String>("unit_id")?),
            reading: json::read(&row, "reading")?,
            changes: json::read(&row, "changes")?,
            revision: row.get("revision")?,
        })
    })
    .transpose()
}

/// Keeps the changes as the next revision, unless there is one already; whether it did.
pub async fn put_changes(
    tx: &mut Tx,
    draft: &Draft,
    seen: i64,
    changes: &[Change],
    now: Millis,
) -> Result<bool> {
    let sql = "update draft set title = $3, changed_at = $4, changes = $5, revision = $2 + 1 \
               where plan_id = $1 and revision = $2";
    let done = query(sql)
        .bind(draft.id().to_string())
        .bind(seen)
        .bind(draft.plan.title.clone())
        .bind(now)
        .bind(json::write(&changes)?)
        .execute(tx)
        .await?;
    Ok(done > 0)
}

/// Takes the draft away and leaves its original, which the plan keeps.
pub async fn remove(tx: &mut Tx, plan: &PlanId) -> Result<()> {
    let sql = "delete from draft where plan_id = $1";
    query(sql).bind(plan.to_string()).execute(tx).await?;
    Ok(())
}

/// Those that the person began and of which no plan has come, last changed first.
pub async fn of_person(tx: &mut Tx, person: &PersonId) -> Result<Vec<DraftHead>> {
    let sql = "select plan_id, title, changed_at, revision from draft where person_id = $1 \
               and plan_id not in (select id from plan) order by changed_at desc, plan_id desc";
    let rows = query(sql).bind(person.to_string()).fetch_all(tx).await?;
    rows.iter().map(head).collect()
}

fn head(row: &Row) -> Result<DraftHead> {
    Ok(DraftHead {
        id: PlanId::new(row.get::<String>("plan_id")?),
        title: row.get("title")?,
        changed_at: row.get("changed_at")?,
        revision: row.get("revision")?,
    })
}
