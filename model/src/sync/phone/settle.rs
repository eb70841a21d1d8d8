//! What an answer means, or that there was none.

mod compare;
mod retry;
#[cfg(test)]
mod tests;

use super::{Change, Entry, Hold, Outgoing, Phone, Position, Row};
use crate::{
    clock::Millis,
    id::{PersonId, RecordId},
    map::Set,
    problem::{Code, Problem},
    sync::{Refused, Stamped, SyncAnswer},
};

/// Clocks that differ by less are the network's doing.
const SKEW_MIN_MS: Millis = 120_000;
/// Waits between attempts that failed, in milliseconds; the last one repeats for ever.
const WAITS_MS: [u32; 6] = [3_000, 10_000, 30_000, 60_000, 120_000, 300_000];

/// What is to be done after an answer.
#[derive(Debug, Default)]
pub struct Settled {
    /// For the store.
    pub change: Change,
    /// There is more to send or to fetch, now.
    pub go_on: bool,
    /// Pages have something new to show.
    pub has_news: bool,
    /// Why it is no use to go on now, although not all is done.
    pub trouble: Option<Problem>,
}

/// What is to be done when the whole request failed.
#[derive(Debug)]
pub enum AfterFailure {
    /// Nothing is wrong with the records: try again later.
    Wait,
    /// One of them may be what is wrong: send fewer at once, to find it.
    SendFewer(usize),
    /// It was alone, so it is the one.
    Settled(Box<Change>),
    /// Somebody else has signed in here: it is nobody's phone until their page makes it theirs. The page
    /// that asked is to go.
    Left(Box<Change>),
}

/// How long to wait after so many failures in a row. `random` spreads phones that lost their server
/// at the same moment: up to a quarter is added.
pub fn wait_ms(n_failures: usize, random: u8) -> u32 {
    let wait = WAITS_MS[n_failures.saturating_sub(1).min(WAITS_MS.len() - 1)];
    wait + wait / 4 * u32::from(random) / 255
}

impl Phone {
    /// Takes an answer in. Only what it names is settled; everything else waits for the next
    /// attempt. `now` is the phone's clock. An answer to somebody who has left the phone meanwhile is
    /// nobody else's: what it acknowledges is sent again when its author is back, to no effect.
    pub fn settle(&mut self, sent: &Outgoing, answer: &SyncAnswer, now: Millis) -> Settled {
        if !self.asked(sent) {
            return Settled::default();
        }
        let known = self.position.server.as_ref();
        if known.is_some() && answer.server.is_some() && answer.server.as_ref() != known {
            return self.leave_server(answer);
        }
        let mut intake = Intake::new(self, sent, answer, now);
        intake.settle_sent();
        intake.take_in();
        intake.end()
    }

    /// Says what to do after a request that was refused as a whole; `None`: there was no network.
    pub fn fail(&mut self, sent: &Outgoing, problem: Option<&Problem>) -> AfterFailure {
        let Some(problem) = problem.filter(|_| self.asked(sent)) else {
            return AfterFailure::Wait;
        };
        if problem.code == Code::OtherPerson {
            let change = self.sign_in(&PersonId::default(), false);
            return AfterFailure::Left(Box::new(change));
        }
        if !is_about_the_records(problem) {
            return AfterFailure::Wait;
        }
        match sent.ids.as_slice() {
            [] => AfterFailure::Wait,
            [only] => {
                let mut change = Change::default();
                self.send_back(only, Some(problem), &mut change);
                self.apply(&change);
                AfterFailure::Settled(Box::new(change))
            }
            more => AfterFailure::SendFewer((more.len() / 2).max(1)),
        }
    }

    /// Whether a question is of the person whose phone it is now.
    fn asked(&self, sent: &Outgoing) -> bool {
        sent.message.person.as_ref() == Some(&self.position.person)
    }

