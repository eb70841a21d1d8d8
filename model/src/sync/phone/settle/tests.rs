//! What an answer means on a phone that others use too, in other windows or after one another.

use super::*;
use crate::{
    id::PersonId,
    person::Person,
    record::{Commented, Fact, Record},
    sync::{
        check::Check,
        message::Ground,
        phone::{Draft, Image},
    },
};

const DEVICE: &str = "may";

struct Twin {
    phone: Phone,
    disk: Image,
}

impl Twin {
    fn of(person: &str) -> Self {
        let disk = Image {
            device: DEVICE.into(),
            ..Image::default()
        };
        let mut twin = Self {
            phone: Phone::new(disk.clone()),
            disk,
        };
        twin.sign_in(person);
        twin
    }

    fn sign_in(&mut self, person: &str) {
        let change = self.phone.sign_in(&person.into(), true);
        self.disk.apply(&change);
    }

    fn comment(&mut self, random: u8) -> Record {
        let draft = Draft {
            unit: "xom".into(),
            replaces: None,
            after: None,
            fact: Fact::Commented(Commented {
                node: "t".into(),
                text: "Đã rõ.".into(),
                mentions: Vec::new(),
            }),
            about: "việc".into(),
        };
        let change = self.phone.keep(vec![draft], 1, || [random; 10]);
        self.disk.apply(&change);
        change.entries[0].record.clone()
    }

    fn hear(&mut self, asked: &Outgoing, answer: &SyncAnswer) -> Settled {
        let settled = self.phone.settle(asked, answer, 1);
        self.disk.apply(&settled.change);
        settled
    }
}

fn ask(twin: &Twin) -> Outgoing {
    twin.phone.ask(200, "1")
}

/// That all was taken in, and what else is there.
fn accepts(asked: &Outgoing, records: &[&Record]) -> SyncAnswer {
    let stamped = (1..).zip(records).map(|(seq, record)| Stamped {
        seq,
        record: (*record).clone(),
        carried_by: None,
    });
    SyncAnswer {
        accepted: asked.ids.clone(),
        cursor: records.len() as i64,
        records: stamped.collect(),
        check: Some(records.iter().map(|record| &record.id).collect()),
        ..SyncAnswer::default()
    }
}

#[test]
fn what_another_person_did_here_is_kept_when_it_goes_out_of_sight() {
    let mut twin = Twin::of("an");
    let record = twin.comment(1);
    let asked = ask(&twin);
    twin.hear(&asked, &accepts(&asked, &[&record]));
    twin.sign_in("binh");
    let asked = ask(&twin);
    twin.hear(&asked, &accepts(&asked, &[&record]));
    assert_eq!(twin.phone.rows().count(), 1, "both may see it");
    // The server was restored, and has lost it.
    for _ in 0..3 {
        let asked = ask(&twin);
        twin.hear(&asked, &accepts(&asked, &[]));
    }
    assert_eq!(twin.phone.rows().count(), 0);
    twin.sign_in("an");
    let mut offered = Vec::new();
    for _ in 0..3 {
        let asked = ask(&twin);
        offered.extend(asked.ids.clone());
        let mut answer = accepts(&asked, &[]);
        answer.own = Some(Default::default());
        twin.hear(&asked, &answer);
    }
    assert!(offered.contains(&record.id), "its author offers it again");
}

#[test]
fn a_phone_whose_browser_is_somebody_elses_is_nobodys_until_they_come() {
    let mut twin = Twin::of("an");
    let record = twin.comment(1);
    let asked = ask(&twin);
    let failure = twin.phone.fail(&asked, Some(&Code::OtherPerson.into()));
    let AfterFailure::Left(change) = failure else {
        panic!("{failure:?}");
    };
    twin.disk.apply(&change);
    assert_eq!(twin.phone.position().person, PersonId::default());
    assert!(ask(&twin).ids.is_empty(), "nothing goes in nobody's name");
    twin.sign_in("an");
    assert_eq!(ask(&twin).ids, [record.id], "nothing of it is lost");
    let late = twin.phone.fail(&asked, None);
    assert!(matches!(late, AfterFailure::Wait));
}

