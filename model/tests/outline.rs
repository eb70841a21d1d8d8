//! Several people edit one plan without a network: whatever they do, and in whatever order their
//! records arrive, the outline is well formed, the same everywhere, and nothing is lost.
//!
//! `OUTLINE_RUNS` says how many stories, `OUTLINE_SEED` with which to begin.

#[path = "chaos/random.rs"]
mod random;

use std::collections::BTreeSet;

use model::{
    clock::Stamp,
    fold::State,
    id::{IdMaker, NodeId, PlanId},
    plan::{
        Node, NodeBody, NodeField, NodeKind, Outline, Plan, Task,
        editing::{Editing, Intent, Numbering},
        history::History,
    },
    problem::Problem,
    record::{Fact, PlanCreated, Record},
};
use random::Random;

const N_PEOPLE: usize = 3;

/// Somebody with a phone: what has arrived there.
#[derive(Clone)]
struct Editor {
    name: &'static str,
    seen: Vec<Record>,
    state: State,
    stamp: Stamp,
}

struct Story {
    random: Random,
    now: i64,
    people: Vec<Editor>,
    log: Vec<Record>,
}

impl Editor {
    fn hear(&mut self, record: &Record) {
        self.state.apply(record);
        self.seen.push(record.clone());
    }

    /// Like a phone: all records of one act at one moment, each stamped after what it replaces.
    fn keep(&mut self, intents: Vec<Intent>, now: i64, random: &mut Random) -> Vec<Record> {
        let mut ids = IdMaker {
            now_ms: now,
            random: || random.bytes(),
        };
        let mut made = Vec::new();
        for intent in intents {
            self.stamp = self.stamp.max(intent.after.unwrap_or_default()).next(now);
            made.push(Record {
                id: ids.next().into(),
                unit: "xa".into(),
                by: self.name.into(),
                device: self.name.into(),
                made_at: self.stamp,
                replaces: intent.replaces,
                fact: intent.fact,
            });
        }
        made.iter().for_each(|record| self.hear(record));
        made
    }
}

impl Story {
    fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let created = created(&mut random);
        let names = ["lan", "minh", "hoa"];
        let people = names.map(|name| {
            let mut editor = Editor {
                name,
                seen: Vec::new(),
                state: State::default(),
                stamp: Stamp::default(),
            };
            editor.hear(&created);
            editor
        });
        Self {
            random,
            now: 1_000_000,
            people: people.into(),
            log: vec![created],
        }
    }

    fn run(&mut self, n_acts: usize) {
        for _ in 0..n_acts {
            self.now += self.random.within(1..100);
            let who = self.random.below(N_PEOPLE);
            // A clock that is wrong by some acts.
            let now = self.now + [0, -500, 500][who];
            let mut editor = self.people[who].clone();
            if let Ok(intents) = act(&editor, &mut self.random) {
                let made = editor.keep(intents, now, &mut self.random);
                self.log.extend(made);
            }
            self.people[who] = editor;
            if self.random.in_hundred(8) {
                self.meet();
            }
        }
    }

    /// One hears what another has seen.
    fn meet(&mut self) {
        let from = self.random.below(N_PEOPLE);
        let to = self.random.below(N_PEOPLE);
        let records = self.people[from].seen.clone();
        for record in &records {
            let editor = &mut self.people[to];
            if editor.seen.iter().all(|seen| seen.id != record.id) {
                editor.hear(record);
            }
        }
    }

    fn verify(&mut self) {
        let everything = fold(&self.log);
        for editor in &mut self.people {
            check_outline(&editor.state);
            for record in &self.log {
                editor.state.apply(record);
            }
            assert!(
                editor.state == everything,
                "{} sees something else",
                editor.name
            );
        }
        let mut shuffled = self.log.clone();
        shuffled.extend(self.log.iter().take(20).cloned());
        for index in (1..shuffled.len()).rev() {
            let other = self.random.below(index + 1);
            shuffled.swap(index, other);
        }
        assert!(fold(&shuffled) == everything, "another order, another plan");
        assert!(fold(self.log.iter().rev()) == everything);
        check_outline(&everything);
        self.check_words(&everything);
        // The folded tables keep nodes and plans as JSON.
        for node in everything.nodes.values() {
            let written = serde_json::to_string(node).expect("a node is JSON");
            assert_eq!(model::json::parse::<Node>(&written).as_ref(), Ok(node));
            assert_eq!(
                &serde_json::from_str::<Node>(&written).expect("a node"),
                node
            );
        }
    }

    /// Every text that somebody wrote and nobody replaced is still there, shown or as a rival.
    fn check_words(&self, state: &State) {
        let replaced: BTreeSet<_> = self
            .log
            .iter()
            .flat_map(|record| {
                let settled: &[_] = match &record.fact {
                    Fact::NodeFieldSet(set) => &set.settles,
                    _ => &[],
                };
                record.replaces.iter().chain(settled)
            })
            .collect();
        for record in self
            .log
            .iter()
            .filter(|record| !replaced.contains(&record.id))
        {
            let Fact::NodeFieldSet(set) = &record.fact else {
                continue;
            };
            let node = &state.nodes[&set.node];
            let shown = NodeField::of(node, set.field.name());
            let rivals = node.edits.fields.rivals(set.field.name());
            let is_rival = rivals.iter().any(|(id, _)| **id == record.id);
            let is_kept = node.edits.fields.open().any(|(_, id, _)| *id == record.id);
            assert!(is_kept, "{record:?} is forgotten");
            // Of another kind of node it is put aside.
            let is_aside = shown.is_none();
            assert!(
                is_aside || shown.as_ref() == Some(&set.field) || is_rival,
                "{record:?} is hidden"
            );
        }
    }
}

