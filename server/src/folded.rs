//! What was folded for those who looked last, kept and folded on: a page is looked at again long before
//! much has happened.
//!
//! A part is what people with the same rights may read, true for one moment of the log. At a later
//! one the records since then are folded in, as a phone does it; other processes may have written
//! them. So a page of a province costs what has happened, and not what is there.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use model::{
    fold::State,
    id::UnitId,
    person::{Action, Person},
    record::Fact,
    unit::{UnitKind, UnitTree},
    view::{map::MapView, query::MapQuery},
};
use tokio::sync::Mutex as Turn;

use crate::store::{
    Result, Tx, counter,
    record::{self, About},
    state,
};

/// So many assignments and nodes are kept over all parts: a few provinces.
const MOST: usize = 60_000;
/// With more new records than this, reading the tables is no slower.
const MOST_NEW: i64 = 2_000;
/// So many maps of tasks are kept of each part.
const MAPS: usize = 8;

#[derive(Default)]
pub struct Folded(Mutex<Vec<Arc<Part>>>);

/// How far somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What the own units were given.
    Own,
    /// What the whole of the own commune was given, whose counts are open to all who work there.
    Counted,
    /// The own plans and what they give to the own units and to those right under them: of somebody
    /// who looks at provinces, without what is in these.
    Top,
}

struct Part {
    tree: Arc<UnitTree>,
    /// Anybody with the rights in question.
    somebody: Person,
    scope: Scope,
    moment: Turn<Option<Moment>>,
    /// Assignments and nodes, for making room.
    size: Mutex<usize>,
    /// The last ones drawn, oldest first.
    maps: Mutex<Vec<Map>>,
}

struct Moment {
    seq: i64,
    state: Arc<State>,
    /// Rises whenever the state has changed.
    n_changes: u64,
}

struct Map {
    n_changes: u64,
    today: NaiveDate,
    view: MapView,
}

/// What somebody may read, as it stands.
pub struct Known {
    pub state: Arc<State>,
    n_changes: u64,
    part: Arc<Part>,
}

impl Known {
    /// The map of tasks that was drawn of this before, for anybody with the same rights.
    pub fn map(&self, query: &MapQuery, today: NaiveDate) -> Option<MapView> {
        let maps = self.maps();
        let mut drawn = maps.iter().filter(|map| self.is_of_now(map, today));
        drawn
            .find(|map| map.view.query == *query)
            .map(|map| map.view.clone())
    }

    pub fn keep_map(&self, today: NaiveDate, view: &MapView) {
        let mut maps = self.maps();
        maps.retain(|map| self.is_of_now(map, today));
        if maps.len() == MAPS {
            maps.remove(0);
        }
        maps.push(Map {
            n_changes: self.n_changes,
            today,
            view: view.clone(),
        });
    }

    fn is_of_now(&self, map: &Map, today: NaiveDate) -> bool {
        map.n_changes == self.n_changes && map.today == today
    }