    /// Another server answers at the same address. What was copied from the old one means nothing
    /// here; what was done here is kept, and not poured into the new one unasked.
    fn leave_server(&mut self, answer: &SyncAnswer) -> Settled {
        let old = &self.position;
        let mut change = Change {
            position: Some(Position {
                person: old.person.clone(),
                holds: old.holds,
                server: answer.server.clone(),
                round: old.round + 1,
                shown: old.round + 1,
                n_taken: old.n_taken,
                skew_ms: old.skew_ms,
                ..Position::default()
            }),
            left: Some(old.clone()),
            ground: Some(Default::default()),
            ..Change::default()
        };
        for row in self.rows.values() {
            if self.is_of_here(&row.record) {
                change.rows.push(Row {
                    hold: Hold::Foreign,
                    ..row.clone()
                });
            } else {
                change.rows_gone.push(row.record.id.clone());
            }
        }
        for entry in self.entries.values().filter(|entry| entry.is_waiting()) {
            change.entries.push(Entry {
                refused: Some(Code::OtherServer.into()),
                ..entry.clone()
            });
        }
        self.apply(&change);
        Settled {
            change,
            go_on: true,
            has_news: true,
            trouble: None,
        }
    }

    /// The record waits for its author to put it right, or without a problem to be sent again.
    fn send_back(&self, id: &RecordId, problem: Option<&Problem>, change: &mut Change) {
        let refused = problem.cloned();
        let row = self.rows.get(id);
        // The server had it once; it was restored, and no longer may or can take it. Or another window had
        // it accepted meanwhile. A row that stayed would be offered again and again.
        change.rows_gone.extend(row.map(|_| id.clone()));
        let entry = self.entries.get(id).cloned();
        let entry = entry.or_else(|| {
            row.map(|row| Entry {
                record: row.record.clone(),
                about: row.about.clone(),
                refused: None,
            })
        });
        change
            .entries
            .extend(entry.map(|entry| Entry { refused, ..entry }));
    }
}

/// One answer on its way into the phone.
struct Intake<'a> {
    phone: &'a mut Phone,
    sent: &'a Outgoing,
    answer: &'a SyncAnswer,
    position: Position,
    change: Change,
    n_settled: usize,
    trouble: Option<Problem>,
    now: Millis,
}

impl<'a> Intake<'a> {
    fn new(phone: &'a mut Phone, sent: &'a Outgoing, answer: &'a SyncAnswer, now: Millis) -> Self {
        let mut position = phone.position.clone();
        if let Some(server) = &answer.server {
            position.server = Some(server.clone());
        }
        if let Some(theirs) = answer.now {
            let skew = theirs - now;
            position.skew_ms = if skew.abs() > SKEW_MIN_MS { skew } else { 0 };
        }
        let change = Change {
            ground: answer.ground.clone(),
            ..Change::default()
        };
        Self {
            phone,
            sent,
            answer,
            position,
            change,
            n_settled: 0,
            trouble: None,
            now,
        }
    }

    /// What was sent: accepted, sent back, or not named at all.
    fn settle_sent(&mut self) {
        let accepted: Set<_> = self.answer.accepted.iter().collect();
        for (index, id) in self.sent.ids.iter().enumerate() {
            if accepted.contains_key(&id) {
                self.accepted(id);
            } else if let Some(problem) = refusal(&self.answer.refused, id, index) {
                if problem.code == Code::PhotoMissing {
                    self.photos_were_lost(id, problem);
                } else {
                    self.phone.send_back(id, Some(problem), &mut self.change);
                }
            } else {
                continue;
            }
            self.n_settled += 1;
        }
        // What another window asked before is no part of the offer, though it may have sent the same.
        if let Some(last) = &self.position.offered
            && self.sent.offered == self.position.offered
        {
            let offered = self.sent.ids.iter().filter(|id| *id > last);
            let offered = offered.filter(|id| self.phone.rows.contains_key(*id));
            if self.n_settled == self.sent.ids.len() {
                self.position.offered = offered.max().cloned().or(self.position.offered.take());
            }
        }
    }

    /// The server has none, or no longer: they are sent again, then the record. A server that goes on
    /// saying so is not asked again at once.
    fn photos_were_lost(&mut self, id: &RecordId, problem: &Problem) {
        self.phone.send_back(id, None, &mut self.change);
        if let Some(entry) = self.change.entries.last() {
            let photos = entry.record.fact.photos();
            self.phone
                .photos_there
                .retain(|there| !photos.contains(there));
        }
        self.trouble = Some(problem.clone());
    }

