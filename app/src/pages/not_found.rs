//! Every address that is no page.

use leptos::prelude::*;

use crate::{
    erased::view,
    parts::{empty::Empty, icon::Icon, page_head::PageHead},
    shell::set_status,
};

#[component]
pub fn NotFound() -> impl IntoView {
    set_status(404);
    view! {
        <PageHead title="Không tìm thấy trang này" />
        <Empty title="Địa chỉ này không có gì." icon=Icon::Search>
            <p>"Có thể đường dẫn bị thiếu, hoặc trang đã được chuyển đi nơi khác."</p>
            <p>
                <a class="btn" href="/">
                    "Về trang Hôm nay"
                </a>
            </p>
        </Empty>
    }
}
