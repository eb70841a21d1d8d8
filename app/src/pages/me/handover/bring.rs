//! What came from another phone, on its way to the server: its photos first, then its records.

use model::{
    handover::{HandOver, MAX_BYTES, PHOTOS_AT_ONCE, Taken, words},
    problem::Problem,
};
use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::file;
use crate::{json, network, photos::send_bytes, source::Trouble};

const ADDRESS: &str = "/api/v1/handover";

/// What became of it, and why photos did not go.
pub struct Brought {
    pub taken: Taken,
    pub photos: Option<Problem>,
}

/// A file, or the lines of codes: which of the two it is says its content, to the server.
pub async fn words_alone(body: &JsValue) -> Result<Taken, Trouble> {
    network::post_body(ADDRESS, "text/plain", body).await
}

/// The server keeps only so many photos waiting for their records, so these are brought again after
/// each lot; a record that is there already is there once.
pub async fn with_photos(file: &Blob) -> Result<Brought, Trouble> {
    let mut brought = Brought {
        taken: Taken::default(),
        photos: None,
    };
    // A little more than is allowed: what is too long must look it.
    let begins = file::slice(file, 0, MAX_BYTES + 2).await;
    let begins = begins.map(|bytes| bytes.to_vec()).unwrap_or_default();
    let words = words(&begins);
    let text = String::from_utf8_lossy(words);
    let places = json::parse::<HandOver>(&text).map(|read| read.places(words.len()));
    let places = places.unwrap_or_default();
    let mut lots = places.chunks(PHOTOS_AT_ONCE);
    let mut lot = lots.next();
    loop {
        for (id, place) in lot.into_iter().flatten() {
            let Some(bytes) = file::slice(file, place.start, place.end).await else {
                continue;
            };
            match send_bytes(id, &bytes, &|| false).await {
                Ok(_) => {}
                Err(Trouble::Problem(problem)) => brought.photos = Some(problem),
                Err(no_network) => return Err(no_network),
            }
        }
        let taken = words_alone(&JsValue::from_str(&text)).await?;
        brought.taken = brought.taken.then(taken);
        lot = lots.next();
        if lot.is_none() {
            return Ok(brought);
        }
    }
}
