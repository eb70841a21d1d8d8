//! Tells stories, several at a time if wanted; which is told by which thread makes no difference.

use std::{
    ops::Range,
    panic::catch_unwind,
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

use super::{mutant::Mutant, tally::Tally, world::World};

/// What is wrong, and in which story.
#[derive(Debug)]
pub struct Found {
    pub seed: u64,
    pub what: String,
}

pub fn tell(seed: u64, mutant: Option<Mutant>) -> Result<Tally, Found> {
    let told = catch_unwind(|| {
        let mut world = World::new(seed, mutant);
        world.run().map(|()| world.tally)
    });
    // What a panic has to say is on the screen already.
    told.unwrap_or_else(|_| Err("a panic".into()))
        .map_err(|what| Found { seed, what })
}

/// Tells them all; of those that end badly, gives the first.
pub fn tell_all(seeds: Range<u64>, n_jobs: u64) -> Result<Tally, Found> {
    let next = AtomicU64::new(seeds.start);
    let teller = || {
        let (mut tally, mut found) = (Tally::default(), None);
        while found.is_none() {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds.end {
                break;
            }
            match tell(seed, None) {
                Ok(more) => tally.merge(&more),
                Err(wrong) => found = Some(wrong),
            }
        }
        (tally, found)
    };
    let told: Vec<_> = thread::scope(|scope| {
        let tellers: Vec<_> = (0..n_jobs.max(1)).map(|_| scope.spawn(teller)).collect();
        let told = tellers.into_iter().map(|teller| teller.join());
        told.map(|told| told.expect("panics are caught")).collect()
    });
    let mut tally = Tally::default();
    told.iter().for_each(|(more, _)| tally.merge(more));
    let found = told.into_iter().filter_map(|(_, found)| found);
    match found.min_by_key(|found| found.seed) {
        Some(found) => Err(found),
        None => Ok(tally),
    }
}
