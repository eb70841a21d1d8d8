//! Leptos' `view!` with one type for every view, whatever is in it.
//!
//! Leptos compiles its machinery anew for each type of view, and again for each `Option`, `Vec` and
//! closure of one; a phone would have to load all of it. The document around the application
//! (`shell.rs`) is only drawn by the server and keeps the original.

macro_rules! view {
    ($($view:tt)*) => {
        leptos::prelude::IntoAny::into_any(leptos::prelude::view! { $($view)* }.into_inner())
    };
}

pub(crate) use view;
