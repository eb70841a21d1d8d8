//! `POST /api/v1/handover`: takes in what another phone held back, brought as a file or as codes.

use axum::{Json, extract::Request};
use model::{
    handover::{MAX_BYTES, Taken, words},
    problem::Code,
};

use super::body;
use crate::{failure::Result, guard::visitor::SignedIn, sync::handover};

pub async fn post(SignedIn(reader): SignedIn, request: Request) -> Result<Json<Taken>> {
    // Which of the two it is says its content: a browser tells files by their names.
    if !matches!(
        body::media_type(request.headers()).as_str(),
        "application/json" | "text/plain"
    ) {
        return Err(Code::UnsupportedMediaType.into());
    }
    let bytes = body::bytes(request.into_body(), MAX_BYTES).await?;
    // Photos go ahead of their records, by their own way.
    let text = str::from_utf8(words(&bytes)).map_err(|_| Code::HandOverUnreadable)?;
    Ok(Json(
        handover::take(&reader.service, &reader.person, text).await?,
    ))
}
