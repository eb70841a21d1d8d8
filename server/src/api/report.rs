//! `GET /api/v1/reports/{id}`: a report, and `{id}.docx` and `.xlsx`: as an official paper and as tables.

use axum::{
    Json,
    http::{
        HeaderValue, Uri,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse as _, Response},
};
use model::view::report::ReportQuery;

use super::{Named, parameters};
use crate::{failure::Result, guard::visitor::SignedIn, reader::Reader, report};

/// All stand at one place of the address, where the router tells no endings apart.
pub async fn get(SignedIn(reader): SignedIn, Named(id): Named, uri: Uri) -> Result<Response> {
    let get = parameters(&uri)?;
    let query =
        |id: &str| Ok::<_, crate::failure::Failure>(ReportQuery::new(report::named(id)?, get));
    if let Some(id) = id.strip_suffix(".docx") {
        return paper(&reader, query(id)?).await;
    }
    if let Some(id) = id.strip_suffix(".xlsx") {
        return tables(&reader, query(id)?).await;
    }
    Ok(Json(reader.report(query(&id)?).await?).into_response())
}

async fn paper(reader: &Reader, query: ReportQuery) -> Result<Response> {
    let name = format!("bao-cao-{}.docx", query.id.period);
    let paper = report::paper(reader, query).await?;
    // Long ones take a while, and the threads that serve requests must not wait.
    let writing = tokio::task::spawn_blocking(move || document::write::docx(&paper));
    let file = writing.await.map_err(anyhow::Error::from)?;
    Ok(download(file, super::import::WORD, &name))
}

async fn tables(reader: &Reader, query: ReportQuery) -> Result<Response> {
    let name = format!("bao-cao-{}.xlsx", query.id.period);
    let view = reader.report(query).await?;
    let writing = tokio::task::spawn_blocking(move || {
        document::sheet::xlsx(&document::report::tables(&view))
    });
    let file = writing.await.map_err(anyhow::Error::from)?;
    let file = file.map_err(anyhow::Error::from)?;
    Ok(download(file, super::map_file::SHEET, &name))
}

fn download(file: Vec<u8>, kind: &'static str, name: &str) -> Response {
    let mut response = file.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    let saved = format!("attachment; filename=\"{name}\"");
    if let Ok(saved) = HeaderValue::from_str(&saved) {
        headers.insert(CONTENT_DISPOSITION, saved);
    }
    response
}
