//! What somebody who looks at provinces is told beside what is given to these themselves.

use leptos::prelude::*;

use crate::{
    erased::view,
    parts::icon::{Glyph, Icon},
};

pub fn at_the_top() -> AnyView {
    view! {
        <a class="notice" href="/ban-do">
            <Glyph icon=Icon::Map />
            <span>
                "Ở đây chỉ có việc giao thẳng cho các tỉnh. Muốn xem việc trong một tỉnh, hãy chọn tỉnh ở mục Nhiệm vụ hoặc trên bản đồ."
            </span>
        </a>
    }
    .into_any()
}
