//! What the server takes from the world outside: the time and randomness, handed in so that tests
//! are exact.

use std::sync::Arc;

use chrono::NaiveDate;
use model::{
    clock::{Millis, day_in_vietnam},
    id::IdMaker,
};

type Fill = dyn Fn(&mut [u8]) + Send + Sync;

#[derive(Clone)]
pub struct Environment {
    now: Arc<dyn Fn() -> Millis + Send + Sync>,
    fill: Arc<Fill>,
}

impl Environment {
    /// The machine's clock and the operating system's randomness.
    pub fn real() -> Self {
        Self::new(machine_clock, |bytes| {
            getrandom::fill(bytes).expect("the operating system gives randomness");
        })
    }

    pub fn new(
        now: impl Fn() -> Millis + Send + Sync + 'static,
        fill: impl Fn(&mut [u8]) + Send + Sync + 'static,
    ) -> Self {
        Self {
            now: Arc::new(now),
            fill: Arc::new(fill),
        }
    }

    pub fn now(&self) -> Millis {
        (self.now)()
    }

    /// The calendar day in Việt Nam.
    pub fn today(&self) -> NaiveDate {
        day_in_vietnam(self.now())
    }

    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.fill)(&mut bytes);
        bytes
    }

    pub fn next_id(&self) -> String {
        IdMaker {
            now_ms: self.now(),
            random: || self.random(),
        }
        .next()
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the machine's clock"
)]
fn machine_clock() -> Millis {
    let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since_1970.map_or(0, |time| {
        Millis::try_from(time.as_millis()).unwrap_or(Millis::MAX)
    })
}
