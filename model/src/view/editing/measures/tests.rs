use super::*;
use crate::{
    figure::FigureReported,
    fold::State,
    indicator::{Dimension, Goal, Measure, national},
    person::{Grant, Person, Role},
    plan::{NodeBody, NodeEdits, history::History},
    record::{PlanCreated, Record},
    sync::accept,
    unit::{Unit, UnitKind, UnitTree},
};
use chrono::NaiveDate;

struct World {
    tree: UnitTree,
    state: State,
    records: Vec<Record>,
}

impl World {
    /// A province with two communes of a hamlet each; plans "kt" and "ka" of the province and the first.
    fn new() -> Self {
        let unit = |id: &str, kind, parent: Option<&str>| Unit {
            id: id.into(),
            kind,
            parent: parent.map(Into::into),
            ..Unit::default()
        };
        let mut world = Self {
            tree: UnitTree::new([
                unit("tinh", UnitKind::Province, None),
                unit("xa-a", UnitKind::Commune, Some("tinh")),
                unit("xa-b", UnitKind::Commune, Some("tinh")),
                unit("xom-a", UnitKind::Hamlet, Some("xa-a")),
                unit("xom-b", UnitKind::Hamlet, Some("xa-b")),
            ]),
            state: State::default(),
            records: Vec::new(),
        };
        for (plan, unit) in [("kt", "tinh"), ("ka", "xa-a"), ("kb", "xa-b")] {
            let of = |id: &str, body| Node {
                id: format!("{plan}-{id}").as_str().into(),
                plan: plan.into(),
                parent: None,
                position: Default::default(),
                label: None,
                text: "Trên 60% hộ gia đình có loa thông minh".into(),
                body,
                edits: NodeEdits::default(),
            };
            let nodes = vec![
                of("so", NodeBody::Target(Target::default())),
                of("viec", NodeBody::Task(crate::plan::Task::default())),
            ];
            let made = Plan {
                id: plan.into(),
                unit: unit.into(),
                title: "Kế hoạch".into(),
                ..Plan::default()
            };
            let made = Fact::PlanCreated(PlanCreated { plan: made, nodes });
            assert_eq!(world.does(unit, unit, vec![plain(made)]), Ok(()));
        }
        world
    }

    /// Whether the officer of a unit may do so for another; if so, it is done.
    fn does(&mut self, officer: &str, unit: &str, intents: Vec<Intent>) -> Result<(), Code> {
        let moment = self.records.len();
        for intent in intents {
            let n = self.records.len() as u64;
            let record = Record {
                id: format!("0192f1c2-{moment:04x}-7000-8000-{n:012x}")
                    .as_str()
                    .into(),
                unit: unit.into(),
                by: officer.into(),
                device: "d".into(),
                made_at: Stamp::at(1_772_413_200_000 + n as i64),
                replaces: intent.replaces,
                fact: intent.fact,
            };
            let verdict = accept(&record, &person(officer), &self.tree, &self.state);
            verdict.map_err(|problem| problem.code)?;
            self.state.apply(&record);
            self.records.push(record);
        }
        Ok(())
    }

    fn view(&self, officer: &str, plan: &str) -> Measures {
        let person = person(officer);
        let sight = Sight {
            person: &person,
            tree: &self.tree,
            state: &self.state,
            today: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
        };
        let view = crate::view::editing::EditingView::new(sight, &plan.into(), |_| None);
        let measures = view.unwrap().measures;
        let text = serde_json::to_string(&measures).unwrap();
        assert_eq!(crate::json::parse(&text).as_ref(), Ok(&measures), "{text}");
        measures
    }

    fn take_back(&mut self, officer: &str, plan: &str, is_undo: bool) -> Result<(), Code> {
        let editing = crate::plan::editing::Editing::new(&self.state, &plan.into()).unwrap();
        let unit = editing.plan.unit.clone();
        let history = History::new(&officer.into(), &self.records);
        let intents = match is_undo {
            true => history.undo(&editing),
            false => history.redo(&editing),
        };
        let intents = intents.map_err(|problem| problem.code)?;
        self.does(officer, unit.as_str(), intents)
    }
}

