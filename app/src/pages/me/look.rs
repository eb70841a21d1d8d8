//! Theme and text size, chosen for this device; the head of every page applies them before paint.

use crate::{
    erased::{heard, view},
    signal::{Effect, RwSignal},
};
use leptos::prelude::*;

const THEMES: [(&str, &str); 3] = [("", "Theo máy"), ("light", "Sáng"), ("dark", "Tối")];
const SIZES: [(&str, &str); 3] = [("", "Vừa"), ("large", "Lớn"), ("larger", "Rất lớn")];

#[component]
pub fn Look() -> impl IntoView {
    view! {
        <section class="look flow" aria-labelledby="hien-thi">
            <h2 id="hien-thi">"Hiển thị"</h2>
            <Setting name="text" title="Cỡ chữ" choices=SIZES />
            <Setting name="theme" title="Nền" choices=THEMES />
        </section>
    }
}

/// `name` is the key in the device's storage and the attribute `data-…` of the document.
#[component]
fn Setting(
    name: &'static str,
    title: &'static str,
    choices: [(&'static str, &'static str); 3],
) -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    Effect::new(move |_| {
        let kept = storage().and_then(|storage| storage.get_item(name).ok().flatten());
        chosen.set(kept.unwrap_or_default());
    });
    let choices = choices.map(|(value, words)| {
        view! {
            <label class="choice">
                <input
                    class="choice__input"
                    type="radio"
                    name=name
                    value=value
                    prop:checked=move || chosen.get() == value
                    on:change=heard(move |_| {
                        chosen.set(value.into());
                        keep(name, value);
                    })
                />
                <span class="choice__face">{words}</span>
            </label>
        }
    });
    view! {
        <fieldset>
            <legend class="field__label">{title}</legend>
            <div class="choices">{choices.into_iter().collect_view()}</div>
        </fieldset>
    }
}

fn keep(name: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = if value.is_empty() {
            storage.remove_item(name)
        } else {
            storage.set_item(name, value)
        };
    }
    if let Some(document) = document().document_element() {
        let attribute = format!("data-{name}");
        let _ = if value.is_empty() {
            document.remove_attribute(&attribute)
        } else {
            document.set_attribute(&attribute, value)
        };
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
