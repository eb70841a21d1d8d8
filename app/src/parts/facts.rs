//! A list of names and values, as the head of a document has it.

use crate::erased::view;
use leptos::prelude::*;

#[component]
pub fn Facts(children: Children) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }
}

#[component]
pub fn Fact(#[prop(into)] name: String, children: Children) -> impl IntoView {
    view! {
        <div class="facts__row">
            <dt class="facts__name">{name}</dt>
            <dd class="facts__value">{children()}</dd>
        </div>
    }
}
