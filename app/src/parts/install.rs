//! How to have the program on the phone's start screen. Which way there is, the page's first script
//! finds out (`shell/early.js`); the style shows that one.

use crate::erased::view;
use leptos::prelude::*;

#[component]
pub fn Install() -> impl IntoView {
    view! {
        <section class="install flow" aria-labelledby="cai-may">
            <h2 id="cai-may">"Cài lên máy"</h2>
            <p>"Có biểu tượng ở màn hình chính như các ứng dụng khác, mở được cả khi mất sóng."</p>
            <p class="install__offered">
                <button class="btn" type="button" data-wish="install">
                    "Cài Học vụ số"
                </button>
            </p>
            <p class="install__iphone">
                "Trên iPhone: chạm nút Chia sẻ rồi chọn “Thêm vào MH chính”."
            </p>
            <p class="install__menu">
                "Chạm ⋮ ở góc trình duyệt rồi chọn “Thêm vào màn hình chính” hoặc “Cài đặt ứng dụng”."
            </p>
        </section>
    }
}
