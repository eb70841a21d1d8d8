//! Which tasks and targets of a superior plan are covered by a plan that carries it out, and by what.

use super::{Comparator, Node, Outline, Row, Target};
use crate::{
    id::NodeId,
    indicator::TargetLink,
    map::{Map, Set},
    order, text,
};

/// A task or target of the superior plan.
#[derive(Clone, Debug)]
pub struct Demand<'a> {
    pub row: Row<'a>,
    /// In reading order; nobody covers it where this is empty.
    pub by: Vec<Cover<'a>>,
}

/// What covers it.
#[derive(Clone, Copy, Debug)]
pub struct Cover<'a> {
    pub node: &'a Node,
    /// The plan says so itself; else it is a target measured by the same.
    pub is_named: bool,
    pub short: Option<Short>,
}

/// How what covers a demand falls short of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Short {
    /// Its number is the weaker promise.
    Weaker,
    /// It is due after the superior plan wants it done.
    Later,
}

/// How much is covered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub n_tasks: usize,
    pub n_tasks_covered: usize,
    pub n_targets: usize,
    pub n_targets_covered: usize,
}

/// The tasks and targets that stand in the superior plan, in reading order. One is covered by the
/// tasks and targets that name it; a target also by one that is measured by the same indicator in
/// the same way, of the same year as far as both have one. What was withdrawn covers nothing.
pub fn cover<'a>(superior: &Outline<'a>, own: &Outline<'a>) -> Vec<Demand<'a>> {
    let own: Vec<&'a Node> = standing(own).map(|row| row.node).collect();
    let mut named: Map<&NodeId, Vec<&'a Node>> = Map::new();
    for node in &own {
        for superior in &node.edits.carries_out {
            named.or_default(superior).push(node);
        }
    }
    let demand = |row: &Row<'a>| {
        let named = named.get(&&row.node.id).map_or(&[][..], Vec::as_slice);
        let covers = own.iter().filter_map(|node| {
            let is_named = named.iter().any(|other| other.id == node.id);
            (is_named || measures_the_same(row.node, node)).then(|| Cover {
                node,
                is_named,
                short: short(row.node, node),
            })
        });
        Demand {
            row: *row,
            by: covers.collect(),
        }
    };
    standing(superior).map(demand).collect()
}

impl Tally {
    pub fn new(demands: &[Demand]) -> Self {
        let mut tally = Self::default();
        for demand in demands {
            let covered = usize::from(!demand.by.is_empty());
            if demand.row.node.target().is_some() {
                tally.n_targets += 1;
                tally.n_targets_covered += covered;
            } else {
                tally.n_tasks += 1;
                tally.n_tasks_covered += covered;
            }
        }
        tally
    }

    pub fn n_open(&self) -> usize {
        self.n_tasks + self.n_targets - self.n_tasks_covered - self.n_targets_covered
    }
}

/// The tasks and targets that may cover a demand, those with the most words in common first: of its
/// own kind before the other.
pub fn likely<'a>(demand: &Node, own: &Outline<'a>) -> Vec<&'a Node> {
    let words = words(demand);
    let mut ranked: Vec<(bool, usize, &'a Node)> = standing(own)
        .map(|row| {
            let common = self::words(row.node);
            let common = common.keys().filter(|word| words.contains_key(word));
            let is_of_kind = row.node.body.kind() == demand.body.kind();
            (is_of_kind, common.count(), row.node)
        })
        .collect();
    order::sort_by(&mut ranked, |a, b| (b.0, b.1).cmp(&(a.0, a.1)));
    ranked.into_iter().map(|(_, _, node)| node).collect()
}

fn standing<'o, 'a>(outline: &'o Outline<'a>) -> impl Iterator<Item = &'o Row<'a>> {
    outline.rows().filter(|row| {
        let node = row.node;
        !node.is_withdrawn() && (node.task().is_some() || node.target().is_some())
    })
}

fn measures_the_same(demand: &Node, own: &Node) -> bool {
    let (Some(demand), Some(own)) = (demand.target(), own.target()) else {
        return false;
    };
    let is_same = |(theirs, ours): (&TargetLink, &TargetLink)| theirs.measures_as(ours);
    demand
        .link
        .as_ref()
        .zip(own.link.as_ref())
        .is_some_and(is_same)
        && is_of_one_year(demand, own)
}

fn is_of_one_year(demand: &Target, own: &Target) -> bool {
    demand.year.is_none() || own.year.is_none() || demand.year == own.year
}

fn short(demand: &Node, own: &Node) -> Option<Short> {
    if let (Some(demand), Some(own)) = (demand.target(), own.target()) {
        return is_weaker(demand, own).then_some(Short::Weaker);
    }
    let due = |node: &Node| node.task()?.schedule.due();
    let is_later = due(own)? > due(demand)?;
    is_later.then_some(Short::Later)
}

/// Only promises of the same year about the same things can be told apart by their numbers.
fn is_weaker(demand: &Target, own: &Target) -> bool {
    let (Some(asked), Some(promised)) = (demand.value, own.value) else {
        return false;
    };
    if demand.unit != own.unit || !is_of_one_year(demand, own) {
        return false;
    }
    match demand.comparator {
        Comparator::Eq | Comparator::Gt | Comparator::Gte => promised < asked,
        Comparator::Lt | Comparator::Lte => promised > asked,
    }
}

/// Without accents; short ones say nothing.
fn words(node: &Node) -> Set<String> {
    const MIN_CHARS: usize = 3;
    let folded = text::fold(&node.text);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| word.len() >= MIN_CHARS)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests;
