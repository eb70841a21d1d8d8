//! The map: the parts of a unit, each with how its tasks stand in a period, and with its figures where
//! the map is coloured by those.

use super::{
    Sight,
    figures::{FiguresQuery, IndicatorMap},
    query::{MapQuery, TaskQuery},
    task_list::{TaskRow, plans, rows},
};
use crate::{
    assignment::{Assignment, Tasks, standing},
    boundary::Boundary,
    clock::Millis,
    id::{IndicatorId, PlanId, UnitId},
    map::Map,
    period::Period,
    person::{Action, Person},
    plan::Node,
    rollup::n_due,
    schedule::Schedule,
    status::{Cell, Cells},
    unit::{MapCell, Unit, UnitHead, UnitKind, UnitTree},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub mod address;
pub mod drawing;
pub mod file;
pub mod label;
pub mod picture;
pub mod placing;
mod row;
pub mod scale;
pub mod window;

/// The most tasks listed beside the map.
const CHOSEN_ROWS: usize = 10;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MapView {
    pub query: MapQuery,
    pub unit: UnitHead,
    /// The units above it that the person may look at, nearest first.
    pub above: Vec<UnitHead>,
    pub period: Period,
    /// The day on which tasks are judged: today, or the last day of a period that is over.
    #[serde(with = "crate::day")]
    pub as_of: NaiveDate,
    pub areas: Vec<Area>,
    pub total: Cells,
    pub plans: Vec<(PlanId, String)>,
    pub chosen: Option<Chosen>,
    /// By what figures the map may be coloured; empty for those who may not see figures here.
    #[serde(default)]
    pub indicators: Vec<(IndicatorId, String)>,
    /// The figures that were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured: Option<IndicatorMap>,
    /// The same map in the period that it is compared with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Box<MapView>>,
    /// When the server drew it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_at: Option<Millis>,
    /// Set where a phone has drawn it from what it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Held>,
}

/// What a phone's own map is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// When the phone's records last were the server's.
    pub checked_at: Option<Millis>,
    /// Own records among them that the server does not have yet.
    pub n_unsent: usize,
}

/// How the rows of the table stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As units are listed everywhere.
    #[default]
    Listed,
    /// Lowest first: the ones to ask about.
    Share,
    /// By the second number, the worst first.
    Second,
}

impl Order {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Listed => "",
            Self::Share => "ty-le",
            Self::Second => "so-hai",
        }
    }

    pub fn parse(word: &str) -> Self {
        let mut orders = [Self::Share, Self::Second].into_iter();
        orders
            .find(|order| order.as_str() == word)
            .unwrap_or_default()
    }
}

/// A part of the unit: a place on the map, or a body that stands in the table only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Area {
    pub unit: UnitHead,
    pub code: Option<String>,
    pub cell: Option<MapCell>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boundary: Option<Boundary>,
    pub cells: Cells,
    /// Percent of the judged that are on time; `None` where nothing can be judged.
    pub share_on_time: Option<u8>,
    /// Units that were given something, and how many of them have ever said anything.
    pub n_units: u32,
    pub n_heard: u32,
    pub last_at: Option<Millis>,
}

/// The part that was chosen: its own parts, and its most urgent tasks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chosen {
    pub area: Area,
    pub areas: Vec<Area>,
    pub tasks: Vec<TaskRow>,
    pub n_tasks: usize,
    /// Its figures, where the map is coloured by those.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured: Option<IndicatorMap>,
}

impl MapView {
    /// `None` where there is no such unit or it is not for this person's eyes. For a period that is
    /// over, `sight.state` must hold the log up to its last day and no further.
    pub fn new(sight: Sight, query: MapQuery) -> Option<Self> {
        let root = root(sight, &query)?;
        let work = Work::of(sight, &query);
        let areas = work.areas(&root.id);
        let chosen = query.chosen.as_ref().and_then(|id| work.chosen(&areas, id));
        Some(Self::with(&work, root, query, areas, chosen))
    }

    /// A map whose parts were counted one by one (`Area::counted`): `sight.state` then holds what the
    /// unit itself has given, and not what its parts do.
    pub fn of_parts(
        sight: Sight,
        query: MapQuery,
        counted: &[Area],
        chosen: Option<Chosen>,
    ) -> Option<Self> {
        let root = root(sight, &query)?;
        let work = Work::of(sight, &query);
        let mut areas = work.areas(&root.id);
        for area in &mut areas {
            if let Some(counted) = counted.iter().find(|other| other.unit.id == area.unit.id) {
                *area = counted.clone();
            }
        }
        Some(Self::with(&work, root, query, areas, chosen))
    }

    fn with(
        work: &Work,
        root: UnitHead,
        query: MapQuery,
        areas: Vec<Area>,
        chosen: Option<Chosen>,
    ) -> Self {
        let (sight, period) = (work.sight, work.period);
        let mut total = Cells::default();
        areas.iter().for_each(|area| total.merge(area.cells));
        Self {
            above: above(sight, query.unit.as_ref()),
            indicators: indicators(sight, &root.id, sight.today),
            measured: None,
            before: None,
            made_at: None,
            held: None,
            period,
            as_of: sight.today,
            areas,
            total,
            plans: plans(sight),
            chosen,
            unit: root,
            query,
        }
    }
}

