//! Plans edited by several phones: the same outline on all of them, on the server, and made anew from
//! the log.

use model::{
    clock::Millis,
    fold::State,
    id::{NodeId, PlanId},
    plan::{
        NodeField, Outline, Signature, Stage, Step,
        editing::{Editing, Intent},
    },
    problem::{Code, Problem},
    sync::phone::{Draft, Image, Phone},
};
use server::{rebuild::rebuild, store::state};
use tests::{Actor, App, on_every_database, world};

struct Handset {
    phone: Phone,
    actor: Actor,
    now: Millis,
}

impl Handset {
    fn of(actor: Actor, device: &str) -> Self {
        let mut phone = Phone::new(Image {
            device: device.into(),
            ..Image::default()
        });
        phone.sign_in(&actor.id, true);
        let now = world::MORNING;
        Self { phone, actor, now }
    }

    /// Edits what the phone shows; it need not have a network.
    fn edits(&mut self, verb: impl Fn(&Editing) -> Result<Vec<Intent>, Problem>) {
        let editing = Editing::new(self.phone.state(), &plan()).unwrap();
        let intents = verb(&editing).unwrap();
        assert!(!intents.is_empty());
        let drafts = intents.into_iter().map(|intent| Draft {
            unit: "xa-a".into(),
            replaces: intent.replaces,
            after: intent.after,
            fact: intent.fact,
            about: "kế hoạch".into(),
        });
        self.now += 1_000;
        let mut seed = self
            .phone
            .device()
            .as_str()
            .bytes()
            .map(u64::from)
            .sum::<u64>();
        seed += u64::try_from(self.now).unwrap() << 8;
        let random = || {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let bytes = (seed >> 16).to_le_bytes();
            [0, 1, 2, 3, 4, 5, 0, 1, 2, 3].map(|index: usize| bytes[index])
        };
        self.phone.keep(drafts.collect(), self.now, random);
    }

    async fn sync(&mut self) {
        for _ in 0..20 {
            let outgoing = self.phone.ask(200, "1.0");
            let request = serde_json::to_value(&outgoing.message).unwrap();
            let answer = self.actor.post("/api/v1/sync", &request).await.ok();
            let answer = serde_json::from_value(answer.json()).unwrap();
            let settled = self.phone.settle(&outgoing, &answer, self.now);
            assert_eq!(settled.trouble, None);
            if !settled.go_on {
                return;
            }
        }
        panic!("the phone does not come to an end");
    }

    fn told(&self) -> Vec<(usize, String)> {
        told(self.phone.state())
    }
}

fn plan() -> PlanId {
    "k".into()
}

fn id(node: &str) -> NodeId {
    node.into()
}

fn told(state: &State) -> Vec<(usize, String)> {
    let outline = Outline::new(state.nodes.values());
    let rows = outline.rows();
    rows.map(|row| (row.depth, row.node.text.clone())).collect()
}

async fn folded(app: &App) -> State {
    let mut tx = app.service.store.read().await.unwrap();
    state::all(&mut tx).await.unwrap()
}

async fn rebuilding_changes_nothing(app: &App) {
    let before = folded(app).await;
    rebuild(&app.service).await.unwrap();
    let after = folded(app).await;
    assert_eq!((&after.plans, &after.nodes), (&before.plans, &before.nodes));
}

