//! One story: phones and a server, everything that goes wrong between them, and what must be true
//! in the end.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    assignment::{Duty, Status, TaskUpdate},
    clock::{Millis, day_in_vietnam},
    figure::{Account, FigureReported},
    fold::State,
    id::{PhotoId, RecordId, UnitId},
    person::{Grant, Person, Role},
    plan::{Node, NodeBody, Plan, Task},
    problem::{Code, Problem},
    record::{
        Assigned, AssignmentReplied, ClassAssigned, Commented, DifficultyAnswered, Fact,
        PlanCreated, Unassigned,
    },
    sync::phone::Draft,
    unit::{Unit, UnitKind, UnitTree},
};

use super::{
    edit,
    handset::{Dying, Handset},
    mutant::Mutant,
    random::Random,
    server::Server,
};

const START: Millis = 1_795_219_200_000;
const YEAR_MS: Millis = 365 * 24 * 3_600_000;
const QUIET_MIN_MS: Millis = 10 * 60_000;
/// Once everything works again, all must be done within this time.
const QUIET_LIMIT_MS: Millis = 40 * 60_000;

pub struct World {
    random: Random,
    mutant: Option<Mutant>,
    now: Millis,
    tree: UnitTree,
    people: Vec<Person>,
    server: Server,
    backup: Option<Server>,
    handsets: Vec<Handset>,
    /// On the way, by the time of arrival and a running number.
    messages: BTreeMap<(Millis, u64), Message>,
    n_messages: u64,
    is_faulty: bool,
    /// Everything that a phone said is saved.
    kept: BTreeSet<RecordId>,
    n_plans: usize,
}

enum Message {
    Request {
        handset: usize,
        number: u64,
        text: String,
    },
    Answer {
        handset: usize,
        number: u64,
        answer: Result<String, Option<Problem>>,
    },
}

impl World {
    pub fn new(seed: u64, mutant: Option<Mutant>) -> Self {
        let mut people = vec![
            person("tinh", Role::Officer, "tinh"),
            person("xa-a", Role::Officer, "xa-a"),
            person("xa-b", Role::Officer, "xa-b"),
            person("a1", Role::Field, "a1"),
            person("a1-pho", Role::Field, "a1"),
            person("a2", Role::Field, "a2"),
            person("b1", Role::Field, "b1"),
        ];
        // Who writes the plan of a small commune also brings it to be signed.
        people[1].grants.push(Grant {
            role: Role::Leader,
            unit: "xa-a".into(),
        });
        let mut handsets: Vec<_> = (0..people.len())
            .map(|index| Handset::new(&format!("may-{index}"), index))
            .collect();
        handsets.push(Handset::new("may-hai", 3));
        handsets.push(Handset::new("may-tinh-xa", 1));
        Self {
            random: Random::new(seed),
            mutant,
            now: START,
            tree: tree("xa-a"),
            people,
            server: Server::new("may-chu"),
            backup: None,
            handsets,
            messages: BTreeMap::new(),
            n_messages: 0,
            is_faulty: true,
            kept: BTreeSet::new(),
            n_plans: 0,
        }
    }

    /// Lives for so many steps with all faults, then lets everything work again.
    pub fn run(&mut self, n_steps: usize) -> Result<(), String> {
        for _ in 0..n_steps {
            self.now += self.random.within(0..8_000);
            self.act();
            self.misfortune();
            self.go_on();
        }
        self.is_faulty = false;
        self.tree = tree("xa-a");
        for index in 0..self.handsets.len() {
            self.switch_on(index);
        }
        // Long enough for each phone's timer to have come round once.
        let soonest = self.now + QUIET_MIN_MS;
        let limit = self.now + QUIET_LIMIT_MS;
        while self.now < soonest || (self.now < limit && !self.is_quiet()) {
            self.now = self.next_time();
            self.go_on();
        }
        self.verify()
    }

    fn go_on(&mut self) {
        self.ask();
        while let Some(entry) = self.messages.first_entry() {
            if entry.key().0 > self.now {
                break;
            }
            let message = entry.remove();
            self.deliver(message);
        }
    }

