//! How offline work has been lost in other systems, a story each: with this sync none of them ends
//! that way. Those that need a browser are in `tests/browser/losses.test.js`.

#[path = "chaos/mutant.rs"]
#[expect(dead_code, reason = "only the chaos stories break the sync")]
mod mutant;
#[path = "chaos/random.rs"]
#[expect(dead_code, reason = "only the chaos stories need all of it")]
mod random;
#[path = "chaos/server.rs"]
#[expect(dead_code, reason = "only the chaos stories need all of it")]
mod server;

use model::{
    assignment::{Duty, Status, TaskUpdate},
    clock::{Millis, Stamp},
    fold::State,
    id::RecordId,
    person::{Grant, Person, Role},
    plan::{Node, NodeBody, Plan, Task},
    problem::Code,
    record::{Assigned, Fact, PlanCreated},
    sync::{
        BATCH_MAX, SyncAnswer, SyncRequest,
        phone::{Draft, Image, Outgoing, Phone, wait_ms},
    },
    unit::{Unit, UnitKind, UnitTree},
};
use random::Random;
use server::Server;

const NOW: Millis = 1_795_219_200_000;
const YEAR_MS: Millis = 365 * 24 * 3_600_000;

/// A commune with two hamlets, its server, an officer and a hamlet's phone.
struct World {
    tree: UnitTree,
    server: Server,
    officer: Handset,
    hamlet: Handset,
}

struct Handset {
    person: Person,
    phone: Phone,
    random: Random,
}

impl World {
    /// With a plan of three tasks, the first of them given to the hamlet.
    fn new() -> Self {
        let mut world = Self {
            tree: tree(),
            server: Server::new("may-chu"),
            officer: Handset::new("xa", Role::Officer, "xa"),
            hamlet: Handset::new("xom", Role::Field, "xom-1"),
        };
        world.officer.does("xa", plan());
        let task = "kh-0".into();
        let duty = Duty::Implementer;
        let given = Fact::Assigned(Assigned { task, duty });
        world.officer.does("xom-1", given);
        world.officer_syncs();
        world.hamlet_syncs();
        world
    }

    fn hamlet_syncs(&mut self) {
        self.hamlet.sync(&mut self.server, &self.tree);
    }

    fn officer_syncs(&mut self) {
        self.officer.sync(&mut self.server, &self.tree);
    }

    fn n_in_log(&self, id: &RecordId) -> usize {
        let log = self.server.log.iter();
        log.filter(|logged| logged.stamped.record.id == *id).count()
    }
}

impl Handset {
    fn new(id: &str, role: Role, unit: &str) -> Self {
        let mut phone = Phone::new(Image {
            device: format!("may-{id}").as_str().into(),
            ..Image::default()
        });
        phone.sign_in(&id.into(), true);
        Self {
            person: Person {
                id: id.into(),
                login: id.into(),
                name: id.into(),
                post: String::new(),
                grants: vec![Grant {
                    role,
                    unit: unit.into(),
                }],
            },
            phone,
            random: Random::new(id.len() as u64),
        }
    }

    fn does(&mut self, unit: &str, fact: Fact) -> RecordId {
        self.does_at(unit, fact, NOW, None)
    }

    fn does_at(&mut self, unit: &str, fact: Fact, now: Millis, after: Option<Stamp>) -> RecordId {
        let draft = Draft {
            unit: unit.into(),
            replaces: None,
            after,
            fact,
            about: "việc".into(),
        };
        let random = &mut self.random;
        let change = self.phone.keep(vec![draft], now, || random.bytes());
        change.entries[0].record.id.clone()
    }

    fn updates(&mut self) -> RecordId {
        self.does("xom-1", updated(0))
    }

    fn ask(&self) -> Outgoing {
        self.phone.ask(BATCH_MAX, "1.0")
    }

    fn serve(&self, server: &mut Server, tree: &UnitTree, asked: &SyncRequest) -> SyncAnswer {
        let mut random = Random::new(1);
        server.sync(&self.person, tree, asked, NOW, None, &mut random)
    }

    fn sync(&mut self, server: &mut Server, tree: &UnitTree) {
        for _ in 0..100 {
            let outgoing = self.ask();
            let answer = self.serve(server, tree, &outgoing.message);
            if !self.phone.settle(&outgoing, &answer, NOW).go_on {
                return;
            }
        }
        panic!("the phone comes to no end");
    }

    fn refusal(&self, id: &RecordId) -> Option<Code> {
        let entries = self.phone.entries();
        let entry = entries.into_iter().find(|entry| entry.record.id == *id)?;
        entry.refused.as_ref().map(|problem| problem.code)
    }
}

#[test]
fn a_right_that_was_taken_away_deletes_nothing() {
    let mut world = World::new();
    let id = world.hamlet.updates();
    world.hamlet.person.grants[0].role = Role::Supervisor;
    world.hamlet_syncs();
    assert_eq!(world.hamlet.refusal(&id), Some(Code::NotAllowed));
    world.hamlet.person.grants[0].role = Role::Field;
    world.hamlet_syncs();
    assert_eq!(world.n_in_log(&id), 1, "sent by itself once it may be");
    assert!(world.hamlet.phone.entries().is_empty());
}

