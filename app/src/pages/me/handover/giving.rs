//! Gives what this phone holds back to another one; nothing leaves this phone by it.

use js_sys::Array;
use leptos::{prelude::*, task::spawn_local};
use model::{
    clock::day_in_vietnam,
    day,
    handover::{HandOver, split},
};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, HtmlAnchorElement, Url};

use super::codes::Codes;
use crate::{
    device,
    erased::view,
    json,
    outbox::Outbox,
    parts::icon::{Glyph, Icon},
    phone,
};

#[component]
pub fn Giving() -> impl IntoView {
    let outbox = Outbox::from_context();
    let is_empty = move || outbox.entries().is_empty();
    let line = RwSignal::new("");
    let parts = RwSignal::new(Vec::new());
    let to_file = move |_| {
        spawn_local(async move {
            let saved = made().await.and_then(|text| save(&text));
            line.set(match saved {
                Some(()) => "Đã lưu tệp. Hãy chuyển tệp sang máy kia (Zalo, Bluetooth, USB).",
                None => FAILED,
            });
        });
    };
    let to_codes = move |_| {
        spawn_local(async move {
            let text = made().await;
            let made = text.as_deref().and_then(split);
            line.set(match (&text, &made) {
                (_, Some(_)) => "",
                (Some(_), None) => "Nhiều quá, không đủ chỗ trong mã QR. Hãy lưu thành tệp.",
                (None, None) => FAILED,
            });
            parts.set(made.unwrap_or_default());
        });
    };
    view! {
        <div class="flow" hidden=is_empty>
            <p class="txt-soft">
                "Máy sắp hết pin hay lâu chưa có mạng: đưa việc chưa gửi sang máy của người cùng đơn vị \
                 hoặc của xã để gửi giúp. Trên máy này vẫn còn nguyên, và không bị tính hai lần."
            </p>
            <p class="row">
                <button class="btn" type="button" on:click=to_file>
                    <Glyph icon=Icon::Note />
                    "Lưu thành tệp"
                </button>
                <button class="btn" type="button" on:click=to_codes>
                    "Hiện mã QR"
                </button>
            </p>
            <p role="status">{move || line.get()}</p>
            {move || {
                let parts = parts.get();
                (!parts.is_empty()).then(|| view! { <Codes parts /> })
            }}
        </div>
    }
}

const FAILED: &str = "Máy gặp lỗi nên chưa làm được. Hãy thử lại.";

/// The file's text.
async fn made() -> Option<String> {
    let open = phone::open().await.ok()?;
    let file = open.read(|phone| HandOver::of(phone, device::now()));
    json::write(&file).ok()
}

/// Hands a text to the browser as a download, which needs no network.
pub fn save(text: &str) -> Option<()> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&JsValue::from_str(text))).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link = document().create_element("a").ok()?;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    let day = day::written(day_in_vietnam(device::now()));
    link.set_href(&address);
    link.set_download(&format!("hocvuso-chua-gui-{day}.json"));
    link.click();
    // The browser has it by now; the address is never freed before the page is, for some browsers
    // read it only when the person has said where to.
    Some(())
}