fn person(unit: &str) -> Person {
    Person {
        id: unit.into(),
        grants: vec![Grant {
            role: Role::Officer,
            unit: unit.into(),
        }],
        ..Person::default()
    }
}

fn plain(fact: Fact) -> Intent {
    Intent {
        replaces: None,
        after: None,
        fact,
    }
}

fn speakers(id: &str) -> Indicator {
    Indicator {
        id: id.into(),
        name: "Hộ có loa thông minh".into(),
        counted: "Hộ có loa".into(),
        out_of: Some("Tổng số hộ".into()),
        unit: "hộ".into(),
        population: None,
        breakdowns: vec![Dimension::Income],
        words: Vec::new(),
        ..national().remove(3)
    }
}

fn link(indicator: &str, asks: Vec<Dimension>) -> Option<TargetLink> {
    Some(TargetLink {
        indicator: indicator.into(),
        goal: Goal::Rate,
        asks,
    })
}

#[test]
fn a_number_is_read_from_the_words_with_the_side_on_which_one_is_to_be() {
    for (words, read) in [
        ("Trên 60 % người trưởng thành", "trên 60 %"),
        ("Tỷ lệ hộ có loa ≥ 80 %", "ít nhất 80 %"),
        ("Phấn đấu ít nhất 75% học sinh", "ít nhất 75 %"),
        ("Không quá 5% hồ sơ trễ hạn", "không quá 5 %"),
        ("Thành lập 15 đội hình tình nguyện", "15 đội hình"),
        ("100% cán bộ", "100 %"),
    ] {
        let reading = Reading::of(words).map(|reading| reading.words());
        assert_eq!(reading.as_deref(), Some(read), "{words}");
    }
    assert_eq!(Reading::of("Nâng cao nhận thức của người dân"), None);
}

#[test]
fn a_target_is_measured_by_what_somebody_says_or_else_by_what_its_words_suggest() {
    let mut world = World::new();
    let shown = world.view("xa-a", "ka");
    let target = &shown.targets[0];
    assert_eq!((target.link.clone(), target.is_guess), (None, false));
    // What the words promise is shown at once, before anybody has said so.
    assert_eq!(target.promise().words(), "trên 60 %");
    let promise = Some(Reading {
        value: Some(65.0),
        ..target.promise()
    });
    let intents = shown.set(target, link("vneid", vec![Dimension::Sex]), promise);
    assert_eq!(intents.as_ref().map(Vec::len), Ok(4));
    assert_eq!(world.does("xa-a", "xa-a", intents.unwrap()), Ok(()));
    let shown = world.view("xa-a", "ka");
    let target = &shown.targets[0];
    assert_eq!(target.link, link("vneid", vec![Dimension::Sex]));
    assert_eq!(target.promise().words(), "trên 65 %");
    // Saying the same again says nothing.
    let again = shown.set(target, target.link.clone(), Some(target.promise()));
    assert_eq!(again, Ok(Vec::new()));
    let nothing = shown.set(target, Some(TargetLink::nothing()), None);
    assert_eq!(world.does("xa-a", "xa-a", nothing.unwrap()), Ok(()));
    assert_eq!(world.view("xa-a", "ka").targets[0].link, None);
    // Undone, it is what it was, with all that it asks for.
    assert_eq!(world.take_back("xa-a", "ka", true), Ok(()));
    let target = &world.view("xa-a", "ka").targets[0];
    assert_eq!(target.link, link("vneid", vec![Dimension::Sex]));
    assert_eq!(world.take_back("xa-a", "ka", true), Ok(()));
    let target = &world.view("xa-a", "ka").targets[0];
    assert_eq!((&target.link, target.target.value), (&None, None));
}

