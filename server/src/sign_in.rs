//! Signing in and out, and knowing who asks.

use model::{clock::Millis, id::PersonId, person::Person, problem::Code};
use sha2::{Digest as _, Sha256};

use crate::{
    failure::{Failure, Result},
    service::Service,
    store::{attempt::Attempt, person, session},
};

pub mod cookie;
pub mod password;
mod throttle;

/// A session ends this long after the last use.
pub const SESSION_MS: Millis = 30 * DAY_MS;
/// Prolonged at most once a day, so that reading does not write.
const PROLONG_AFTER_MS: Millis = DAY_MS;
const DAY_MS: Millis = 24 * 60 * 60 * 1000;
/// Longer ones are not hashed.
const PASSWORD_MAX_BYTES: usize = 512;

/// A session as its owner's browser knows it.
pub struct Token(pub String);

/// Who a token stands for.
pub struct Known {
    pub person: Person,
    /// The session was prolonged: the cookie should live longer too.
    pub prolonged: bool,
}

/// Checks login and password and opens a session. The same work is done for a login that nobody
/// has, so that time does not tell which logins exist.
pub async fn sign_in(
    service: &Service,
    login: &str,
    password: &str,
    address: &str,
) -> Result<Token> {
    let login = login.trim().to_lowercase();
    let attempt = Attempt {
        id: service.environment.next_id(),
        // Longer than any login, short enough to keep.
        login: login.chars().filter(|c| *c != '\0').take(64).collect(),
        address: address.to_owned(),
        made_at: service.environment.now(),
    };
    throttle::admit(service, &attempt).await?;
    let found = {
        let mut tx = service.store.read().await?;
        person::password_of(&mut tx, &attempt.login).await?
    };
    let (id, hash) = found.map_or((None, None), |(id, hash)| (Some(id), Some(hash)));
    let fits = password.len() <= PASSWORD_MAX_BYTES;
    let right = fits && service.hasher.verify(password.to_owned(), hash).await?;
    match id.filter(|_| right && login == attempt.login) {
        Some(person) => open_session(service, person, &attempt).await,
        None => Err(Code::SignInFailed.into()),
    }
}

/// Ends the session; a token that stands for none is no trouble.
pub async fn sign_out(service: &Service, token: &Token) -> Result<()> {
    let mut tx = service.store.write().await?;
    session::remove(&mut tx, &token.hash()).await?;
    Ok(tx.commit().await?)
}

/// The person a token stands for, if its session has not ended.
pub async fn recognise(service: &Service, token: &Token) -> Result<Option<Known>> {
    let (hash, now) = (token.hash(), service.environment.now());
    let found = {
        let mut connection = service.store.ask().await?;
        session::get(&mut connection, &hash, now).await?
    };
    let Some((person, ends_at)) = found else {
        return Ok(None);
    };
    let expires_at = now + SESSION_MS;
    let prolonged = expires_at - ends_at >= PROLONG_AFTER_MS;
    if prolonged {
        let mut tx = service.store.write().await?;
        session::prolong(&mut tx, &hash, expires_at).await?;
        tx.commit().await?;
    }
    Ok(Some(Known { person, prolonged }))
}

async fn open_session(service: &Service, person: PersonId, attempt: &Attempt) -> Result<Token> {
    let token = Token::new(service.environment.random());
    let now = service.environment.now();
    let session = session::Session {
        person,
        expires_at: now + SESSION_MS,
    };
    let mut tx = service.store.write().await?;
    throttle::forgive(&mut tx, attempt).await?;
    session::add(&mut tx, &token.hash(), &session, now).await?;
    tx.commit().await.map_err(Failure::from)?;
    Ok(token)
}

impl Token {
    fn new(random: [u8; 32]) -> Self {
        Self(hex(&random))
    }

    /// As the session is kept.
    pub fn hash(&self) -> String {
        hex(&Sha256::digest(self.0.as_bytes()))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
