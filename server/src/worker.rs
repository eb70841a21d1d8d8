//! The service worker: the site's file, told which build it keeps. Browsers notice a new build by
//! the text of this one address, so it is always asked for anew and differs with every build.

use std::path::Path;

use anyhow::Context as _;
use app::shell::Assets;
use axum::{
    Router,
    body::Bytes,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH},
    },
    response::{IntoResponse as _, Response},
    routing::get,
};
use serde_json::json;

/// The route of the worker, or none where there is nothing to keep.
pub fn route(folder: &Path, assets: &Assets) -> anyhow::Result<Router> {
    let file = folder.join("service-worker.js");
    let Some(build) = assets.build.as_ref().filter(|_| file.is_file()) else {
        return Ok(Router::new());
    };
    let program = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let told = json!({ "version": build, "files": [assets.js, assets.wasm, assets.css] });
    let text = Bytes::from(format!("const BUILD = {told};\n{program}"));
    let tag = HeaderValue::from_str(&format!("W/\"{build}\""))?;
    let answer = move |asked: HeaderMap| async move { answer(&asked, tag, text) };
    Ok(Router::new().route("/service-worker.js", get(answer)))
}

fn answer(asked: &HeaderMap, tag: HeaderValue, text: Bytes) -> Response {
    let is_known = asked.get(IF_NONE_MATCH) == Some(&tag);
    let how = [
        (CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (ETAG, tag),
    ];
    if is_known {
        return (StatusCode::NOT_MODIFIED, how).into_response();
    }
    let kind = (
        CONTENT_TYPE,
        HeaderValue::from_static("text/javascript; charset=utf-8"),
    );
    (how, [kind], text).into_response()
}
