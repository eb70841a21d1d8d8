//! What this phone holds back, as a file with its photos or as words alone; nothing leaves the phone by it.

use js_sys::{Array, Uint8Array};
use leptos::prelude::document;
use model::{
    clock::day_in_vietnam,
    handover::{BETWEEN, Enclosed, HandOver, photos_of},
};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, HtmlAnchorElement, Url};

use crate::{
    device::{self, Device as _},
    json, phone, words,
};

/// Without photos, for codes.
pub async fn text() -> Option<String> {
    let open = phone::open().await.ok()?;
    let file = open
        .read_kept(|phone| HandOver::of(phone, device::now()))
        .await
        .ok()?;
    json::write(&file).ok()
}

/// With the photos that are kept here, as a download, which needs no network.
pub async fn save_all() -> Option<()> {
    let open = phone::open().await.ok()?;
    let made = |phone: &_| (HandOver::of(phone, device::now()), photos_of(phone));
    let (mut file, ids) = open.read_kept(made).await.ok()?;
    let photos = Array::new();
    for id in ids {
        if let Ok(Some(bytes)) = open.device.photo(&id).await {
            let n_bytes = bytes.length() as usize;
            file.photos.push(Enclosed { id, n_bytes });
            photos.push(&bytes);
        }
    }
    let mut text = json::write(&file).ok()?;
    if photos.length() == 0 {
        return save(&text);
    }
    text.push(BETWEEN);
    photos.unshift(&JsValue::from_str(&text));
    download(&photos, "hvs")
}

pub fn save(text: &str) -> Option<()> {
    download(&Array::of1(&JsValue::from_str(text)), "json")
}

fn download(parts: &Array, ending: &str) -> Option<()> {
    let blob = Blob::new_with_str_sequence(parts).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link = document().create_element("a").ok()?;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    let day = words::date(day_in_vietnam(device::now())).replace('/', "-");
    link.set_href(&address);
    link.set_download(&format!("hocvuso-chua-gui-{day}.{ending}"));
    link.click();
    // Never freed: some browsers read the address only when the person has said where to save.
    Some(())
}

/// Some bytes of a file.
pub async fn slice(file: &Blob, start: usize, end: usize) -> Option<Uint8Array> {
    let part = file.slice_with_f64_and_f64(start as f64, end as f64).ok()?;
    let bytes = wasm_bindgen_futures::JsFuture::from(part.array_buffer());
    Some(Uint8Array::new(&bytes.await.ok()?))
}
