//! Undo and redo, made of a person's own records.
//!
//! Nothing is kept for it: what a record took the place of stands in the record that it `replaces`,
//! and one that takes another back says so in `undoes`. So undo reaches back to the first record,
//! survives closing the page, and goes on at another device. It never overwrites what somebody else
//! did meanwhile: then it is refused.

use super::{
    Node, NodeField, Outline,
    editing::{Editing, Intent, define},
};
use crate::{
    id::{DeviceId, NodeId, PersonId, RecordId},
    indicator::Indicator,
    map::Map,
    order,
    problem::{Code, Problem},
    record::{Fact, NodeFieldSet, Record},
};

/// What one person did to a plan's nodes, and what was taken back of it.
#[derive(Clone, Debug, Default)]
pub struct History {
    person: PersonId,
    /// Nodes as they were made.
    made: Map<NodeId, Node>,
    /// What every setting of anybody said, and what it replaced.
    said: Map<RecordId, (NodeField, Option<RecordId>)>,
    /// What every definition of an indicator said, and what it replaced.
    defined: Map<RecordId, (Indicator, Option<RecordId>)>,
    /// Settings that took another back, with the one whose value they gave again.
    stands_for: Map<RecordId, RecordId>,
    done: Vec<Act>,
    undone: Vec<Act>,
}

/// What was done at once.
#[derive(Clone, Debug)]
struct Act {
    device: DeviceId,
    at: String,
    deeds: Vec<Deed>,
}

#[derive(Clone, Debug)]
struct Deed {
    record: RecordId,
    before: Before,
    undoes: Option<RecordId>,
}

/// What there was before.
#[derive(Clone, Debug)]
enum Before {
    /// Not this node.
    Nothing(NodeId),
    /// Another value of a field of the node.
    Field(NodeId, NodeField),
    /// Another definition of an indicator, or one that nobody counted.
    Definition(Box<Indicator>),
}

impl Deed {
    fn is_of(&self, id: &NodeId) -> bool {
        match &self.before {
            Before::Nothing(node) | Before::Field(node, _) => node == id,
            Before::Definition(_) => false,
        }
    }
}