#[test]
fn a_link_that_cannot_measure_is_refused_here_as_at_the_server() {
    let mut world = World::new();
    let shown = world.view("xa-a", "ka");
    let target = &shown.targets[0];
    for (link, code) in [
        (link("lop-hoc", Vec::new()), Code::LinkUnfit),
        (link("can-bo", vec![Dimension::Age]), Code::LinkUnfit),
        (link("vneid", vec![Dimension::Sex; 2]), Code::LinkUnfit),
        (link("khong-co", Vec::new()), Code::IndicatorUnknown),
        (link("Không\n", Vec::new()), Code::IndicatorUnknown),
    ] {
        let refused = shown.set(target, link.clone(), None);
        assert_eq!(refused.map_err(|problem| problem.code), Err(code));
        let set = NodeFieldSet::new("ka-so".into(), NodeField::Link(link));
        let fact = Fact::NodeFieldSet(set);
        assert_eq!(world.does("xa-a", "xa-a", vec![plain(fact)]), Err(code));
    }
    let of_task = NodeFieldSet::new("ka-viec".into(), NodeField::Link(None));
    let fact = Fact::NodeFieldSet(of_task);
    let refused = world.does("xa-a", "xa-a", vec![plain(fact)]);
    assert_eq!(refused, Err(Code::NotATarget));
    // Nor by those who may not edit the plan.
    let intents = shown.set(target, link("vneid", Vec::new()), None).unwrap();
    let refused = world.does("xa-b", "xa-a", intents);
    assert_eq!(refused, Err(Code::NotAllowed));
}

#[test]
fn communes_share_what_their_province_counts_and_not_what_a_neighbour_counts() {
    let mut world = World::new();
    let of_province = world
        .view("tinh", "kt")
        .define(&"kt".into(), speakers("loa"));
    let intents = vec![of_province.unwrap()];
    assert_eq!(world.does("tinh", "tinh", intents), Ok(()));
    let own = world
        .view("xa-a", "ka")
        .define(&"ka".into(), speakers("loa-xa-a"));
    let intents = vec![own.unwrap()];
    assert_eq!(
        world.does("xa-b", "xa-a", intents.clone()),
        Err(Code::NotAllowed)
    );
    assert_eq!(world.does("xa-a", "xa-a", intents), Ok(()));
    let known = |world: &World, officer, plan| {
        let shown = world.view(officer, plan);
        let ids = shown.indicators.iter().map(|one| one.id.to_string());
        ids.filter(|id| id.starts_with("loa")).collect::<Vec<_>>()
    };
    assert_eq!(known(&world, "xa-a", "ka"), ["loa", "loa-xa-a"]);
    assert_eq!(known(&world, "xa-b", "kb"), ["loa"]);
    assert_eq!(known(&world, "tinh", "kt"), ["loa"]);
    for (unit, node, indicator, verdict) in [
        ("xa-b", "kb-so", "loa", Ok(())),
        ("xa-b", "kb-so", "loa-xa-a", Err(Code::IndicatorUnknown)),
        ("tinh", "kt-so", "loa-xa-a", Err(Code::IndicatorUnknown)),
        ("xa-a", "ka-so", "loa-xa-a", Ok(())),
    ] {
        let set = NodeFieldSet::new(node.into(), NodeField::Link(link(indicator, Vec::new())));
        let intents = vec![plain(Fact::NodeFieldSet(set))];
        assert_eq!(
            world.does(unit, unit, intents),
            verdict,
            "{node} {indicator}"
        );
    }
    for (unit, indicator, verdict) in [
        ("xom-a", "loa", Ok(())),
        ("xom-b", "loa", Ok(())),
        ("xom-a", "loa-xa-a", Ok(())),
        ("xom-b", "loa-xa-a", Err(Code::IndicatorUnknown)),
    ] {
        let figure = FigureReported {
            indicator: indicator.into(),
            as_of: NaiveDate::from_ymd_opt(2026, 3, 1).unwrap(),
            numerator: Some(3),
            denominator: Some(9),
            ..FigureReported::default()
        };
        let intents = vec![plain(Fact::FigureReported(figure))];
        assert_eq!(
            world.does("tinh", unit, intents),
            verdict,
            "{unit} {indicator}"
        );
    }
}

