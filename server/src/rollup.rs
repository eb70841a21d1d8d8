//! Keeps roll-ups true while figures come in and units change: what is different is added to the sums
//! above, and nothing is made anew.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    figure::{AccountKey, Figure, Topic},
    fold::State,
    id::UnitId,
    indicator::{Catalogue, Indicator},
    record::{Fact, Record},
    rollup::{self, Accounts, Change, Place, Series},
    unit::{Unit, UnitTree},
};

use crate::store::{self, Tx, figure, indicator, rollup as table, script::Script};

/// Takes in the figures among records that have just entered the log.
pub async fn take_in(
    tx: &mut Tx,
    tree: &UnitTree,
    records: impl Iterator<Item = &Record>,
) -> store::Result<()> {
    let mut new: BTreeMap<Topic, Vec<(AccountKey, Figure)>> = BTreeMap::new();
    for record in records {
        if let Fact::FigureReported(said) = &record.fact {
            let key = (said.topic(), record.unit.clone());
            let figures = new.entry(key.0.clone()).or_default();
            figures.push((key, Figure::of(record, said)));
        }
    }
    if new.is_empty() {
        return Ok(());
    }
    let catalogue = catalogue(tx).await?;
    for (topic, figures) in new {
        let rows: Vec<_> = figures.iter().map(|(key, figure)| (key, figure)).collect();
        if let Some(indicator) = catalogue.get(&topic.indicator) {
            follow(tx, tree, indicator, &topic, &rows).await?;
        }
        figure::add(tx, &rows).await?;
    }
    Ok(())
}

/// Makes all roll-ups of what the log amounts to; none are there yet.
pub async fn make(tx: &mut Tx, tree: &UnitTree, folded: &State) -> store::Result<()> {
    let mut script = Script::default();
    indicator::put(&mut script, &folded.indicators.values().collect::<Vec<_>>())?;
    script.run(tx).await?;
    let mut figures = Vec::new();
    for (key, account) in folded.accounts.iter() {
        figures.extend(account.history().into_iter().map(|figure| (key, figure)));
    }
    figure::add(tx, &figures).await?;
    let catalogue = folded.catalogue();
    let sums = sums(&catalogue, tree, &folded.accounts, folded.accounts.keys());
    table::put_all(tx, sums.iter().filter(|(_, series)| !series.is_zero())).await
}

/// Follows a change of units that has just been made: figures of those that began, ended, went
/// elsewhere or are counted now count where they should.
pub async fn regroup(
    tx: &mut Tx,
    (old, new): (&UnitTree, &UnitTree),
    put: &[Unit],
) -> store::Result<()> {
    if figure::is_empty(tx).await? {
        return Ok(());
    }
    let moved = rollup::moved(old, new, put);
    let ids: Vec<_> = moved.iter().map(UnitId::as_str).collect();
    let accounts = figure::of_units(tx, &ids).await?;
    let catalogue = catalogue(tx).await?;
    let topics: BTreeSet<_> = accounts.keys().map(|(topic, _)| topic.clone()).collect();
    let keys: Vec<AccountKey> = topics
        .iter()
        .flat_map(|topic| moved.iter().map(|unit| (topic.clone(), unit.clone())))
        .collect();
    let mut by = sums(&catalogue, new, &accounts, &keys);
    for (place, series) in sums(&catalogue, old, &accounts, &keys) {
        by.entry(place).or_default().take(&series);
    }
    for (place, by) in by {
        table::add(tx, &Change { place, by }).await?;
    }
    Ok(())
}

async fn follow(
    tx: &mut Tx,
    tree: &UnitTree,
    indicator: &Indicator,
    topic: &Topic,
    figures: &[(&AccountKey, &Figure)],
) -> store::Result<()> {
    let units = figures.iter().map(|((_, unit), _)| unit);
    let affected = units.flat_map(|unit| rollup::affected(tree, unit));
    let needed = affected.flat_map(|unit| rollup::needed(tree, &unit.id));
    let needed: BTreeSet<_> = needed.map(|unit| unit.id.as_str()).collect();
    let needed: Vec<_> = needed.into_iter().collect();
    let before = figure::of_topic(tx, topic, &needed).await?;
    let mut after = before.clone();
    for (key, figure) in figures {
        after.or_default((*key).clone()).add((*figure).clone());
    }
    let touched = figures.iter().map(|(key, _)| *key);
    for change in rollup::changes(indicator, tree, touched, (&before, &after)) {
        table::add(tx, &change).await?;
    }
    Ok(())
}

async fn catalogue(tx: &mut Tx) -> store::Result<Catalogue> {
    let of_plans = indicator::all(tx).await?;
    Ok(Catalogue::new(of_plans.iter().map(|one| &one.indicator)))
}

/// What the units of these accounts contribute everywhere. A merged unit's figures may be another's
/// contribution, so units without an account of their own may be among them.
fn sums<'a>(
    catalogue: &Catalogue,
    tree: &UnitTree,
    accounts: &Accounts,
    keys: impl IntoIterator<Item = &'a AccountKey>,
) -> BTreeMap<Place, Series> {
    let mut contributors = BTreeSet::new();
    for (topic, unit) in keys {
        let affected = rollup::affected(tree, unit).into_iter();
        contributors.extend(affected.map(|unit| (topic.clone(), unit.id.clone())));
    }
    let mut sums: BTreeMap<Place, Series> = BTreeMap::new();
    for (topic, unit) in &contributors {
        let Some(indicator) = catalogue.get(&topic.indicator) else {
            continue;
        };
        for change in rollup::change(indicator, tree, (topic, unit), accounts) {
            sums.entry(change.place).or_default().add(&change.by);
        }
    }
    sums
}
