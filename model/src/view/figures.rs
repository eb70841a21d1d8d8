//! Figures of a unit: what its targets ask and where it stands, and the lines in which its figures are
//! entered.

use super::{
    Sight,
    query::{parsed, query},
};
use crate::{
    figure::Topic,
    id::{IndicatorId, NodeId, PersonId, UnitId},
    indicator::{Catalogue, Dimension, Goal, Indicator, TargetLink},
    map::Map,
    order,
    period::Period,
    person::Action,
    plan::{Comparator, Node, Plan, Target},
    problem::Problem,
    rollup::{Accounts, Total, Totals, Value, Window, counts, n_due},
    text::{written_count, written_number},
    unit::{MapCell, Unit, UnitHead, UnitKind},
};
use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

mod apart;
mod entry;

pub use apart::PartValue;
pub use entry::{EntryRow, PartAccount};

/// How many periods a trend is of.
const TREND_PERIODS: usize = 6;

/// Which figures to show. In an address, `chi-so` is what is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FiguresQuery {
    pub unit: Option<UnitId>,
    pub indicator: Option<IndicatorId>,
    pub period: Option<Period>,
}

impl FiguresQuery {
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, Problem> {
        Ok(Self {
            unit: parsed(&get, "unit", well_formed)?.map(UnitId::new),
            indicator: parsed(&get, "chi-so", well_formed)?.map(IndicatorId::new),
            period: parsed(&get, "period", Period::parse)?,
        })
    }

    pub fn to_query(&self) -> String {
        query([
            ("unit", self.unit.as_ref().map(ToString::to_string)),
            ("chi-so", self.indicator.as_ref().map(ToString::to_string)),
            ("period", self.period.map(|period| period.to_string())),
        ])
    }
}

fn well_formed(text: &str) -> Option<String> {
    crate::id::is_well_formed(text).then(|| text.to_owned())
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FiguresView {
    pub query: FiguresQuery,
    pub unit: UnitHead,
    /// The units above it that the person may look into, nearest first.
    pub above: Vec<UnitHead>,
    pub period: Period,
    #[serde(with = "crate::day")]
    pub today: NaiveDate,
    /// All that is counted here, with where the unit stands.
    pub lines: Vec<Line>,
    pub targets: Vec<TargetLine>,
    /// The parts of the unit, where one indicator is chosen.
    pub areas: Vec<Area>,
    /// Where figures are entered.
    pub rows: Vec<EntryRow>,
    /// Of those who gave figures.
    pub names: Map<PersonId, String>,
    /// Of the chosen indicator: its value in this period and those before it, oldest first.
    #[serde(default)]
    pub trend: Vec<(Period, Value)>,
    /// Of what a plan wants the chosen indicator told apart, and the unit's values so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<Dimension>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartValue>,
}

/// An indicator, and where the unit stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub indicator: Indicator,
    pub value: Value,
    /// The unit's own figure, beside the sum.
    pub own: Option<Value>,
}

/// A target of a plan beside what there is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetLine {
    pub node: NodeId,
    pub statement: String,
    pub plan: String,
    pub target: Target,
    pub link: TargetLink,
    /// The link was guessed from the target's words, and nobody has said so.
    pub is_guess: bool,
    pub value: Value,
    /// `None` where nothing is known or the target has no number.
    pub is_met: Option<bool>,
}

/// A part of the unit with its value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Area {
    pub unit: UnitHead,
    pub code: Option<String>,
    pub cell: Option<MapCell>,
    pub value: Value,
    pub own: Option<Value>,
    pub is_met: Option<bool>,
    /// As `parts` of the unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartValue>,
}

/// One indicator in the parts of a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IndicatorMap {
    pub unit: UnitHead,
    pub above: Vec<UnitHead>,
    pub period: Period,
    #[serde(with = "crate::day")]
    pub as_of: NaiveDate,
    pub indicator: Indicator,
    pub value: Value,
    pub own: Option<Value>,
    pub target: Option<TargetLine>,
    pub areas: Vec<Area>,
    /// The value in this period and those before it, oldest first.
    #[serde(default)]
    pub trend: Vec<(Period, Value)>,
    /// Of what a plan wants it told apart, and the unit's values so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<Dimension>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartValue>,
}

