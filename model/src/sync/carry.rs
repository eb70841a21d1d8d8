//! The rule by which a record enters the log when somebody else brings it: whose phone it was made
//! on is out of power or far from any signal.

use super::accept::{accept, judge};
use crate::{
    fold::State,
    person::{Action, Person},
    problem::{Code, Problem},
    record::Record,
    unit::UnitTree,
};

/// Whether `carrier` may bring what `author` did. It is judged with the author's rights, and nobody
/// gains a right by it: a carrier works where the record belongs and wherever its author does, and
/// could have done the same in the own name. So what is forged in a colleague's name is never more
/// than the forger may do anyway, and never speaks for somebody who stands above.
pub fn accept_carried(
    record: &Record,
    author: &Person,
    carrier: &Person,
    tree: &UnitTree,
    state: &State,
) -> Result<(), Problem> {
    let is_own = carrier.id == author.id;
    let reaches = |unit| carrier.may(Action::Update, unit, tree);
    // First of all, for the other answers tell what there is in a unit.
    if !is_own && !(reaches(&record.unit) && author.grants.iter().all(|at| reaches(&at.unit))) {
        return Err(Code::NotAuthor.into());
    }
    accept(record, author, tree, state)?;
    if is_own || judge(record, carrier, tree, state).is_ok() {
        Ok(())
    } else {
        Err(Code::NotAuthor.into())
    }
}

#[cfg(test)]
mod tests;
