//! `GET /api/v1/plans/{id}/original`: the file that a plan was read from, or the text that was pasted.

use axum::http::{
    HeaderName,
    header::{CONTENT_DISPOSITION, CONTENT_TYPE},
};
use model::id::PlanId;

use super::Named;
use crate::{failure::Result, guard::visitor::SignedIn};

type Headers = [(HeaderName, &'static str); 2];

/// Whoever may read the plan may read what it was read from.
pub async fn get(SignedIn(reader): SignedIn, Named(id): Named) -> Result<(Headers, Vec<u8>)> {
    let original = reader.original(&PlanId(id)).await?;
    let (kind, content) = match original.file {
        Some(file) => (original.kind.as_str(), file),
        None => ("plain", original.body.into_bytes()),
    };
    Ok((headers(kind), content))
}

/// Always a download: what somebody once uploaded is never shown as a page of this site.
fn headers(kind: &str) -> Headers {
    let (media_type, disposition) = match kind {
        "word" => (
            super::import::WORD,
            "attachment; filename=\"ke-hoach-goc.docx\"",
        ),
        "pdf" => (
            "application/pdf",
            "attachment; filename=\"ke-hoach-goc.pdf\"",
        ),
        _ => (
            "text/plain; charset=utf-8",
            "attachment; filename=\"ke-hoach-goc.txt\"",
        ),
    };
    [
        (CONTENT_TYPE, media_type),
        (CONTENT_DISPOSITION, disposition),
    ]
}
