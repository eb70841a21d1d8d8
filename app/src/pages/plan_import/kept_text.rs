//! The pasted text survives a reload of the page, until the plan is made.

use crate::signal::{Effect, RwSignal};

#[cfg(feature = "hydrate")]
const KEY: &str = "hoc-vu-so.ke-hoach-nhap";

/// The text as a signal that starts with what was kept and keeps what is typed.
pub fn kept() -> RwSignal<String> {
    let text = RwSignal::new(String::new());
    // After the page was taken over: the server has no such store.
    Effect::new(move |first: Option<()>| {
        let now = text.get();
        if first.is_some() {
            keep(&now);
        } else if let Some(kept) = read() {
            text.set(kept);
        }
    });
    text
}

#[cfg(feature = "hydrate")]
fn read() -> Option<String> {
    store()?.get_item(KEY).ok().flatten()
}

/// A text too long for the store is simply not kept: it is still in its file.
#[cfg(feature = "hydrate")]
fn keep(text: &str) {
    let Some(store) = store() else { return };
    let _ = if text.is_empty() {
        store.remove_item(KEY)
    } else {
        store.set_item(KEY, text)
    };
}

#[cfg(feature = "hydrate")]
fn store() -> Option<web_sys::Storage> {
    leptos::prelude::window().session_storage().ok().flatten()
}

#[cfg(not(feature = "hydrate"))]
fn read() -> Option<String> {
    None
}

#[cfg(not(feature = "hydrate"))]
fn keep(_: &str) {}
