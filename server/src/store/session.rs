//! Sessions: who is signed in, by the hash of the token in the cookie.

use model::{clock::Millis, id::PersonId, person::Person};

use super::{Connection, Result, Tx, database::query, person};

pub struct Session {
    pub person: PersonId,
    pub expires_at: Millis,
}

/// Whose the session is, and when it ends: one question for every request that comes.
pub async fn get(
    connection: &mut Connection,
    token_hash: &str,
    now: Millis,
) -> Result<Option<(Person, Millis)>> {
    let sql = "select s.expires_at, p.id, p.login, p.name, p.post, r.role, r.unit_id \
               from session s join person p on p.id = s.person_id \
               left join role r on r.person_id = p.id \
               where s.token_hash = $1 and s.expires_at > $2 order by r.position";
    let rows = query(sql)
        .bind(token_hash.to_owned())
        .bind(now)
        .fetch_all(connection)
        .await?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    Ok(Some((person::read(row, &rows)?, row.get("expires_at")?)))
}

/// Adds a session, and clears away those that have ended.
pub async fn add(tx: &mut Tx, token_hash: &str, session: &Session, now: Millis) -> Result<()> {
    query("delete from session where expires_at <= $1")
        .bind(now)
        .execute(tx)
        .await?;
    let sql = "insert into session (token_hash, person_id, made_at, expires_at) \
               values ($1, $2, $3, $4)";
    query(sql)
        .bind(token_hash.to_owned())
        .bind(session.person.to_string())
        .bind(now)
        .bind(session.expires_at)
        .execute(tx)
        .await?;
    Ok(())
}

pub async fn prolong(tx: &mut Tx, token_hash: &str, expires_at: Millis) -> Result<()> {
    let sql = "update session set expires_at = $2 where token_hash = $1";
    query(sql)
        .bind(token_hash.to_owned())
        .bind(expires_at)
        .execute(tx)
        .await?;
    Ok(())
}

pub async fn remove(tx: &mut Tx, token_hash: &str) -> Result<()> {
    let sql = "delete from session where token_hash = $1";
    query(sql).bind(token_hash.to_owned()).execute(tx).await?;
    Ok(())
}
