//! When something happened: by its day as the server wrote it, to the minute while it is fresh.

use chrono::NaiveDate;
use leptos::prelude::*;
use model::clock::Millis;

use crate::{
    erased::view,
    signal::{Effect, RwSignal},
    words,
};

#[component]
pub fn Ago(at: Millis, today: NaiveDate) -> impl IntoView {
    let text = RwSignal::new(words::moment(at, today));
    // Only after the page has been taken over: the server's clock and the phone's differ.
    Effect::new(move |_| {
        if let Some(minutes) = words::minutes_ago(at, crate::device::now()) {
            text.set(minutes);
        }
    });
    view! {
        <time class="ago" title=words::exact_moment(at)>
            {move || text.get()}
        </time>
    }
}
