//! QR codes of a text's parts, one at a time, for the camera of another phone.

use leptos::prelude::*;
use model::handover::{SIDE, draw};

use crate::erased::view;

#[component]
pub fn Codes(parts: Vec<String>) -> impl IntoView {
    let n = parts.len();
    let at = RwSignal::new(0);
    let path = move || parts.get(at.get()).and_then(|part| draw(part));
    // With the white edge that cameras look for.
    let frame = format!("-4 -4 {0} {0}", SIDE + 8);
    view! {
        <div class="codes flow-half">
            <svg class="codes__code" viewBox=frame role="img" aria-label="Mã QR">
                <path d=path />
            </svg>
            <p class="row spread">
                <strong class="num">{move || format!("Mã {}/{n}", at.get() + 1)}</strong>
                <button class="btn" type="button" hidden=n == 1 on:click=move |_| at.update(|at| *at = (*at + 1) % n)>
                    "Tiếp"
                </button>
            </p>
            <p class="txt-small txt-soft">
                "Trên máy kia mở Tôi → Chuyển qua máy khác → Quét mã QR. Quét mã nào trước cũng được."
            </p>
        </div>
    }
}
