//! Being told of work on this device while nobody looks at a page. What the browser says to it is asked
//! and shown by `push.js`; where the server pushes nothing, nothing of this is shown.

use crate::{erased::view, signal::Effect};
use leptos::prelude::*;

/// Says to `push.js` that the part is there.
const SHOWN: &str = "push-shown";

#[component]
pub fn Push() -> impl IntoView {
    Effect::new(move |_: Option<()>| {
        if let Ok(event) = web_sys::Event::new(SHOWN) {
            let _ = window().dispatch_event(&event);
        }
    });
    view! {
        <section class="push flow-half" aria-labelledby="thong-bao">
            <h2 id="thong-bao">"Thông báo"</h2>
            <p>
                "Mỗi sáng một tin ngắn về việc quá hạn, sắp đến hạn, vướng mắc chờ trả lời; và ngay khi có góp ý nhắc tên bạn."
            </p>
            <div role="status" class="flow-half">
                <p class="push__on">"Máy này đang nhận thông báo."</p>
                <p class="push__denied">
                    "Trình duyệt đang chặn thông báo của trang này. Hãy mở cài đặt trang (chạm biểu tượng bên trái địa chỉ), cho phép Thông báo, rồi tải lại."
                </p>
                <p class="push__failed">"Chưa bật được thông báo. Hãy kiểm tra mạng rồi thử lại."</p>
            </div>
            <button class="btn push__begin" type="button" data-push="begin">
                "Nhận thông báo trên máy này"
            </button>
            <button class="btn push__end" type="button" data-push="end">
                "Thôi nhận trên máy này"
            </button>
        </section>
    }
}