#[test]
fn what_one_window_had_accepted_and_another_refused_is_not_sent_for_ever() {
    let mut twin = Twin::of("an");
    let record = twin.comment(1);
    let asked = ask(&twin);
    let mut other = Phone::new(twin.disk.clone());
    twin.hear(&asked, &accepts(&asked, &[&record]));
    // The other window does not know that yet, and the server has been restored meanwhile.
    let refused = SyncAnswer {
        accepted: Vec::new(),
        refused: vec![Refused {
            id: Some(record.id.clone()),
            index: 0,
            problem: Code::NotAllowed.into(),
        }],
        ..accepts(&asked, &[])
    };
    twin.disk.apply(&other.settle(&asked, &refused, 0).change);
    twin.phone = Phone::new(twin.disk.clone());
    for _ in 0..3 {
        let asked = ask(&twin);
        twin.hear(&asked, &refused);
    }
    assert!(ask(&twin).ids.is_empty(), "it waits for its author");
    assert!(twin.disk.rows.is_empty(), "and is not there twice");
    let entries = twin.phone.entries().into_iter();
    let sent_back: Vec<_> = entries.map(|entry| entry.refused.is_some()).collect();
    assert_eq!(sent_back, [true]);
}

#[test]
fn an_answer_to_somebody_who_has_left_is_nobody_elses() {
    let mut twin = Twin::of("an");
    let record = twin.comment(1);
    let asked = ask(&twin);
    twin.sign_in("binh");
    let person = Person {
        id: PersonId::from("an"),
        ..Person::default()
    };
    let answer = SyncAnswer {
        ground: Some(Ground {
            version: "an".into(),
            person,
            ..Ground::default()
        }),
        ..accepts(&asked, &[])
    };
    let settled = twin.hear(&asked, &answer);
    assert!(settled.change.is_empty());
    assert_eq!(twin.phone.rows().count(), 0, "and nothing of it is shown");
    assert!(twin.phone.ground().version.is_empty());
    let refused = twin.phone.fail(&asked, Some(&Code::RecordTooLarge.into()));
    assert!(matches!(refused, AfterFailure::Wait));
    twin.sign_in("an");
    assert_eq!(
        ask(&twin).ids,
        [record.id],
        "it is sent again, to no effect"
    );
}

#[test]
fn what_another_person_has_sent_holds_up_no_comparison() {
    let mut twin = Twin::of("an");
    twin.comment(1);
    let asked = ask(&twin);
    // It was accepted, and has not come back yet.
    let mut accepted = accepts(&asked, &[]);
    accepted.more = true;
    let change = twin.phone.settle(&asked, &accepted, 1).change;
    twin.disk.apply(&change);
    // Another window had read the disk before, and lets somebody else sign in.
    let position = twin.phone.position().clone();
    let before = Image {
        device: DEVICE.into(),
        position,
        ..Image::default()
    };
    let change = Phone::new(before).sign_in(&"binh".into(), true);
    assert!(!twin.disk.is_past(&change));
    twin.disk.apply(&change);
    twin.phone = Phone::new(twin.disk.clone());
    assert_eq!(twin.phone.rows().count(), 0);
    let asked = ask(&twin);
    twin.hear(&asked, &accepts(&asked, &[]));
    assert_eq!(twin.phone.position().checked_at, Some(1));
}

#[test]
fn a_window_that_was_overtaken_changes_nothing() {
    let mut one = Twin::of("an");
    let mut other = Twin {
        phone: Phone::new(one.disk.clone()),
        disk: one.disk.clone(),
    };
    let (asked, asked_too) = (ask(&one), ask(&other));
    let record = one.comment(1);
    one.hear(&asked, &accepts(&asked, &[&record]));
    let late = other.phone.settle(&asked_too, &accepts(&asked_too, &[]), 2);
    assert!(one.disk.is_past(&late.change));
    let late = other.phone.sign_in(&"binh".into(), true);
    assert!(one.disk.is_past(&late));
    let kept = other.comment(2);
    assert!(other.disk.entries.iter().any(|it| it.record.id == kept.id));
    let retried = other.phone.retry(&kept.id);
    assert!(!one.disk.is_past(&retried), "what is kept hinders nobody");
}

