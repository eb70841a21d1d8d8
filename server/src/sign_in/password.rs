//! Passwords: hashed with Argon2id, a few at a time, off the threads that serve requests.

use anyhow::anyhow;
use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher as _, PasswordVerifier as _, Version,
    password_hash::SaltString,
};
use tokio::sync::Semaphore;

use crate::{config::Hashing, environment::Environment};

pub struct Hasher {
    argon: Argon2<'static>,
    places: Semaphore,
    /// Verified when there is no such login, at the same cost.
    nobodys: String,
    environment: Environment,
}

impl Hasher {
    pub fn new(hashing: Hashing, environment: &Environment) -> anyhow::Result<Self> {
        let params = Params::new(hashing.memory_kib, hashing.n_passes, 1, None)
            .map_err(|error| anyhow!("Argon2 parameters: {error}"))?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobodys = hash(&argon, "nobody has this password", environment.random())?;
        let places = Semaphore::new(hashing.at_once);
        Ok(Self {
            argon,
            places,
            nobodys,
            environment: environment.clone(),
        })
    }

    pub async fn hash(&self, password: String) -> anyhow::Result<String> {
        let (argon, salt) = (self.argon.clone(), self.environment.random());
        let _place = self.places.acquire().await?;
        tokio::task::spawn_blocking(move || hash(&argon, &password, salt)).await?
    }

    /// Whether the password is that of the hash; without a hash it never is.
    pub async fn verify(&self, password: String, hash: Option<String>) -> anyhow::Result<bool> {
        let is_known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.nobodys.clone());
        let argon = self.argon.clone();
        let _place = self.places.acquire().await?;
        let fits = tokio::task::spawn_blocking(move || verify(&argon, &password, &hash)).await??;
        Ok(fits && is_known)
    }
}

fn hash(argon: &Argon2<'_>, password: &str, salt: [u8; 16]) -> anyhow::Result<String> {
    let salt = SaltString::encode_b64(&salt).map_err(|error| anyhow!("salt: {error}"))?;
    let hash = argon
        .hash_password(password.as_bytes(), &salt)
        .map_err(|error| anyhow!("hashing: {error}"))?;
    Ok(hash.to_string())
}

/// With the parameters that the hash itself names.
fn verify(argon: &Argon2<'_>, password: &str, hash: &str) -> anyhow::Result<bool> {
    let hash = PasswordHash::new(hash).map_err(|error| anyhow!("stored hash: {error}"))?;
    match argon.verify_password(password.as_bytes(), &hash) {
        Ok(()) => Ok(true),
        Err(argon2::password_hash::Error::Password) => Ok(false),
        Err(error) => Err(anyhow!("verifying: {error}")),
    }
}
