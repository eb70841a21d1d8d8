//! The plan as it was signed: what its log had when the signing entered it (docs/decisions/0016).

use super::Plan;
use crate::{
    fold::State,
    id::RecordId,
    record::{Fact, Record},
};

/// A record about a plan, with its place in the log; what has none yet comes after all the others.
pub type Logged<'a> = (Option<i64>, &'a Record);

/// What a version is folded from: the rest is about what was done, not about what the plan says.
pub fn is_of_wording(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::PlanCreated(_)
            | Fact::PlanFieldSet(_)
            | Fact::PlanStepped(_)
            | Fact::NodeAdded(_)
            | Fact::NodeFieldSet(_)
    )
}

/// `log` holds all records about the wording of the plan, `signing` is the one that made the version.
pub fn as_signed(log: &[Logged], signing: &RecordId) -> State {
    let seq = |(seq, _): &Logged| seq.unwrap_or(i64::MAX);
    let signed = log.iter().find(|(_, record)| record.id == *signing);
    let last = signed.map_or(i64::MAX, seq);
    let until = log.iter().filter(|logged| seq(logged) <= last);
    let mut state = State::default();
    until.for_each(|(_, record)| state.apply(record));
    state
}

impl Plan {
    /// As it was signed last; none where it never was.
    pub fn last_signed(&self, log: &[Logged]) -> Option<State> {
        let last = self.versions().pop()?;
        Some(as_signed(log, &last.record))
    }
}
