//! What an operator, or a test, can set.

use crate::push::key::Key;

/// Every limit says what it protects.
#[derive(Clone, Debug)]
pub struct Config {
    pub hashing: Hashing,
    /// People reach this server by https only, whatever the proxy says.
    pub https: bool,
    /// A proxy in front sets `X-Forwarded-For`; without one anybody could invent an address.
    pub trust_proxy: bool,
    /// The database holds the demo world.
    pub demo: bool,
    /// What it takes to tell devices of work; nothing of it is shown without.
    pub push: Option<Push>,
    /// Requests under way at once; memory is bounded by this times the largest body.
    pub max_requests: usize,
    /// From the end of the head to the end of the answer: 4 MB at 2G speed and something to spare.
    pub request_seconds: u64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            hashing: Hashing::default(),
            https: false,
            trust_proxy: false,
            demo: false,
            push: None,
            max_requests: 256,
            request_seconds: 240,
        }
    }
}

/// Web push.
#[derive(Clone, Debug)]
pub struct Push {
    pub key: Key,
    /// Whether a push service may be on this machine: in tests only.
    pub may_be_local: bool,
}

/// Parameters of Argon2id; the defaults are OWASP's.
#[derive(Clone, Copy, Debug)]
pub struct Hashing {
    pub memory_kib: u32,
    pub n_passes: u32,
    /// Hashes under way at once, so that a flood of sign-ins cannot eat the memory.
    pub at_once: usize,
}

impl Default for Hashing {
    fn default() -> Self {
        Self {
            memory_kib: 19 * 1024,
            n_passes: 2,
            at_once: 2,
        }
    }
}

impl Hashing {
    /// For tests, where nothing is secret.
    pub fn cheap() -> Self {
        Self {
            memory_kib: 8,
            n_passes: 1,
            at_once: 2,
        }
    }
}
