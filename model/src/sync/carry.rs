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
    if carrier.id == author.id {
        return accept(record, author, tree, state);
    }
    let reaches = |unit| carrier.may(Action::Update, unit, tree);
    let mut posts = author.grants.iter().map(|grant| &grant.unit);
    // First of all, for the other answers tell what there is in a unit.
    if !reaches(&record.unit) || !posts.all(reaches) {
        return Err(Code::NotAuthor.into());
    }
    accept(record, author, tree, state)?;
    judge(record, carrier, tree, state).map_err(|_| Code::NotAuthor.into())
}

#[cfg(test)]
mod tests;
