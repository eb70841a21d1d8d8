//! A labelled control of a form: label, hint, and the control itself.

use crate::erased::view;
use leptos::prelude::*;

/// The control inside must carry `id=name`; with a hint, also `aria-describedby="{name}-hint"`.
#[component]
pub fn Field(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    children: Children,
) -> impl IntoView {
    let hint_id = format!("{name}-hint");
    view! {
        <div class="field">
            <label class="field__label" for=name>
                {label}
            </label>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
            {children()}
        </div>
    }
}
