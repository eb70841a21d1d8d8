//! Unsent work by another road: out of this phone as a file or as codes, and into it for others.

mod codes;
mod giving;
mod taking;

use leptos::prelude::*;

use crate::erased::view;
use giving::Giving;
use taking::Taking;

#[component]
pub fn HandOver() -> impl IntoView {
    view! {
        <section class="handover flow" aria-labelledby="chuyen-may">
            <h2 id="chuyen-may">"Chuyển qua máy khác"</h2>
            <Giving />
            <Taking />
        </section>
    }
}