#[test]
fn a_push_of_which_the_answer_names_only_a_part_keeps_the_rest() {
    let mut world = World::new();
    let (first, second) = (world.hamlet.updates(), world.hamlet.updates());
    let outgoing = world.hamlet.ask();
    let mut answer = world
        .hamlet
        .serve(&mut world.server, &world.tree, &outgoing.message);
    answer.accepted.retain(|id| *id == first);
    answer.records.clear();
    world.hamlet.phone.settle(&outgoing, &answer, NOW);
    let waiting = world.hamlet.phone.entries();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].record.id, second);
}

#[test]
fn signing_out_or_another_person_on_the_phone_deletes_nothing() {
    let mut world = World::new();
    let id = world.hamlet.updates();
    for other in ["", "nguoi-khac"] {
        world.hamlet.phone.sign_in(&other.into(), true);
        assert!(world.hamlet.ask().ids.is_empty(), "not theirs to send");
        assert_eq!(world.hamlet.phone.entries().len(), 1);
    }
    world.hamlet.phone.sign_in(&"xom".into(), true);
    world.hamlet_syncs();
    assert_eq!(world.n_in_log(&id), 1);
}

#[test]
fn one_bad_record_does_not_hold_back_the_next() {
    let mut world = World::new();
    let bad = world.hamlet.does("xom-2", updated(0));
    let good = world.hamlet.updates();
    world.hamlet_syncs();
    assert_eq!(world.hamlet.refusal(&bad), Some(Code::NotAllowed));
    assert_eq!(world.n_in_log(&good), 1);
}

#[test]
fn a_request_that_is_refused_whole_is_split_until_the_culprit_is_alone() {
    let mut world = World::new();
    let ids = [world.hamlet.updates(), world.hamlet.updates()];
    let problem = Code::MalformedJson.into();
    let both = world.hamlet.ask();
    let next = world.hamlet.phone.fail(&both, Some(&problem));
    assert!(matches!(
        next,
        model::sync::phone::AfterFailure::SendFewer(1)
    ));
    let alone = world.hamlet.phone.ask(1, "1.0");
    world.hamlet.phone.fail(&alone, Some(&problem));
    assert_eq!(world.hamlet.refusal(&ids[0]), Some(Code::MalformedJson));
    assert_eq!(world.hamlet.refusal(&ids[1]), None);
}

#[test]
fn an_acknowledgement_that_is_lost_makes_no_second_record() {
    let mut world = World::new();
    let id = world.hamlet.updates();
    let outgoing = world.hamlet.ask();
    for _ in 0..3 {
        let _lost = world
            .hamlet
            .serve(&mut world.server, &world.tree, &outgoing.message);
    }
    world.hamlet_syncs();
    assert_eq!(world.n_in_log(&id), 1);
    assert!(world.hamlet.phone.entries().is_empty());
}

#[test]
fn what_arrives_out_of_order_counts_at_once_and_the_same() {
    let mut world = World::new();
    for _ in 0..4 {
        world.hamlet.updates();
    }
    world.hamlet_syncs();
    let records: Vec<_> = world.server.log.iter().map(|l| &l.stamped.record).collect();
    let mut backwards = State::default();
    records
        .iter()
        .rev()
        .for_each(|record| backwards.apply(record));
    assert_eq!(backwards, world.server.state);
}

#[test]
fn a_wrong_clock_does_not_make_newer_work_older() {
    let mut world = World::new();
    // The colleague's phone is a year ahead; this one is right, and its person saw that.
    let ahead = Stamp::at(NOW + YEAR_MS);
    world
        .hamlet
        .does_at("xom-1", updated(10), NOW + YEAR_MS, None);
    let newer = world.hamlet.does_at("xom-1", updated(80), NOW, Some(ahead));
    let key = ("kh-0".into(), "xom-1".into());
    let progress = &world.hamlet.phone.state().assignments[&key].progress;
    assert_eq!(progress.said.as_ref().unwrap().record, newer);
    // And once it has spoken with the server it knows that its own clock is wrong.
    let outgoing = world.hamlet.ask();
    let answer = world
        .hamlet
        .serve(&mut world.server, &world.tree, &outgoing.message);
    let slow = NOW - YEAR_MS;
    world.hamlet.phone.settle(&outgoing, &answer, slow);
    let position = world.hamlet.phone.position();
    assert_eq!(model::sync::phone::correct(slow, position), NOW);
}

#[test]
fn many_records_of_one_moment_do_not_fall_between_two_pages() {
    let mut world = World::new();
    for _ in 0..100 {
        world.hamlet.updates();
    }
    world.hamlet_syncs();
    world.officer_syncs();
    assert_eq!(world.officer.phone.rows().count(), world.server.log.len());
}

