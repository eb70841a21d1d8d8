//! What a server keeps of what it has folded is what a server finds that has only just started.

use model::{
    assignment::{Duty, Status, TaskUpdate},
    figure::FigureReported,
    id::NodeId,
    plan::{Node, NodeBody, NodeField, PlanField, Task},
    record::{ClassAssigned, Fact, NodeAdded, NodeFieldSet, PlanFieldSet, PutInCharge},
    unit::UnitKind,
};
use serde_json::Value;
use tests::{Actor, App, on_every_database, world};

const PAGES: [&str; 7] = [
    "/api/v1/today",
    "/api/v1/tasks",
    "/api/v1/tasks?ke-hoach=k",
    "/api/v1/plans",
    "/api/v1/map/tasks",
    "/api/v1/map/tasks?chon=xa-a",
    "/api/v1/figures",
];

struct Readers(Vec<Actor>);

impl Readers {
    async fn of(app: &App) -> Self {
        Self(vec![
            app.viewer("tinh").await,
            app.officer("xa-a").await,
            app.field("xom-1").await,
            app.officer("xa-b").await,
            app.field("xom-9").await,
        ])
    }

    /// Everything that they see; those at the same clock see the same.
    async fn pages(&self, app: &App) -> Vec<(u16, Value)> {
        let mut pages = Vec::new();
        for reader in &self.0 {
            for page in PAGES {
                let answer = reader.at(app).get(page).await;
                pages.push((answer.status.as_u16(), answer.json()));
            }
        }
        pages
    }
}

fn node(id: &str, parent: Option<&str>, body: NodeBody) -> Fact {
    Fact::NodeAdded(NodeAdded {
        node: Node {
            id: id.into(),
            plan: "k".into(),
            parent: parent.map(NodeId::from),
            position: 50.into(),
            label: None,
            text: format!("Thêm {id}"),
            body,
            edits: Default::default(),
        },
    })
}

fn field(node: &str, field: NodeField) -> Fact {
    Fact::NodeFieldSet(NodeFieldSet::new(node.into(), field))
}

fn raised(task: &str) -> Fact {
    Fact::TaskUpdated(TaskUpdate {
        task: task.into(),
        status: Status::Doing,
        percent: Some(40),
        difficulty: Some("Thiếu máy chiếu".into()),
        ..TaskUpdate::default()
    })
}

/// One after the other, each with who does it and of which unit.
fn acts(hamlet: &Actor) -> Vec<(&'static str, &'static str, Fact)> {
    let to_hamlets = |duty| {
        Fact::ClassAssigned(ClassAssigned {
            task: "k-loa".into(),
            class: UnitKind::Hamlet,
            duty,
        })
    };
    let titled = PlanFieldSet {
        plan: "k".into(),
        field: PlanField::Title("Kế hoạch sửa".into()),
        settles: Vec::new(),
        undoes: None,
    };
    let figure = FigureReported {
        indicator: "ky-nang-so".into(),
        as_of: "2026-03-01".parse().unwrap(),
        numerator: Some(30),
        denominator: Some(90),
        ..FigureReported::default()
    };
    let charge = PutInCharge {
        task: "k-lop".into(),
        person: hamlet.id.clone(),
        name: "Cán bộ cơ sở xom-1".into(),
        is_over: false,
    };
    vec![
        ("xa-a", "xa-a", world::plan("k", "xa-a")),
        ("tinh", "tinh", world::plan("p", "tinh")),
        ("tinh", "xa-b", world::assigned("p-lop", Duty::Lead)),
        ("xa-a", "xom-1", world::assigned("k-lop", Duty::Implementer)),
        ("xa-a", "xa-a", to_hamlets(Some(Duty::Implementer))),
        ("xom-1", "xom-1", raised("k-lop")),
        ("xa-a", "xom-1", Fact::PutInCharge(charge)),
        ("xom-1", "xom-1", world::commented("k-lop", "Đã mượn máy.")),
        ("xom-1", "xom-1", Fact::FigureReported(figure)),
        ("xa-a", "xa-a", node("k-muc", None, NodeBody::Section)),
        (
            "xa-a",
            "xa-a",
            node("k-moi", Some("k-muc"), NodeBody::Task(Task::default())),
        ),
        ("xa-a", "xom-2", world::assigned("k-moi", Duty::Lead)),
        ("xa-a", "xa-a", world::renamed("k-muc", "Mục thêm")),
        ("xa-a", "xa-a", Fact::PlanFieldSet(titled)),
        ("xa-b", "xom-9", world::assigned("p-lop", Duty::Implementer)),
        ("xom-9", "xom-9", world::updated("p-lop", Status::Done)),
        ("xa-a", "xom-1", world::unassigned("k-lop")),
        ("xa-a", "xa-a", to_hamlets(None)),
        ("xa-a", "xa-a", field("k-moi", NodeField::Withdrawn(true))),
    ]
}

#[tokio::test]
async fn what_is_kept_and_folded_on_is_what_the_tables_hold() {
    on_every_database(async |app| {
        let readers = Readers::of(app).await;
        let mut actors = Vec::new();
        for unit in ["tinh", "xa-a", "xa-b"] {
            actors.push((unit, app.officer(unit).await));
        }
        for unit in ["xom-1", "xom-9"] {
            actors.push((unit, app.field(unit).await));
        }
        readers.pages(app).await;
        for (by, unit, fact) in acts(&actors[3].1) {
            app.pass(1_000);
            let kind = fact.kind().to_owned();
            let (_, actor) = actors.iter().find(|(unit, _)| *unit == by).unwrap();
            actor.does(unit, fact).await;
            let just_started = app.beside().await;
            assert_eq!(
                readers.pages(app).await,
                readers.pages(&just_started).await,
                "after {kind} by {by}"
            );
            just_started.close().await;
        }
    })
    .await;
}

#[tokio::test]
async fn what_another_process_writes_is_folded_in_too() {
    on_every_database(async |app| {
        let readers = Readers::of(app).await;
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        readers.pages(app).await;
        let other = app.beside().await;
        let there = officer.at(&other);
        there
            .does("xom-1", world::assigned("k-lop", Duty::Lead))
            .await;
        // And this one again, whose batch must not go by what it knew before.
        officer
            .does("xom-2", world::assigned("k-lop", Duty::Lead))
            .await;
        there.does("xom-1", world::unassigned("k-lop")).await;
        assert_eq!(readers.pages(app).await, readers.pages(&other).await);
        other.close().await;
    })
    .await;
}