#[test]
fn what_was_asked_before_an_offer_is_no_part_of_it() {
    let mut twin = Twin::of("an");
    let lost = twin.comment(1);
    let asked = ask(&twin);
    twin.hear(&asked, &accepts(&asked, &[&lost]));
    let last = twin.comment(2);
    let early = ask(&twin);
    // Another window asks the same; the server has it, and has lost what came before.
    let asked = ask(&twin);
    let mut answer = accepts(&asked, &[&last]);
    answer.own = Some(answer.accepted.iter().collect());
    twin.hear(&asked, &answer);
    assert!(twin.phone.position().offered.is_some());
    twin.hear(&early, &answer);
    assert!(
        ask(&twin).ids.contains(&lost.id),
        "it has still to be offered"
    );
}

#[test]
fn what_somebody_brought_is_offered_when_the_server_goes_back_to_before() {
    let mut twin = Twin::of("an");
    let record = twin.comment(1);
    let position = Position {
        offered_for: Some(Check::default()),
        ..twin.phone.position().clone()
    };
    twin.disk.position = position;
    twin.phone = Phone::new(twin.disk.clone());
    // It comes with the log while a question is on its way that does not carry it.
    let mut asked = ask(&twin);
    asked.ids.clear();
    asked.message.records.clear();
    let mut answer = accepts(&asked, &[&record]);
    answer.own = Some(std::iter::once(&record.id).collect());
    twin.hear(&asked, &answer);
    assert!(twin.phone.entries().is_empty());
    // A server restored to before says what it said after the last offer.
    let asked = ask(&twin);
    let answer = SyncAnswer {
        cursor: 2,
        own: Some(Check::default()),
        ..SyncAnswer::default()
    };
    twin.hear(&asked, &answer);
    assert_eq!(ask(&twin).ids, [record.id]);
}

#[test]
fn what_was_done_on_another_phone_is_offered_until_the_server_has_it() {
    let done_elsewhere = Record {
        device: "may-hai".into(),
        ..Twin::of("an").comment(1)
    };
    let offered = [done_elsewhere.id.clone()];
    let mut twin = Twin::of("an");
    let asked = ask(&twin);
    twin.hear(&asked, &accepts(&asked, &[&done_elsewhere]));
    // The server was restored, and is given what it lost.
    let asked = ask(&twin);
    twin.hear(&asked, &accepts(&asked, &[]));
    let asked = ask(&twin);
    assert_eq!(asked.ids, offered);
    let first_page = SyncAnswer {
        more: true,
        own: Some(Check::default()),
        ..accepts(&asked, &[])
    };
    twin.hear(&asked, &first_page);
    // It was restored once more before that came back, and has all that was done here.
    let asked = ask(&twin);
    let last_page = SyncAnswer {
        own: Some(Check::default()),
        ..accepts(&asked, &[])
    };
    twin.hear(&asked, &last_page);
    let asked = ask(&twin);
    assert_eq!(asked.ids, offered);
    twin.hear(&asked, &accepts(&asked, &[]));
    assert!(ask(&twin).ids.is_empty(), "it is out of sight");
    assert_eq!(twin.phone.position().checked_at, Some(1));
}

#[test]
fn a_window_that_does_not_know_what_was_accepted_does_not_go_on_from_there() {
    // Whoever holds no records is at the same place for ever.
    let mut one = Twin::of("tinh");
    let change = one.phone.sign_in(&"tinh".into(), false);
    one.disk.apply(&change);
    let mut other = Phone::new(one.disk.clone());
    one.comment(1);
    let accepted = |asked: &Outgoing| SyncAnswer {
        accepted: asked.ids.clone(),
        ..SyncAnswer::default()
    };
    let asked = ask(&one);
    one.hear(&asked, &accepted(&asked));
    // The other has not heard of it, and is told of a server that was restored.
    let asked = other.ask(200, "1");
    let answer = SyncAnswer {
        own: Some(std::iter::once(&RecordId::from("x")).collect()),
        ..SyncAnswer::default()
    };
    let late = other.settle(&asked, &answer, 1).change;
    assert!(late.position.is_some() && one.disk.is_past(&late));
}