    /// When the next thing happens by itself.
    fn next_time(&self) -> Millis {
        let arrival = self.messages.keys().next().map(|key| key.0);
        let questions = self.handsets.iter().map(Handset::next_time);
        let next = questions.chain(arrival).min().unwrap_or(self.now);
        next.clamp(self.now + 1, self.now + 60_000)
    }

    fn ask(&mut self) {
        for index in 0..self.handsets.len() {
            self.carry_photos(index);
            let asked = self.handsets[index].ask(self.now, self.mutant, &mut self.random);
            if let Some((number, text)) = asked {
                let message = || Message::Request {
                    handset: index,
                    number,
                    text: text.clone(),
                };
                self.send(&message);
                if self.chance(3) {
                    self.handsets[index].kill(self.mutant);
                }
            }
        }
    }

    /// Sends the photos of one record, as far as the network lets them through.
    fn carry_photos(&mut self, index: usize) {
        let Some(phone) = &mut self.handsets[index].phone else {
            return;
        };
        for photo in phone.photos_to_send() {
            let cut = self.is_faulty.then(|| self.random.below(100));
            let person = phone.position().person.clone();
            match cut {
                Some(0..20) => return,
                Some(20..24) => {
                    let back = phone.photo_failed(&photo, &Code::PhotoDamaged.into());
                    self.handsets[index].disk.apply(&back.unwrap_or_default());
                    return;
                }
                _ if self.mutant == Some(Mutant::SendsNoPhotos) => {}
                _ => drop(self.server.photos.insert((person, photo.clone()))),
            }
            // The answer may be lost on its way.
            if !matches!(cut, Some(90..)) {
                phone.photo_is_there(&photo);
            }
        }
    }

    /// Puts a message on its way: late, twice, or not at all.
    fn send(&mut self, message: &dyn Fn() -> Message) {
        let n_copies = match self.random.below(100) {
            0..15 if self.is_faulty => 0,
            15..25 if self.is_faulty => 2,
            _ => 1,
        };
        for _ in 0..n_copies {
            let delay = if self.chance(10) {
                self.random.within(0..120_000)
            } else {
                self.random.within(0..2_000)
            };
            self.n_messages += 1;
            self.messages
                .insert((self.now + delay, self.n_messages), message());
        }
    }

    fn deliver(&mut self, message: Message) {
        match message {
            Message::Request {
                handset,
                number,
                text,
            } => {
                let answer = self.serve(handset, &text);
                self.send(&|| Message::Answer {
                    handset,
                    number,
                    answer: answer.clone(),
                });
            }
            Message::Answer {
                handset,
                number,
                answer,
            } => {
                let dies = match self.random.below(100) {
                    0..3 if self.is_faulty => Some(Dying::BeforeWriting),
                    3..6 if self.is_faulty => Some(Dying::AfterWriting),
                    _ => None,
                };
                let (now, mutant) = (self.now, self.mutant);
                self.handsets[handset].hear(number, &answer, now, dies, mutant, &mut self.random);
            }
        }
    }

    fn serve(&mut self, handset: usize, text: &str) -> Result<String, Option<Problem>> {
        if self.chance(5) {
            let codes = [Code::SignInNeeded, Code::Internal, Code::TooManyRequests];
            return Err(self.random.pick(&codes).copied().map(Problem::from));
        }
        let request = model::json::parse(text).map_err(|_| Some(Code::MalformedJson.into()))?;
        let person = &self.people[self.handsets[handset].person];
        let answer = self.server.sync(
            person,
            &self.tree,
            &request,
            self.now,
            self.mutant,
            &mut self.random,
        );
        Ok(serde_json::to_string(&answer).expect("an answer is plain data"))
    }

    fn chance(&mut self, in_hundred: usize) -> bool {
        self.is_faulty && self.random.in_hundred(in_hundred)
    }

