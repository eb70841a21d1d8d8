//! When to send, what to send next, and what an answer means for the outbox: pure rules, tested
//! without a browser. `outbox.rs` carries them out.

use std::collections::HashSet;

use model::{
    id::{PersonId, RecordId},
    problem::{Code, Problem},
    sync::{BATCH_MAX, SyncAnswer},
};

use crate::{device::Entry, source::Trouble};

/// Waits between attempts that failed, in milliseconds; the last one repeats for ever.
const WAITS_MS: [u32; 6] = [3_000, 10_000, 30_000, 60_000, 120_000, 300_000];

/// How long to wait after so many failures in a row.
pub fn wait_ms(n_failures: usize) -> u32 {
    WAITS_MS[n_failures.saturating_sub(1).min(WAITS_MS.len() - 1)]
}

/// The entries to send now: those of this person that nobody has sent back, oldest first. Work of
/// another person on the same phone waits until that person signs in again.
pub fn batch(entries: &[Entry], by: &PersonId, at_most: usize) -> Vec<Entry> {
    entries
        .iter()
        .filter(|entry| entry.refused.is_none() && entry.record.by == *by)
        .take(at_most.min(BATCH_MAX))
        .cloned()
        .collect()
}

/// What becomes of a batch.
#[derive(Debug, Default, PartialEq)]
pub struct Outcome {
    /// In the server's log.
    pub sent: Vec<RecordId>,
    /// Sent back, with the reason.
    pub refused: Vec<Entry>,
}

impl Outcome {
    /// An answer that settles nothing must not be asked for again at once.
    pub fn is_progress(&self) -> bool {
        !self.sent.is_empty() || !self.refused.is_empty()
    }
}

/// Only what the answer names is settled; everything else waits for the next attempt.
pub fn settle(batch: &[Entry], answer: &SyncAnswer) -> Outcome {
    let accepted: HashSet<_> = answer.accepted.iter().collect();
    let mut outcome = Outcome::default();
    for (index, entry) in batch.iter().enumerate() {
        let id = &entry.record.id;
        if accepted.contains(id) {
            outcome.sent.push(id.clone());
            continue;
        }
        let refused = answer.refused.iter().find(|refused| match &refused.id {
            Some(refused) => refused == id,
            None => refused.index == index,
        });
        if let Some(refused) = refused {
            outcome
                .refused
                .push(sent_back(entry, refused.problem.clone()));
        }
    }
    outcome
}

/// What to do when the whole request failed.
#[derive(Debug, PartialEq)]
pub enum AfterFailure {
    /// Nothing is wrong with the records: try again later.
    Wait,
    /// One of them may be what is wrong: send fewer at once, to find it.
    SendFewer(usize),
    /// It was alone, so it is the one.
    SendBack(Outcome),
}

pub fn after_failure(batch: &[Entry], trouble: &Trouble) -> AfterFailure {
    let Trouble::Problem(problem) = trouble else {
        return AfterFailure::Wait;
    };
    let status = problem.code.http_status();
    let about_the_session = matches!(
        problem.code,
        Code::SignInNeeded | Code::CrossSite | Code::Other
    );
    if about_the_session || status == 429 || status >= 500 {
        return AfterFailure::Wait;
    }
    match batch {
        [only] => AfterFailure::SendBack(Outcome {
            refused: vec![sent_back(only, problem.clone())],
            ..Outcome::default()
        }),
        _ => AfterFailure::SendFewer((batch.len() / 2).max(1)),
    }
}

fn sent_back(entry: &Entry, problem: Problem) -> Entry {
    Entry {
        refused: Some(problem),
        ..entry.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{
        clock::Stamp,
        record::{Fact, Record},
        sync::Refused,
    };

    fn entry(id: &str, by: &str) -> Entry {
        Entry {
            record: Record {
                id: id.into(),
                unit: "x".into(),
                by: by.into(),
                device: "d".into(),
                made_at: Stamp::at(1),
                replaces: None,
                fact: Fact::Unknown(serde_json::Map::new()),
            },
            about: String::new(),
            refused: None,
        }
    }

    fn refusal(id: Option<&str>, index: usize) -> Refused {
        Refused {
            id: id.map(RecordId::from),
            index,
            problem: Code::NotAllowed.into(),
        }
    }

    #[test]
    fn work_of_another_person_and_work_sent_back_stay_here() {
        let mut back = entry("b", "me");
        back.refused = Some(Code::NotAllowed.into());
        let entries = [
            entry("a", "me"),
            back,
            entry("c", "other"),
            entry("d", "me"),
        ];
        let ids: Vec<_> = batch(&entries, &"me".into(), 200)
            .into_iter()
            .map(|entry| entry.record.id)
            .collect();
        assert_eq!(ids, ["a".into(), "d".into()]);
    }

    #[test]
    fn one_refused_record_does_not_hold_the_next() {
        let batch = [
            entry("a", "me"),
            entry("b", "me"),
            entry("c", "me"),
            entry("d", "me"),
        ];
        let answer = SyncAnswer {
            accepted: vec!["a".into(), "c".into()],
            refused: vec![refusal(Some("b"), 1)],
            ..SyncAnswer::default()
        };
        let outcome = settle(&batch, &answer);
        assert_eq!(outcome.sent, ["a".into(), "c".into()]);
        assert_eq!(outcome.refused.len(), 1);
        assert_eq!(outcome.refused[0].record.id, "b".into());
    }

    #[test]
    fn a_refusal_without_an_id_counts_by_its_place() {
        let batch = [entry("a", "me"), entry("b", "me")];
        let answer = SyncAnswer {
            refused: vec![refusal(None, 1)],
            ..SyncAnswer::default()
        };
        assert_eq!(settle(&batch, &answer).refused[0].record.id, "b".into());
    }

    #[test]
    fn an_answer_that_names_nothing_is_no_progress() {
        assert!(!settle(&[entry("a", "me")], &SyncAnswer::default()).is_progress());
    }

    #[test]
    fn a_request_that_is_refused_whole_is_split_until_the_culprit_is_alone() {
        let malformed = Trouble::from(Code::MalformedJson);
        let two = [entry("a", "me"), entry("b", "me")];
        assert_eq!(after_failure(&two, &malformed), AfterFailure::SendFewer(1));
        let AfterFailure::SendBack(outcome) = after_failure(&two[..1], &malformed) else {
            panic!("it was alone");
        };
        assert_eq!(outcome.refused.len(), 1);
        for waiting in [Code::SignInNeeded, Code::TooManyRequests, Code::Internal] {
            assert_eq!(
                after_failure(&two[..1], &waiting.into()),
                AfterFailure::Wait
            );
        }
        assert_eq!(after_failure(&two, &Trouble::NoNetwork), AfterFailure::Wait);
    }

    #[test]
    fn waits_grow_and_never_end() {
        assert_eq!(wait_ms(1), 3_000);
        assert_eq!(wait_ms(3), 30_000);
        assert_eq!(wait_ms(1_000), 300_000);
    }
}
