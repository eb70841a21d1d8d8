//! Whose figures count where.
//!
//! Each indicator is counted by units of one kind: adults by hamlets, pupils by schools. Their figures
//! make up the sums of all units above. A commune without units of that kind counts itself. Any
//! other figure, such as a commune's own of its adults, stands beside the sum and is never added.
//!
//! A unit that was merged stops counting on that day. Its last level goes over to the one that took
//! it in, and stays there until that one gives a figure of its own; its flows stay what they were.
//! What was split counts until then and no further: nobody knows how to divide it.

use super::{HalfMonth, Series, Sum, number_of, times_of};
use crate::{
    figure::{Account, AccountKey, Entry, Grade, Topic},
    id::UnitId,
    indicator::{Indicator, Measure},
    map::{Map, Set},
    order,
    unit::{Unit, UnitKind, UnitTree},
};
use chrono::NaiveDate;

/// The accounts that are at hand.
pub type Accounts = Map<AccountKey, Account>;

/// Which roll-up of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Of the units that count.
    Sum,
    /// The unit's own figures beside it.
    Own,
}

impl Part {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Own => "own",
        }
    }
}

/// Where a series is kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub topic: Topic,
    pub part: Part,
    pub unit: UnitId,
}

/// What is to be added to the series of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub place: Place,
    pub by: Series,
}

/// The units whose contributions change when an account of this one does: itself, and those that have
/// taken it in.
pub fn affected<'a>(tree: &'a UnitTree, unit: &UnitId) -> Vec<&'a Unit> {
    let mut found: Vec<&Unit> = Vec::new();
    let mut next = tree.get(unit);
    while let Some(unit) = next.filter(|unit| !found.iter().any(|seen| seen.id == unit.id)) {
        found.push(unit);
        next = unit.life.merger().and_then(|(_, into)| tree.get(into));
    }
    found
}

/// The units whose accounts are needed to tell what this one contributes: itself, and those it has
/// taken in.
pub fn needed<'a>(tree: &'a UnitTree, unit: &UnitId) -> Vec<&'a Unit> {
    let mut found: Vec<&Unit> = tree.get(unit).into_iter().collect();
    let mut place = 0;
    while let Some(unit) = found.get(place) {
        for merged in tree.merged_into(&unit.id) {
            if !found.iter().any(|seen| seen.id == merged.id) {
                found.push(merged);
            }
        }
        place += 1;
    }
    found
}

/// What changes everywhere when the accounts of some units go from `before` to `after`. Both hold
/// all that is [`needed`] for those that are [`affected`].
pub fn changes<'a>(
    indicator: &Indicator,
    tree: &UnitTree,
    touched: impl IntoIterator<Item = &'a AccountKey>,
    (before, after): (&Accounts, &Accounts),
) -> Vec<Change> {
    let mut contributors: Vec<(Topic, UnitId)> = Vec::new();
    for (topic, unit) in touched {
        for unit in affected(tree, unit) {
            let key = (topic.clone(), unit.id.clone());
            if !contributors.contains(&key) {
                contributors.push(key);
            }
        }
    }
    let mut changes: Vec<Change> = Vec::new();
    for (topic, unit) in &contributors {
        for (is_new, accounts) in [(false, before), (true, after)] {
            for one in change(indicator, tree, (topic, unit), accounts) {
                let known = changes.iter().position(|known| known.place == one.place);
                let place = known.unwrap_or_else(|| {
                    changes.push(Change {
                        place: one.place.clone(),
                        by: Series::default(),
                    });
                    changes.len() - 1
                });
                match is_new {
                    true => changes[place].by.add(&one.by),
                    false => changes[place].by.take(&one.by),
                }
            }
        }
    }
    changes.retain(|change| !change.by.is_zero());
    changes
}

/// What one unit's figures add to which series.
pub fn change(
    indicator: &Indicator,
    tree: &UnitTree,
    (topic, unit): (&Topic, &UnitId),
    accounts: &Accounts,
) -> Vec<Change> {
    let Some(unit) = tree.get(unit) else {
        return Vec::new();
    };
    let place = |part, unit: &Unit| Place {
        topic: topic.clone(),
        part,
        unit: unit.id.clone(),
    };
    if !counts(tree, unit, indicator.counted_by) {
        let account = accounts.get(&(topic.clone(), unit.id.clone()));
        let by = account.map(|account| own_series(account, indicator.measure));
        return by
            .filter(|by| !by.is_zero())
            .map(|by| Change {
                place: place(Part::Own, unit),
                by,
            })
            .into_iter()
            .collect();
    }
    let by = contribution(indicator.measure, tree, (topic, unit), accounts, tree.len());
    if by.is_zero() {
        return Vec::new();
    }
    let holders = holders(tree, unit).into_iter();
    let changes = holders.map(|(holder, from, until)| Change {
        place: place(Part::Sum, holder),
        by: match indicator.measure {
            Measure::Level => by.within(from, until),
            Measure::Flow => by.frozen(until),
        },
    });
    changes.filter(|change| !change.by.is_zero()).collect()
}

