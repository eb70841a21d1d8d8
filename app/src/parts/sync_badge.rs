//! Whether everything that was done here has reached the server, in one line.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::{
    erased::view,
    outbox::{Outbox, Standing},
    signal::Memo,
};

/// Opens the list of unsent records.
#[component]
pub fn SyncBadge() -> impl IntoView {
    let outbox = Outbox::from_context();
    let standing = Memo::new(move |_| outbox.standing());
    let class = move || format!("sync-badge sync-badge--{}", class_word(standing.get()));
    view! {
        <a class=class href="/toi#chua-gui" aria-live="polite">
            {move || view! { <Glyph icon=icon(standing.get()) /> }}
            <span class="sync-badge__words">{move || words(standing.get())}</span>
        </a>
    }
}

pub fn words(standing: Standing) -> String {
    match standing {
        Standing::AllSent => "Đã gửi hết".into(),
        Standing::Sending => "Đang gửi…".into(),
        Standing::Waiting(n) => format!("Còn {n} chưa gửi"),
        Standing::Refused(n) => format!("{n} bị trả lại"),
    }
}

fn icon(standing: Standing) -> Icon {
    match standing {
        Standing::AllSent => Icon::Check,
        Standing::Sending => Icon::Sending,
        Standing::Waiting(_) => Icon::Waiting,
        Standing::Refused(_) => Icon::Refused,
    }
}

fn class_word(standing: Standing) -> &'static str {
    match standing {
        Standing::AllSent => "sent",
        Standing::Sending => "sending",
        Standing::Waiting(_) => "waiting",
        Standing::Refused(_) => "refused",
    }
}
