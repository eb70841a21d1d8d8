//! What a phone must do before it can show anything, measured: `./dev bench`.

use std::{hint::black_box, time::Instant};

use model::{
    assignment::{Duty, Status, TaskUpdate},
    clock::{Stamp, day_in_vietnam},
    person::{Grant, Person, Role},
    plan::{Node, NodeBody, Plan, Task},
    record::{Assigned, Fact, PlanCreated, Record},
    sync::phone::{Hold, Image, Phone, Row},
    unit::{Unit, UnitKind, UnitTree},
    view::{Sight, task_list::TaskList, today::Today},
};

const N_TASKS: usize = 30;
const N_HAMLETS: usize = 25;
const N_RECORDS: usize = 10_000;
const NOW: i64 = 1_795_219_200_000;
const N_RUNS: usize = 11;

fn main() {
    let image = image();
    let phone = Phone::new(image.clone());
    let tree = tree();
    let person = officer();
    let sight = Sight {
        person: &person,
        tree: &tree,
        state: phone.state(),
        today: day_in_vietnam(NOW),
    };
    println!("{N_RECORDS} records, {N_TASKS} tasks, {N_HAMLETS} hamlets; median of {N_RUNS}");
    let folded = || {
        let image = image.clone();
        let began = Instant::now();
        black_box(Phone::new(image));
        began.elapsed()
    };
    report("folded from the store's rows", folded);
    report("the page of today", || timed(|| Today::new(sight, &[])));
    report("the list of tasks", || {
        timed(|| TaskList::new(sight, Default::default()))
    });
}

fn timed<T>(work: impl Fn() -> T) -> std::time::Duration {
    let began = Instant::now();
    black_box(work());
    began.elapsed()
}

fn report(what: &str, run: impl Fn() -> std::time::Duration) {
    let mut times: Vec<_> = (0..N_RUNS).map(|_| run()).collect();
    times.sort();
    println!("{what}: {:.1} ms", times[N_RUNS / 2].as_secs_f64() * 1e3);
}

fn image() -> Image {
    let mut records = vec![record(0, "xa", plan())];
    for task in 0..N_TASKS {
        for hamlet in 0..N_HAMLETS {
            let given = Fact::Assigned(Assigned {
                task: task_id(task).as_str().into(),
                duty: Duty::Implementer,
            });
            records.push(record(records.len(), &hamlet_id(hamlet), given));
        }
    }
    while records.len() < N_RECORDS {
        let n = records.len();
        let update = TaskUpdate {
            task: task_id(n % N_TASKS).as_str().into(),
            status: Status::Doing,
            percent: Some((n % 100) as u8),
            note: Some("Đã hướng dẫn các hộ cài ứng dụng.".into()),
            ..TaskUpdate::default()
        };
        let hamlet = hamlet_id(n / N_TASKS % N_HAMLETS);
        records.push(record(n, &hamlet, Fact::TaskUpdated(update)));
    }
    let row = |record: Record| Row {
        record,
        hold: Hold::Shared,
        seq: 1,
        round: 0,
        about: String::new(),
        carried_by: None,
    };
    Image {
        rows: records.into_iter().map(row).collect(),
        ..Image::default()
    }
}

fn record(n: usize, unit: &str, fact: Fact) -> Record {
    let at = NOW + n as i64;
    Record {
        id: format!("{at:012x}-7000-8000-{n:012x}").as_str().into(),
        unit: unit.into(),
        by: "p".into(),
        device: "d".into(),
        made_at: Stamp::at(at),
        replaces: None,
        fact,
    }
}

fn plan() -> Fact {
    let node = |n: usize| Node {
        id: task_id(n).as_str().into(),
        plan: "kh".into(),
        parent: None,
        position: (n as i64).into(),
        label: Some((n + 1).to_string()),
        text: "Mở lớp kỹ năng số cơ bản cho người dân tại nhà văn hóa".into(),
        body: NodeBody::Task(Task::default()),
        edits: Default::default(),
    };
    Fact::PlanCreated(PlanCreated {
        plan: Plan {
            id: "kh".into(),
            unit: "xa".into(),
            title: "Kế hoạch".into(),
            ..Plan::default()
        },
        nodes: (0..N_TASKS).map(node).collect(),
    })
}

fn officer() -> Person {
    Person {
        grants: vec![Grant {
            role: Role::Officer,
            unit: "xa".into(),
        }],
        ..Person::default()
    }
}

fn tree() -> UnitTree {
    let unit = |id: &str, parent: Option<&str>, kind| Unit {
        id: id.into(),
        parent: parent.map(Into::into),
        kind,
        name: id.into(),
        ..Unit::default()
    };
    let hamlets = (0..N_HAMLETS).map(|n| unit(&hamlet_id(n), Some("xa"), UnitKind::Hamlet));
    UnitTree::new(hamlets.chain([unit("xa", None, UnitKind::Commune)]))
}

fn task_id(n: usize) -> String {
    format!("kh-{n}")
}

fn hamlet_id(n: usize) -> String {
    format!("xom-{n}")
}
