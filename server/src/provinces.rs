//! The provinces of a country on the map by tasks: counted one after another and kept, since nobody
//! could hold the work of all of them at once.
//!
//! What is kept serves while it is counted anew behind the scenes. So the map opens at once, whatever
//! has come meanwhile, and says from when its oldest number is.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use chrono::NaiveDate;
use model::{
    clock::{Millis, Stamp, end_of_day},
    fold::State,
    id::{PlanId, UnitId},
    period::Period,
    person::{Grant, Person, Role},
    unit::{UnitKind, UnitTree},
    view::{Sight, map::Area, query::MapQuery},
};
use tokio::sync::Mutex as Turn;

use crate::{
    failure::Result,
    service::Service,
    store::{Tx, state},
};

/// How old a number may be before it is counted anew.
const FRESH_MS: Millis = 5 * 60_000;
/// So many countings are kept: the maps of a few plans and periods.
const COUNTINGS: usize = 6;

#[derive(Default)]
pub struct Provinces {
    /// The last ones asked for, oldest first.
    kept: Mutex<Vec<Counting>>,
    /// Whose turn it is to count.
    turn: Turn<()>,
}

/// All provinces by one plan and period.
#[derive(Clone)]
struct Counting {
    of: Of,
    /// With these units.
    tree: Weak<UnitTree>,
    areas: Arc<Vec<Area>>,
    counted_at: Millis,
}

#[derive(Clone, PartialEq, Eq)]
struct Of {
    unit: UnitId,
    plan: Option<PlanId>,
    period: Period,
    today: NaiveDate,
}

impl Provinces {
    /// The parts of the country as they were counted last, and when that was.
    pub async fn areas(
        &self,
        service: &Arc<Service>,
        tree: &Arc<UnitTree>,
        (unit, query): (&UnitId, &MapQuery),
    ) -> Result<(Arc<Vec<Area>>, Millis)> {
        let today = service.environment.today();
        let of = Of {
            unit: unit.clone(),
            plan: query.plan.clone(),
            period: query.period_on(today),
            today,
        };
        if let Some(counting) = self.known(&of, tree) {
            let age = service.environment.now() - counting.counted_at;
            if age > FRESH_MS && of.period.last_day() >= today {
                count_behind(service, tree, of);
            }
            return Ok((counting.areas, counting.counted_at));
        }
        let _turn = self.turn.lock().await;
        // Who had the turn before may have counted the same.
        let counting = match self.known(&of, tree) {
            Some(counting) => counting,
            None => self.count(service, tree, of).await?,
        };
        Ok((counting.areas, counting.counted_at))
    }

    async fn count(&self, service: &Service, tree: &Arc<UnitTree>, of: Of) -> Result<Counting> {
        let counted_at = service.environment.now();
        let mut areas = Vec::new();
        for province in tree.children(&of.unit) {
            if province.kind == UnitKind::Province {
                areas.extend(count_one(service, tree, &of, &province.id).await?);
            }
        }
        let counting = Counting {
            of,
            tree: Arc::downgrade(tree),
            areas: Arc::new(areas),
            counted_at,
        };
        let mut kept = self.kept();
        kept.retain(|other| other.of != counting.of);
        if kept.len() == COUNTINGS {
            kept.remove(0);
        }
        kept.push(counting.clone());
        Ok(counting)
    }

    /// Changes whenever one who looks at provinces may be shown other numbers, and each time that they
    /// may be too old.
    pub fn version(&self, now: Millis) -> String {
        let kept = self.kept();
        let last = kept.iter().map(|counting| counting.counted_at).max();
        format!("{} {}", last.unwrap_or_default(), now / FRESH_MS)
    }

    fn known(&self, of: &Of, tree: &Arc<UnitTree>) -> Option<Counting> {
        let tree = Arc::downgrade(tree);
        let kept = self.kept();
        let mut kept = kept.iter();
        kept.find(|known| known.of == *of && known.tree.ptr_eq(&tree))
            .cloned()
    }

    fn kept(&self) -> MutexGuard<'_, Vec<Counting>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody who looks into the unit and no further.
pub fn onlooker(unit: &UnitId) -> Person {
    Person {
        grants: vec![Grant {
            role: Role::Viewer,
            unit: unit.clone(),
        }],
        ..Person::default()
    }
}

/// What the log was at the end of a day, for somebody.
pub async fn at_the_end_of(
    tx: &mut Tx,
    person: &Person,
    tree: &UnitTree,
    day: NaiveDate,
) -> Result<State> {
    let until = Stamp {
        millis: end_of_day(day),
        tick: u16::MAX,
    };
    let mut state = state::in_the_past(tx, person, until).await?;
    state::add_indicators(tx, person, tree, &mut state).await?;
    Ok(state)
}

/// Unless somebody is at it already.
fn count_behind(service: &Arc<Service>, tree: &Arc<UnitTree>, of: Of) {
    let (service, tree) = (service.clone(), tree.clone());
    tokio::spawn(async move {
        let Ok(_turn) = service.provinces.turn.try_lock() else {
            return;
        };
        if let Err(failure) = service.provinces.count(&service, &tree, of).await {
            tracing::warn!(?failure, "the provinces could not be counted");
        }
    });
}

async fn count_one(
    service: &Service,
    tree: &Arc<UnitTree>,
    of: &Of,
    province: &UnitId,
) -> Result<Option<Area>> {
    let person = onlooker(province);
    let state = {
        let mut tx = service.store.read().await?;
        match of.period.last_day() {
            last if last < of.today => at_the_end_of(&mut tx, &person, tree, last).await?,
            _ => state::of_own(&mut tx, &person, tree).await?,
        }
    };
    let (tree, of, province) = (tree.clone(), of.clone(), province.clone());
    // Long enough that the threads which take records from phones must not do it.
    let counted = tokio::task::spawn_blocking(move || {
        let sight = Sight {
            person: &person,
            tree: &tree,
            state: &state,
            today: of.today,
        };
        let query = MapQuery {
            plan: of.plan,
            period: Some(of.period),
            ..MapQuery::default()
        };
        Area::counted(sight, &query, &province)
    });
    Ok(counted.await.map_err(anyhow::Error::from)?)
}
