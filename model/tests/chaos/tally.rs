//! How often each thing happened in the stories: what never happens is not tested.

use std::{collections::BTreeMap, fmt};

/// How often, by name, and in how many stories.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub n_stories: u64,
    pub n_steps: u64,
    counts: BTreeMap<String, Count>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    times: u64,
    stories: u64,
}

impl Tally {
    pub fn add(&mut self, what: &str) {
        self.add_many(what, 1);
    }

    pub fn add_many(&mut self, what: &str, times: usize) {
        if times == 0 {
            return;
        }
        if let Some(count) = self.counts.get_mut(what) {
            count.times += times as u64;
        } else {
            let (times, stories) = (times as u64, 1);
            self.counts
                .insert(what.to_owned(), Count { times, stories });
        }
    }

    /// Adds those of other stories.
    pub fn merge(&mut self, other: &Self) {
        self.n_stories += other.n_stories;
        self.n_steps += other.n_steps;
        for (what, more) in &other.counts {
            let count = self.counts.entry(what.clone()).or_default();
            count.times += more.times;
            count.stories += more.stories;
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n_stories = self.n_stories.max(1);
        let in_thousand = |n: u64| n as f64 * 1_000.0 / n_stories as f64;
        let n_steps = self.n_steps / n_stories;
        writeln!(f, "of 1,000 stories, {n_steps} steps on average:")?;
        for (what, count) in &self.counts {
            let (times, stories) = (in_thousand(count.times), in_thousand(count.stories));
            writeln!(f, "{times:10.1} times in {stories:6.1}: {what}")?;
        }
        Ok(())
    }
}
