//! What happens between phones and server: questions, photos and answers on their way.

use model::{
    id::PersonId,
    problem::{Code, Problem},
    sync::SyncRequest,
};

use super::{
    handset::Dying,
    letter::Letter,
    mutant::Mutant,
    window::Answer,
    world::{Scene, World},
};

#[derive(Clone)]
pub struct Message {
    handset: usize,
    number: u64,
    content: Content,
}

#[derive(Clone)]
enum Content {
    /// With whoever was signed in when it left.
    Request(Letter<SyncRequest>, Option<usize>),
    Answer(Answer),
}

impl World {
    pub fn ask(&mut self) {
        for index in 0..self.handsets.len() {
            for at in 0..self.handsets[index].windows.len() {
                let Scene {
                    handsets, mut luck, ..
                } = self.scene();
                if !handsets[index].may_ask(at, &mut luck) {
                    continue;
                }
                self.carry_photos(index, at);
                let Scene {
                    handsets, mut luck, ..
                } = self.scene();
                let handset = &mut handsets[index];
                let (number, request) = handset.ask(at, &mut luck);
                let session = handset.session;
                let letter = Letter::new(&request, self.plot.in_words);
                self.send(Message {
                    handset: index,
                    number,
                    content: Content::Request(letter, session),
                });
                if self.chance(3) {
                    self.tally.add("a phone dies while it sends");
                    self.handsets[index].kill_window(at, self.mutant);
                    break;
                }
            }
        }
    }

    /// Sends the photos of one record, as far as the network lets them through.
    fn carry_photos(&mut self, index: usize, at: usize) {
        let Some(session) = self.handsets[index].session else {
            return;
        };
        let person = self.people[session].id.clone();
        for photo in self.handsets[index].windows[at].phone.photos_to_send() {
            let cut = self.plot.photos_cut;
            let fate = self.is_faulty.then(|| self.random.below(100));
            let is_sending = self.mutant != Some(Mutant::SendsNoPhotos);
            let phone = &mut self.handsets[index].windows[at].phone;
            match fate {
                Some(fate) if fate < cut => return self.tally.add("a photo is cut off"),
                Some(50..54) => {
                    let back = phone.photo_failed(&photo, &Code::PhotoDamaged.into());
                    let Scene {
                        handsets, mut luck, ..
                    } = self.scene();
                    luck.tally.add("a photo is refused");
                    handsets[index].write(at, &back.unwrap_or_default(), &mut luck);
                    return;
                }
                _ if is_sending => drop(self.server.photos.insert((person.clone(), photo.clone()))),
                _ => {}
            }
            if matches!(fate, Some(90..)) {
                self.tally.add("the answer to a photo is lost");
            } else {
                phone.photo_is_there(&photo);
            }
        }
    }

    /// Puts a message on its way: late, twice, or not at all.
    pub fn send(&mut self, message: Message) {
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

    pub fn deliver(&mut self, message: Message) {
        let Message {
            handset, number, ..
        } = message;
        match message.content {
            Content::Request(letter, session) => {
                let answer = self.serve(session, &letter);
                self.send(Message {
                    handset,
                    number,
                    content: Content::Answer(answer),
                });
            }
            Content::Answer(answer) => self.hear(handset, number, &answer),
        }
    }

    fn serve(&mut self, session: Option<usize>, letter: &Letter<SyncRequest>) -> Answer {
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
        let person = session.map(|session| &self.people[session]);
        let Some(person) = person.filter(|it| request.person.as_ref() == Some(&it.id)) else {
            self.tally
                .add("a window asks for somebody else than is signed in");
            let tells = session.is_some() && self.mutant != Some(Mutant::HidesWhoIsThere);
            let code = [Code::SignInNeeded, Code::OtherPerson][usize::from(tells)];
            return Err(Some(code.into()));
        };
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
        let Scene {
            handsets, mut luck, ..
        } = self.scene();
        let handset = &mut handsets[index];
        let before = handset.disk.image.position.clone();
        let is_heard = handset.hear(number, answer, dies, &mut luck);
        let after = &handset.disk.image.position;
        let tally = luck.tally;
        let is_somebody_elses =
            after.person != before.person && after.person != PersonId::default();
        if after.round < before.round || is_somebody_elses {
            self.wrong = Some("an answer moves a phone back, or to somebody else".into());
            return;
        }
        if after.person != before.person {
            tally.add("a phone has been left by whoever it was");
        }
        if !is_heard {
            return tally.add("an answer comes to nobody");
        }
        if after.round > before.round {
            tally.add("a phone pulls everything anew");
        }
        if after.offered.is_some() && before.offered.is_none() {
            tally.add("a phone offers everything again");
        }
        match dies {
            Some(Dying::BeforeWriting) => tally.add("a phone dies before it writes"),
            Some(Dying::AfterWriting) => tally.add("a phone dies after it has written"),
            None => {}
        }
    }
}
