//! Sessions: who is signed in, by the hash of the token in the cookie.

use model::{clock::Millis, id::PersonId};
use sqlx::Row as _;

use super::{Result, Tx};

pub struct Session {
    pub person: PersonId,
    pub expires_at: Millis,
}

pub async fn get(tx: &mut Tx, token_hash: &str, now: Millis) -> Result<Option<Session>> {
    let sql = "select person_id, expires_at from session where token_hash = $1 and expires_at > $2";
    let row = sqlx::query(sql)
        .bind(token_hash.to_owned())
        .bind(now)
        .fetch_optional(&mut **tx)
        .await?;
    row.map(|row| {
        Ok(Session {
            person: PersonId::new(row.try_get::<String, _>("person_id")?),
            expires_at: row.try_get("expires_at")?,
        })
    })
    .transpose()
}

/// Adds a session, and clears away those that have ended.
pub async fn add(tx: &mut Tx, token_hash: &str, session: &Session, now: Millis) -> Result<()> {
    sqlx::query("delete from session where expires_at <= $1")
        .bind(now)
        .execute(&mut **tx)
        .await?;
    let sql = "insert into session (token_hash, person_id, made_at, expires_at) \
               values ($1, $2, $3, $4)";
    sqlx::query(sql)
        .bind(token_hash.to_owned())
        .bind(session.person.to_string())
        .bind(now)
        .bind(session.expires_at)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub async fn prolong(tx: &mut Tx, token_hash: &str, expires_at: Millis) -> Result<()> {
    let sql = "update session set expires_at = $2 where token_hash = $1";
    sqlx::query(sql)
        .bind(token_hash.to_owned())
        .bind(expires_at)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub async fn remove(tx: &mut Tx, token_hash: &str) -> Result<()> {
    let sql = "delete from session where token_hash = $1";
    sqlx::query(sql)
        .bind(token_hash.to_owned())
        .execute(&mut **tx)
        .await?;
    Ok(())
}
