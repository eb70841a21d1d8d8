//! One story: phones and a server, and everything that goes wrong between them.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    clock::Millis,
    id::RecordId,
    person::{Person, Role},
    problem::{Code, Problem},
    sync::SyncRequest,
    unit::UnitTree,
};

use super::{
    cast::{self, tree},
    deed::Author,
    handset::{Answer, Dying, Handset},
    letter::Letter,
    mutant::Mutant,
    plot::Plot,
    random::Random,
    server::Server,
    tally::Tally,
};

const START: Millis = 1_795_219_200_000;
const YEAR_MS: Millis = 365 * 24 * 3_600_000;
/// How long a story that is watched goes on.
const WATCH_MS: Millis = 10 * 60_000;
/// Once everything works again, all must be done within this time.
const QUIET_LIMIT_MS: Millis = 40 * 60_000;

pub struct World {
    plot: Plot,
    random: Random,
    mutant: Option<Mutant>,
    now: Millis,
    pub tree: UnitTree,
    pub people: Vec<Person>,
    pub server: Server,
    backup: Server,
    pub handsets: Vec<Handset>,
    /// On the way, by the time of arrival and a running number.
    pub messages: BTreeMap<(Millis, u64), Message>,
    n_messages: u64,
    is_faulty: bool,
    /// Everything that a phone said is saved.
    pub kept: BTreeSet<RecordId>,
    n_plans: usize,
    pub tally: Tally,
}

#[derive(Clone)]
pub struct Message {
    handset: usize,
    number: u64,
    content: Content,
}

#[derive(Clone)]
enum Content {
    Request(Letter<SyncRequest>),
    Answer(Answer),
}

impl World {
    pub fn new(seed: u64, mutant: Option<Mutant>) -> Self {
        let mut random = Random::new(seed);
        let plot = Plot::new(&mut random);
        let handset = |place: &usize| {
            let (device, person) = cast::HANDSETS[*place];
            Handset::new(device, person)
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
            kept: BTreeSet::new(),
            n_plans: 0,
            tally: Tally::default(),
            plot,
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
            if self.random.in_hundred(self.plot.misfortunes) {
                self.misfortune();
            }
            self.go_on();
            self.verify_size()?;
        }
        self.is_faulty = false;
        for index in 0..self.handsets.len() {
            self.switch_on(index);
            self.handsets[index].n_calm = 0;
        }
        self.come_to_rest()?;
        self.count_what_is_there();
        self.verify()
    }

