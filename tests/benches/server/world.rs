//! What is measured on: a commune of eight hamlets, each with a phone and all hundred tasks of a plan.

use std::{
    env, fs,
    path::PathBuf,
    process,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicUsize, Ordering},
    },
};

use model::{
    assignment::{Duty, Status, TaskUpdate},
    id::{DeviceId, PlanId},
    plan::{Node, NodeBody, Plan, Task},
    record::{Fact, PlanCreated},
    schedule::Schedule,
    sync::{SyncAnswer, SyncRequest},
    unit::{Unit, UnitKind},
};
use serde_json::{Value, json};
use server::store::{counter, unit};
use tests::{Actor, Answer, App, world};

const N_HAMLETS: usize = 8;
const N_TASKS: usize = 100;

pub struct World {
    pub folder: PathBuf,
    pub phones: Vec<Arc<Phone>>,
    app: App,
}

/// Somebody's in a hamlet.
pub struct Phone {
    actor: Actor,
    unit: String,
    cursor: AtomicI64,
    n_made: AtomicUsize,
}

impl World {
    pub async fn open() -> Self {
        let folder = env::temp_dir().join(format!("hocvuso-bench-{}", process::id()));
        fs::create_dir_all(&folder).expect("a folder for temporary files");
        let app = App::open(&format!("sqlite:{}", folder.join("bench.db").display())).await;
        add_hamlets(&app).await;
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", plan()).await;
        let mut phones = Vec::new();
        for hamlet in 0..N_HAMLETS {
            let unit = hamlet_id(hamlet);
            for task in 0..N_TASKS {
                officer
                    .does(&unit, world::assigned(&task_id(task), Duty::Implementer))
                    .await;
            }
            phones.push(Arc::new(Phone {
                actor: app.field(&unit).await,
                unit,
                cursor: AtomicI64::new(0),
                n_made: AtomicUsize::new(0),
            }));
        }
        for phone in &phones {
            phone.catch_up().await;
        }
        Self {
            folder,
            phones,
            app,
        }
    }

    /// How long the log is.
    pub async fn n_records(&self) -> usize {
        let mut tx = self.app.service.store.read().await.expect("a database");
        let seq = counter::value(&mut tx, counter::RECORD).await;
        seq.expect("a counter").unsigned_abs() as usize
    }

    pub async fn close(&self) {
        self.app.close().await;
        fs::remove_dir_all(&self.folder).expect("a folder that goes away");
    }
}

impl Phone {
    /// What a phone says that has so many new updates, and what it hears: all in one request.
    pub async fn sync(self: Arc<Self>, n_records: usize) -> Answer {
        let answer = self.ask(self.records(n_records)).await;
        let told: SyncAnswer = answer.read();
        assert_eq!(told.refused, []);
        self.cursor.store(told.cursor, Ordering::SeqCst);
        answer
    }

    pub async fn get(self: Arc<Self>, path: &'static str) -> Answer {
        self.actor.get(path).await
    }

    pub async fn get_unless(self: Arc<Self>, path: &'static str, tag: String) -> Answer {
        self.actor.get_unless(path, &tag).await
    }

    pub fn records(&self, n_records: usize) -> Vec<Value> {
        let record = |n: usize| {
            let update = TaskUpdate {
                task: task_id(n % N_TASKS).as_str().into(),
                status: Status::Doing,
                percent: Some((n % 100) as u8),
                note: Some("Đã hướng dẫn các hộ cài ứng dụng, còn hộ ở xa hẹn tối thứ bảy.".into()),
                ..TaskUpdate::default()
            };
            json!(self.actor.record(&self.unit, Fact::TaskUpdated(update)))
        };
        let first = self.n_made.fetch_add(n_records, Ordering::SeqCst);
        (first..first + n_records).map(record).collect()
    }

    async fn catch_up(&self) {
        loop {
            let told: SyncAnswer = self.ask(Vec::new()).await.read();
            self.cursor.store(told.cursor, Ordering::SeqCst);
            if !told.more {
                return;
            }
        }
    }

    async fn ask(&self, records: Vec<Value>) -> Answer {
        let request = SyncRequest {
            device: DeviceId::from("may-thu"),
            cursor: self.cursor.load(Ordering::SeqCst),
            records,
            n_held: Some(0),
            ..SyncRequest::default()
        };
        self.actor.post("/api/v1/sync", &json!(request)).await.ok()
    }
}

/// How long the log is to grow, from `BENCH_RECORDS`.
pub fn records_asked_for() -> Option<usize> {
    env::var("BENCH_RECORDS").ok()?.parse().ok()
}

async fn add_hamlets(app: &App) {
    let hamlets: Vec<_> = (0..N_HAMLETS)
        .map(|hamlet| Unit {
            id: hamlet_id(hamlet).as_str().into(),
            kind: UnitKind::Hamlet,
            name: format!("Thôn {}", hamlet + 1),
            parent: Some("xa-a".into()),
            ..Unit::default()
        })
        .collect();
    let mut tx = app.service.store.write().await.expect("a database");
    unit::put(&mut tx, &hamlets).await.expect("hamlets");
    tx.commit().await.expect("hamlets");
}

fn plan() -> Fact {
    let plan = PlanId::from("kh");
    let node = |task: usize| Node {
        id: task_id(task).as_str().into(),
        plan: plan.clone(),
        parent: None,
        position: (task as i64).into(),
        label: Some((task + 1).to_string()),
        text: format!(
            "Hướng dẫn người dân dùng dịch vụ công trực tuyến, đợt {}",
            task + 1
        ),
        body: NodeBody::Task(Task {
            schedule: Schedule::read("Quý IV/2026"),
            ..Task::default()
        }),
        edits: Default::default(),
    };
    Fact::PlanCreated(PlanCreated {
        nodes: (0..N_TASKS).map(node).collect(),
        plan: Plan {
            id: plan.clone(),
            unit: "xa-a".into(),
            title: "Kế hoạch để đo".into(),
            ..Plan::default()
        },
    })
}

fn hamlet_id(hamlet: usize) -> String {
    format!("thon-{hamlet}")
}

fn task_id(task: usize) -> String {
    format!("kh-{task}")
}
