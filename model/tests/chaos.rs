//! The sync under everything that can go wrong, in stories that a seed tells exactly: messages lost,
//! doubled, late and out of order, phones that die between any two steps, a server that is restored
//! from a backup, clocks wrong by a year, rights and units that change.
//!
//! `CHAOS_RUNS` says how many stories, `CHAOS_SEED` with which to begin.

#[path = "chaos/edit.rs"]
mod edit;
#[path = "chaos/handset.rs"]
mod handset;
#[path = "chaos/mutant.rs"]
mod mutant;
#[path = "chaos/random.rs"]
mod random;
#[path = "chaos/server.rs"]
mod server;
#[path = "chaos/world.rs"]
mod world;

use mutant::Mutant;
use world::World;

const N_STEPS: usize = 250;

#[test]
fn every_story_ends_well() {
    let first = number("CHAOS_SEED").unwrap_or(1);
    let n_runs = number("CHAOS_RUNS").unwrap_or(60);
    for seed in first..first + n_runs {
        if let Err(what) = World::new(seed, None).run(N_STEPS) {
            panic!("seed {seed}: {what}");
        }
        if seed % 10_000 == 0 {
            println!("{} stories", seed + 1 - first);
        }
    }
    println!("{n_runs} stories from seed {first}: nothing lost, nothing stuck");
}

#[test]
fn every_way_to_break_the_sync_is_noticed() {
    for mutant in Mutant::FATAL {
        let found = (1..100).find_map(|seed| World::new(seed, Some(mutant)).run(N_STEPS).err());
        match found {
            Some(what) => println!("{mutant:?}: {what}"),
            None => panic!("nobody notices {mutant:?}"),
        }
    }
}

#[test]
fn what_a_broken_store_loses_is_fetched_again() {
    for seed in 1..20 {
        let told = World::new(seed, Some(Mutant::WritesByHalves)).run(N_STEPS);
        assert_eq!(told, Ok(()), "seed {seed}");
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}
