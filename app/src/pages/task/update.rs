//! The form in which a unit says how far it is.
//!
//! What was typed belongs to the person: the fields are the browser's own and are read only when
//! they are saved, so neither the program's late arrival nor newer data from the server can change
//! them. Only an untouched form is filled anew.

mod fields;
mod photos;

use leptos::{ev, prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;
use model::{
    assignment::{Progress, Said, TaskUpdate},
    id::{RecordId, UnitId},
    record::Fact,
    sync::receipt,
    unit::UnitHead,
    view::task::TaskView,
};

use crate::{
    device::{self, Draft, Entry},
    element::element,
    erased::{heard, live, view},
    outbox::Outbox,
    parts::{
        icon::{Glyph, Icon},
        toast::Toaster,
    },
    signal::{Effect, Memo, RwSignal},
    takeover::after_takeover,
};
use fields::{Fields, read_fields};
use photos::{Chosen, Photos};
use web_sys::HtmlFormElement;

/// The parameter of the address that names a record to put right.
pub const MEND: &str = "sua";
/// Where the form stands, so that a button further down can lead to it.
const ID: &str = "cap-nhat";

#[component]
pub fn Update(view: RwSignal<TaskView>, chosen: RwSignal<Option<UnitHead>>) -> impl IntoView {
    let unit = Memo::new(move |_| chosen.get());
    live(move || unit.get().map(|unit| view! { <Form view unit /> }))
}

/// Brings the form into sight.
pub fn show() {
    request_animation_frame(|| {
        if let Some(form) = document().get_element_by_id(ID) {
            form.scroll_into_view();
        }
    });
}

#[component]
fn Form(view: RwSignal<TaskView>, unit: UnitHead) -> impl IntoView {
    let (outbox, toaster) = (Outbox::from_context(), Toaster::from_context());
    let is_live = after_takeover();
    let unit_id = unit.id.clone();
    let current = Memo::new(move |_| view.with(|view| current(outbox, view, &unit_id)));
    // What the form was filled from: the word that an update of this form replaces.
    let base = RwSignal::new(current.get_untracked());
    let mended = mended(outbox, &unit.id);
    let is_touched = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let chosen = Chosen::new(problem);
    let choose_mended = move || {
        mended.with_untracked(|entry| {
            let photos = entry.as_ref().map(|entry| entry.record.fact.photos());
            chosen.set(photos.unwrap_or_default());
        });
    };
    choose_mended();
    let saved = RwSignal::new(None::<RecordId>);
    let refill = move || {
        is_touched.set(false);
        problem.set(None);
        choose_mended();
        base.set(current.get_untracked());
    };
    let is_newer = move || current.with(|now| base.with(|base| record_of(now) != record_of(base)));
    Effect::new(move |before: Option<Option<RecordId>>| {
        let mends = mended.with(|entry| entry.as_ref().map(|entry| entry.record.id.clone()));
        let is_other = before.is_some_and(|before| before != mends);
        if (is_newer() || is_other) && !is_touched.get_untracked() {
            refill();
        }
        mends
    });
    let about = unit.clone();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(form) = element::<HtmlFormElement>(ID) else {
            return;
        };
        let update = match read_fields(&form, view.with_untracked(|view| view.node.id.clone())) {
            Ok(update) => TaskUpdate {
                photos: chosen.now(),
                ..update
            },
            Err(sentence) => return problem.set(Some(sentence)),
        };
        let draft = Draft {
            unit: about.id.clone(),
            replaces: base.with_untracked(|base| record_of(base).cloned()),
            after: current.with_untracked(|now| now.said.as_ref().map(|said| said.made_at)),
            about: view.with_untracked(|view| format!("{}: {}", about.name, view.node.text)),
            fact: Fact::TaskUpdated(update),
        };
        spawn_local(async move {
            match outbox.save(vec![draft]).await {
                Ok(made) => {
                    let id = made.into_iter().next().map(|entry| entry.record.id);
                    if let Some(id) = &id {
                        toaster.say(format!("Đã lưu trên máy · mã {}", receipt(id)));
                    }
                    saved.set(id);
                    // What was sent back has its better version now.
                    if let Some(mended) = mended.get_untracked() {
                        outbox.discard(mended.record.id);
                    }
                    refill();
                }
                Err(error) => problem.set(Some(error.sentence().into())),
            }
        });
    };
    view! {
        <form
            class="update"
            id=ID
            aria-labelledby="cap-nhat-ten"
            on:submit=heard(submit)
            on:input=heard(move |_| is_touched.set(true))
        >
            <h2 class="update__title" id="cap-nhat-ten">
                "Cập nhật của "
                {unit.name}
            </h2>
            {move || {
                let day = view.with_untracked(|view| view.today);
                let update = mended.with_untracked(|entry| base.with(|base| fill(base, entry.as_ref())));
                view! { <Fields update day /> }
            }}
            {move || (is_newer() && is_touched.get()).then(|| view! {
                <div class="notice notice--warn" role="status">
                    <Glyph icon=Icon::Alert />
                    <p>
                        "Vừa có cập nhật khác cho đơn vị này. Những gì bạn đang nhập được giữ nguyên. "
                        <button class="link" type="button" on:click=heard(move |_| refill())>
                            "Bỏ phần đang nhập, lấy bản mới"
                        </button>
                    </p>
                </div>
            })}
            <Photos chosen touched=is_touched />
            {move || problem.get().map(|problem| view! { <p class="field__problem" role="alert">{problem}</p> })}
            <div class="update__save">
                <button class="btn btn--primary btn--wide" type="submit" disabled=move || !is_live.get() || chosen.is_coming()>
                    "Lưu cập nhật"
                </button>
                {move || saved.get().map(|id| view! { <Receipt id /> })}
                <noscript>
                    <p class="txt-small txt-soft">"Cần bật JavaScript để lưu cập nhật."</p>
                </noscript>
            </div>
        </form>
    }
}

