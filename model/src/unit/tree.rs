//! The tree of units: who is under whom, on whatever day.

use super::{Unit, UnitClass, UnitHead, UnitKind, natural_key};
use crate::{boundary::Boundary, id::UnitId, map::Map, order};
use chrono::NaiveDate;

/// The units one looks at. Units are found by their ids once, and from there by their places: who is
/// under whom is asked for every assignment of a province.
#[derive(Clone, Debug, Default)]
pub struct UnitTree {
    places: Map<UnitId, usize>,
    units: Vec<Placed>,
    /// The days on which a unit began or ended, in order.
    turns: Vec<NaiveDate>,
    boundaries: Map<UnitId, Boundary>,
}

#[derive(Clone, Debug, Default)]
struct Placed {
    unit: Unit,
    parent: Option<usize>,
    /// In the order in which they are listed.
    children: Vec<usize>,
    /// The units that it has taken in.
    merged: Vec<usize>,
}

impl UnitTree {
    pub fn new(units: impl IntoIterator<Item = Unit>) -> Self {
        let units: Map<_, _> = units
            .into_iter()
            .map(|unit| (unit.id.clone(), unit))
            .collect();
        let mut tree = Self::default();
        for unit in units.values() {
            tree.places.insert(unit.id.clone(), tree.units.len());
            tree.units.push(Placed {
                unit: unit.clone(),
                ..Placed::default()
            });
        }
        tree.join();
        tree
    }

    pub fn with_boundaries(mut self, boundaries: &[(UnitId, Boundary)]) -> Self {
        for (unit, boundary) in boundaries {
            self.boundaries.insert(unit.clone(), boundary.clone());
        }
        self
    }

    /// As it is drawn on the map of the unit above.
    pub fn boundary(&self, id: &UnitId) -> Option<&Boundary> {
        self.boundaries.get(id)
    }

    pub fn get(&self, id: &UnitId) -> Option<&Unit> {
        Some(&self.placed(*self.places.get(id)?)?.unit)
    }

    /// The unit with this id or this official code.
    pub fn find(&self, id_or_code: &str) -> Option<&Unit> {
        self.get(&UnitId::from(id_or_code)).or_else(|| {
            let mut units = self.iter();
            units.find(|unit| unit.code.as_deref() == Some(id_or_code))
        })
    }

    pub fn head(&self, id: &UnitId) -> UnitHead {
        self.get(id).map_or_else(
            || UnitHead {
                id: id.clone(),
                name: id.to_string(),
                kind: UnitKind::Other,
            },
            UnitHead::from,
        )
    }

    /// In the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter().map(|placed| &placed.unit)
    }

    pub fn len(&self) -> usize {
        self.units.len()
    }

    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// Children in the order they are listed.
    pub fn children(&self, id: &UnitId) -> impl Iterator<Item = &Unit> {
        let placed = self.places.get(id).and_then(|place| self.placed(*place));
        self.all_at(placed.map_or(&[], |placed| &placed.children))
    }

    /// The units that were merged into this one.
    pub fn merged_into(&self, id: &UnitId) -> impl Iterator<Item = &Unit> {
        let placed = self.places.get(id).and_then(|place| self.placed(*place));
        self.all_at(placed.map_or(&[], |placed| &placed.merged))
    }

    /// From the unit up to the root, itself first. A loop in the data ends the walk.
    pub fn ancestors<'a>(&'a self, id: &UnitId) -> impl Iterator<Item = &'a Unit> {
        let mut steps_left = self.units.len();
        let mut next = self.places.get(id).copied();
        std::iter::from_fn(move || {
            let placed = self.placed(next?)?;
            steps_left = steps_left.checked_sub(1)?;
            next = placed.parent;
            Some(&placed.unit)
        })
    }

    /// Whether `id` is `root` or stands somewhere under it.
    pub fn is_within(&self, id: &UnitId, root: &UnitId) -> bool {
        self.ancestors(id).any(|unit| unit.id == *root)
    }

    /// The unit and everything under it, parents before children, in listing order.
    pub fn subtree(&self, root: &UnitId) -> Vec<&Unit> {
        let mut found = Vec::new();
        let mut open: Vec<usize> = self.places.get(root).copied().into_iter().collect();
        while let Some(placed) = open.pop().and_then(|place| self.placed(place)) {
            if found.len() >= self.units.len() {
                break;
            }
            found.push(&placed.unit);
            open.extend(placed.children.iter().rev());
        }
        found
    }

    /// The nearest unit of a kind from `id` upwards.
    pub fn enclosing(&self, id: &UnitId, kind: UnitKind) -> Option<&Unit> {
        self.ancestors(id).find(|unit| unit.kind == kind)
    }

    /// The kinds that stand under `root` at least twice, each with its units.
    pub fn classes(&self, root: &UnitId) -> Vec<UnitClass> {
        let mut below = self.subtree(root);
        below.retain(|unit| unit.id != *root);
        let class = |kind| {
            let of_kind = below.iter().filter(|unit| unit.kind == kind);
            let units = of_kind.map(|unit| unit.id.clone()).collect();
            UnitClass { kind, units }
        };
        let classes = UnitKind::ALL.into_iter().map(class);
        classes.filter(|class| class.units.len() > 1).collect()
    }

    /// Whether the same units are there on both days.
    pub fn is_same_on(&self, a: NaiveDate, b: NaiveDate) -> bool {
        let until = |day| self.turns.partition_point(|turn| *turn <= day);
        until(a) == until(b)
    }

    /// Notes who is under whom and who was taken in by whom.
    fn join(&mut self) {
        let listed = self.units.iter().enumerate();
        let mut listed: Vec<_> = listed
            .map(|(place, placed)| (sort_key(&placed.unit), place))
            .collect();
        order::sort_by(&mut listed, |(a, _), (b, _)| a.cmp(b));
        for (_, place) in listed {
            let parent = self.units[place].unit.parent.as_ref();
            let parent = parent.and_then(|parent| self.places.get(parent)).copied();
            self.units[place].parent = parent;
            if let Some(parent) = parent {
                self.units[parent].children.push(place);
            }
        }
        for place in 0..self.units.len() {
            let merger = self.units[place].unit.life.merger();
            let into = merger.and_then(|(_, into)| self.places.get(into)).copied();
            if let Some(into) = into {
                self.units[into].merged.push(place);
            }
        }
        let lives = self.units.iter().map(|placed| &placed.unit.life);
        self.turns = lives
            .flat_map(|life| [life.since, life.until])
            .flatten()
            .collect();
        order::sort_by(&mut self.turns, Ord::cmp);
    }

    fn placed(&self, place: usize) -> Option<&Placed> {
        self.units.get(place)
    }

    fn all_at<'a>(&'a self, places: &'a [usize]) -> impl Iterator<Item = &'a Unit> {
        let placed = places.iter().filter_map(|place| self.placed(*place));
        placed.map(|placed| &placed.unit)
    }
}

/// Siblings stand by kind, then position, then name with numbers by value: "Xóm 2" before "Xóm 10".
fn sort_key(unit: &Unit) -> (UnitKind, i64, String) {
    (unit.kind, unit.position, natural_key(&unit.name))
}