    fn come_to_rest(&mut self) -> Result<(), String> {
        let limit = self.now + QUIET_LIMIT_MS;
        let soonest = self.now + if self.plot.is_watched { WATCH_MS } else { 0 };
        while self.now < soonest || (self.now < limit && !self.is_quiet()) {
            self.now = self.next_time();
            self.go_on();
            self.verify_size()?;
        }
        Ok(())
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
            if self.handsets[index].is_due(self.now) {
                self.carry_photos(index);
            }
            let handset = &mut self.handsets[index];
            let in_words = self.plot.in_words;
            let asked = handset.ask(self.now, in_words, self.mutant, &mut self.random);
            if let Some((number, letter)) = asked {
                self.send(Message {
                    handset: index,
                    number,
                    content: Content::Request(letter),
                });
                if self.chance(3) {
                    self.tally.add("a phone dies while it sends");
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
            let cut = self.plot.photos_cut;
            let fate = self.is_faulty.then(|| self.random.below(100));
            let person = phone.position().person.clone();
            match fate {
                Some(fate) if fate < cut => return self.tally.add("a photo is cut off"),
                Some(50..54) => {
                    self.tally.add("a photo is refused");
                    let back = phone.photo_failed(&photo, &Code::PhotoDamaged.into());
                    self.handsets[index].disk.apply(&back.unwrap_or_default());
                    return;
                }
                _ if self.mutant == Some(Mutant::SendsNoPhotos) => {}
                _ => drop(self.server.photos.insert((person, photo.clone()))),
            }
            if matches!(fate, Some(90..)) {
                self.tally.add("the answer to a photo is lost");
            } else {
                phone.photo_is_there(&photo);
            }
        }
    }

    /// Puts a message on its way: late, twice, or not at all.
    fn send(&mut self, message: Message) {
        let (lost, doubled) = (self.plot.lost, self.plot.doubled);
        let n_copies = match self.random.below(100) {
            fate if self.is_faulty && fate < lost => 0,
            fate if self.is_faulty && fate < lost + doubled => 2,
            _ => 1,
        };
        match n_copies {
            0 => self.tally.add("a message is lost"),
            2 => self.tally.add("a message comes twice"),
            _ => {}
        }
        for _ in 0..n_copies {
            let delay = if self.chance(self.plot.late) {
                self.tally.add("a message is late");
                self.random.within(0..120_000)
            } else {
                self.random.within(0..2_000)
            };
            self.n_messages += 1;
            self.messages
                .insert((self.now + delay, self.n_messages), message.clone());
        }
    }

    fn deliver(&mut self, message: Message) {
        let Message {
            handset, number, ..
        } = message;
        match message.content {
            Content::Request(letter) => {
                let answer = self.serve(handset, &letter);
                self.send(Message {
                    handset,
                    number,
                    content: Content::Answer(answer),
                });
            }
            Content::Answer(answer) => self.hear(handset, number, &answer),
        }
    }

    fn serve(&mut self, handset: usize, letter: &Letter<SyncRequest>) -> Answer {
        if self.chance(self.plot.failing) {
            self.tally.add("a server fails");
            let codes = [Code::SignInNeeded, Code::Internal, Code::TooManyRequests];
            return Err(self.random.pick(&codes).copied().map(Problem::from));
        }
        if self.chance(2) {
            self.tally.add("a server refuses a request as a whole");
            return Err(Some(Code::RecordTooLarge.into()));
        }
        let request = letter
            .read()
            .map_err(|_| Some(Code::MalformedJson.into()))?;
        let person = &self.people[self.handsets[handset].person];
        let n_logged = self.server.log.len();
        let answer = self.server.sync(
            person,
            &self.tree,
            &request,
            self.now,
            self.mutant,
            &mut self.random,
        );
        let n_taken = self.server.log.len() - n_logged;
        let n_again = answer.accepted.len().saturating_sub(n_taken);
        self.tally.add_many("a record comes again", n_again);
        self.tally
            .add_many("a record is refused", answer.refused.len());
        self.tally
            .add_many("an answer has more pages", answer.more.into());
        Ok(Letter::new(&answer, self.plot.in_words))
    }

    fn hear(&mut self, index: usize, number: u64, answer: &Answer) {
        let dies = match self.random.below(100) {
            0..3 if self.is_faulty => Some(Dying::BeforeWriting),
            3..6 if self.is_faulty => Some(Dying::AfterWriting),
            _ => None,
        };
        let handset = &mut self.handsets[index];
        let before = handset.disk.position.clone();
        let is_heard = handset.hear(
            number,
            answer,
            self.now,
            dies,
            self.mutant,
            &mut self.random,
        );
        let after = &handset.disk.position;
        if !is_heard {
            return self.tally.add("an answer comes to nobody");
        }
        if after.round > before.round {
            self.tally.add("a phone pulls everything anew");
        }
        if after.offered.is_some() && before.offered.is_none() {
            self.tally.add("a phone offers everything again");
        }
        match dies {
            Some(Dying::BeforeWriting) => self.tally.add("a phone dies before it writes"),
            Some(Dying::AfterWriting) => self.tally.add("a phone dies after it has written"),
            None => {}
        }
    }

    fn chance(&mut self, in_hundred: usize) -> bool {
        self.is_faulty && self.random.in_hundred(in_hundred)
    }

    fn misfortune(&mut self) {
        let index = self.random.below(self.handsets.len());
        let person = &mut self.people[self.handsets[index].person];
        let is_field = person.grants[0].role != Role::Officer;
        let what = match self.random.below(55) {
            0..12 => {
                self.handsets[index].kill(self.mutant);
                "a phone dies"
            }
            12..16 => {
                self.handsets[index].clock_error = self.random.within(-YEAR_MS..YEAR_MS);
                "a clock is wrong"
            }
            16..24 => {
                self.backup = self.server.clone();
                "a backup is taken"
            }
            24..34 => self.restore(),
            34..38 => {
                let moved = ["xa-a", "xa-b"][self.random.below(2)];
                self.tree = tree(moved);
                "a unit is moved"
            }
            38..43 if is_field => {
                person.grants[0].unit = ["a1", "a2", "b1"][self.random.below(3)].into();
                "somebody is posted elsewhere"
            }
            43..47 if is_field => {
                person.grants[0].role = [Role::Field, Role::Supervisor][self.random.below(2)];
                "somebody's role changes"
            }
            47.. => {
                self.server.photos.clear();
                "photos have waited for too long"
            }
            _ => return,
        };
        self.tally.add(what);
    }

    fn restore(&mut self) -> &'static str {
        let has_lost = self.backup.log.len() < self.server.log.len();
        self.server = self.backup.clone();
        if has_lost {
            "a server is restored and has lost records"
        } else {
            "a server is restored and has all records"
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
        let handset = &mut self.handsets[index];
        let draft = handset.phone.as_ref().and_then(|phone| {
            let author = Author {
                person: &self.people[handset.person],
                tree: &self.tree,
                state: phone.state(),
                now: self.now,
                random: &mut self.random,
                n_plans: &mut self.n_plans,
            };
            author.draft()
        });
        if let Some(draft) = draft {
            self.kept
                .extend(handset.keep(vec![draft], self.now, &mut self.random));
        }
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
            self.tally.add("what was refused is sent again");
            self.handsets[index].retry(&id);
        }
    }

    fn count_what_is_there(&mut self) {
        for logged in &self.server.log {
            let kind = logged.stamped.record.fact.kind();
            self.tally.add(&format!("in the log: {kind}"));
        }
        let entries = self.handsets.iter().flat_map(|h| &h.disk.entries);
        for refused in entries.filter_map(|entry| entry.refused.as_ref()) {
            self.tally.add(&format!("sent back: {:?}", refused.code));
        }
        self.tally.n_stories = 1;
        self.tally.n_steps = self.plot.n_steps as u64;
    }
}
