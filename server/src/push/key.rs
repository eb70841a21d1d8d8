//! The server's key, by which push services know it (RFC 8292).

use std::{fmt, sync::Arc};

use anyhow::{Context as _, ensure};
use model::clock::Millis;
use p256::{
    SecretKey,
    ecdsa::{Signature, SigningKey, signature::Signer as _},
    elliptic_curve::sec1::ToEncodedPoint as _,
};
use serde_json::json;

use super::{bytes, text};

/// Push services take up to 24 hours.
const LIFE_SECONDS: i64 = 12 * 60 * 60;

/// What it takes to push: the server's key, and whom a push service may write to.
#[derive(Clone)]
pub struct Key {
    secret: Arc<SecretKey>,
    contact: String,
}

impl Key {
    /// From the secret as `hocvuso vapid` prints it, and an address beginning with mailto: or https:.
    pub fn read(secret: &str, contact: &str) -> anyhow::Result<Self> {
        let is_address = contact.starts_with("mailto:") || contact.starts_with("https://");
        ensure!(is_address, "the contact begins with mailto: or https://");
        let secret = bytes(secret.trim()).context("the key is not base64url")?;
        let secret = SecretKey::from_slice(&secret).context("the key is not one of P-256")?;
        Ok(Self {
            secret: Arc::new(secret),
            contact: contact.to_owned(),
        })
    }

    /// A new secret; the rare bytes that are none are drawn again.
    pub fn make(mut random: impl FnMut() -> [u8; 32]) -> String {
        loop {
            if let Ok(secret) = SecretKey::from_slice(&random()) {
                return text(&secret.to_bytes());
            }
        }
    }

    /// What browsers are given when they subscribe.
    pub fn public(&self) -> String {
        let point = self.secret.public_key().to_encoded_point(false);
        text(point.as_bytes())
    }

    /// The header that proves to the push service at `origin` who sends.
    pub fn authorization(&self, origin: &str, now: Millis) -> String {
        let head = text(json!({"typ": "JWT", "alg": "ES256"}).to_string().as_bytes());
        let ends = now / 1000 + LIFE_SECONDS;
        let claims = json!({"aud": origin, "exp": ends, "sub": self.contact});
        let signed = format!("{head}.{}", text(claims.to_string().as_bytes()));
        let signature: Signature = SigningKey::from(&*self.secret).sign(signed.as_bytes());
        let proof = text(&signature.to_bytes());
        format!("vapid t={signed}.{proof}, k={}", self.public())
    }
}

impl fmt::Debug for Key {
    /// Without the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.public())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use p256::ecdsa::{VerifyingKey, signature::Verifier as _};

    #[test]
    fn a_push_service_can_check_who_sends_to_it_and_until_when() {
        let secret = Key::make(|| [7; 32]);
        let key = Key::read(&secret, "mailto:quantri@example.vn").unwrap();
        let header = key.authorization("https://push.example.org", 1_772_413_200_000);
        let (token, public) = header
            .strip_prefix("vapid t=")
            .and_then(|rest| rest.split_once(", k="))
            .unwrap();
        let (signed, proof) = token.rsplit_once('.').unwrap();
        let public = VerifyingKey::from_sec1_bytes(&bytes(public).unwrap()).unwrap();
        let proof = Signature::from_slice(&bytes(proof).unwrap()).unwrap();
        assert!(public.verify(signed.as_bytes(), &proof).is_ok());
        let claims = bytes(signed.split_once('.').unwrap().1).unwrap();
        let claims: serde_json::Value = serde_json::from_slice(&claims).unwrap();
        assert_eq!(claims["aud"], "https://push.example.org");
        assert_eq!(claims["exp"], 1_772_413_200 + LIFE_SECONDS);
        assert_eq!(claims["sub"], "mailto:quantri@example.vn");
    }

    #[test]
    fn a_key_that_is_none_is_refused_and_a_secret_is_never_printed() {
        let secret = Key::make(|| [7; 32]);
        assert!(Key::read("", "mailto:a@b.vn").is_err());
        assert!(Key::read(&text(&[0; 32]), "mailto:a@b.vn").is_err());
        assert!(Key::read(&secret, "a@b.vn").is_err());
        let key = Key::read(&secret, "mailto:a@b.vn").unwrap();
        assert!(!format!("{key:?}").contains(&secret));
    }
}