/// The last record of this form, and how far it has come.
#[component]
fn Receipt(id: RecordId) -> impl IntoView {
    let outbox = Outbox::from_context();
    let code = receipt(&id);
    let waits = Memo::new(move |_| outbox.is_waiting(&id));
    view! {
        <p class="receipt" class:receipt--waiting=move || waits.get()>
            {move || {
                let icon = if waits.get() { Icon::Waiting } else { Icon::Check };
                view! { <Glyph icon /> }
            }}
            <span>
                "Mã " <strong class="txt-mono">{code}</strong> " · "
                {move || if waits.get() { "đã lưu trên máy, chưa gửi" } else { "đã gửi" }}
            </span>
        </p>
    }
}

/// The update of this unit that was sent back and is to be put right: the address names it.
fn mended(outbox: Outbox, unit: &UnitId) -> Memo<Option<Entry>> {
    let parameters = use_query_map();
    let unit = unit.clone();
    Memo::new(move |_| {
        let id = parameters.with(|parameters| parameters.get(MEND))?;
        outbox.entries().into_iter().find(|entry| {
            entry.record.id.as_str() == id && entry.refused.is_some() && entry.record.unit == unit
        })
    })
}

/// What the form shows at first. A note and photos tell of one update only, so those of the last
/// one are not repeated.
fn fill(base: &Progress, mended: Option<&Entry>) -> TaskUpdate {
    if let Some(Fact::TaskUpdated(update)) = mended.map(|entry| &entry.record.fact) {
        return update.clone();
    }
    let update = base
        .said
        .as_ref()
        .map(|said| said.update.clone())
        .unwrap_or_default();
    TaskUpdate {
        note: None,
        photos: Vec::new(),
        ..update
    }
}

/// What the unit says, unsent word included.
fn current(outbox: Outbox, view: &TaskView, unit: &UnitId) -> Progress {
    let told = view.assignments.iter().find(|given| given.unit.id == *unit);
    let told = told.map(|given| given.progress.clone()).unwrap_or_default();
    outbox.progress(&view.node.id, unit, &told)
}

fn record_of(progress: &Progress) -> Option<&RecordId> {
    progress.said.as_ref().map(|Said { record, .. }| record)
}

/// The day on this device, which may know better than a page that was loaded days ago.
pub fn device_day() -> chrono::NaiveDate {
    model::clock::day_in_vietnam(device::now())
}
