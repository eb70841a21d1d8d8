//! A labelled control of a form: label, hint, the control itself, and what is wrong with it.

use crate::erased::view;
use leptos::prelude::*;

/// The control inside must carry `id=name`; with a hint, also `aria-describedby="{name}-hint"`.
#[component]
pub fn Field(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    /// Shown in place of silence when the value cannot be taken.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    let hint_id = format!("{name}-hint");
    view! {
        <div class="field" class:field--bad=move || problem.get().is_some()>
            <label class="field__label" for=name>
                {label}
            </label>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
            {children()}
            {move || {
                problem.get().map(|problem| view! { <p class="field__problem" role="alert">{problem}</p> })
            }}
        </div>
    }
}
