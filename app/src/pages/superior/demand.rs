//! The tasks and targets of the superior plan as the page shows them, with what covers each.

use model::{
    id::NodeId,
    map::Map,
    plan::{
        Node, Outline, Row,
        coverage::{self, Short, Tally},
    },
    view::superior::{Superior, SuperiorView},
};

use crate::pages::plan::words;

/// What is shown of them; as it stands in the address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    #[default]
    All,
    Open,
    Given,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Demands {
    pub tally: Tally,
    pub n_given: usize,
    pub rows: Vec<Demand>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Demand {
    pub id: NodeId,
    pub path: String,
    pub kind: &'static str,
    pub text: String,
    /// "ít nhất 80% · năm 2026", "trước tháng 6/2026".
    pub facts: String,
    /// It was given to the unit of the plan below.
    pub is_given: bool,
    pub by: Vec<Cover>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Cover {
    pub id: NodeId,
    pub text: String,
    pub is_named: bool,
    pub short: Option<Short>,
}

impl Shown {
    pub const ALL: [Self; 3] = [Self::All, Self::Open, Self::Given];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Open => "chua-co",
            Self::Given => "duoc-giao",
        }
    }

    pub fn read(word: &str) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|shown| shown.as_str() == word).unwrap_or_default()
    }

    pub fn has(self, demand: &Demand) -> bool {
        match self {
            Self::All => true,
            Self::Open => demand.by.is_empty(),
            Self::Given => demand.is_given,
        }
    }
}

impl Demands {
    pub fn new(view: &SuperiorView) -> Self {
        let Some(superior) = &view.superior else {
            return Self::default();
        };
        let (theirs, own) = (Outline::new(&superior.nodes), Outline::new(&view.nodes));
        let demands = coverage::cover(&theirs, &own);
        let above: Map<&NodeId, &Row> = theirs.all.iter().map(|row| (&row.node.id, row)).collect();
        let rows: Vec<_> = demands
            .iter()
            .map(|demand| drawn(superior, demand, &above))
            .collect();
        Self {
            tally: Tally::new(&demands),
            n_given: rows.iter().filter(|row| row.is_given).count(),
            rows,
        }
    }
}

fn drawn(superior: &Superior, demand: &coverage::Demand, rows: &Map<&NodeId, &Row>) -> Demand {
    let node = demand.row.node;
    let mut path = Vec::new();
    let mut above = demand.row.parent;
    while let Some(parent) = above {
        path.insert(0, parent.heading());
        above = rows.get(&&parent.id).and_then(|row| row.parent);
    }
    Demand {
        id: node.id.clone(),
        path: path.join(" › "),
        kind: node.body.kind().name(),
        text: node.heading(),
        facts: facts(node),
        is_given: superior.given.contains(&node.id),
        by: demand.by.iter().map(told).collect(),
    }
}

fn told(cover: &coverage::Cover) -> Cover {
    Cover {
        id: cover.node.id.clone(),
        text: cover.node.heading(),
        is_named: cover.is_named,
        short: cover.short,
    }
}

fn facts(node: &Node) -> String {
    let mut facts = Vec::new();
    if let Some(target) = node.target() {
        if let Some(value) = words::value(target) {
            facts.push(
                format!("{} {value}", target.comparator.word())
                    .trim()
                    .to_owned(),
            );
        }
        facts.extend(target.year.map(|year| format!("năm {year}")));
    }
    if let Some(task) = node.task() {
        facts.extend((!task.schedule.raw.is_empty()).then(|| task.schedule.raw.clone()));
    }
    facts.join(" · ")
}
