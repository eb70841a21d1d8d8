//! The sync under everything that can go wrong, in stories that a seed tells exactly: messages lost,
//! doubled, late and out of order, phones that die between any two steps, a server that is restored
//! from a backup, clocks wrong by a year, rights and units that change.
//!
//! `CHAOS_RUNS` says how many stories, `CHAOS_SEED` with which to begin, `CHAOS_JOBS` how many are told
//! at a time.

#[path = "chaos/carrying.rs"]
mod carrying;
#[path = "chaos/cast.rs"]
mod cast;
#[path = "chaos/deed.rs"]
mod deed;
#[path = "chaos/disk.rs"]
mod disk;
#[path = "chaos/edit.rs"]
mod edit;
#[path = "chaos/handset.rs"]
mod handset;
#[path = "chaos/letter.rs"]
mod letter;
#[path = "chaos/life.rs"]
mod life;
#[path = "chaos/luck.rs"]
mod luck;
#[path = "chaos/misfortune.rs"]
mod misfortune;
#[path = "chaos/mutant.rs"]
mod mutant;
#[path = "chaos/network.rs"]
mod network;
#[path = "chaos/plot.rs"]
mod plot;
#[path = "chaos/random.rs"]
mod random;
#[path = "chaos/server.rs"]
mod server;
#[path = "chaos/tally.rs"]
mod tally;
#[path = "chaos/teller.rs"]
mod teller;
#[path = "chaos/verdict.rs"]
mod verdict;
#[path = "chaos/window.rs"]
mod window;
#[path = "chaos/world.rs"]
mod world;

use std::time::Instant;

use mutant::Mutant;
use tally::Tally;
use teller::{Found, tell, tell_all};

/// After so many stories a long run says how far it is.
const STRETCH: u64 = 10_000;

#[test]
fn every_story_ends_well() {
    let first = number("CHAOS_SEED").unwrap_or(1);
    let n_runs = number("CHAOS_RUNS").unwrap_or(300);
    let n_jobs = number("CHAOS_JOBS").unwrap_or(1);
    let (mut tally, end) = (Tally::default(), first + n_runs);
    for start in (first..end).step_by(STRETCH as usize) {
        let stop = end.min(start + STRETCH);
        let begun = Instant::now();
        match tell_all(start..stop, n_jobs) {
            Ok(more) => tally.merge(&more),
            Err(Found { seed, what }) => panic!("seed {seed}: {what}"),
        }
        let seconds = begun.elapsed().as_secs_f64();
        println!("{start} to {}: all well ({seconds:.1} s)", stop - 1);
    }
    println!("{tally}\n{n_runs} stories from seed {first}: nothing lost, nothing stuck");
}

/// Each with what it takes to notice it, so that nobody makes the stories weaker unawares.
#[test]
fn every_way_to_break_the_sync_is_noticed() {
    for (mutant, n_stories) in Mutant::FATAL {
        let found = (1..=n_stories).find_map(|seed| tell(seed, Some(mutant)).err());
        match found {
            Some(Found { seed, what }) => println!("{mutant:?}: story {seed}: {what}"),
            None => panic!("nobody notices {mutant:?} in {n_stories} stories"),
        }
    }
}

#[test]
fn what_a_broken_store_loses_is_fetched_again() {
    for seed in 1..100 {
        if let Err(Found { seed, what }) = tell(seed, Some(Mutant::WritesByHalves)) {
            panic!("seed {seed}: {what}");
        }
    }
}

/// How many of `CHAOS_RUNS` stories notice each, and how soon.
#[test]
#[ignore = "a measurement: `./dev chaos --mutants`"]
fn how_soon_each_is_noticed() {
    let n_runs = number("CHAOS_RUNS").unwrap_or(1_000);
    for (mutant, _) in Mutant::FATAL {
        let begun = Instant::now();
        let noticed = |seed: &u64| tell(*seed, Some(mutant)).is_err();
        let n_noticed = (1..=n_runs).filter(noticed).count();
        let ms = begun.elapsed().as_secs_f64() * 1_000.0;
        let (one_in, each) = (n_runs as f64 / n_noticed as f64, ms / n_noticed as f64);
        println!("{mutant:?}: {n_noticed} of {n_runs}, one in {one_in:.1}, {each:.1} ms each");
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}
