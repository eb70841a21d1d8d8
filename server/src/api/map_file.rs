//! `GET /api/v1/map.csv`, `.xlsx` and `.svg`: what `/ban-do` shows at the same address, as a file.

use axum::{
    http::{
        HeaderValue, Uri,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse as _, Response},
};
use model::view::map::{address::Address, drawing::Drawing, file, picture};

use super::parameters;
use crate::{failure::Result, guard::visitor::SignedIn, reader::Reader};

pub const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub async fn csv(SignedIn(reader): SignedIn, uri: Uri) -> Result<Response> {
    write(
        reader,
        &uri,
        ("csv", "text/csv; charset=utf-8"),
        |drawing| Ok(file::csv(&file::table(drawing)).into_bytes()),
    )
    .await
}

pub async fn xlsx(SignedIn(reader): SignedIn, uri: Uri) -> Result<Response> {
    write(reader, &uri, ("xlsx", SHEET), |drawing| {
        Ok(document::sheet::xlsx(&[("Số liệu", file::table(drawing))])?)
    })
    .await
}

pub async fn svg(SignedIn(reader): SignedIn, uri: Uri) -> Result<Response> {
    write(reader, &uri, ("svg", "image/svg+xml"), |drawing| {
        Ok(picture::svg(drawing).into_bytes())
    })
    .await
}

/// The map is read as the page reads it, so that nobody gets more by asking for a file.
async fn write(
    reader: Reader,
    uri: &Uri,
    (ending, kind): (&str, &'static str),
    bytes: impl FnOnce(&Drawing) -> anyhow::Result<Vec<u8>> + Send + 'static,
) -> Result<Response> {
    let address = Address::read(parameters(uri)?)?;
    let map = reader.map(address.query).await?;
    // A province's takes a while, and the threads that serve requests must not wait.
    let writing = tokio::task::spawn_blocking(move || {
        let drawing = map.drawing(address.look);
        bytes(&drawing).map(|bytes| (bytes, file::name(&drawing)))
    });
    let (bytes, name) = writing.await.map_err(anyhow::Error::from)??;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    let saved = format!("attachment; filename=\"{name}.{ending}\"");
    if let Ok(saved) = HeaderValue::from_str(&saved) {
        headers.insert(CONTENT_DISPOSITION, saved);
    }
    Ok(response)
}
