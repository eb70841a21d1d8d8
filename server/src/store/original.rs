//! Originals: the text and the file that a plan was read from, kept beside it.

use model::{
    clock::Millis,
    id::{PersonId, PlanId},
};

use super::{
    Result, Tx,
    database::{Row, query},
};

#[derive(Clone, Debug, PartialEq)]
pub struct Original {
    pub plan: PlanId,
    pub by: PersonId,
    pub made_at: Millis,
    /// "plain", "word" or "pdf".
    pub kind: String,
    pub body: String,
    pub file: Option<Vec<u8>>,
}

pub async fn add(tx: &mut Tx, original: &Original) -> Result<()> {
    let sql = "insert into original (plan_id, person_id, made_at, kind, body, file) \
               values ($1, $2, $3, $4, $5, $6)";
    query(sql)
        .bind(original.plan.to_string())
        .bind(original.by.to_string())
        .bind(original.made_at)
        .bind(original.kind.clone())
        .bind(original.body.clone())
        .bind(original.file.clone())
        .execute(tx)
        .await?;
    Ok(())
}

pub async fn remove(tx: &mut Tx, plan: &PlanId) -> Result<()> {
    let sql = "delete from original where plan_id = $1";
    query(sql).bind(plan.to_string()).execute(tx).await?;
    Ok(())
}

pub async fn is_there(tx: &mut Tx, plan: &PlanId) -> Result<bool> {
    let found = query("select kind from original where plan_id = $1")
        .bind(plan.to_string())
        .fetch_optional(tx)
        .await?;
    Ok(found.is_some())
}

/// The text alone; the file may be large.
pub async fn text(tx: &mut Tx, plan: &PlanId) -> Result<Option<String>> {
    let row = query("select body from original where plan_id = $1")
        .bind(plan.to_string())
        .fetch_optional(tx)
        .await?;
    row.as_ref().map(Row::only).transpose()
}

pub async fn of_plan(tx: &mut Tx, plan: &PlanId) -> Result<Option<Original>> {
    let sql = "select person_id, made_at, kind, body, file from original where plan_id = $1";
    let row = query(sql).bind(plan.to_string()).fetch_optional(tx).await?;
    row.map(|row| {
        Ok(Original {
            plan: plan.clone(),
            by: PersonId(row.get("person_id")?),
            made_at: row.get("made_at")?,
            kind: row.get("kind")?,
            body: row.get("body")?,
            file: row.get("file")?,
        })
    })
    .transpose()
}
