//! One story: phones and a server, and everything that goes wrong between them.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    clock::Millis,
    id::{PersonId, RecordId},
    person::Person,
    unit::UnitTree,
};

use super::{
    carrying::File,
    cast::{self, tree},
    handset::Handset,
    luck::Luck,
    mutant::Mutant,
    network::Message,
    plot::Plot,
    random::Random,
    server::Server,
    tally::Tally,
};

const START: Millis = 1_795_219_200_000;
/// How long a story that is watched goes on.
const WATCH_MS: Millis = 10 * 60_000;
/// Once everything works again, all must be done within this time.
const QUIET_LIMIT_MS: Millis = 40 * 60_000;

pub struct World {
    pub plot: Plot,
    pub random: Random,
    pub mutant: Option<Mutant>,
    pub now: Millis,
    pub tree: UnitTree,
    pub people: Vec<Person>,
    pub server: Server,
    pub backup: Server,
    pub handsets: Vec<Handset>,
    /// On the way, by the time of arrival and a running number.
    pub messages: BTreeMap<(Millis, u64), Message>,
    pub n_messages: u64,
    pub is_faulty: bool,
    /// Everything that a phone said is saved, with whose pages said so.
    pub kept: BTreeMap<RecordId, PersonId>,
    /// What was handed over.
    pub files: Vec<File>,
    /// What nobody can bring back.
    pub lost_with_phones: BTreeSet<RecordId>,
    /// What nobody could bring, and was told why.
    pub told_refused: BTreeSet<RecordId>,
    pub n_plans: usize,
    /// What must never happen and did.
    pub wrong: Option<String>,
    pub tally: Tally,
}

/// What is needed to do something on a phone.
pub struct Scene<'a> {
    pub handsets: &'a mut Vec<Handset>,
    pub people: &'a [Person],
    pub tree: &'a UnitTree,
    pub luck: Luck<'a>,
}

impl World {
    pub fn new(seed: u64, mutant: Option<Mutant>) -> Self {
        let mut random = Random::new(seed);
        let plot = Plot::new(&mut random);
        let handset = |place: &usize| {
            let (device, person) = cast::HANDSETS[*place];
            Handset::new(device, person, plot.has_locks)
        };
        let mut server = Server::new("may-chu");
        server.staff = cast::people();
        Self {
            random,
            mutant,
            now: START,
            tree: tree("xa-a"),
            people: cast::people(),
            backup: server.clone(),
            server,
            handsets: plot.handsets.iter().map(handset).collect(),
            messages: BTreeMap::new(),
            n_messages: 0,
            is_faulty: true,
            kept: BTreeMap::new(),
            files: Vec::new(),
            lost_with_phones: BTreeSet::new(),
            told_refused: BTreeSet::new(),
            wrong: None,
            n_plans: 0,
            tally: Tally::default(),
            plot,
        }
    }

    pub fn scene(&mut self) -> Scene<'_> {
        Scene {
            handsets: &mut self.handsets,
            people: &self.people,
            tree: &self.tree,
            luck: Luck {
                now: self.now,
                mutant: self.mutant,
                refusing: self.plot.refusing,
                is_faulty: self.is_faulty,
                random: &mut self.random,
                tally: &mut self.tally,
            },
        }
    }

    /// Lives for so many steps with all faults, then lets everything work again.
    pub fn run(&mut self) -> Result<(), String> {
        for index in 0..self.handsets.len() {
            if self.random.in_hundred(70) {
                self.switch_on(index);
            }
        }
        for _ in 0..self.plot.n_steps {
            self.now += self.random.within(0..8_000);
            self.act();
            self.let_happen();
            self.go_on();
            self.verify_size()?;
        }
        self.is_faulty = false;
        self.come_to_rest()?;
        for (index, users) in self.users_to_come() {
            for user in users {
                self.come_back(index, user);
                self.come_to_rest()?;
            }
        }
        if self.handsets.iter().any(|handset| handset.is_lost) {
            self.bring_what_was_left();
            self.come_to_rest()?;
        }
        self.count_what_is_there();
        self.verify()
    }

    fn let_happen(&mut self) {
        if self.random.in_hundred(self.plot.misfortunes) {
            self.misfortune();
        }
        if self.random.in_hundred(self.plot.changing_hands) {
            self.change_hands();
        }
        if self.random.in_hundred(self.plot.carrying) {
            self.carry();
        }
        if self.random.in_hundred(self.plot.filling_up) {
            self.fill_a_disk();
        }
    }

    fn come_to_rest(&mut self) -> Result<(), String> {
        for index in 0..self.handsets.len() {
            self.switch_on(index);
            for window in &mut self.handsets[index].windows {
                window.n_calm = 0;
                window.ask_soon(self.now);
            }
        }
        let limit = self.now + QUIET_LIMIT_MS;
        let soonest = self.now + if self.plot.is_watched { WATCH_MS } else { 0 };
        while self.now < soonest || (self.now < limit && !self.is_quiet()) {
            self.now = self.next_time();
            self.go_on();
            self.verify_size()?;
        }
        match self.is_quiet() {
            true => Ok(()),
            false => Err("something does not come to rest".into()),
        }
    }

    fn go_on(&mut self) {
        self.look_after_windows();
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
        let questions = self.handsets.iter().filter_map(Handset::next_time);
        let next = questions.chain(arrival).min().unwrap_or(self.now);
        next.clamp(self.now + 1, self.now + 60_000)
    }

    pub fn chance(&mut self, in_hundred: usize) -> bool {
        self.is_faulty && self.random.in_hundred(in_hundred)
    }

    fn count_what_is_there(&mut self) {
        for logged in &self.server.log {
            let kind = logged.stamped.record.fact.kind();
            self.tally.add(&format!("in the log: {kind}"));
        }
        let entries = self.handsets.iter().flat_map(|h| &h.disk.image.entries);
        for refused in entries.filter_map(|entry| entry.refused.as_ref()) {
            self.tally.add(&format!("sent back: {:?}", refused.code));
        }
        self.tally.n_stories = 1;
        self.tally.n_steps = self.plot.n_steps as u64;
    }
}