impl MapView {
    /// Which figures the map needs beside the tasks: of the whole, and of the part that was chosen.
    pub fn figures_needed(&self) -> Option<(FiguresQuery, Option<FiguresQuery>)> {
        let of = |unit: &UnitId| FiguresQuery {
            unit: Some(unit.clone()),
            indicator: self.query.indicator.clone(),
            period: Some(self.period),
        };
        self.query.indicator.as_ref()?;
        let chosen = self.chosen.as_ref().map(|chosen| of(&chosen.area.unit.id));
        Some((of(&self.unit.id), chosen))
    }

    /// Beside the map of another period, which has the boundaries.
    pub fn without_boundaries(mut self) -> Self {
        let chosen = self.chosen.iter_mut();
        let chosen =
            chosen.flat_map(|chosen| std::iter::once(&mut chosen.area).chain(&mut chosen.areas));
        for area in self.areas.iter_mut().chain(chosen) {
            area.boundary = None;
        }
        self
    }

    pub fn with_figures(
        mut self,
        whole: Option<IndicatorMap>,
        chosen: Option<IndicatorMap>,
    ) -> Self {
        self.measured = whole;
        if let Some(part) = &mut self.chosen {
            part.measured = chosen;
        }
        self
    }
}

impl Chosen {
    /// A part that is chosen on a map of parts that are counted one by one.
    pub fn counted(sight: Sight, query: &MapQuery, unit: &UnitId) -> Option<Self> {
        let area = Area::counted(sight, query, unit)?;
        let work = Work::of(sight, query);
        Some(work.chosen_of(sight.tree.get(unit)?, area))
    }
}

impl MapQuery {
    /// The period that is asked for, or the quarter of the day.
    pub fn period_on(&self, today: NaiveDate) -> Period {
        self.period.unwrap_or_else(|| Period::quarter_of(today))
    }

    /// The map that this one is compared with.
    pub fn earlier(&self) -> Option<Self> {
        let period = self.compared?;
        Some(Self {
            unit: self.unit.clone(),
            period: Some(period),
            plan: self.plan.clone(),
            indicator: self.indicator.clone(),
            compared: None,
            chosen: self.chosen.clone(),
        })
    }
}

/// What is counted in a unit, by name, for those who may see its figures.
pub fn indicators(sight: Sight, unit: &UnitId, day: NaiveDate) -> Vec<(IndicatorId, String)> {
    if !sight.person.may(Action::Read, unit, sight.tree) {
        return Vec::new();
    }
    let mut known: Vec<(UnitKind, bool)> = Vec::new();
    let mut is_counted = |kind: UnitKind| {
        if let Some((_, is_counted)) = known.iter().find(|(seen, _)| *seen == kind) {
            return *is_counted;
        }
        let is_counted = n_due(sight.tree, unit, kind, day) > 0;
        known.push((kind, is_counted));
        is_counted
    };
    let catalogue = sight.state.catalogue();
    catalogue
        .iter()
        .filter(|one| one.is_counted_in(unit, sight.tree) && is_counted(one.counted_by))
        .map(|indicator| (indicator.id.clone(), indicator.name.clone()))
        .collect()
}

/// The unit asked for, or the nearest place around the person's own unit that has parts.
pub fn unit_of<'a>(person: &Person, tree: &'a UnitTree, query: &MapQuery) -> Option<&'a Unit> {
    let unit = match &query.unit {
        Some(id) => tree.find(id.as_str())?,
        None => {
            let mut around = tree.ancestors(&person.home()?.unit);
            around.find(|unit| unit.kind.has_parts())?
        }
    };
    person.may_see_map_of(&unit.id, tree).then_some(unit)
}

fn root(sight: Sight, query: &MapQuery) -> Option<UnitHead> {
    unit_of(sight.person, sight.tree, query).map(UnitHead::from)
}

fn above(sight: Sight, unit: Option<&UnitId>) -> Vec<UnitHead> {
    let Some(unit) = unit.and_then(|unit| sight.tree.find(unit.as_str())) else {
        return Vec::new();
    };
    sight
        .tree
        .ancestors(&unit.id)
        .skip(1)
        .filter(|unit| sight.person.may_see_map_of(&unit.id, sight.tree))
        .map(UnitHead::from)
        .collect()
}

/// The assignments of a period, and what they amount to per area.
struct Work<'a> {
    sight: Sight<'a>,
    period: Period,
    plan: Option<PlanId>,
}

impl<'a> Work<'a> {
    fn of(sight: Sight<'a>, query: &MapQuery) -> Self {
        let period = query.period_on(sight.today);
        Self {
            sight: Sight {
                today: sight.today.min(period.last_day()),
                ..sight
            },
            period,
            plan: query.plan.clone(),
        }
    }

