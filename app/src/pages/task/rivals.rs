//! Two updates of the same unit, made without knowledge of each other: both are shown, and whoever
//! may update says which one stands.

use leptos::{prelude::*, task::spawn_local};
use model::{
    assignment::{Progress, TaskUpdate},
    clock::Stamp,
    id::{RecordId, UnitId},
    record::Fact,
    view::task::{Event, TaskView},
};

use super::history::tell;
use crate::{
    device::Draft,
    erased::{heard, view},
    outbox::Outbox,
    parts::{
        ago::Ago,
        icon::{Glyph, Icon},
        toast::Toaster,
    },
    signal::StoredValue,
};

/// Both versions, where there are two.
pub fn rivals(
    view: &TaskView,
    unit: &UnitId,
    progress: &Progress,
    may_update: bool,
) -> Option<AnyView> {
    let ids = progress.rivals();
    let events: Vec<_> = view
        .history
        .iter()
        .filter(|event| ids.contains(&&event.record))
        .collect();
    if events.len() < 2 {
        return None;
    }
    let after = progress.said.as_ref().map(|said| said.made_at);
    let versions: Vec<_> = events
        .iter()
        .map(|event| {
            let other = events.iter().find(|other| other.record != event.record);
            let choice = may_update.then(|| Choice {
                unit: unit.clone(),
                replaces: other.map(|other| other.record.clone()),
                after,
                about: view.node.text.clone(),
            });
            version(view, event, choice)
        })
        .collect();
    Some(
        view! {
            <div class="rivals">
                <p>
                    <Glyph icon=Icon::Alert />
                    <strong>"Hai người cập nhật cùng lúc."</strong>
                    " Cả hai bản đều được giữ; hãy chọn bản đúng."
                </p>
                <ul class="rivals__versions">{versions}</ul>
            </div>
        }
        .into_any(),
    )
}

/// What choosing a version does: it is said once more, now in knowledge of the other.
struct Choice {
    unit: UnitId,
    replaces: Option<RecordId>,
    after: Option<Stamp>,
    about: String,
}

fn version(view: &TaskView, event: &Event, choice: Option<Choice>) -> AnyView {
    let (sentence, quotes) = tell(&event.fact, "");
    let quotes: Vec<_> = quotes
        .into_iter()
        .map(|(name, text)| view! { <p class="history__quote">{name} ": " {text}</p> })
        .collect();
    let button = match (&event.fact, choice) {
        (Fact::TaskUpdated(update), Some(choice)) => Some(button(update.clone(), choice)),
        _ => None,
    };
    view! {
        <li class="rivals__version">
            <p>
                <strong>{event.by.clone()}</strong>
                " "
                {sentence}
            </p>
            {quotes}
            <p class="history__when">
                <Ago at=event.at today=view.today />
            </p>
            {button}
        </li>
    }
    .into_any()
}

fn button(update: TaskUpdate, choice: Choice) -> AnyView {
    let (outbox, toaster) = (Outbox::from_context(), Toaster::from_context());
    let choice = StoredValue::new((update, choice));
    let choose = move |_| {
        let draft = choice.with_value(|(update, choice)| Draft {
            unit: choice.unit.clone(),
            replaces: choice.replaces.clone(),
            after: choice.after,
            about: choice.about.clone(),
            fact: Fact::TaskUpdated(update.clone()),
        });
        spawn_local(async move {
            match outbox.save(vec![draft]).await {
                Ok(_) => toaster.say("Đã lưu trên máy"),
                Err(error) => toaster.say(error.sentence()),
            }
        });
    };
    view! {
        <button class="btn btn--small" type="button" on:click=heard(choose)>
            "Lấy bản này"
        </button>
    }
    .into_any()
}
