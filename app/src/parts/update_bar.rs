//! Offers a newer build that is ready on the device. It is shown and answered by the page's script
//! (`shell/keep.js`), so it costs the program nothing and is there on every page.

use leptos::prelude::*;

#[component]
pub fn UpdateBar() -> impl IntoView {
    view! {
        <div class="update-bar" role="status">
            <p>"Có bản mới của Học vụ số."</p>
            <button class="btn btn--small" type="button" data-wish="update">
                "Dùng bản mới"
            </button>
        </div>
    }
}
