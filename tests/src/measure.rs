//! Requests made side by side, and how long they took.

use std::time::{Duration, Instant};

use crate::Answer;

/// So often each is measured; the median round counts.
const N_ROUNDS: usize = 15;

/// One round: everybody's requests, one after another for each and all side by side.
#[derive(Clone)]
pub struct Measured {
    took: Duration,
    /// How long each request took, in order of length.
    waits: Vec<Duration>,
    n_each: usize,
}

impl Measured {
    pub const HEAD: &str = "\
| what | at a time | per second | p50 ms | p95 ms | p99 ms | bare handler, per second | share |
|---|---:|---:|---:|---:|---:|---:|---:|";

    /// The same, of requests that each brought so many.
    pub fn times(mut self, n_each: usize) -> Self {
        self.n_each = n_each;
        self
    }

    pub fn report(&self, what: &str, n_phones: usize, bare: Option<&Self>) {
        let beside = bare.map_or(" | |".to_owned(), |bare| {
            let share = 100.0 * self.rate() / bare.rate();
            format!(" {:.0} | {share:.0} % |", bare.rate())
        });
        println!(
            "| {what} | {n_phones} | {:.0} | {:.2} | {:.2} | {:.2} |{beside}",
            self.rate(),
            self.percentile(50),
            self.percentile(95),
            self.percentile(99),
        );
    }

    fn rate(&self) -> f64 {
        (self.waits.len() * self.n_each) as f64 / self.took.as_secs_f64()
    }

    /// In milliseconds.
    fn percentile(&self, percent: usize) -> f64 {
        let last = self.waits.len() - 1;
        self.waits[last * percent / 100].as_secs_f64() * 1e3
    }
}

/// Something that one of the phones asks, as often as it is told to.
pub trait Ask: Fn(usize) -> Self::Asked + Clone + Send + 'static {
    type Asked: Future<Output = Answer> + Send + 'static;
}

impl<F, A> Ask for F
where
    F: Fn(usize) -> A + Clone + Send + 'static,
    A: Future<Output = Answer> + Send + 'static,
{
    type Asked = A;
}

/// Two ways of doing the same, in turns, so that a machine that is busy for a while is so for both. The two
/// rounds count, one right after the other, that are the median by how the one compares with the other.
pub async fn rounds(
    n_phones: usize,
    n_requests: usize,
    ours: impl Ask,
    bare: impl Ask,
) -> (Measured, Measured) {
    let mut pairs = Vec::new();
    for _ in 0..N_ROUNDS {
        let ours = round(n_phones, n_requests, &ours).await;
        pairs.push((ours, round(n_phones, n_requests, &bare).await));
    }
    let ratio = |(ours, bare): &(Measured, Measured)| ours.rate() / bare.rate();
    pairs.sort_by(|a, b| ratio(a).total_cmp(&ratio(b)));
    pairs.swap_remove(N_ROUNDS / 2)
}

pub async fn rounds_of(n_phones: usize, n_requests: usize, ask: impl Ask) -> Measured {
    let mut all = Vec::new();
    for _ in 0..N_ROUNDS {
        all.push(round(n_phones, n_requests, &ask).await);
    }
    median(all)
}

async fn round(n_phones: usize, n_requests: usize, ask: &impl Ask) -> Measured {
    let began = Instant::now();
    let phones: Vec<_> = (0..n_phones)
        .map(|phone| tokio::spawn(one_after_another(phone, n_requests, ask.clone())))
        .collect();
    let mut waits = Vec::new();
    for phone in phones {
        waits.extend(phone.await.expect("a phone that does not panic"));
    }
    let took = began.elapsed();
    waits.sort();
    Measured {
        took,
        waits,
        n_each: 1,
    }
}

async fn one_after_another(phone: usize, n_requests: usize, ask: impl Ask) -> Vec<Duration> {
    let mut waits = Vec::with_capacity(n_requests);
    for _ in 0..n_requests {
        let began = Instant::now();
        let answer = ask(phone).await;
        waits.push(began.elapsed());
        let status = answer.status.as_u16();
        assert!(matches!(status, 200 | 304), "{status}: {}", answer.text());
    }
    waits
}

fn median(mut rounds: Vec<Measured>) -> Measured {
    rounds.sort_by_key(|round| round.took);
    rounds.swap_remove(rounds.len() / 2)
}
