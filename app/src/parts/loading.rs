//! What stands where a page will be: lines of the coming text, and words for those who listen.

use crate::erased::view;
use leptos::prelude::*;

#[component]
pub fn Loading() -> impl IntoView {
    view! {
        <div class="loading" role="status">
            <span class="visually-hidden">"Đang tải…"</span>
            <span class="loading__line loading__line--head" aria-hidden="true"></span>
            <span class="loading__line" aria-hidden="true"></span>
            <span class="loading__line" aria-hidden="true"></span>
            <span class="loading__line loading__line--short" aria-hidden="true"></span>
        </div>
    }
}
