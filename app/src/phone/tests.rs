use futures_util::FutureExt as _;
use model::{
    record::{Commented, Fact},
    sync::phone::{Draft, Image},
};

use super::*;

fn open() -> Open {
    let mut phone = Phone::new(Image::default());
    phone.sign_in(&"p".into(), true);
    Open::new(Here::default(), phone)
}

fn comment(phone: &mut Phone) -> Change {
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
    phone.keep(vec![draft], 1, || [7; 10])
}

#[test]
fn what_is_shown_before_it_is_written_is_not_sent_before() {
    let open = open();
    let made = open.make(comment);
    assert_eq!(open.read(|phone| phone.entries().len()), 1, "it is shown");
    let mut asked = Box::pin(open.read_kept(|phone| phone.ask(200, "1").ids.len()));
    for _ in 0..3 {
        assert_eq!(asked.as_mut().now_or_never(), None);
    }
    assert_eq!(open.write_made(made).now_or_never(), Some(Ok(())));
    assert_eq!(asked.now_or_never(), Some(Ok(1)));
    let kept = open.device.load().now_or_never().unwrap().unwrap();
    assert_eq!(kept.entries.len(), 1);
}

#[test]
fn a_change_that_is_given_up_holds_nobody_up() {
    let open = open();
    drop(open.make(comment));
    let asked = open.read_kept(|phone| phone.entries().len());
    assert_eq!(asked.now_or_never(), Some(Ok(1)));
}

#[test]
fn what_a_disk_refused_is_not_sent_though_it_could_not_be_read_either() {
    let open = open();
    open.device.is_broken.set(true);
    let kept = open.change(|phone| (comment(phone), ())).now_or_never();
    assert_eq!(kept.unwrap().err(), Some(DeviceError::Failed));
    let ask = || open.read_kept(|phone| phone.ask(200, "1").ids.len());
    assert_eq!(ask().now_or_never(), Some(Err(DeviceError::Failed)));
    open.device.is_broken.set(false);
    assert_eq!(
        ask().now_or_never(),
        Some(Ok(0)),
        "nobody was told that it is kept"
    );
}

#[test]
fn a_change_that_another_window_has_overtaken_has_not_happened() {
    let open = Open::new(Here::default(), Phone::new(Image::default()));
    let theirs = Phone::new(Image::default()).sign_in(&"q".into(), true);
    assert_eq!(open.device.write(&theirs).now_or_never(), Some(Ok(())));
    let sign_in = |phone: &mut Phone| (phone.sign_in(&"p".into(), true), ());
    let signed_in = open.change(sign_in).now_or_never().unwrap();
    assert_eq!(signed_in.err(), Some(DeviceError::Overtaken));
    let person = |phone: &Phone| phone.position().person.clone();
    assert_eq!(open.read(person), "q".into(), "it knows of the other now");
    let signed_in = open.change(sign_in).now_or_never().unwrap();
    assert!(signed_in.is_ok());
}
