use super::*;
use crate::{
    assignment::TaskUpdate,
    id::{PersonId, RecordId},
    problem::Code,
    record::Fact,
    sync::{
        Refused, SyncAnswer,
        message::Stamped,
        phone::{AfterFailure, Draft, Image},
    },
};

const DAY_MS: Millis = 24 * 60 * 60 * 1000;
const NOW: Millis = 1_800_000_000_000;

fn phone() -> Phone {
    let mut phone = Phone::new(Image {
        device: "d".into(),
        ..Image::default()
    });
    phone.sign_in(&PersonId::new("p"), true);
    phone
}

/// Keeps an update and gives its record's id.
fn keep(phone: &mut Phone, photos: &[&str]) -> RecordId {
    let update = TaskUpdate {
        task: "t".into(),
        photos: photos.iter().map(|id| PhotoId::new(*id)).collect(),
        ..TaskUpdate::default()
    };
    let draft = Draft {
        unit: "x".into(),
        replaces: None,
        after: None,
        fact: Fact::TaskUpdated(update),
        about: String::new(),
    };
    let n = u8::try_from(phone.entries().len()).unwrap();
    let change = phone.keep(vec![draft], NOW, || [n; 10]);
    change.entries[0].record.id.clone()
}

fn sent(phone: &Phone) -> Vec<RecordId> {
    phone.ask(200, "test").ids
}

fn refusal_of(id: &RecordId, code: Code) -> SyncAnswer {
    SyncAnswer {
        refused: vec![Refused {
            id: Some(id.clone()),
            index: 0,
            problem: code.into(),
        }],
        ..SyncAnswer::default()
    }
}

fn answer(phone: &mut Phone, answer: &SyncAnswer) -> bool {
    let outgoing = phone.ask(200, "test");
    phone.settle(&outgoing, answer, NOW).go_on
}

fn accept_all(phone: &mut Phone) {
    let accepted = sent(phone);
    let whole = SyncAnswer {
        accepted,
        // What was accepted has not come back yet.
        more: true,
        ..SyncAnswer::default()
    };
    answer(phone, &whole);
}

fn reason(phone: &Phone, id: &RecordId) -> Option<Code> {
    let entries = phone.entries();
    let entry = entries.iter().find(|entry| entry.record.id == *id)?;
    entry.refused.as_ref().map(|problem| problem.code)
}

#[test]
fn a_record_waits_for_its_photos_and_holds_up_no_other() {
    let mut phone = phone();
    let first = keep(&mut phone, &["a", "b"]);
    let plain = keep(&mut phone, &[]);
    let third = keep(&mut phone, &["b", "c"]);
    assert_eq!(sent(&phone), [plain]);
    assert_eq!(phone.ask(200, "test").message.n_held, Some(2));
    assert_eq!(phone.photos_to_send(), ["a".into(), "b".into()]);

    accept_all(&mut phone);
    assert!(!phone.has_more_to_send(), "or it would ask for ever");
    phone.photo_is_there(&"a".into());
    assert_eq!(phone.photos_to_send(), ["b".into()]);
    phone.photo_is_there(&"b".into());
    assert!(phone.has_more_to_send());
    assert_eq!(sent(&phone), [first]);
    assert_eq!(phone.photos_to_send(), ["c".into()]);
    phone.photo_is_there(&"c".into());
    assert!(sent(&phone).contains(&third));
    assert!(phone.photos_to_send().is_empty());
}

#[test]
fn a_lost_photo_is_sent_again_and_nobody_is_bothered() {
    let mut phone = phone();
    let id = keep(&mut phone, &["a"]);
    phone.photo_is_there(&"a".into());
    assert!(!answer(&mut phone, &refusal_of(&id, Code::PhotoMissing)));
    assert_eq!(reason(&phone, &id), None);
    assert!(sent(&phone).is_empty());
    assert_eq!(phone.photos_to_send(), ["a".into()]);
    phone.photo_is_there(&"a".into());
    assert_eq!(sent(&phone), [id]);
}

