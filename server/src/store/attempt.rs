//! Attempts to sign in that failed: kept here because several processes share the count.

use model::clock::Millis;

use super::{Result, Tx, database::query};

/// Who tries, from where.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub id: String,
    pub login: String,
    pub address: String,
    pub made_at: Millis,
}

/// Moments of the attempts since `since`, oldest first: at this login from this address, and from
/// this address at all. Older ones are forgotten.
pub async fn recent(tx: &mut Tx, attempt: &Attempt, since: Millis) -> Result<[Vec<Millis>; 2]> {
    query("delete from attempt where made_at <= $1")
        .bind(since)
        .execute(tx)
        .await?;
    let by_both = "select made_at from attempt where address = $1 and login = $2 order by made_at";
    let by_address = "select made_at from attempt where address = $1 order by made_at";
    Ok([
        query(by_both)
            .bind(attempt.address.clone())
            .bind(attempt.login.clone())
            .scalars(tx)
            .await?,
        query(by_address)
            .bind(attempt.address.clone())
            .scalars(tx)
            .await?,
    ])
}

pub async fn add(tx: &mut Tx, attempt: &Attempt) -> Result<()> {
    let sql = "insert into attempt (id, login, address, made_at) values ($1, $2, $3, $4)";
    query(sql)
        .bind(attempt.id.clone())
        .bind(attempt.login.clone())
        .bind(attempt.address.clone())
        .bind(attempt.made_at)
        .execute(tx)
        .await?;
    Ok(())
}

/// After a success: the login's failures from this address are forgiven.
pub async fn forgive(tx: &mut Tx, attempt: &Attempt) -> Result<()> {
    query("delete from attempt where address = $1 and login = $2")
        .bind(attempt.address.clone())
        .bind(attempt.login.clone())
        .execute(tx)
        .await?;
    Ok(())
}
