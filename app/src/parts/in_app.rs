//! The way out of an application that has opened the page in a window of its own. Drawn by the
//! server around the program, for people come to the sign-in page first, and on slow phones.

use leptos::prelude::*;
use model::browser;

use super::icon::{Glyph, Icon};
use crate::shell::Asked;

#[component]
pub fn InAppNote() -> impl IntoView {
    let asked: Option<Asked> = use_context();
    asked.and_then(|asked| {
        let app = browser::in_app(&asked.user_agent)?.name();
        let chrome = browser::link_to_chrome(&asked.user_agent, asked.scheme, &asked.address);
        Some(view! {
            <aside class="in-app" aria-label="Cách mở bằng trình duyệt">
                <Glyph icon=Icon::Alert />
                <div class="flow-half">
                    <p>
                        <strong>{format!("Trang đang mở trong {app}")}</strong>
                        " nên không cài được và có thể mất bài chưa gửi. Chạm ⋯ hoặc ⋮ ở góc trên rồi chọn “Mở bằng trình duyệt”."
                    </p>
                    <p class="row">
                        {chrome.map(|address| view! {
                            <a class="btn btn--small" href=address>
                                "Mở bằng Chrome"
                            </a>
                        })}
                        <button class="btn btn--small btn--quiet" type="button" data-wish="stay">
                            "Để sau"
                        </button>
                    </p>
                </div>
            </aside>
        })
    })
}