#[test]
fn any_series_of_edits_by_several_people_gives_one_well_formed_outline() {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let first = number("OUTLINE_SEED").unwrap_or(1);
    let n_runs = number("OUTLINE_RUNS").unwrap_or(60);
    let (mut n_strayed, mut n_disputed, mut n_kept) = (0, 0, 0);
    for seed in first..first + n_runs {
        let mut story = Story::new(seed);
        story.run(80);
        story.verify();
        let state = fold(&story.log);
        let outline = Outline::new(state.nodes.values());
        n_strayed += outline.all.iter().filter(|row| row.strayed).count();
        n_disputed += state
            .nodes
            .values()
            .filter(|node| node.edits.fields.disputed().next().is_some())
            .count();
        n_kept += outline.rows().filter(|row| row.node.is_withdrawn()).count();
    }
    println!("{n_strayed} strayed, {n_disputed} disputed, {n_kept} withdrawn and still needed");
    // Stories in which nothing of this happens prove nothing.
    if n_runs >= 60 {
        assert!(n_strayed > 5 && n_disputed > 20 && n_kept > 20);
    }
}

#[test]
fn all_that_one_person_did_can_be_taken_back_and_done_again() {
    for seed in 1..80 {
        let mut random = Random::new(seed);
        let created = created(&mut random);
        let mut editor = Editor {
            name: "lan",
            seen: Vec::new(),
            state: State::default(),
            stamp: Stamp::default(),
        };
        editor.hear(&created);
        let at_first = said(&editor.state);
        let mut now = 1_000;
        let mut n_acts = 0;
        for _ in 0..30 {
            now += 10;
            if let Ok(intents) = act(&editor, &mut random)
                && !intents.is_empty()
            {
                editor.keep(intents, now, &mut random);
                n_acts += 1;
            }
        }
        let at_last = said(&editor.state);
        for (forth, end) in [(false, &at_first), (true, &at_last), (false, &at_first)] {
            for step in 0..n_acts {
                now += 10;
                let history = History::new(&"lan".into(), &editor.seen);
                let editing = Editing::new(&editor.state, &plan_id()).unwrap();
                let intents = if forth {
                    history.redo(&editing)
                } else {
                    history.undo(&editing)
                };
                let intents = intents.unwrap_or_else(|why| panic!("seed {seed}, {step}: {why}"));
                assert!(!intents.is_empty(), "seed {seed}, {step}");
                editor.keep(intents, now, &mut random);
            }
            let history = History::new(&"lan".into(), &editor.seen);
            let (n_done, n_undone) = history.depths();
            assert_eq!((n_done > 0, n_undone > 0), (forth, !forth), "seed {seed}");
            assert_eq!(said(&editor.state), *end, "seed {seed}");
        }
    }
}

/// What is shown, with the depths.
fn said(state: &State) -> Vec<(usize, NodeId, Vec<NodeField>)> {
    let outline = Outline::new(state.nodes.values());
    let rows = outline.rows();
    rows.map(|row| (row.depth, row.node.id.clone(), NodeField::all_of(row.node)))
        .collect()
}