#[test]
fn a_server_restored_from_a_backup_is_given_again_what_it_lost() {
    let mut world = World::new();
    let backup = world.server.clone();
    let id = world.hamlet.updates();
    world.hamlet_syncs();
    world.server = backup.clone();
    world.hamlet_syncs();
    assert_eq!(world.n_in_log(&id), 1);
    // Also when others have filled the log up to where it was.
    world.server = backup;
    let other = plan_called("khac");
    world.officer.does("xa", other);
    world.officer_syncs();
    world.hamlet_syncs();
    assert_eq!(world.n_in_log(&id), 1);
}

#[test]
fn a_server_restored_once_more_while_it_is_given_what_it_lost_is_given_all_of_it() {
    let mut world = World::new();
    let backup = world.server.clone();
    // What it did it does not see again: as of somebody of a province.
    world.hamlet.phone.sign_in(&"xom".into(), false);
    let mut records = [0; 3].map(|_| world.hamlet.updates());
    records.sort();
    world.hamlet_syncs();
    world.server = backup.clone();
    // Over a network that lets one record through at a time.
    while world.n_in_log(&records[0]) == 0 {
        let outgoing = world.hamlet.phone.ask(1, "1.0");
        let answer = world
            .hamlet
            .serve(&mut world.server, &world.tree, &outgoing.message);
        world.hamlet.phone.settle(&outgoing, &answer, NOW);
    }
    world.server = backup;
    world.hamlet_syncs();
    for record in &records {
        assert_eq!(world.n_in_log(record), 1);
    }
}

#[test]
fn a_server_that_was_emptied_on_purpose_is_not_filled_by_old_phones() {
    let mut world = World::new();
    world.hamlet.updates();
    world.hamlet_syncs();
    let unsent = world.hamlet.updates();
    world.server = Server::new("may-chu-moi");
    world.hamlet_syncs();
    world.officer_syncs();
    assert!(world.server.log.is_empty());
    assert_eq!(world.hamlet.refusal(&unsent), Some(Code::OtherServer));
    assert_eq!(world.hamlet.phone.rows().count(), 0);
}

#[test]
fn a_phone_that_misses_records_notices_and_fetches_them() {
    let mut world = World::new();
    world.hamlet.updates();
    world.hamlet_syncs();
    world.officer_syncs();
    let complete = world.officer.phone.rows().count();
    let mut image = Image {
        device: world.officer.phone.device().clone(),
        position: world.officer.phone.position().clone(),
        rows: world.officer.phone.rows().skip(1).cloned().collect(),
        ground: world.officer.phone.ground().clone(),
        ..Image::default()
    };
    image.position.checked_at = None;
    world.officer.phone = Phone::new(image);
    world.officer_syncs();
    assert_eq!(world.officer.phone.rows().count(), complete);
    assert!(world.officer.phone.position().checked_at.is_some());
}

#[test]
fn what_waits_is_tried_again_for_ever() {
    assert_eq!(wait_ms(1, 0), 3_000);
    assert!(wait_ms(2, 255) <= 12_500);
    assert_eq!(wait_ms(1_000_000, 0), 300_000);
    assert!(wait_ms(1_000_000, 255) <= 375_000);
    let mut world = World::new();
    let id = world.hamlet.updates();
    for _ in 0..50 {
        let outgoing = world.hamlet.ask();
        world.hamlet.phone.fail(&outgoing, None);
        let problem = Code::Internal.into();
        world.hamlet.phone.fail(&outgoing, Some(&problem));
    }
    world.hamlet_syncs();
    assert_eq!(world.n_in_log(&id), 1);
}

fn tree() -> UnitTree {
    let unit = |id: &str, parent: Option<&str>, kind| Unit {
        id: id.into(),
        parent: parent.map(Into::into),
        kind,
        ..Unit::default()
    };
    UnitTree::new([
        unit("xa", None, UnitKind::Commune),
        unit("xom-1", Some("xa"), UnitKind::Hamlet),
        unit("xom-2", Some("xa"), UnitKind::Hamlet),
    ])
}

fn plan() -> Fact {
    plan_called("kh")
}

fn plan_called(id: &str) -> Fact {
    let node = |n: i64| Node {
        id: format!("{id}-{n}").as_str().into(),
        plan: id.into(),
        parent: None,
        position: n.into(),
        label: None,
        text: format!("Việc {n}"),
        body: NodeBody::Task(Task::default()),
        edits: Default::default(),
    };
    Fact::PlanCreated(PlanCreated {
        plan: Plan {
            id: id.into(),
            unit: "xa".into(),
            title: id.into(),
            ..Plan::default()
        },
        nodes: (0..3).map(node).collect(),
    })
}

fn updated(percent: u8) -> Fact {
    Fact::TaskUpdated(TaskUpdate {
        task: "kh-0".into(),
        status: Status::Doing,
        percent: Some(percent),
        ..TaskUpdate::default()
    })
}
