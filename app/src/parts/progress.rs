//! How far something has got, as a bar and in words.

use leptos::prelude::*;

use crate::{erased::view, words};

#[component]
pub fn Percent(percent: u8) -> impl IntoView {
    view! {
        <span class="percent">
            <progress class="percent__bar" max="100" value=percent aria-hidden="true"></progress>
            <span class="percent__text num">{words::percent(percent)}</span>
        </span>
    }
}