    fn accepted(&mut self, id: &RecordId) {
        let Some(entry) = self.phone.entries.get(id) else {
            return;
        };
        self.position.offered_for = None;
        self.change.entries_gone.push(id.clone());
        self.change.rows.push(Row {
            record: entry.record.clone(),
            hold: Hold::Unseen,
            seq: 0,
            round: 0,
            about: entry.about.clone(),
            carried_by: None,
        });
    }

    /// What came, unless the question has been overtaken: by another window, or by a new round.
    fn take_in(&mut self) {
        let is_for_now = self.sent.message.cursor == self.position.cursor
            && self.sent.round == self.position.round
            && self.sent.message.limit != Some(0);
        if !is_for_now {
            return;
        }
        for stamped in &self.answer.records {
            self.came(stamped);
        }
        if !self.answer.names.is_empty() {
            let mut names = self.phone.names.clone();
            let new = self.answer.names.iter();
            names.extend(new.map(|(person, name)| (person.clone(), name.clone())));
            self.change.names = Some(names).filter(|names| *names != self.phone.names);
        }
        self.position.received = self.answer.received;
        self.position.reported = self.answer.reported.clone();
        if self.answer.cursor < self.position.cursor {
            // The log was longer once: the server has been restored from a backup.
            return self.mend();
        }
        self.position.cursor = self.answer.cursor;
        if self.answer.more {
            self.position.is_caught_up = false;
        } else {
            self.reached_end();
        }
    }

    fn came(&mut self, stamped: &Stamped) {
        let record = &stamped.record;
        let id = &record.id;
        let mine = self.phone.rows.get(id).map(|row| row.about.clone());
        let about = mine.or_else(|| self.phone.entries.get(id).map(|entry| entry.about.clone()));
        if self.phone.entries.contains_key(id) {
            // Its acknowledgement was lost on the way, or somebody else brought it; the log itself
            // acknowledges it.
            self.position.offered_for = None;
            self.change.entries_gone.push(id.clone());
            self.change.entries.retain(|entry| entry.record.id != *id);
        }
        self.change.rows.retain(|row| row.record.id != *id);
        self.change.rows.push(Row {
            record: record.clone(),
            hold: Hold::Shared,
            seq: stamped.seq,
            round: self.position.round,
            about: about.unwrap_or_default(),
            carried_by: stamped.carried_by.clone(),
        });
    }

    fn end(mut self) -> Settled {
        self.retry_what_can_pass();
        let n_sent = self.sent.ids.len();
        let has_news = !self.answer.records.is_empty()
            || self.change.ground.is_some()
            || !self.change.rows_gone.is_empty();
        if n_sent > 0 && self.n_settled == 0 && self.answer.records.is_empty() {
            // An answer that settles nothing must not be asked for again at once.
            self.trouble = Some(Code::Internal.into());
        }
        self.compare_own();
        if !self.change.rows.is_empty() || !self.change.rows_gone.is_empty() {
            self.position.n_taken = self.position.n_taken.wrapping_add(1);
        }
        if self.position != self.phone.position {
            self.change.position = Some(self.position);
            self.change.left = Some(self.phone.position.clone());
        }
        self.phone.apply(&self.change);
        let more = self.answer.more
            || self.phone.position.cursor < self.answer.cursor
            || self.phone.position.offered.is_some()
            || self.phone.has_more_to_send();
        Settled {
            go_on: more && self.trouble.is_none(),
            change: self.change,
            has_news: has_news || self.n_settled > 0,
            trouble: self.trouble,
        }
    }
}

/// A refusal names its record, or where it could not be read its place.
fn refusal<'a>(refused: &'a [Refused], id: &RecordId, index: usize) -> Option<&'a Problem> {
    let found = refused.iter().find(|refused| match &refused.id {
        Some(refused) => refused == id,
        None => refused.index == index,
    });
    found.map(|refused| &refused.problem)
}

pub(super) fn is_about_the_records(problem: &Problem) -> bool {
    let status = problem.code.http_status();
    let about_the_session = matches!(
        problem.code,
        Code::SignInNeeded | Code::OtherPerson | Code::CrossSite | Code::Other
    );
    !about_the_session && status != 429 && status < 500
}
