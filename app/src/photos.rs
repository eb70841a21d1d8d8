//! Photos of updates on this device: made small, held until they are kept, shown, sent.

mod send;
mod shrink;

use js_sys::{Array, Uint8Array};
use leptos::{prelude::*, task::spawn_local};
use model::{id::PhotoId, photo::MOST_OF_UPDATE};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    device::{Device as _, now},
    erased::view,
    phone::{self, Open},
};

pub use send::{send, send_bytes};
pub use shrink::shrink;

/// What the photos of one update are called, in their order.
pub const NAMES: [&str; MOST_OF_UPDATE] = ["ảnh 1", "ảnh 2", "ảnh 3", "ảnh 4"];

/// A photo as it is kept and sent.
#[derive(Clone, Debug)]
pub struct Photo {
    pub id: PhotoId,
    pub bytes: Uint8Array,
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = photos)]
    fn unshown() -> Array;
    #[wasm_bindgen(js_namespace = photos, js_name = show)]
    fn show_one(id: &str, bytes: Option<Uint8Array>);
}

/// A link to a photo, which becomes the picture once the page stands: from this device, or else
/// from the server.
pub fn link(id: &PhotoId, name: &'static str) -> AnyView {
    if cfg!(feature = "hydrate") {
        request_animation_frame(|| spawn_local(show()));
    }
    let mut address = String::from("/api/v1/photos/");
    address.push_str(id.as_str());
    view! { <a class="photo" href=address rel="external">{name}</a> }
}

async fn show() {
    let open = phone::open().await.ok();
    for id in unshown().iter().filter_map(|id| id.as_string()) {
        let bytes = match &open {
            Some(open) => open.device.photo(&PhotoId::new(&*id)).await.ok().flatten(),
            None => None,
        };
        show_one(&id, bytes);
    }
}

/// Forgets the photos that no record needs here any more.
pub async fn tidy(open: &Open) {
    let needs = |id: &PhotoId| open.read(|phone| phone.needs_photo(id, now()));
    open.device.forget_photos(needs).await;
}