#[test]
fn a_definition_is_put_right_and_taken_back_and_its_code_stays() {
    let mut world = World::new();
    let define = |world: &mut World, indicator: Indicator| {
        let intent = world.view("xa-a", "ka").define(&"ka".into(), indicator);
        world.does(
            "xa-a",
            "xa-a",
            vec![intent.map_err(|problem| problem.code)?],
        )
    };
    assert_eq!(define(&mut world, speakers("loa")), Ok(()));
    let renamed = Indicator {
        name: "Hộ có loa".into(),
        ..speakers("loa")
    };
    assert_eq!(define(&mut world, renamed), Ok(()));
    let name = |world: &World| {
        let shown = world.view("xa-a", "ka");
        let name = shown.name_of(link("loa", Vec::new()).as_ref());
        name.map(str::to_owned)
    };
    assert_eq!(name(&world).as_deref(), Some("Hộ có loa"));
    assert_eq!(world.take_back("xa-a", "ka", true), Ok(()));
    assert_eq!(name(&world).as_deref(), Some("Hộ có loa thông minh"));
    // Taken back altogether, nobody is offered it; what was counted by it is not lost.
    assert_eq!(world.take_back("xa-a", "ka", true), Ok(()));
    assert_eq!(name(&world), None);
    assert!(world.view("xa-a", "ka").own[0].indicator.withdrawn);
    assert!(world.state.catalogue().get(&"loa".into()).is_some());
    for name_again in ["Hộ có loa thông minh", "Hộ có loa"] {
        assert_eq!(world.take_back("xa-a", "ka", false), Ok(()));
        assert_eq!(name(&world).as_deref(), Some(name_again));
    }
    // What others have gone on from is not taken back.
    let theirs = Indicator {
        name: "Khác".into(),
        ..speakers("loa")
    };
    let intent = world
        .view("tinh", "ka")
        .define(&"ka".into(), theirs)
        .unwrap();
    assert_eq!(world.does("tinh", "xa-a", vec![intent]), Ok(()));
    let refused = world.take_back("xa-a", "ka", true);
    assert_eq!(refused, Err(Code::UndoOvertaken));
}

#[test]
fn a_definition_that_makes_no_sense_is_refused_here_as_at_the_server() {
    let mut world = World::new();
    let shown = world.view("xa-a", "ka");
    let of = |change: &dyn Fn(&mut Indicator)| {
        let mut indicator = speakers("loa");
        change(&mut indicator);
        indicator
    };
    for indicator in [
        of(&|one| one.name = " ".into()),
        of(&|one| one.name = "x".repeat(301)),
        of(&|one| one.unit = String::new()),
        of(&|one| one.out_of = Some("  ".into())),
        of(&|one| one.id = "Không hợp lệ".into()),
        of(&|one| one.breakdowns = vec![Dimension::Sex; 3]),
        of(&|one| one.population = Some("a b\n".into())),
        of(&|one| one.counted_by = UnitKind::Province),
        of(&|one| one.words = vec!["x".into(); 21]),
    ] {
        let refused = shown.define(&"ka".into(), indicator.clone());
        let code = refused.map_err(|problem| problem.code);
        assert_eq!(code, Err(Code::IndicatorMalformed));
        let intent = define(&"ka".into(), indicator, None);
        let verdict = world.does("xa-a", "xa-a", vec![intent]);
        assert_eq!(verdict, Err(Code::IndicatorMalformed));
    }
    // How figures add up stays as it was while there may be some.
    let intent = define(&"ka".into(), speakers("loa"), None);
    assert_eq!(world.does("xa-a", "xa-a", vec![intent]), Ok(()));
    let flow = of(&|one| one.measure = Measure::Flow);
    let intent = define(&"ka".into(), flow, None);
    let refused = world.does("xa-a", "xa-a", vec![intent]);
    assert_eq!(refused, Err(Code::IndicatorMalformed));
    // Another plan cannot take it over.
    let intent = define(&"kb".into(), speakers("loa"), None);
    let refused = world.does("xa-b", "xa-b", vec![intent]);
    assert_eq!(refused, Err(Code::IndicatorMalformed));
}

#[test]
fn a_code_is_made_of_the_first_name_and_differs_between_neighbours() {
    let code = |name: &str, random| Indicator::code(name, random).to_string();
    assert_eq!(
        code("Hộ có loa thông minh (mới)", 0xabcd_ef01_0000_0000),
        "ho-co-loa-thong-minh-moi-abcdef01"
    );
    assert_ne!(code("Hộ", 1 << 40), code("Hộ", 2 << 40));
    for name in ["", "***", "字", &"a".repeat(400)] {
        assert!(crate::id::is_well_formed(&code(name, u64::MAX)), "{name}");
    }
}