    /// One area for each part of the unit, and one for the unit's own work where it has any.
    fn areas(&self, root: &UnitId) -> Vec<Area> {
        let parts = self.sight.tree.children(root);
        let mut areas: Vec<Area> = parts.map(|unit| self.area(unit)).collect();
        areas.push(Area::of(self.sight.tree.head(root), None, None));
        self.count(&mut areas, Some(root));
        if areas.last().is_some_and(|own| own.cells.total() == 0) {
            areas.pop();
        }
        areas.retain(|area| area.unit.kind.is_place() || area.cells.total() > 0);
        areas
    }

    fn area(&self, unit: &Unit) -> Area {
        Area {
            boundary: self.sight.tree.boundary(&unit.id).cloned(),
            ..Area::of(unit.into(), unit.code.clone(), unit.cell)
        }
    }

    /// Counts the work of each area's subtree; the last one is of the root alone where there is a root.
    fn count(&self, areas: &mut [Area], root: Option<&UnitId>) {
        let mut units = self.units(root, areas);
        let mut tasks = Tasks::of(self.sight.state);
        for given in standing(self.sight.state, self.sight.tree, self.sight.today) {
            let Some(cell) = self.cell(&mut tasks, &given) else {
                continue;
            };
            let Some(unit) = units.get_mut(&given.unit) else {
                continue;
            };
            unit.was_given = true;
            unit.was_heard |= given.progress.said.is_some();
            let area = &mut areas[unit.place];
            area.cells.add(cell);
            area.last_at = area.last_at.max(given.progress.last_at());
        }
        for unit in units.values().filter(|unit| unit.was_given) {
            let area = &mut areas[unit.place];
            area.n_units += 1;
            area.n_heard += u32::from(unit.was_heard);
        }
        for area in areas {
            area.share_on_time = area.cells.share_on_time();
        }
    }

    /// All units there, each with the area that its work counts for.
    fn units(&self, root: Option<&UnitId>, areas: &[Area]) -> Map<UnitId, Counted> {
        let tree = self.sight.tree;
        let n_parts = areas.len() - usize::from(root.is_some());
        let of = |id, place| tree.subtree(id).into_iter().map(move |unit| (unit, place));
        let below = areas.iter().take(n_parts).enumerate();
        let below = below.flat_map(|(place, area)| of(&area.unit.id, place));
        let own = root.and_then(|root| tree.get(root));
        let units = below.chain(own.map(|root| (root, n_parts)));
        units
            .map(|(unit, place)| (unit.id.clone(), Counted::at(place)))
            .collect()
    }

    /// The assignment's cell, if its task concerns the period.
    fn cell(&self, tasks: &mut Tasks, given: &Assignment) -> Option<Cell> {
        if self.plan.as_ref().is_some_and(|plan| *plan != given.plan) {
            return None;
        }
        let task = tasks.find(&given.task).and_then(Node::task)?;
        concerns(&task.schedule, given, self.period)
            .then(|| Cell::of(&task.schedule, given, self.sight.today))
    }

    fn chosen(&self, areas: &[Area], id: &UnitId) -> Option<Chosen> {
        let unit = self.sight.tree.find(id.as_str())?;
        let area = areas.iter().find(|area| area.unit.id == unit.id)?;
        Some(self.chosen_of(unit, area.clone()))
    }

    fn chosen_of(&self, unit: &Unit, area: Area) -> Chosen {
        let query = TaskQuery {
            unit: Some(unit.id.clone()),
            plan: self.plan.clone(),
            ..TaskQuery::default()
        };
        let mut tasks = rows(self.sight, &query);
        let n_tasks = tasks.len();
        tasks.truncate(CHOSEN_ROWS);
        let areas = if matches!(unit.kind, UnitKind::Province | UnitKind::Commune) {
            self.areas(&unit.id)
        } else {
            Vec::new()
        };
        Chosen {
            area,
            areas,
            tasks,
            n_tasks,
            measured: None,
        }
    }
}

/// A unit on the map.
struct Counted {
    /// Which area.
    place: usize,
    was_given: bool,
    was_heard: bool,
}

impl Counted {
    fn at(place: usize) -> Self {
        Self {
            place,
            was_given: false,
            was_heard: false,
        }
    }
}

impl Area {
    /// A part of a map by itself. `sight.state` holds what the part does and the plans above it.
    pub fn counted(sight: Sight, query: &MapQuery, unit: &UnitId) -> Option<Self> {
        let work = Work::of(sight, query);
        let mut areas = [work.area(sight.tree.get(unit)?)];
        work.count(&mut areas, None);
        let [area] = areas;
        Some(area)
    }

    fn of(unit: UnitHead, code: Option<String>, cell: Option<MapCell>) -> Self {
        Self {
            unit,
            code,
            cell,
            boundary: None,
            cells: Cells::default(),
            share_on_time: None,
            n_units: 0,
            n_heard: 0,
            last_at: None,
        }
    }
}

/// Whether a task is work of the period: begun before its end, and not done before its start.
fn concerns(schedule: &Schedule, given: &Assignment, period: Period) -> bool {
    let begun = schedule
        .starts()
        .is_none_or(|starts| starts <= period.last_day())
        && given.set_at.day() <= period.last_day();
    let over = given
        .progress
        .done_on()
        .is_some_and(|done_on| done_on < period.first_day());
    begun && !over
}
