//! Figures for whoever may see them: the kept roll-ups, and the accounts in which they are entered.

use std::collections::BTreeMap;

use model::{
    figure::Topic,
    fold::State,
    id::{PersonId, UnitId},
    indicator::Indicator,
    problem::Code,
    rollup::{Part, Place, Series, Total, Totals, Value, Window, n_due},
    unit::UnitTree,
    view::{
        Sight,
        figures::{self as view, FiguresQuery, FiguresView, Scope, TargetLine},
    },
};

use crate::{
    failure::{Failure, Result},
    reader::Reader,
    store::{
        self, Tx, figure, person,
        rollup::{self, Ends},
        state,
    },
};

/// Of which indicators the totals are wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    All,
    Chosen,
}

/// What the tables have of one indicator, or of a part of one.
struct Kept {
    indicator: Indicator,
    topic: Topic,
    sums: BTreeMap<UnitId, Ends>,
    owns: BTreeMap<UnitId, Ends>,
    /// Of the page's own unit, where its past is shown.
    series: Option<(UnitId, Series)>,
}

impl Kept {
    fn is_whole(&self) -> bool {
        self.topic.part.is_empty()
    }
}

pub async fn view(reader: &Reader, query: FiguresQuery, counted: Counted) -> Result<FiguresView> {
    let (mut tx, tree) = reader.service.read().await?;
    let today = reader.service.environment.today();
    let person = reader.person.clone();
    let sight = Sight {
        person: &person,
        tree: &tree,
        state: &State::default(),
        today,
    };
    let scope = Scope::new(sight, &query).ok_or(Code::NotFound)?;
    let mut state = state::for_figures(&mut tx, &person, &tree, &scope.root.id).await?;
    let shown = scope.shown();
    let window = scope.window;
    let reporters: Vec<_> = scope.reporters.iter().map(|unit| unit.id.clone()).collect();
    let chosen = query
        .indicator
        .as_ref()
        .filter(|_| counted == Counted::Chosen);
    let sight = Sight {
        state: &state,
        ..sight
    };
    let catalogue = state.catalogue();
    let mut topics = scope.topics(sight, &catalogue);
    topics.retain(|(indicator, _)| chosen.is_none_or(|id| indicator.id == *id));
    let mut kept = kept(&mut tx, topics, &shown, window).await?;
    let of_chosen = kept
        .iter_mut()
        .find(|kept| query.indicator.as_ref() == Some(&kept.indicator.id) && kept.is_whole());
    if let Some(kept) = of_chosen {
        let place = Place {
            topic: kept.topic.clone(),
            part: Part::Sum,
            unit: scope.root.id.clone(),
        };
        let series = rollup::series(&mut tx, &place).await?;
        kept.series = Some((place.unit, series));
    }
    if counted == Counted::All {
        let ids: Vec<_> = reporters.iter().map(UnitId::as_str).collect();
        state.accounts = figure::of_units(&mut tx, &ids).await?;
    }
    let names = names(&mut tx, &state).await?;
    drop(tx);
    // A province's takes long enough that the threads which take records must not do it.
    let drawing = tokio::task::spawn_blocking(move || {
        let totals = totals(kept, &tree, &shown, window);
        let sight = Sight {
            person: &person,
            tree: &tree,
            state: &state,
            today,
        };
        FiguresView::new(sight, query, &totals, |id| names.get(id).cloned())
    });
    let view = drawing.await.map_err(anyhow::Error::from)?;
    view.ok_or_else(|| Failure::from(Code::NotFound))
}

/// The targets of a unit's plans beside its figures of just these days.
pub async fn targets(
    tx: &mut Tx,
    sight: Sight<'_>,
    query: FiguresQuery,
    window: Window,
) -> Result<Vec<TargetLine>> {
    let mut scope = Scope::new(sight, &query).ok_or(Code::NotFound)?;
    scope.window = window;
    let root = [scope.root.id.clone()];
    let state = state::for_figures(tx, sight.person, sight.tree, &scope.root.id).await?;
    let sight = Sight {
        state: &state,
        ..sight
    };
    let catalogue = state.catalogue();
    let topics = scope.topics(sight, &catalogue);
    let kept = kept(tx, topics, &root, window).await?;
    let totals = totals(kept, sight.tree, &root, window);
    Ok(view::targets(sight, &scope, &totals))
}

async fn kept(
    tx: &mut Tx,
    topics: Vec<(&Indicator, Topic)>,
    shown: &[UnitId],
    window: Window,
) -> store::Result<Vec<Kept>> {
    let ids: Vec<_> = shown.iter().map(UnitId::as_str).collect();
    let mut kept = Vec::new();
    for (indicator, topic) in topics {
        kept.push(Kept {
            indicator: indicator.clone(),
            sums: rollup::at_ends(tx, &topic, Part::Sum, &ids, window).await?,
            owns: rollup::at_ends(tx, &topic, Part::Own, &ids, window).await?,
            topic,
            series: None,
        });
    }
    Ok(kept)
}

fn totals(kept: Vec<Kept>, tree: &UnitTree, shown: &[UnitId], window: Window) -> Totals {
    let mut totals = Totals::default();
    for Kept {
        indicator,
        topic,
        mut sums,
        mut owns,
        series,
    } in kept
    {
        if let Some((unit, series)) = series {
            totals.put_series(&topic, &unit, series);
        }
        for unit in shown {
            let due = n_due(tree, unit, indicator.counted_by, window.last);
            let value = |(end, before): Ends, due| {
                Value::between(end, &before, indicator.measure, window, due)
            };
            let total = Total {
                sum: value(sums.remove(unit).unwrap_or_default(), due),
                own: owns.remove(unit).map(|ends| value(ends, 1)),
            };
            totals.put(&topic, unit, total);
        }
    }
    totals
}

/// Of those who gave the figures.
async fn names(tx: &mut Tx, state: &State) -> store::Result<BTreeMap<PersonId, String>> {
    let mut names = BTreeMap::new();
    for account in state.accounts.values() {
        for figure in account.history() {
            if !names.contains_key(&figure.by)
                && let Some(author) = person::get(tx, &figure.by).await?
            {
                names.insert(figure.by.clone(), author.name);
            }
        }
    }
    Ok(names)
}