/// The units that the view is about: totals are needed of them, and the accounts of `rows`.
pub struct Scope<'a> {
    pub root: &'a Unit,
    pub parts: Vec<&'a Unit>,
    /// Those that may enter figures one by one; none above communes, where there are too many.
    pub reporters: Vec<&'a Unit>,
    pub period: Period,
    /// The days whose figures are shown.
    pub window: Window,
    /// What is chosen of all that is counted.
    pub indicator: Option<IndicatorId>,
}

impl<'a> Scope<'a> {
    /// `None` where there is no such unit or it is not for this person's eyes.
    pub fn new(sight: Sight<'a>, query: &FiguresQuery) -> Option<Self> {
        let tree = sight.tree;
        let root = match &query.unit {
            Some(id) => tree.find(id.as_str())?,
            None => tree.get(&sight.person.home()?.unit)?,
        };
        if !sight.person.may(Action::Read, &root.id, tree) {
            return None;
        }
        let period = query.period;
        let period = period.unwrap_or_else(|| Period::quarter_of(sight.today));
        let day = period.last_day().min(sight.today);
        let is_large = matches!(root.kind, UnitKind::Country | UnitKind::Province);
        let mut reporters = vec![root];
        if !is_large {
            let mut place = 0;
            while let Some(unit) = reporters.get(place) {
                let more = tree.parts_on(&unit.id, day);
                reporters.extend(more);
                place += 1;
            }
        }
        Some(Self {
            root,
            parts: tree.parts_on(&root.id, day),
            reporters,
            period,
            window: Window::from(period),
            indicator: query.indicator.clone(),
        })
    }

    /// What totals are needed of: all that is counted here, and of what is chosen the parts that a
    /// plan asks for.
    pub fn topics<'c>(
        &self,
        sight: Sight,
        catalogue: &'c Catalogue,
    ) -> Vec<(&'c Indicator, Topic)> {
        let asked = apart::asked(sight, self);
        let here = catalogue.iter();
        let here = here.filter(|one| one.is_counted_in(&self.root.id, sight.tree));
        let mut topics = Vec::new();
        for indicator in here {
            topics.push((indicator, Topic::whole(indicator.id.clone())));
            if self.indicator.as_ref() == Some(&indicator.id) {
                let parts = apart::topics(apart::of(&asked, indicator), indicator);
                topics.extend(parts.into_iter().map(|topic| (indicator, topic)));
            }
        }
        topics
    }

    /// The unit and its parts.
    pub fn shown(&self) -> Vec<UnitId> {
        let shown = std::iter::once(self.root).chain(self.parts.iter().copied());
        shown.map(|unit| unit.id.clone()).collect()
    }
}

impl FiguresView {
    /// `sight.state` holds the accounts of the scope's reporters, and the plans' targets.
    pub fn new(
        sight: Sight,
        query: FiguresQuery,
        totals: &Totals,
        name: impl Fn(&PersonId) -> Option<String>,
    ) -> Option<Self> {
        let scope = Scope::new(sight, &query)?;
        let catalogue = sight.state.catalogue();
        let tree = sight.tree;
        let unit = &scope.root.id;
        let total = |indicator: &Indicator, unit: &UnitId| {
            totals.get(&indicator.id, unit).cloned().unwrap_or_default()
        };
        let line = |indicator: &Indicator| {
            let Total { sum, own } = total(indicator, unit);
            let is_counted = sum.n_due > 0 || sum.n_units > 0 || own.is_some();
            is_counted.then(|| Line {
                indicator: indicator.clone(),
                value: sum,
                own,
            })
        };
        let here = || catalogue.iter().filter(|one| one.is_counted_in(unit, tree));
        let lines: Vec<_> = here().filter_map(line).collect();
        let targets = targets(sight, &scope, totals);
        let chosen = query.indicator.as_ref().and_then(|id| catalogue.get(id));
        let chosen = chosen.filter(|one| one.is_counted_in(unit, tree));
        let asked = apart::asked(sight, &scope);
        let apart = chosen.map_or_else(Vec::new, |one| apart::of(&asked, one));
        let parts_in = |unit: &UnitId| {
            chosen.map_or_else(Vec::new, |one| apart::values(&apart, one, totals, unit))
        };
        let areas = chosen.map(|one| areas(&scope, one, totals, &targets, parts_in));
        let row = |unit, indicator| entry::row(sight, unit, indicator, scope.root, &asked);
        let rows: Vec<EntryRow> = match chosen {
            Some(indicator) => {
                let units = scope.reporters.iter();
                units.filter_map(|unit| row(unit, indicator)).collect()
            }
            None => here()
                .filter(|one| counts(tree, scope.root, one.counted_by))
                .filter_map(|indicator| row(scope.root, indicator))
                .collect(),
        };
        let above = tree.ancestors(unit).skip(1);
        let above = above.filter(|above| sight.person.may(Action::Read, &above.id, tree));
        Some(Self {
            unit: scope.root.into(),
            above: above.map(UnitHead::from).collect(),
            period: scope.period,
            today: sight.today,
            lines,
            trend: chosen.map_or_else(Vec::new, |one| trend(&scope, tree, one, totals)),
            areas: areas.unwrap_or_default(),
            targets,
            names: entry::names(&rows, name),
            parts: parts_in(unit),
            apart,
            rows,
            query,
        })
    }

