//! `GET /api/v1/map/tasks`: how the tasks of a unit's parts stand in a period.

use axum::{
    Json,
    http::{
        HeaderMap, HeaderValue, StatusCode, Uri,
        header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH},
    },
    response::{IntoResponse as _, Response},
};
use model::view::query::MapQuery;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::parameters;
use crate::{failure::Result, guard::visitor::SignedIn};

/// Asked again while nothing has moved, it answers 304 without drawing the map.
pub async fn get(SignedIn(reader): SignedIn, uri: Uri, headers: HeaderMap) -> Result<Response> {
    let query = MapQuery::read(parameters(&uri)?)?;
    let key = format!("{} {}", reader.version().await?, query.to_query());
    unless_known(&headers, &key, async || reader.map(query).await).await
}

/// Draws an answer unless the asker has it: whatever may change it is in the key.
pub(super) async fn unless_known<T: Serialize>(
    headers: &HeaderMap,
    key: &str,
    draw: impl AsyncFnOnce() -> Result<T>,
) -> Result<Response> {
    let tag = tag(key);
    let mut response = if has(headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Json(draw().await?).into_response()
    };
    let kept = response.headers_mut();
    kept.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        kept.insert(ETAG, tag);
    }
    Ok(response)
}

/// Weak, since the answer may be compressed on its way.
fn tag(key: &str) -> String {
    let digest = Sha256::digest(key);
    let digits: String = digest
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("W/\"{digits}\"")
}

fn has(headers: &HeaderMap, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    headers
        .get_all(IF_NONE_MATCH)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| opaque(known) == opaque(tag))
}
