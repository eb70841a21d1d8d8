//! The pages a person sees: drawn by the server, then taken over by the program on the phone.

#![recursion_limit = "512"]

mod app;
pub mod device;
mod element;
mod erased;
pub mod frame;
mod gzip;
mod json;
#[cfg(not(feature = "ssr"))]
mod local;
mod lock;
pub mod network;
pub mod outbox;
pub mod pages;
pub mod parts;
mod phone;
pub mod photos;
mod seen;
pub mod shell;
pub mod signal;
pub mod source;
mod takeover;
pub mod text;
pub mod words;
mod written;

pub use app::App;

/// Begins to open the phone's store, which takes the browser longer than the page takes to be made;
/// the page's one script calls it first.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn open() {
    wasm_bindgen_futures::spawn_local(async { drop(phone::open().await) });
}

/// Starts the program in the browser; the page's one script calls it.
///
/// A page from the server already holds the application and is hydrated. The offline start page
/// (`shell::offline`) is empty: hydrating it would leave it blank, so the application is mounted.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    if takeover::starts_empty() {
        // What `mount_to_body` does; that one warns because it expects another feature.
        leptos::mount::mount_to_renderer(&leptos::tachys::dom::body(), App).forget();
    } else {
        leptos::mount::hydrate_body(App);
    }
}