    /// What a map of the chosen indicator shows.
    pub fn into_map(self) -> Option<IndicatorMap> {
        let line = self.chosen()?.clone();
        let target = self.target_of(&line.indicator.id).cloned();
        Some(IndicatorMap {
            unit: self.unit,
            above: self.above,
            period: self.period,
            as_of: self.today.min(self.period.last_day()),
            indicator: line.indicator,
            value: line.value,
            own: line.own,
            target,
            areas: self.areas,
            trend: self.trend,
            apart: self.apart,
            parts: self.parts,
        })
    }

    /// The first of the targets that an indicator measures.
    pub fn target_of(&self, indicator: &IndicatorId) -> Option<&TargetLine> {
        let mut targets = self.targets.iter();
        targets.find(|line| line.link.indicator == *indicator)
    }

    pub fn chosen(&self) -> Option<&Line> {
        let id = self.query.indicator.as_ref()?;
        self.lines.iter().find(|line| line.indicator.id == *id)
    }
}

/// What measures a target: what somebody has said, or else what its words suggest.
pub fn link_of(node: &Node, catalogue: &Catalogue) -> Option<(TargetLink, bool)> {
    let target = node.target()?;
    if let Some(link) = &target.link {
        return (!link.is_nothing()).then(|| (link.clone(), false));
    }
    let link = catalogue.suggest(&node.text, target.unit.as_deref())?;
    Some((link, true))
}

/// Whether a value is what the target asks for.
pub fn is_met(target: &Target, goal: Goal, value: &Value) -> Option<bool> {
    let asked = target.value?;
    match goal {
        Goal::Rate => {
            let whole = value.denominator.filter(|whole| *whole > 0)?;
            Some(target.comparator.holds(value.rated, whole, asked))
        }
        Goal::Count => Some(target.comparator.holds(value.numerator?, 100, asked)),
    }
}

/// The targets of the period's year that can be measured. A head count that a plan promises for the
/// whole of its unit is measured there only.
pub fn targets(sight: Sight, scope: &Scope, totals: &Totals) -> Vec<TargetLine> {
    let catalogue = sight.state.catalogue();
    let year = scope.period.last_day().year();
    let line = |node: &Node| {
        let target = node.target().filter(|_| !node.is_withdrawn())?;
        let plan = sight.state.plans.get(&node.plan)?;
        let is_due = is_due(target, plan, year);
        let (link, is_guess) = link_of(node, &catalogue)?;
        let is_here = link.goal == Goal::Rate || plan.unit == scope.root.id;
        let concerns = sight.tree.is_within(&scope.root.id, &plan.unit);
        if !is_due || !is_here || !concerns {
            return None;
        }
        let total = totals.get(&link.indicator, &scope.root.id)?;
        if total.sum.n_due == 0 && total.sum.n_units == 0 {
            // A hamlet does not count pupils: it neither meets nor misses this.
            return None;
        }
        Some(TargetLine {
            node: node.id.clone(),
            statement: node.text.clone(),
            plan: plan.title.clone(),
            target: target.clone(),
            is_met: is_met(target, link.goal, &total.sum),
            value: total.sum.clone(),
            link,
            is_guess,
        })
    };
    let mut lines: Vec<_> = sight.state.nodes.values().filter_map(line).collect();
    let place = |line: &TargetLine| {
        let order = catalogue
            .iter()
            .position(|one| one.id == line.link.indicator);
        (order, line.node.clone())
    };
    order::sort_by(&mut lines, |a, b| place(a).cmp(&place(b)));
    lines
}

