//! Originals: the text and the file that a plan was read from, kept beside it.

use model::{
    clock::Millis,
    id::{PersonId, PlanId},
};
use sqlx::Row as _;

use super::{Result, Tx};

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
    sqlx::query(sql)
        .bind(original.plan.to_string())
        .bind(original.by.to_string())
        .bind(original.made_at)
        .bind(original.kind.clone())
        .bind(original.body.clone())
        .bind(original.file.clone())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub async fn remove(tx: &mut Tx, plan: &PlanId) -> Result<()> {
    let sql = "delete from original where plan_id = $1";
    sqlx::query(sql)
        .bind(plan.to_string())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub async fn is_there(tx: &mut Tx, plan: &PlanId) -> Result<bool> {
    let found: Option<String> = sqlx::query_scalar("select kind from original where plan_id = $1")
        .bind(plan.to_string())
        .fetch_optional(&mut **tx)
        .await?;
    Ok(found.is_some())
}

/// The text alone; the file may be large.
pub async fn text(tx: &mut Tx, plan: &PlanId) -> Result<Option<String>> {
    sqlx::query_scalar("select body from original where plan_id = $1")
        .bind(plan.to_string())
        .fetch_optional(&mut **tx)
        .await
}

pub async fn of_plan(tx: &mut Tx, plan: &PlanId) -> Result<Option<Original>> {
    let sql = "select person_id, made_at, kind, body, file from original where plan_id = $1";
    let row = sqlx::query(sql)
        .bind(plan.to_string())
        .fetch_optional(&mut **tx)
        .await?;
    row.map(|row| {
        Ok(Original {
            plan: plan.clone(),
            by: PersonId(row.try_get("person_id")?),
            made_at: row.try_get("made_at")?,
            kind: row.try_get("kind")?,
            body: row.try_get("body")?,
            file: row.try_get("file")?,
        })
    })
    .transpose()
}
