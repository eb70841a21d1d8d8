//! Bodies of requests: read up to a limit, and as JSON only when they say so.

use std::error::Error;

use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderMap, header::CONTENT_TYPE},
};
use http_body_util::LengthLimitError;
use model::problem::Code;
use serde::de::DeserializeOwned;

use crate::failure::Result;

pub async fn json<T: DeserializeOwned>(request: Request, max_bytes: usize) -> Result<T> {
    if media_type(request.headers()) != "application/json" {
        return Err(Code::UnsupportedMediaType.into());
    }
    let bytes = bytes(request.into_body(), max_bytes).await?;
    // Reading from a string finds broken UTF-8 wherever it stands.
    let text = str::from_utf8(&bytes).map_err(|_| Code::MalformedJson)?;
    Ok(serde_json::from_str(text).map_err(|_| Code::MalformedJson)?)
}

pub async fn bytes(body: Body, max_bytes: usize) -> Result<Bytes> {
    axum::body::to_bytes(body, max_bytes)
        .await
        .map_err(|error| {
            if is_too_long(&error) {
                Code::TooLarge.into()
            } else {
                Code::MalformedJson.into()
            }
        })
}

/// "application/json" of "application/json; charset=utf-8".
pub fn media_type(headers: &HeaderMap) -> String {
    let value = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    value
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

fn is_too_long(error: &(dyn Error + 'static)) -> bool {
    error.is::<LengthLimitError>() || error.source().is_some_and(is_too_long)
}
