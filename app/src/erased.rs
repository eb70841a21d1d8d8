//! Leptos' `view!` with one type for every view, whatever is in it.
//!
//! Leptos compiles its machinery anew for each type of view, and again for each `Option`, `Vec` and
//! closure of one; a phone would have to load all of it. The document around the application
//! (`shell.rs`) is only drawn by the server and keeps the original.

use leptos::prelude::{AnyView, IntoAny};
use std::sync::{Arc, Mutex};

macro_rules! view {
    ($($view:tt)*) => {
        leptos::prelude::IntoAny::into_any(leptos::prelude::view! { $($view)* }.into_inner())
    };
}

pub(crate) use view;

/// A part that is drawn again whenever what it reads has changed. As a child of an element,
/// `{move || …}` says the same; elsewhere a bare closure would be a type, and code, of its own.
pub fn live<V: IntoAny>(mut draw: impl FnMut() -> V + Send + 'static) -> AnyView {
    // The type that Leptos itself makes of such a child.
    let draw: Arc<Mutex<dyn FnMut() -> AnyView + Send>> =
        Arc::new(Mutex::new(move || draw().into_any()));
    draw.into_any()
}

/// What is done when an event comes: `on:click=heard(move |_| …)`. A bare closure would be a type, and code,
/// of its own here too.
pub fn heard<E: 'static>(act: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(act)
}
