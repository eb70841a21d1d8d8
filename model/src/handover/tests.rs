use super::*;
use crate::{
    record::{Commented, Fact},
    sync::phone::{Draft, Image},
};

const NOW: Millis = 1_795_219_200_000;

fn phone(n_records: u8) -> Phone {
    let mut phone = Phone::new(Image {
        device: "may".into(),
        ..Image::default()
    });
    phone.sign_in(&"p".into(), true);
    for n in 0..n_records {
        let draft = Draft {
            unit: "xom-1".into(),
            replaces: None,
            after: None,
            fact: Fact::Commented(Commented {
                node: "t".into(),
                text: format!("Việc thứ {n}, \"đã xong\""),
                mentions: Vec::new(),
            }),
            about: "việc".into(),
        };
        phone.keep(vec![draft], NOW, || [n; 10]);
    }
    phone
}

fn file(n_records: u8) -> String {
    serde_json::to_string(&HandOver::of(&phone(n_records), NOW)).unwrap()
}

fn code(text: &str) -> Code {
    read(text).unwrap_err().code
}

#[test]
fn a_file_and_its_codes_say_what_the_phone_holds_and_take_nothing_from_it() {
    let phone = phone(3);
    let made = HandOver::of(&phone, NOW);
    assert_eq!(phone.entries().len(), 3);
    let text = serde_json::to_string(&made).unwrap();
    assert_eq!(read(&text).unwrap(), made);
    assert_eq!(read(&format!("\u{feff}{text}\r\n")).unwrap(), made);
    let mut parts = split(&text).unwrap();
    parts.reverse();
    assert_eq!(read(&parts.join("\n")).unwrap(), made);
    let records: Vec<_> = phone.entries().iter().map(|e| &e.record).collect();
    assert_eq!(serde_json::json!(records), serde_json::json!(made.records));
    assert_eq!((made.check.n, made.person.as_str()), (3, "p"));
}

#[test]
fn a_file_that_was_cut_off_anywhere_is_noticed() {
    let text = file(4);
    let begins_well = text.find(FORMAT).unwrap() + FORMAT.len();
    for (end, _) in text.char_indices().skip(1) {
        let expected = if end < begins_well {
            Code::HandOverUnreadable
        } else {
            Code::HandOverCutOff
        };
        assert_eq!(code(&text[..end]), expected, "{end}");
    }
}

#[test]
fn a_file_that_lost_a_record_is_noticed() {
    let mut made = HandOver::of(&phone(4), NOW);
    made.records.remove(2);
    let text = serde_json::to_string(&made).unwrap();
    assert_eq!(code(&text), Code::HandOverCutOff);
}

#[test]
fn what_is_not_ours_and_what_is_newer_is_said_plainly() {
    for text in [
        "",
        "Kính gửi",
        "[]",
        "{}",
        r#"{"format":"zip","version":1}"#,
    ] {
        assert_eq!(code(text), Code::HandOverUnreadable, "{text}");
    }
    let newer = file(1).replace(r#""version":1"#, r#""version":2,"shape":"new""#);
    assert_eq!(code(&newer), Code::HandOverNewer);
    let more = file(1).replace(r#""version":1"#, r#""version":1,"more":true"#);
    assert!(read(&more).is_ok(), "fields may be added");
    assert_eq!(code(&" ".repeat(MAX_BYTES + 1)), Code::TooLarge);
}