/// Whether the unit's figures make up the sums above it.
pub fn counts(tree: &UnitTree, unit: &Unit, counted_by: UnitKind) -> bool {
    if unit.kind == counted_by {
        return true;
    }
    let stands_in = match unit.kind {
        UnitKind::Commune => true,
        UnitKind::Country | UnitKind::Province => {
            !tree.children(&unit.id).any(|part| part.kind.is_place())
        }
        _ => false,
    };
    let holds = |holder: &Unit| {
        let below = tree.subtree(&holder.id);
        below.iter().any(|below| below.kind == counted_by)
    };
    // What stood under a unit that was merged stands under this one now.
    stands_in && !needed(tree, &unit.id).into_iter().any(holds)
}

/// How many units should give a figure on a day, in the unit and under it.
pub fn n_due(tree: &UnitTree, unit: &UnitId, counted_by: UnitKind, day: NaiveDate) -> i64 {
    let Some(root) = tree.get(unit) else { return 0 };
    let mut open = vec![root];
    let (mut n, mut n_seen) = (0, 0);
    while let Some(unit) = open.pop() {
        n_seen += 1;
        if n_seen > tree.len() {
            break;
        }
        if !unit.life.includes(day) {
            continue;
        }
        if counts(tree, unit, counted_by) {
            n += 1;
        } else {
            open.extend(tree.parts_on(&unit.id, day));
        }
    }
    n
}

/// What one unit has said, for itself.
pub fn own_series(account: &Account, measure: Measure) -> Series {
    let entries = account.entries();
    let times = entries.iter().map(|entry| HalfMonth::of(entry.as_of()));
    let mut times: Vec<_> = times.collect();
    times.dedup();
    let until = |time: HalfMonth| {
        let n = entries.partition_point(|entry| entry.as_of() <= time.last_day());
        entries.get(..n).unwrap_or_default()
    };
    Series::new(times.into_iter().map(|time| {
        let said = until(time);
        let sum = match measure {
            Measure::Level => said.last().map(sum_of).unwrap_or_default(),
            Measure::Flow => total_of(said),
        };
        (time, sum)
    }))
}

/// What a unit that counts adds to the sums it is in, over the time in which it is there.
fn contribution(
    measure: Measure,
    tree: &UnitTree,
    (topic, unit): (&Topic, &Unit),
    accounts: &Accounts,
    depth: usize,
) -> Series {
    let empty = Account::default();
    let key = (topic.clone(), unit.id.clone());
    let account = accounts.get(&key).unwrap_or(&empty);
    let own = own_series(account, measure);
    if measure == Measure::Flow {
        return own;
    }
    let carried: Vec<(NaiveDate, Sum)> = match depth.checked_sub(1) {
        None => Vec::new(),
        Some(depth) => {
            let merged = tree.merged_into(&unit.id).filter_map(|part| {
                let (on, _) = part.life.merger()?;
                let series = contribution(measure, tree, (topic, part), accounts, depth);
                let last = series.at(HalfMonth::of(on).before());
                (last.n_units() > 0).then_some((on, last))
            });
            merged.collect()
        }
    };
    let merged_at = carried.iter().map(|(on, _)| HalfMonth::of(*on));
    let mut times = times_of([&own]);
    times.extend(merged_at);
    times.sort_unstable();
    let steps = times.into_iter().map(|time| {
        let own = account.on(time.last_day());
        let parts = carried.iter().filter(|(on, _)| {
            HalfMonth::of(*on) <= time && own.is_none_or(|own| own.as_of() < *on)
        });
        let parts = own
            .iter()
            .map(sum_of)
            .chain(parts.map(|(_, sum)| sum.clone()));
        (time, as_one(parts))
    });
    let life = &unit.life;
    Series::new(steps).within(life.since.map(HalfMonth::of), life.until.map(HalfMonth::of))
}