impl History {
    /// `records` are all that is known about one plan.
    pub fn new<'a>(person: &PersonId, records: impl IntoIterator<Item = &'a Record>) -> Self {
        let mut history = Self {
            person: person.clone(),
            ..Self::default()
        };
        let mut records: Vec<_> = records.into_iter().collect();
        order::sort_by(&mut records, |a, b| {
            (a.made_at, &a.id).cmp(&(b.made_at, &b.id))
        });
        // What others did while this person's clock was behind may be what a record replaces.
        for record in &records {
            history.hear(record);
        }
        for record in records {
            history.act(record);
        }
        history
    }

    /// Takes in a record that was made after all that are known.
    pub fn push(&mut self, record: &Record) {
        self.hear(record);
        self.act(record);
    }

    /// How many acts can be undone, and how many done again.
    pub fn depths(&self) -> (usize, usize) {
        (self.done.len(), self.undone.len())
    }

    /// The records that take back what was done last.
    pub fn undo(&self, editing: &Editing) -> Result<Vec<Intent>, Problem> {
        let last = self.done.last();
        last.map_or(Ok(Vec::new()), |act| self.take_back(act, editing))
    }

    /// The records that do again what was taken back last.
    pub fn redo(&self, editing: &Editing) -> Result<Vec<Intent>, Problem> {
        let last = self.undone.last();
        last.map_or(Ok(Vec::new()), |act| self.take_back(act, editing))
    }

    fn take_back(&self, act: &Act, editing: &Editing) -> Result<Vec<Intent>, Problem> {
        let mut intents = Vec::with_capacity(act.deeds.len());
        for deed in act.deeds.iter().rev() {
            let is_left = |setter: Option<&RecordId>| {
                setter.map(|setter| self.origin(setter)) == Some(self.origin(&deed.record))
            };
            let (is_as_left, mut intent) = match &deed.before {
                Before::Nothing(id) => {
                    let node = editing.row(id)?.node;
                    let gone = editing.setting(node, NodeField::Withdrawn(true));
                    (self.is_unused(act, node, &editing.outline), gone)
                }
                Before::Field(id, before) => {
                    let node = editing.row(id)?.node;
                    let (setter, _) = editing.setter(node, before.name());
                    (is_left(setter), editing.setting(node, before.clone()))
                }
                Before::Definition(before) => {
                    let known = editing.indicators.get(&before.id);
                    let again = define(&editing.plan.id, Indicator::clone(before), known);
                    (is_left(known.map(|known| &known.set.1)), again)
                }
            };
            if !is_as_left {
                return Err(Code::UndoOvertaken.into());
            }
            match &mut intent.fact {
                Fact::NodeFieldSet(set) => set.undoes = Some(deed.record.clone()),
                Fact::IndicatorDefined(set) => set.undoes = Some(deed.record.clone()),
                _ => {}
            }
            intents.push(intent);
        }
        Ok(intents)
    }

    /// Whether a node that was added says what it said then, and holds nothing else.
    fn is_unused(&self, act: &Act, node: &Node, outline: &Outline) -> bool {
        let is_of_act = |id: &NodeId| act.deeds.iter().any(|deed| deed.is_of(id));
        let made = self.made.get(&node.id).map(NodeField::all_of);
        let mut rows = outline.rows();
        made == Some(NodeField::all_of(node))
            && !rows.any(|row| {
                row.parent.is_some_and(|parent| parent.id == node.id) && !is_of_act(&row.node.id)
            })
    }

    fn hear(&mut self, record: &Record) {
        match &record.fact {
            Fact::PlanCreated(fact) => {
                let nodes = fact
                    .nodes
                    .iter()
                    .map(|node| (node.id.clone(), node.clone()));
                self.made.extend(nodes);
            }
            Fact::NodeAdded(fact) => {
                self.made.insert(fact.node.id.clone(), fact.node.clone());
            }
            Fact::NodeFieldSet(fact) => {
                let said = (fact.field.clone(), record.replaces.clone());
                self.said.insert(record.id.clone(), said);
                let undone = fact.undoes.as_ref();
                let undone = undone.and_then(|undone| self.said.get(undone));
                self.stand(record, undone.and_then(|(_, replaced)| replaced.clone()));
            }
            Fact::IndicatorDefined(fact) => {
                let said = (fact.indicator.clone(), record.replaces.clone());
                self.defined.insert(record.id.clone(), said);
                let undone = fact.undoes.as_ref();
                let undone = undone.and_then(|undone| self.defined.get(undone));
                self.stand(record, undone.and_then(|(_, replaced)| replaced.clone()));
            }
            _ => {}
        }
    }

    /// Notes that a record which took another back says again what stood before that.
    fn stand(&mut self, record: &Record, before: Option<RecordId>) {
        if let Some(before) = before {
            let before = self.origin(&before).clone();
            self.stands_for.insert(record.id.clone(), before);
        }
    }

    fn act(&mut self, record: &Record) {
        if record.by != self.person {
            return;
        }
        let Some(deed) = self.deed(record) else {
            return;
        };
        let is_of = |act: &Act| act.device == record.device && act.at == record.id.moment();
        let undoes = deed.undoes.clone();
        let takes_back = |act: &Act| {
            let mut deeds = act.deeds.iter();
            undoes.is_some() && deeds.any(|deed| Some(&deed.record) == undoes.as_ref())
        };
        let act = Act {
            device: record.device.clone(),
            at: record.id.moment().to_owned(),
            deeds: vec![deed.clone()],
        };
        // More of the act that the record before this one began.
        for acts in [&mut self.done, &mut self.undone] {
            if let Some(last) = acts.last_mut().filter(|last| is_of(last)) {
                last.deeds.push(deed);
                return;
            }
        }
        if self.done.last().is_some_and(takes_back) {
            self.done.pop();
            self.undone.push(act);
        } else if self.undone.last().is_some_and(takes_back) {
            self.undone.pop();
            self.done.push(act);
        } else {
            self.undone.clear();
            self.done.push(act);
        }
    }

    fn deed(&self, record: &Record) -> Option<Deed> {
        let (before, undoes) = match &record.fact {
            Fact::NodeAdded(fact) => (Before::Nothing(fact.node.id.clone()), None),
            Fact::NodeFieldSet(fact) => {
                let before = self.before(record.replaces.as_ref()?, fact)?;
                (
                    Before::Field(fact.node.clone(), before),
                    fact.undoes.clone(),
                )
            }
            Fact::IndicatorDefined(fact) => {
                let earlier = record.replaces.as_ref();
                let earlier = earlier.and_then(|earlier| self.defined.get(earlier));
                let before = match earlier {
                    Some((indicator, _)) => indicator.clone(),
                    None => Indicator {
                        withdrawn: true,
                        ..fact.indicator.clone()
                    },
                };
                (Before::Definition(Box::new(before)), fact.undoes.clone())
            }
            _ => return None,
        };
        Some(Deed {
            record: record.id.clone(),
            before,
            undoes,
        })
    }

    /// What the record said that a setting replaced; if it made the node, how it made it.
    fn before(&self, replaced: &RecordId, fact: &NodeFieldSet) -> Option<NodeField> {
        let name = fact.field.name();
        let made =
            || NodeField::of(self.made.get(&fact.node)?, name).or_else(|| NodeField::blank(name));
        let said = self.said.get(replaced).map(|(field, _)| field.clone());
        said.or_else(made)
    }

    /// The setting whose value this one gave again, if it took something back.
    fn origin<'a>(&'a self, record: &'a RecordId) -> &'a RecordId {
        self.stands_for.get(record).unwrap_or(record)
    }
}

#[cfg(test)]
mod tests;
