//! The records that are still on this device: each with its receipt, what it says, and why it waits.

use leptos::prelude::*;
use model::{
    clock::day_in_vietnam, id::RecordId, problem::Code, record::Fact, sync::receipt, view::me::Me,
};

use crate::{
    device::{self, Entry},
    erased::{heard, view},
    outbox::Outbox,
    pages::task::{MEND, tell},
    parts::icon::{Glyph, Icon},
    signal::{Memo, RwSignal},
    source::Trouble,
    words,
};

#[component]
pub fn Unsent() -> impl IntoView {
    let outbox = Outbox::from_context();
    let entries = Memo::new(move |_| outbox.entries());
    let n_waiting = move || {
        entries.with(|entries| {
            entries
                .iter()
                .filter(|entry| entry.refused.is_none())
                .count()
        })
    };
    view! {
        <section class="unsent-list flow" id="chua-gui" aria-labelledby="chua-gui-ten">
            <h2 id="chua-gui-ten">
                "Chưa gửi"
                <span class="group__count num">{move || words::count(entries.with(Vec::len))}</span>
            </h2>
            {move || outbox.broken().map(|error| view! {
                <p class="notice notice--bad" role="alert">
                    <Glyph icon=Icon::Alert />
                    <span>{error.sentence()}</span>
                </p>
            })}
            {move || entries.with(Vec::is_empty).then(|| view! {
                <p class="unsent-list__none">
                    <Glyph icon=Icon::Check />
                    "Mọi việc bạn ghi trên máy này đã gửi hết."
                </p>
            })}
            {move || (n_waiting() > 0).then(|| view! {
                <div class="row spread">
                    <p class="txt-soft">{move || why(outbox.trouble().as_ref())}</p>
                    <button class="btn btn--small" type="button" on:click=heard(move |_| outbox.send())>
                        <Glyph icon=Icon::Sending />
                        "Gửi ngay"
                    </button>
                </div>
            })}
            <ul class="unsent-list__rows">
                <For
                    each=move || entries.get()
                    key=|entry| (entry.record.id.clone(), entry.refused.is_some())
                    children=|entry| view! { <Row entry /> }
                />
            </ul>
        </section>
    }
}

fn why(trouble: Option<&Trouble>) -> String {
    match trouble {
        None => "Đang chờ gửi.".into(),
        Some(Trouble::NoNetwork) => "Chưa có mạng. Sẽ tự gửi khi có mạng, không cần mở lại.".into(),
        Some(trouble) if trouble.is(Code::SignInNeeded) => {
            "Phiên đăng nhập đã hết. Hãy đăng nhập lại để gửi; bản ghi vẫn còn trên máy.".into()
        }
        Some(Trouble::Problem(problem)) => problem.message.clone().into_owned(),
    }
}

#[component]
fn Row(entry: Entry) -> impl IntoView {
    let me: Me = expect_context();
    let Entry {
        record,
        about,
        refused,
    } = entry;
    let is_mine = record.by == me.person.id;
    let (sentence, _) = tell(&record.fact, "");
    let address = match &record.fact {
        Fact::TaskUpdated(update) => Some(format!("/nhiem-vu/{}", update.task)),
        Fact::Commented(_)
        | Fact::DifficultyAnswered(_)
        | Fact::AssignmentReplied(_)
        | Fact::PutInCharge(_) => {
            let task = record.fact.node();
            task.map(|task| format!("/nhiem-vu/{task}"))
        }
        _ => None,
    };
    let mend = match &record.fact {
        Fact::TaskUpdated(update) => {
            let (task, unit, id) = (&update.task, &record.unit, &record.id);
            Some(format!(
                "/nhiem-vu/{task}?don-vi={unit}&{MEND}={id}#cap-nhat"
            ))
        }
        _ => None,
    };
    let (at, id) = (record.made_at.millis, record.id.clone());
    // The list is drawn in the browser only, so its clock may be asked.
    let when = words::moment(at, day_in_vietnam(device::now()));
    view! {
        <li class="unsent-row">
            <p class="unsent-row__about">
                {match address {
                    Some(address) => view! { <a href=address>{about}</a> }.into_any(),
                    None => view! { <span>{about}</span> }.into_any(),
                }}
            </p>
            <p class="txt-small txt-soft">
                <strong class="txt-mono">{receipt(&id)}</strong> " · " {sentence} " · " {when}
            </p>
            {(!is_mine).then(|| view! {
                <p class="txt-small txt-soft">
                    "Của người khác đã dùng máy này; sẽ được gửi khi người đó đăng nhập lại."
                </p>
            })}
            {refused.map(|problem| view! {
                <p class="unsent-row__reason">
                    <Glyph icon=Icon::Refused />
                    <span><strong>"Bị trả lại: "</strong>{problem.message.into_owned()}</span>
                </p>
                <Ways id mend />
            })}
        </li>
    }
}

/// What can be done with a record that was sent back; throwing it away is asked twice.
#[component]
fn Ways(id: RecordId, mend: Option<String>) -> impl IntoView {
    let outbox = Outbox::from_context();
    let is_asking = RwSignal::new(false);
    view! {
        <p class="row">
            {move || { let id = id.clone(); if is_asking.get() {
                view! {
                    <span>"Bỏ hẳn bản ghi này?"</span>
                    <button class="btn btn--small btn--bad" type="button" on:click=heard(move |_| outbox.discard(id.clone()))>
                        "Bỏ hẳn"
                    </button>
                    <button class="btn btn--small" type="button" on:click=heard(move |_| is_asking.set(false))>
                        "Giữ lại"
                    </button>
                }.into_any()
            } else {
                view! {
                    {mend.clone().map(|address| view! { <a class="btn btn--small" href=address>"Sửa"</a> })}
                    <button class="btn btn--small" type="button" on:click=heard(move |_| outbox.retry(&id))>
                        "Gửi lại"
                    </button>
                    <button class="btn btn--small" type="button" on:click=heard(move |_| is_asking.set(true))>
                        "Bỏ"
                    </button>
                }.into_any()
            }}}
        </p>
    }
}