#[test]
fn what_a_restored_server_lost_goes_there_again_with_its_photos() {
    let mut phone = phone();
    let id = keep(&mut phone, &["a"]);
    phone.photo_is_there(&"a".into());
    accept_all(&mut phone);
    assert!(phone.entries().is_empty());
    answer(&mut phone, &SyncAnswer::default());
    assert!(sent(&phone).contains(&id), "it has not come back");
    answer(&mut phone, &refusal_of(&id, Code::PhotoMissing));
    assert_eq!(reason(&phone, &id), None);
    assert_eq!(phone.photos_to_send(), ["a".into()]);
}

#[test]
fn a_photo_that_cannot_be_sent_sends_its_record_back() {
    let mut phone = phone();
    let id = keep(&mut phone, &["a", "b"]);
    let other = keep(&mut phone, &["c"]);
    for later in [Code::SignInNeeded, Code::Internal, Code::TooManyRequests] {
        assert!(phone.photo_failed(&"a".into(), &later.into()).is_none());
    }
    let change = phone.photo_failed(&"a".into(), &Code::PhotoLocated.into());
    assert_eq!(change.unwrap().entries.len(), 1);
    assert_eq!(reason(&phone, &id), Some(Code::PhotoLocated));
    assert_eq!(reason(&phone, &other), None);
    assert_eq!(phone.photos_to_send(), ["c".into()]);
    phone.retry(&id);
    assert_eq!(phone.photos_to_send(), ["a".into(), "b".into()]);
}

#[test]
fn what_a_day_has_no_room_for_waits_and_is_not_sent_back() {
    let mut phone = phone();
    let id = keep(&mut phone, &["a"]);
    let full = Code::TooManyPhotosToday.into();
    assert_eq!(phone.photo_failed(&"a".into(), &full), None);
    assert_eq!(reason(&phone, &id), None);
    assert_eq!(phone.photos_to_send(), ["a".into()]);
}

#[test]
fn another_person_or_server_has_none_of_them() {
    let mut phone = phone();
    keep(&mut phone, &["a"]);
    phone.photo_is_there(&"a".into());
    phone.sign_in(&PersonId::new("q"), true);
    assert!(
        phone.photos_to_send().is_empty(),
        "it is not theirs to send"
    );
    phone.sign_in(&PersonId::new("p"), true);
    assert_eq!(phone.photos_to_send(), ["a".into()]);
}

#[test]
fn photos_stay_while_they_may_be_needed() {
    let mut phone = phone();
    let id = keep(&mut phone, &["a"]);
    let needs = |phone: &Phone, days| phone.needs_photo(&"a".into(), NOW + days * DAY_MS);
    assert!(needs(&phone, 400), "it waits");
    assert!(!phone.needs_photo(&"b".into(), NOW));
    phone.photo_is_there(&"a".into());
    accept_all(&mut phone);
    assert!(needs(&phone, 400), "it has not come back");

    let row = phone.own_rows().next().unwrap();
    let back = SyncAnswer {
        records: vec![Stamped {
            seq: 1,
            record: row.record.clone(),
            carried_by: None,
        }],
        accepted: vec![id],
        cursor: 1,
        ..SyncAnswer::default()
    };
    answer(&mut phone, &back);
    assert!(needs(&phone, 29));
    assert!(!needs(&phone, 31));
}

#[test]
fn a_record_that_is_refused_keeps_its_photos_until_it_is_given_up() {
    let mut phone = phone();
    let id = keep(&mut phone, &["a"]);
    phone.photo_is_there(&"a".into());
    let outgoing = phone.ask(200, "test");
    let failure = phone.fail(&outgoing, Some(&Code::RecordTooLarge.into()));
    assert!(matches!(failure, AfterFailure::Settled(_)));
    assert_eq!(reason(&phone, &id), Some(Code::RecordTooLarge));
    assert!(phone.needs_photo(&"a".into(), NOW + 400 * DAY_MS));
    phone.discard(&id);
    assert!(!phone.needs_photo(&"a".into(), NOW));
}