    fn maps(&self) -> MutexGuard<'_, Vec<Map>> {
        self.part
            .maps
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Folded {
    /// The plans that the person may read, with all their nodes and indicators, and what the units in
    /// the scope were given, as of the snapshot or a little later.
    pub async fn of(
        &self,
        tx: &mut Tx,
        tree: &Arc<UnitTree>,
        person: &Person,
        scope: Scope,
    ) -> Result<Known> {
        let scope = match scope {
            Scope::Counted if !sees_more_counted(person, tree) => Scope::Own,
            scope => scope,
        };
        let part = self.part(tree, person, scope);
        let (state, n_changes) = part.at_present(tx, person).await?;
        self.make_room(&part, state.nodes.len() + state.assignments.len());
        Ok(Known {
            state,
            n_changes,
            part,
        })
    }

    /// The part for people of these rights, which becomes the last one.
    fn part(&self, tree: &Arc<UnitTree>, person: &Person, scope: Scope) -> Arc<Part> {
        let mut parts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Whom a record is for may depend on the tree.
        parts.retain(|part| Arc::ptr_eq(&part.tree, tree));
        let known = parts
            .iter()
            .position(|part| part.scope == scope && part.somebody.grants == person.grants);
        let part = match known {
            Some(place) => parts.remove(place),
            None => Arc::new(Part {
                tree: tree.clone(),
                somebody: Person {
                    grants: person.grants.clone(),
                    ..Person::default()
                },
                scope,
                moment: Turn::default(),
                size: Mutex::default(),
                maps: Mutex::default(),
            }),
        };
        parts.push(part.clone());
        part
    }

    /// Forgets the parts that were not asked for longest; this one too where it is too large alone.
    fn make_room(&self, latest: &Part, size: usize) {
        *latest.size.lock().unwrap_or_else(PoisonError::into_inner) = size;
        let mut parts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut left = MOST;
        let mut kept: Vec<_> = parts.drain(..).rev().collect();
        kept.retain(|part| {
            let size = *part.size.lock().unwrap_or_else(PoisonError::into_inner);
            let fits = left.checked_sub(size);
            left = fits.unwrap_or(left);
            fits.is_some()
        });
        parts.extend(kept.into_iter().rev());
    }
}

impl Part {
    /// The state, and how often it has changed.
    async fn at_present(&self, tx: &mut Tx, person: &Person) -> Result<(Arc<State>, u64)> {
        // Who asks meanwhile for the same waits, and then has it.
        let mut moment = self.moment.lock().await;
        let now = counter::value(tx, counter::RECORD).await?;
        let n_new = moment.as_ref().map(|moment| now - moment.seq);
        match (n_new, moment.as_mut()) {
            // Somebody with a later snapshot was faster.
            (Some(..=0), Some(known)) => return Ok((known.state.clone(), known.n_changes)),
            (Some(..=MOST_NEW), Some(known)) => {
                let new = record::since(tx, known.seq, MOST_NEW).await?;
                for about in new {
                    // Asked first: where pages are being drawn of the state, changing it copies it.
                    if self.is_for_them(&about, &known.state) {
                        Arc::make_mut(&mut known.state).apply(&about.record);
                        known.n_changes += 1;
                    }
                }
                known.seq = now;
                return Ok((known.state.clone(), known.n_changes));
            }
            _ => {}
        }
        let state = match self.scope {
            Scope::Own => state::of_own(tx, person, &self.tree).await?,
            Scope::Counted => state::of_counted(tx, person, &self.tree).await?,
            Scope::Top => state::of_top(tx, person, &self.tree).await?,
        };
        let state = Arc::new(state);
        let n_changes = moment.as_ref().map_or(0, |last| last.n_changes + 1);
        *moment = Some(Moment {
            seq: now,
            state: state.clone(),
            n_changes,
        });
        Ok((state, n_changes))
    }

    fn is_for_them(&self, about: &About, state: &State) -> bool {
        let (record, plan) = (&about.record, about.plan.as_ref());
        match &record.fact {
            Fact::PlanCreated(fact) => self.reads_plan_of(&fact.plan.unit),
            Fact::PlanFieldSet(_)
            | Fact::PlanStepped(_)
            | Fact::NodeAdded(_)
            | Fact::NodeFieldSet(_)
            | Fact::ClassAssigned(_)
            | Fact::IndicatorDefined(_) => plan.is_some_and(|plan| state.plans.contains_key(plan)),
            Fact::Assigned(_)
            | Fact::Unassigned(_)
            | Fact::TaskUpdated(_)
            | Fact::DifficultyAnswered(_)
            | Fact::AssignmentReplied(_)
            | Fact::PutInCharge(_) => {
                self.sees(&record.unit)
                    && (self.scope != Scope::Top
                        || plan.is_some_and(|plan| state.plans.contains_key(plan)))
            }
            Fact::Commented(_)
            | Fact::FigureReported(_)
            | Fact::ReportSubmitted(_)
            | Fact::ReportReplied(_)
            | Fact::Unknown(_) => false,
        }
    }

    fn sees(&self, unit: &UnitId) -> bool {
        match self.scope {
            Scope::Own => self.somebody.may(Action::Read, unit, &self.tree),
            Scope::Counted => self.somebody.may_see_map_of(unit, &self.tree),
            Scope::Top => {
                let unit = self.tree.get(unit);
                unit.is_some_and(|unit| {
                    self.is_own(&unit.id) || unit.parent.as_ref().is_some_and(|up| self.is_own(up))
                })
            }
        }
    }

    fn reads_plan_of(&self, unit: &UnitId) -> bool {
        match self.scope {
            Scope::Own | Scope::Counted => self.somebody.may_read_plan_of(unit, &self.tree),
            Scope::Top => {
                let mut grants = self.somebody.grants.iter();
                grants.any(|grant| self.tree.is_within(&grant.unit, unit))
            }
        }
    }

    fn is_own(&self, unit: &UnitId) -> bool {
        let mut grants = self.somebody.grants.iter();
        grants.any(|grant| grant.unit == *unit)
    }
}

/// Whether somebody works in a part of a commune, whose other parts' counts they may see.
fn sees_more_counted(person: &Person, tree: &UnitTree) -> bool {
    person.grants.iter().any(|grant| {
        let mut above = tree.ancestors(&grant.unit).skip(1);
        above.any(|unit| unit.kind == UnitKind::Commune)
    })
}