    fn misfortune(&mut self) {
        let index = self.random.below(self.handsets.len());
        match self.random.below(400) {
            0..12 => self.handsets[index].kill(self.mutant),
            12..16 => self.handsets[index].clock_error = self.random.within(-YEAR_MS..YEAR_MS),
            16..24 => self.backup = Some(self.server.clone()),
            24..27 => {
                if let Some(backup) = self.backup.clone() {
                    self.server = backup;
                }
            }
            27..31 => {
                let moved = ["xa-a", "xa-b"][self.random.below(2)];
                self.tree = tree(moved);
            }
            31..36 => {
                let unit = ["a1", "a2"][self.random.below(2)];
                self.people[4].grants[0].unit = unit.into();
            }
            36..40 => {
                let role = [Role::Field, Role::Supervisor][self.random.below(2)];
                self.people[5].grants[0].role = role;
            }
            // They have waited for too long.
            40..48 => self.server.photos.clear(),
            _ => {}
        }
    }

    fn switch_on(&mut self, index: usize) {
        let handset = &mut self.handsets[index];
        if handset.phone.is_none() {
            let person = &self.people[handset.person];
            handset.start(person, person.holds_records(&self.tree));
            handset.next_at = handset.next_at.min(self.now);
            if self.mutant == Some(Mutant::NeverTriesAgain) {
                handset.next_at = Millis::MAX;
            }
        }
    }

    /// Somebody does something on a phone.
    fn act(&mut self) {
        let index = self.random.below(self.handsets.len());
        if self.random.in_hundred(30) {
            self.switch_on(index);
        }
        if self.random.in_hundred(20) {
            self.retry_refused(index);
        }
        let draft = self.draft(index);
        let handset = &mut self.handsets[index];
        let drafts = draft.into_iter().collect();
        self.kept
            .extend(handset.keep(drafts, self.now, &mut self.random));
        if self.random.in_hundred(50) {
            handset.next_at = handset.next_at.min(self.now);
        }
    }

    fn retry_refused(&mut self, index: usize) {
        let Some(phone) = &self.handsets[index].phone else {
            return;
        };
        let refused: Vec<_> = phone
            .entries()
            .into_iter()
            .filter(|entry| !entry.is_waiting())
            .map(|entry| entry.record.id.clone())
            .collect();
        if let Some(id) = self.random.pick(&refused).cloned() {
            self.handsets[index].retry(&id);
        }
    }