/// Whether a target is one of a year.
fn is_due(target: &Target, plan: &Plan, year: i32) -> bool {
    match target.year {
        Some(of) => of == year,
        None => plan.years.is_empty() || plan.years.contains(&year),
    }
}

fn areas(
    scope: &Scope,
    indicator: &Indicator,
    totals: &Totals,
    targets: &[TargetLine],
    parts: impl Fn(&UnitId) -> Vec<PartValue>,
) -> Vec<Area> {
    let target = targets
        .iter()
        .find(|line| line.link.indicator == indicator.id);
    let rate = target.filter(|line| line.link.goal == Goal::Rate);
    let area = |unit: &&Unit| {
        let total = totals.get(&indicator.id, &unit.id).cloned();
        let Total { sum, own } = total.unwrap_or_default();
        let is_shown = sum.n_due > 0 || sum.n_units > 0 || own.is_some();
        is_shown.then(|| Area {
            unit: (*unit).into(),
            code: unit.code.clone(),
            cell: unit.cell,
            is_met: rate.and_then(|line| is_met(&line.target, Goal::Rate, &sum)),
            value: sum,
            own,
            parts: parts(&unit.id),
        })
    };
    scope.parts.iter().filter_map(area).collect()
}

/// The values of the last periods, as far as the series of the unit is at hand.
fn trend(
    scope: &Scope,
    tree: &crate::unit::UnitTree,
    indicator: &Indicator,
    totals: &Totals,
) -> Vec<(Period, Value)> {
    let unit = &scope.root.id;
    let Some(series) = totals.series(&indicator.id, unit) else {
        return Vec::new();
    };
    let mut periods = vec![scope.period];
    for _ in 1..TREND_PERIODS {
        periods.extend(periods.last().map(|period| period.previous()));
    }
    periods.reverse();
    let mut counted: Option<(NaiveDate, i64)> = None;
    let value = |period: Period| {
        let window = Window::from(period);
        // Units seldom change; counting those of a province takes a while.
        let same = counted.filter(|(day, _)| tree.is_same_on(*day, window.last));
        let due = match same {
            Some((_, due)) => due,
            None => n_due(tree, unit, indicator.counted_by, window.last),
        };
        counted = Some((window.last, due));
        (period, Value::of(series, indicator.measure, window, due))
    };
    periods.into_iter().map(value).collect()
}

/// Totals from the accounts of the state, where it holds all below the unit.
pub fn totals(sight: Sight, scope: &Scope) -> Totals {
    let accounts: &Accounts = &sight.state.accounts;
    let catalogue = sight.state.catalogue();
    let topics = scope.topics(sight, &catalogue);
    Totals::of_accounts(accounts, topics, sight.tree, &scope.shown(), scope.window)
}

/// "trên 60 %", as the plan has it.
pub fn asked(target: &Target) -> Option<String> {
    let number = written_number(target.value?);
    let unit = target.unit.as_deref().unwrap_or_default();
    let words = match target.comparator {
        Comparator::Eq => format!("{number} {unit}"),
        comparator => format!("{} {number} {unit}", comparator.word()),
    };
    Some(words.trim_end().to_owned())
}

/// "40 % (400/1.000)", "chưa có số liệu".
pub fn amount(value: &Value) -> String {
    let Some(numerator) = value.numerator else {
        return "chưa có số liệu".into();
    };
    match (percent(value), value.denominator) {
        (Some(percent), Some(whole)) => {
            let (part, whole) = (written_count(value.rated), written_count(whole));
            format!("{percent} ({part}/{whole})")
        }
        _ => written_count(numerator),
    }
}

/// "40,5 %": to one place, rounded down; a target is judged by the numbers themselves.
pub fn percent(value: &Value) -> Option<String> {
    Some(format!(
        "{}\u{a0}%",
        written_number(rounded(value.percent()?))
    ))
}

/// As it is shown everywhere.
pub fn rounded(percent: f64) -> f64 {
    // Shares such as 0.29 have no exact half of themselves: 29 must not become 28.9.
    (percent * 10.0 + 1e-9).floor() / 10.0
}

/// "12/15 đơn vị đã báo, số cũ nhất ngày 10/02/2026".
pub fn reporters(value: &Value) -> String {
    let n_due = value.n_due.max(value.n_units);
    let told = format!("{}/{n_due} đơn vị đã báo", value.n_units);
    match value.oldest {
        Some(oldest) => format!("{told}, số cũ nhất ngày {}", crate::day::short(oldest)),
        None => told,
    }
}
