//! `GET /api/v1/plans/{id}`: a plan as an outline, and `{id}.docx`: as an official paper.

use axum::{
    Json,
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse as _, Response},
};
use model::id::PlanId;

use super::Named;
use crate::{failure::Result, guard::visitor::SignedIn, reader::Reader};

/// Both stand at one place of the address, where the router tells no endings apart.
pub async fn get(SignedIn(reader): SignedIn, Named(id): Named) -> Result<Response> {
    match id.strip_suffix(".docx") {
        Some(id) => paper(&reader, &PlanId::from(id)).await,
        None => Ok(Json(reader.plan(&PlanId(id)).await?).into_response()),
    }
}

async fn paper(reader: &Reader, id: &PlanId) -> Result<Response> {
    let paper = reader.paper(id).await?;
    // Long plans take a while, and the threads that serve requests must not wait.
    let writing = tokio::task::spawn_blocking(move || document::write::docx(&paper));
    let file = writing.await.map_err(anyhow::Error::from)?;
    let headers = [
        (CONTENT_TYPE, super::import::WORD),
        (
            CONTENT_DISPOSITION,
            "attachment; filename=\"ke-hoach.docx\"",
        ),
    ];
    Ok((headers, file).into_response())
}