    fn draft(&mut self, index: usize) -> Option<Draft> {
        let handset = &self.handsets[index];
        let person = &self.people[handset.person];
        let home = person.grants[0].unit.clone();
        let state = handset.phone.as_ref()?.state();
        let tasks: Vec<_> = state.nodes.keys().cloned().collect();
        let given: Vec<_> = state.assignments.keys().cloned().collect();
        let is_officer = person.grants[0].role == Role::Officer;
        let task = self.random.pick(&tasks).cloned();
        let (unit, fact) = match self.random.below(100) {
            0..15 if is_officer && self.n_plans < 6 => {
                self.n_plans += 1;
                let id = format!("kh-{}-{}", self.n_plans, index);
                (home.clone(), plan(&id, &home))
            }
            15..45 if is_officer => {
                let below: Vec<_> = self
                    .tree
                    .subtree(&home)
                    .into_iter()
                    .map(|u| u.id.clone())
                    .collect();
                let unit = self.random.pick(&below)?.clone();
                let task = task?;
                match self.random.below(100) {
                    0..65 => {
                        let (duty, person) = (Duty::Implementer, None);
                        (unit, Fact::Assigned(Assigned { task, duty, person }))
                    }
                    65..80 => (unit, Fact::Unassigned(Unassigned { task })),
                    n => {
                        let (class, duty) = (UnitKind::Hamlet, (n < 95).then_some(Duty::Lead));
                        let fact = ClassAssigned { task, class, duty };
                        (home, Fact::ClassAssigned(fact))
                    }
                }
            }
            45..58 if is_officer => {
                return edit::draft(state, person, &mut self.random);
            }
            58..60 => (
                home,
                Fact::Commented(Commented {
                    node: task?,
                    text: "Đã rõ.".into(),
                    mentions: vec![person.id.clone(); self.random.below(2)],
                }),
            ),
            60..64 => {
                let (task, unit) = self.random.pick(&given)?.clone();
                let declined = [None, Some("Không có người".into())][self.random.below(2)].clone();
                (
                    unit,
                    Fact::AssignmentReplied(AssignmentReplied { task, declined }),
                )
            }
            64..70 if is_officer => {
                let (task, unit) = self.random.pick(&given)?.clone();
                let progress = &state
                    .assignments
                    .get(&(task.clone(), unit.clone()))?
                    .progress;
                let updates: Vec<_> = progress.trail.keys().cloned().collect();
                let update = self.random.pick(&updates)?.clone();
                let text = "Xã lo.".into();
                let fact = DifficultyAnswered { task, update, text };
                (unit, Fact::DifficultyAnswered(fact))
            }
            70..78 => {
                let below = self.tree.subtree(&home);
                let below: Vec<_> = below.iter().map(|unit| unit.id.clone()).collect();
                let unit = self.random.pick(&below)?.clone();
                let numerator = i64::try_from(self.random.below(300)).ok();
                let figure = FigureReported {
                    indicator: ["vneid", "lop-hoc", "khong-co"][self.random.below(3)].into(),
                    as_of: day_in_vietnam(self.now),
                    numerator: numerator.filter(|n| *n > 20),
                    denominator: Some(100),
                    ..FigureReported::default()
                };
                (unit, Fact::FigureReported(figure))
            }
            64..95 => {
                let (task, unit) = self.random.pick(&given)?.clone();
                let percent = Some(self.random.below(120) as u8);
                let n_photos = [0, 0, 1, 2][self.random.below(4)];
                let photo = |_| PhotoId(format!("{:064x}", self.random.below(1_000)));
                let photos = (0..n_photos).map(photo).collect();
                let difficulty = [None, Some("Thiếu máy".into())][self.random.below(2)].clone();
                let update = TaskUpdate {
                    task,
                    photos,
                    difficulty,
                    status: Status::Doing,
                    percent,
                    ..TaskUpdate::default()
                };
                (unit, Fact::TaskUpdated(update))
            }
            _ => return None,
        };
        let replaces = match &fact {
            Fact::TaskUpdated(update) => {
                let key = (update.task.clone(), unit.clone());
                let said = state.assignments.get(&key)?.progress.said.clone();
                said.map(|said| (said.record, said.made_at))
            }
            Fact::FigureReported(figure) => {
                let account = state.accounts.get(&(figure.topic(), unit.clone()));
                let history = account.map(Account::history).unwrap_or_default();
                let last = history.last().filter(|_| self.random.in_hundred(50));
                last.map(|last| (last.record.clone(), last.made_at))
            }
            _ => None,
        };
        Some(Draft {
            unit,
            after: replaces.as_ref().map(|(_, at)| *at),
            replaces: replaces.map(|(id, _)| id),
            fact,
            about: "việc".into(),
        })
    }

    fn is_quiet(&self) -> bool {
        let last = self.server.log.len() as i64;
        self.handsets.iter().all(|handset| {
            handset.phone.as_ref().is_some_and(|phone| {
                let position = phone.position();
                let is_up_to_date = !position.holds
                    || (position.is_caught_up
                        && position.cursor == last
                        && position.n_mends == 0
                        && position.shown == position.round);
                let nothing_waits = phone.entries().iter().all(|entry| !entry.is_waiting());
                is_up_to_date && nothing_waits && position.offered.is_none()
            })
        })
    }