fn act(editor: &Editor, random: &mut Random) -> Result<Vec<Intent>, Problem> {
    let editing = Editing::new(&editor.state, &plan_id()).expect("the plan is there");
    let ids: Vec<NodeId> = editing
        .outline
        .rows()
        .map(|row| row.node.id.clone())
        .collect();
    let gone: Vec<NodeId> = editing
        .outline
        .withdrawn()
        .map(|row| row.node.id.clone())
        .collect();
    let new = NodeId::new(format!("{}-{}", editor.name, random.next()));
    let (Some(one), Some(other)) = (random.pick(&ids).cloned(), random.pick(&ids).cloned()) else {
        return editing.write_after(None, None, new);
    };
    let kinds = [None, Some(NodeKind::Section), Some(NodeKind::Task)];
    match random.below(100) {
        0..12 => editing.write_after(Some(&one), kinds[random.below(3)], new),
        12..17 => editing.split(&one, "Nửa đầu", "nửa sau", new),
        17..22 => editing.join(&one),
        22..30 => editing.indent(&one),
        30..38 => editing.outdent(&one),
        38..44 => editing.move_up(&one),
        44..50 => editing.move_down(&one),
        50..62 => editing.move_to(&one, Some(&other), None),
        62..68 => editing.withdraw(&one),
        68..74 => match random.pick(&gone) {
            Some(gone) => editing.restore(gone),
            None => Ok(Vec::new()),
        },
        74..76 => Ok(editing.renumber(Numbering::ALL[random.below(2)])),
        76..80 => editing.set(&one, vec![NodeField::Kind(NodeKind::ALL[random.below(4)])]),
        80..84 => editing.set(
            &one,
            vec![NodeField::Lead(vec![random.below(9).to_string()])],
        ),
        84..86 => editing.set(
            &one,
            vec![NodeField::Value(Some(random.below(99) as f64 / 4.0))],
        ),
        86..88 => editing.link(&one, &other, random.in_hundred(70)),
        88..90 => {
            let superior = editing.row(&other)?.node.clone();
            editing.take_over(&[&superior, &superior], || {
                NodeId::new(format!("{}-{}", editor.name, random.next()))
            })
        }
        90..93 => {
            let disputed = editing.row(&one)?.node.edits.fields.disputed().next();
            match disputed.filter(|field| *field == "text") {
                Some(_) => editing.settle(&one, NodeField::Text("Đã bàn".into())),
                None => Ok(Vec::new()),
            }
        }
        _ => editing.set(
            &one,
            vec![NodeField::Text(format!("Sửa {}", random.below(1_000)))],
        ),
    }
}

fn check_outline(state: &State) {
    let outline = Outline::new(state.nodes.values());
    assert_eq!(
        outline.all.len(),
        state.nodes.len(),
        "a node is lost or doubled"
    );
    let mut seen: Vec<(&NodeId, usize)> = Vec::new();
    let mut last_depth = 0;
    for row in &outline.all {
        assert!(
            row.depth <= last_depth + usize::from(!seen.is_empty()),
            "a level is left out"
        );
        last_depth = row.depth;
        match row.parent {
            Some(parent) => assert!(seen.contains(&(&parent.id, row.depth - 1))),
            None => assert_eq!(row.depth, 0),
        }
        assert!(
            !row.gone || row.node.is_withdrawn(),
            "work is gone that nobody withdrew"
        );
        seen.push((&row.node.id, row.depth));
    }
    let ids: BTreeSet<_> = seen.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids.len(), seen.len());
}

fn fold<'a>(records: impl IntoIterator<Item = &'a Record>) -> State {
    let mut state = State::default();
    records.into_iter().for_each(|record| state.apply(record));
    state
}

fn plan_id() -> PlanId {
    "kh".into()
}

fn created(random: &mut Random) -> Record {
    let node = |n: i64, parent: Option<i64>, body| Node {
        id: format!("n{n}").as_str().into(),
        plan: plan_id(),
        parent: parent.map(|parent| format!("n{parent}").as_str().into()),
        position: n.into(),
        label: Some(n.to_string()),
        text: format!("Mục {n}"),
        body,
        edits: Default::default(),
    };
    let mut nodes = Vec::new();
    for n in 0..10 {
        let parent = (n > 0 && random.in_hundred(70)).then(|| random.within(0..n));
        let body = match random.below(2) {
            0 => NodeBody::Section,
            _ => NodeBody::Task(Task::default()),
        };
        nodes.push(node(n, parent, body));
    }
    let mut ids = IdMaker {
        now_ms: 1,
        random: || random.bytes(),
    };
    Record {
        id: ids.next().into(),
        unit: "xa".into(),
        by: "lan".into(),
        device: "web".into(),
        made_at: Stamp::at(1),
        replaces: None,
        fact: Fact::PlanCreated(PlanCreated {
            plan: Plan {
                id: plan_id(),
                unit: "xa".into(),
                title: "Kế hoạch".into(),
                ..Plan::default()
            },
            nodes,
        }),
    }
}
