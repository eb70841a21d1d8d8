//! The root of every page: the frame around it and the table of addresses.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::shell::set_status;

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <main>
                // Every route is `Async`: streamed out of order, a page without JavaScript
                // sometimes shows only the "loading" words.
                <Routes fallback=NotFound>
                    <Route path=path!("/") view=Today ssr=SsrMode::Async />
                </Routes>
            </main>
        </Router>
    }
}

#[component]
fn Today() -> impl IntoView {
    let (taps, set_taps) = signal(0);
    view! {
        <Title text="Hôm nay" />
        <h1>"Hôm nay"</h1>
        <button on:click=move |_| set_taps.update(|n| *n += 1)>"Đã chạm " {taps} " lần"</button>
    }
}

#[component]
fn NotFound() -> impl IntoView {
    set_status(404);
    view! {
        <Title text="Không tìm thấy" />
        <h1>"Không tìm thấy trang này"</h1>
    }
}