#[tokio::test]
async fn two_phones_edit_one_plan_and_see_the_same() {
    on_every_database(async |app| {
        let mut lan = Handset::of(app.officer("xa-a").await, "may-lan");
        let mut minh = Handset::of(app.officer("xa-a").await, "may-minh");
        let mut xom = Handset::of(app.field("xom-1").await, "may-xom");
        lan.actor.does("xa-a", world::plan("k", "xa-a")).await;
        lan.sync().await;
        minh.sync().await;
        // Minh is without a network for a while: the same text, another field, and two moves that
        // make a circle.
        minh.now += 60_000;
        lan.edits(|it| it.set(&id("k-lop"), vec![NodeField::Text("Mở hai lớp".into())]));
        lan.edits(|it| it.indent(&id("k-lop")));
        minh.edits(|it| it.set(&id("k-lop"), vec![NodeField::Text("Mở ba lớp".into())]));
        minh.edits(|it| it.set(&id("k-lop"), vec![NodeField::Output(Some("Lớp".into()))]));
        minh.edits(|it| it.write_after(Some(&id("k-lop")), None, id("k-moi")));
        minh.edits(|it| it.set(&id("k-moi"), vec![NodeField::Text("Việc mới".into())]));
        minh.edits(|it| it.move_to(&id("k-loa"), Some(&id("k-lop")), None));
        lan.sync().await;
        minh.sync().await;
        lan.sync().await;
        xom.sync().await;
        let server = folded(app).await;
        assert_eq!(lan.phone.state().nodes, server.nodes);
        assert_eq!(minh.phone.state().nodes, server.nodes);
        assert_eq!(xom.phone.state().nodes, server.nodes);
        let expected = [
            (0, "Nhiệm vụ"),
            (1, "Phát thanh"),
            (2, "Mở ba lớp"),
            (1, "Việc mới"),
        ];
        let expected = expected.map(|(depth, text)| (depth, text.to_owned()));
        assert_eq!(lan.told(), expected);
        assert_eq!(told(&server), expected);
        // Both are told of what they said against each other.
        for phone in [&lan.phone, &minh.phone] {
            let node = &phone.state().nodes[&id("k-lop")];
            assert_eq!(node.edits.fields.rivals("text").len(), 2);
            assert_eq!(node.edits.fields.disputed().collect::<Vec<_>>(), ["text"]);
        }
        let view = lan.actor.get("/api/v1/plans/k/editing").await.ok().json();
        let claims = view["disputes"][0]["claims"].as_array().unwrap();
        let said: Vec<_> = claims.iter().map(|claim| &claim["words"]).collect();
        assert_eq!(said, ["Mở ba lớp", "Mở hai lớp"]);
        assert_ne!(claims[0]["by"]["name"], "");
        assert_eq!(view["head"]["may_write"], true);
        lan.edits(|it| it.settle(&id("k-lop"), NodeField::Text("Mở hai lớp".into())));
        lan.sync().await;
        minh.sync().await;
        let node = &minh.phone.state().nodes[&id("k-lop")];
        assert_eq!(
            (node.text.as_str(), node.edits.fields.disputed().count()),
            ("Mở hai lớp", 0)
        );
        rebuilding_changes_nothing(app).await;
        let view = lan.actor.get("/api/v1/plans/k").await.ok().json();
        let texts = view["entries"].as_array().unwrap().iter();
        let texts: Vec<_> = texts
            .map(|entry| entry["node"]["text"].as_str().unwrap())
            .collect();
        assert_eq!(texts, ["Nhiệm vụ", "Phát thanh", "Mở hai lớp", "Việc mới"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_added_under_a_heading_that_another_withdraws_stays_in_sight() {
    on_every_database(async |app| {
        let mut lan = Handset::of(app.officer("xa-a").await, "may-lan");
        let mut minh = Handset::of(app.officer("xa-a").await, "may-minh");
        lan.actor.does("xa-a", world::plan("k", "xa-a")).await;
        lan.sync().await;
        minh.sync().await;
        lan.edits(|it| it.withdraw(&id("k-phan")));
        minh.edits(|it| it.write_after(Some(&id("k-loa")), None, id("k-moi")));
        lan.sync().await;
        minh.sync().await;
        lan.sync().await;
        let shown = lan.told();
        assert_eq!(shown, [(0, "Nhiệm vụ".to_owned()), (1, String::new())]);
        assert_eq!(minh.told(), shown);
        // What was withdrawn is in nobody's list of tasks.
        let view = lan.actor.get("/api/v1/plans/k").await.ok().json();
        assert_eq!(view["n_tasks"], 1);
        lan.edits(|it| it.restore(&id("k-phan")));
        lan.sync().await;
        assert_eq!(lan.told().len(), 4);
        rebuilding_changes_nothing(app).await;
    })
    .await;
}

#[tokio::test]
async fn a_signed_plan_changes_only_through_an_amendment() {
    on_every_database(async |app| {
        let mut lan = Handset::of(app.officer("xa-a").await, "may-lan");
        let mut lanh_dao = Handset::of(app.leader("xa-a").await, "may-lanh-dao");
        lan.actor.does("xa-a", world::plan("k", "xa-a")).await;
        lan.sync().await;
        lan.edits(|it| Ok(vec![it.step(Step::Submitted, None, None)]));
        lan.sync().await;
        lanh_dao.sync().await;
        let signature = Signature {
            number: Some("57/KH-UBND".into()),
            date: chrono::NaiveDate::from_ymd_opt(2026, 3, 2),
            signer: Some("Lê Văn Nam".into()),
        };
        lanh_dao.edits(|it| Ok(vec![it.step(Step::Signed, None, Some(signature.clone()))]));
        lanh_dao.sync().await;
        // The phone has not heard of it yet.
        lan.edits(|it| it.set(&id("k-lop"), vec![NodeField::Text("Mở hai lớp".into())]));
        lan.sync().await;
        let refused: Vec<_> = lan.phone.entries().into_iter().cloned().collect();
        assert_eq!(refused.len(), 1);
        let problem = refused[0].refused.as_ref().unwrap();
        assert!(matches!(
            problem.code,
            Code::PlanSubmitted | Code::PlanSigned
        ));
        let reason = Some("Thêm một lớp.".to_owned());
        lan.edits(|it| Ok(vec![it.step(Step::AmendmentBegun, reason.clone(), None)]));
        lan.sync().await;
        lan.phone.retry(&refused[0].record.id);
        lan.sync().await;
        assert!(lan.phone.entries().is_empty());
        let state = folded(app).await;
        let plan = &state.plans[&plan()];
        assert_eq!(plan.stage(), Stage::Amending);
        assert_eq!(plan.written_number().as_deref(), Some("57/KH-UBND"));
        assert_eq!(plan.versions().len(), 1);
        assert_eq!(state.nodes[&id("k-lop")].text, "Mở hai lớp");
        rebuilding_changes_nothing(app).await;
    })
    .await;
}