    fn verify(&self) -> Result<(), String> {
        if !self.is_quiet() {
            return Err("something is still waiting".into());
        }
        let mut folded = State::default();
        let mut seen = BTreeSet::new();
        for logged in self.server.log.iter().rev() {
            folded.apply(&logged.stamped.record);
            if !seen.insert(logged.stamped.record.id.clone()) {
                return Err(format!("{} is in the log twice", logged.stamped.record.id));
            }
        }
        if folded != self.server.state {
            return Err("the server is not the fold of its log".into());
        }
        for id in &seen {
            if !self.kept.contains(id) {
                return Err(format!("{id} was made by nobody"));
            }
        }
        let mut entries = self
            .handsets
            .iter()
            .flat_map(|handset| &handset.disk.entries);
        let is_photo_missing = |problem: &Problem| problem.code == Code::PhotoMissing;
        if entries.any(|entry| entry.refused.as_ref().is_some_and(is_photo_missing)) {
            return Err("somebody is told of a missing photo".into());
        }
        for id in &self.kept {
            let is_sent_back = self.handsets.iter().any(|handset| {
                handset
                    .disk
                    .entries
                    .iter()
                    .any(|entry| entry.record.id == *id)
            });
            if !seen.contains(id) && !is_sent_back {
                return Err(format!("{id} is lost; {}", self.whereabouts(id)));
            }
        }
        self.handsets
            .iter()
            .try_for_each(|handset| self.verify_phone(handset))
    }

    /// Which phones still hold a record, and as what.
    fn whereabouts(&self, id: &RecordId) -> String {
        let rows = self.handsets.iter().flat_map(|handset| {
            let rows = handset.disk.rows.iter().filter(|row| row.record.id == *id);
            rows.map(|row| format!("{}: {:?} {:?}", handset.disk.device, row.hold, row.record))
        });
        rows.collect::<Vec<_>>().join("; ")
    }

    /// What the phone shows is what the server has for this person.
    fn verify_phone(&self, handset: &Handset) -> Result<(), String> {
        let person = &self.people[handset.person];
        let device = &handset.disk.device;
        let phone = handset.phone.as_ref().ok_or("a phone is off")?;
        let reloaded = model::sync::phone::Phone::new(handset.disk.clone());
        if reloaded.state() != phone.state() {
            return Err(format!("{device} shows something else than it has kept"));
        }
        if !phone.position().holds {
            return Ok(());
        }
        let theirs: BTreeSet<_> = self
            .server
            .scope(person, &self.tree)
            .map(|s| &s.record.id)
            .collect();
        let ours: BTreeSet<_> = phone.rows().map(|row| &row.record.id).collect();
        if theirs != ours {
            return Err(format!("{device} holds other records than the server"));
        }
        let mut expected = State::default();
        self.server
            .scope(person, &self.tree)
            .for_each(|stamped| expected.apply(&stamped.record));
        if expected != *phone.state() {
            return Err(format!("{device} shows something else than the server"));
        }
        Ok(())
    }
}

fn tree(parent_of_a2: &str) -> UnitTree {
    let unit = |id: &str, parent: Option<&str>, kind| Unit {
        id: id.into(),
        parent: parent.map(UnitId::from),
        kind,
        name: id.into(),
        ..Unit::default()
    };
    UnitTree::new([
        unit("tinh", None, UnitKind::Province),
        unit("xa-a", Some("tinh"), UnitKind::Commune),
        unit("xa-b", Some("tinh"), UnitKind::Commune),
        unit("a1", Some("xa-a"), UnitKind::Hamlet),
        unit("a2", Some(parent_of_a2), UnitKind::Hamlet),
        unit("b1", Some("xa-b"), UnitKind::Hamlet),
    ])
}

fn person(id: &str, role: Role, unit: &str) -> Person {
    Person {
        id: id.into(),
        login: id.into(),
        name: id.into(),
        post: String::new(),
        grants: vec![Grant {
            role,
            unit: unit.into(),
        }],
    }
}

fn plan(id: &str, unit: &UnitId) -> Fact {
    let node = |n: usize| Node {
        id: format!("{id}-{n}").as_str().into(),
        plan: id.into(),
        parent: None,
        position: (n as i64).into(),
        label: None,
        text: format!("Việc {n}"),
        body: NodeBody::Task(Task::default()),
        edits: Default::default(),
    };
    Fact::PlanCreated(PlanCreated {
        plan: Plan {
            id: id.into(),
            unit: unit.clone(),
            title: id.into(),
            ..Plan::default()
        },
        nodes: (0..3).map(node).collect(),
    })
}