/// The sums that a unit is in, its own first, each with the time in which it is: it goes elsewhere when
/// what it stands under is merged. A flow stays where it was, and comes along too.
fn holders<'a>(
    tree: &'a UnitTree,
    unit: &'a Unit,
) -> Vec<(&'a Unit, Option<HalfMonth>, Option<HalfMonth>)> {
    let mut turns: Vec<NaiveDate> = Vec::new();
    let mut open: Vec<&Unit> = tree.ancestors(&unit.id).collect();
    let mut place = 0;
    while let Some(above) = open.get(place).copied() {
        if let Some((on, into)) = above.life.merger() {
            turns.push(on);
            for next in tree.ancestors(into) {
                if !open.iter().any(|seen| seen.id == next.id) {
                    open.push(next);
                }
            }
        }
        place += 1;
    }
    order::sort_by(&mut turns, NaiveDate::cmp);
    turns.dedup();
    let mut found = vec![(unit, None, None)];
    let starts = std::iter::once(None).chain(turns.iter().copied().map(Some));
    let ends = turns.iter().copied().map(Some).chain([None]);
    for (start, end) in starts.zip(ends) {
        let day = start.unwrap_or(NaiveDate::MIN);
        let (from, until) = (start.map(HalfMonth::of), end.map(HalfMonth::of));
        for above in tree.above_on(&unit.id, day) {
            // Where it stays, its time goes on.
            let known = found
                .iter_mut()
                .find(|(known, _, end)| known.id == above.id && *end == from && end.is_some());
            match known {
                Some((_, _, end)) => *end = until,
                None => found.push((above, from, until)),
            }
        }
    }
    found
}

fn sum_of(entry: &Entry<'_>) -> Sum {
    let mut sum = amount_of(entry);
    sum.days.push((number_of(entry.as_of()), 1));
    sum
}

fn amount_of(entry: &Entry<'_>) -> Sum {
    let denominator = entry.figure.said.denominator;
    let grade = entry.figure.said.grade;
    Sum {
        numerator: entry.numerator,
        rated: denominator.map_or(0, |_| entry.numerator),
        denominator: denominator.unwrap_or(0),
        grades: Grade::ALL.map(|one| i64::from(one == grade)),
        days: Vec::new(),
    }
}

fn total_of(said: &[Entry<'_>]) -> Sum {
    let mut sum = Sum::default();
    said.iter().for_each(|entry| sum.add(&amount_of(entry)));
    let last = said.last().map(|entry| (number_of(entry.as_of()), 1));
    sum.days.extend(last);
    sum
}

/// Parts that have become one unit: counts add, the weakest grade and the oldest day are the whole's.
fn as_one(parts: impl Iterator<Item = Sum>) -> Sum {
    let mut whole = Sum::default();
    parts.for_each(|part| whole.add(&part));
    if let Some(oldest) = whole.days.first().map(|(day, _)| *day) {
        let weakest = whole.grades.iter().position(|n| *n > 0);
        whole.days = vec![(oldest, 1)];
        whole.grades = [0, 1, 2].map(|place| i64::from(weakest == Some(place)));
    }
    whole
}

/// The units whose figures may count elsewhere, or otherwise, once some units have been put in:
/// those with which anything of weight has changed, all under and above them, and those that
/// were merged with any of these.
pub fn moved(old: &UnitTree, new: &UnitTree, put: &[Unit]) -> Vec<UnitId> {
    let weight = |unit: &Unit| (unit.kind, unit.parent.clone(), unit.life.clone());
    let changed = put
        .iter()
        .filter(|unit| old.get(&unit.id).map(weight) != new.get(&unit.id).map(weight));
    let mut found: Vec<UnitId> = Vec::new();
    let mut seen = Set::new();
    for unit in changed {
        for tree in [old, new] {
            found.extend(tree.ancestors(&unit.id).map(|unit| unit.id.clone()));
            found.extend(tree.subtree(&unit.id).iter().map(|unit| unit.id.clone()));
        }
    }
    found.retain(|id| seen.add(id.clone()));
    let mut place = 0;
    while let Some(id) = found.get(place).cloned() {
        for tree in [old, new] {
            let with = affected(tree, &id).into_iter().chain(needed(tree, &id));
            let below = with.skip(1).flat_map(|unit| tree.subtree(&unit.id));
            let more: Vec<_> = below.map(|unit| unit.id.clone()).collect();
            found.extend(more.into_iter().filter(|id| seen.add(id.clone())));
        }
        place += 1;
    }
    found
}
