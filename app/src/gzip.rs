//! Smaller requests: a day's work without a signal goes out over a weak one.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Response};

/// Below it there is little to gain.
const WORTH_BYTES: usize = 1_500;

/// The text compressed, where that is worth it and the browser can.
pub async fn compress(text: &str) -> Option<JsValue> {
    if text.len() < WORTH_BYTES {
        return None;
    }
    let stream = compressed_stream(text).ok()?;
    let whole = Response::new_with_opt_readable_stream(Some(stream.unchecked_ref())).ok()?;
    JsFuture::from(whole.array_buffer().ok()?).await.ok()
}

/// `CompressionStream` is not yet in web-sys' stable interface.
fn compressed_stream(text: &str) -> Result<JsValue, JsValue> {
    let make: Function =
        Reflect::get(&js_sys::global(), &"CompressionStream".into())?.dyn_into()?;
    let gzip = Reflect::construct(&make, &Array::of1(&"gzip".into()))?;
    let plain = Blob::new_with_str_sequence(&Array::of1(&text.into()))?.stream();
    let pipe: Function = Reflect::get(&plain, &"pipeThrough".into())?.dyn_into()?;
    pipe.call1(&plain, &gzip)
}
