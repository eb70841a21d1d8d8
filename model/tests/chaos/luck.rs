//! The moment at which something happens on a phone, and what may go wrong with it.

use model::clock::Millis;

use super::{mutant::Mutant, random::Random, tally::Tally};

pub struct Luck<'a> {
    pub now: Millis,
    pub mutant: Option<Mutant>,
    /// Of a hundred writes, those that the disk refuses.
    pub refusing: usize,
    /// Things still go wrong.
    pub is_faulty: bool,
    pub random: &'a mut Random,
    pub tally: &'a mut Tally,
}

impl Luck<'_> {
    pub fn in_hundred(&mut self, chance: usize) -> bool {
        self.is_faulty && self.random.in_hundred(chance)
    }

    pub fn is(&self, mutant: Mutant) -> bool {
        self.mutant == Some(mutant)
    }
}
