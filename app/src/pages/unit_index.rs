//! Units to choose from: found by words without accents, by class, and named with where they are.

use crate::text;
use model::{
    id::UnitId,
    order,
    unit::{Unit, UnitKind},
};

/// Units in listing order, ready to be searched.
#[derive(Debug, Default)]
pub struct UnitIndex {
    units: Vec<Unit>,
    /// Name and aliases of each, folded.
    folded: Vec<String>,
    /// Places in `units`, by id.
    by_id: Vec<usize>,
}

impl UnitIndex {
    pub fn new(units: Vec<Unit>) -> Self {
        let folded = units
            .iter()
            .map(|unit| text::fold(&format!("{} {}", unit.name, unit.aliases.join(" "))))
            .collect();
        let mut by_id: Vec<usize> = (0..units.len()).collect();
        order::sort_by(&mut by_id, |a, b| units[*a].id.cmp(&units[*b].id));
        Self {
            units,
            folded,
            by_id,
        }
    }

    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    pub fn get(&self, id: &UnitId) -> Option<&Unit> {
        let found = self
            .by_id
            .binary_search_by(|place| self.units[*place].id.cmp(id));
        self.units.get(*self.by_id.get(found.ok()?)?)
    }

    pub fn name(&self, id: &UnitId) -> String {
        self.get(id)
            .map_or_else(|| id.to_string(), |unit| unit.name.clone())
    }

    /// The name of the unit above, where that is among these: names are not unique.
    pub fn place(&self, unit: &Unit) -> Option<String> {
        let above = self.get(unit.parent.as_ref()?)?;
        Some(above.name.clone())
    }

    /// Units with all the words in name or alias, at most so many.
    pub fn find(&self, words: &str, at_most: usize) -> Vec<&Unit> {
        self.units
            .iter()
            .zip(&self.folded)
            .filter(|(_, folded)| text::matches(folded, words))
            .map(|(unit, _)| unit)
            .take(at_most)
            .collect()
    }

    /// Kinds of which there are several, each with its units.
    pub fn classes(&self) -> Vec<(UnitKind, Vec<UnitId>)> {
        let mut classes: Vec<(UnitKind, Vec<UnitId>)> = Vec::new();
        for unit in &self.units {
            match classes.iter_mut().find(|(kind, _)| *kind == unit.kind) {
                Some((_, units)) => units.push(unit.id.clone()),
                None => classes.push((unit.kind, vec![unit.id.clone()])),
            }
        }
        classes.retain(|(_, units)| units.len() > 1);
        order::sort_by(&mut classes, |(a, _), (b, _)| a.cmp(b));
        classes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(id: &str, parent: Option<&str>, kind: UnitKind, name: &str) -> Unit {
        Unit {
            id: id.into(),
            parent: parent.map(UnitId::from),
            kind,
            name: name.into(),
            ..Unit::default()
        }
    }

    #[test]
    fn units_are_found_without_accents_and_named_with_their_place() {
        let mut office = unit("vh", Some("xa"), UnitKind::Office, "Phòng Văn hóa - Xã hội");
        office.aliases = vec!["Phòng VH&XH".into()];
        let index = UnitIndex::new(vec![
            unit("xa", None, UnitKind::Commune, "Xã Tân Kỳ"),
            unit("x1", Some("xa"), UnitKind::Hamlet, "Xóm 1"),
            unit("x2", Some("xa"), UnitKind::Hamlet, "Xóm 2"),
            office,
        ]);
        let found = |words| -> Vec<_> {
            index
                .find(words, 2)
                .into_iter()
                .map(|unit| unit.id.as_str())
                .collect()
        };
        assert_eq!(found("xom"), ["x1", "x2"]);
        assert_eq!(found("vh&xh"), ["vh"]);
        assert_eq!(found(""), ["xa", "x1"]);
        assert_eq!(index.place(&index.units()[1]).as_deref(), Some("Xã Tân Kỳ"));
        assert_eq!(
            index.classes(),
            [(UnitKind::Hamlet, vec!["x1".into(), "x2".into()])]
        );
    }
}
