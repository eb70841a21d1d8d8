//! What this phone holds back, as the text of a file; nothing leaves the phone by it.

use js_sys::Array;
use leptos::prelude::document;
use model::{clock::day_in_vietnam, handover::HandOver};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, HtmlAnchorElement, Url};

use crate::{device, json, phone, words};

pub async fn text() -> Option<String> {
    let open = phone::open().await.ok()?;
    let file = open
        .read_kept(|phone| HandOver::of(phone, device::now()))
        .await;
    json::write(&file).ok()
}

/// Hands a text to the browser as a download, which needs no network.
pub fn save(text: &str) -> Option<()> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&JsValue::from_str(text))).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link = document().create_element("a").ok()?;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    let day = words::date(day_in_vietnam(device::now())).replace('/', "-");
    link.set_href(&address);
    link.set_download(&format!("hocvuso-chua-gui-{day}.json"));
    link.click();
    // Never freed: some browsers read the address only when the person has said where to save.
    Some(())
}
