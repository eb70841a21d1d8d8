//! What was done on this device and has reached the server, each with how far it has come; and what
//! the device holds for times without a network.

use leptos::prelude::*;
use model::{
    clock::day_in_vietnam,
    sync::{phone::Step, receipt},
};

use crate::{
    device,
    erased::view,
    outbox::{Done, Outbox},
    pages::task::tell,
    parts::icon::{Glyph, Icon},
    words,
};

#[component]
pub fn Sent() -> impl IntoView {
    let outbox = Outbox::from_context();
    view! {
        {move || {
            let done = outbox.done();
            (!done.is_empty()).then(|| view! {
                <details class="sent-list">
                    <summary>
                        "Đã gửi từ máy này"
                        <span class="group__count num">{words::count(done.len())}</span>
                    </summary>
                    <ul class="unsent-list__rows">{done.into_iter().map(row).collect::<Vec<_>>()}</ul>
                </details>
            })
        }}
        {move || view! { <p class="txt-small txt-soft">{held(outbox)}</p> }}
    }
}

fn row(done: Done) -> AnyView {
    let Done {
        record,
        about,
        step,
    } = done;
    let (sentence, _) = tell(&record.fact, "");
    let when = words::moment(record.made_at.millis, day_in_vietnam(device::now()));
    let code = receipt(&record.id);
    let words = match step {
        Step::Sent => "đã gửi",
        Step::Received => "xã đã nhận",
        Step::Reported => "đã vào báo cáo",
    };
    view! {
        <li class="unsent-row">
            <p class="unsent-row__about"><span>{about}</span></p>
            <p class="txt-small txt-soft">
                <strong class="txt-mono">{code}</strong> " · " {sentence} " · " {when}
            </p>
            <p class="txt-small sent-list__step">
                <Glyph icon=Icon::Check />
                {words}
            </p>
        </li>
    }
    .into_any()
}

/// What there is to see when there is no network.
fn held(outbox: Outbox) -> String {
    let held = outbox.held();
    let Some(at) = held.checked_at else {
        return String::new();
    };
    let when = words::moment(at, day_in_vietnam(device::now()));
    match held.n_rows {
        0 => String::new(),
        n => format!(
            "Máy này giữ {} bản ghi để xem khi không có mạng, khớp với hệ thống {when}.",
            words::count(n)
        ),
    }
}
