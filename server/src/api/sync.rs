//! `POST /api/v1/sync`: takes a device's records and gives it those it has not seen.

use axum::{Json, extract::Request};
use model::sync::{SyncAnswer, SyncRequest};

use super::body;
use crate::{failure::Result, guard::visitor::SignedIn, sync};

/// Room for a plan, which is the largest record, and a batch of others.
const MAX_BYTES: usize = 4 * 1024 * 1024;

pub async fn post(SignedIn(reader): SignedIn, request: Request) -> Result<Json<SyncAnswer>> {
    let request: SyncRequest = body::json(request, MAX_BYTES).await?;
    Ok(Json(
        sync::sync(&reader.service, &reader.person, request).await?,
    ))
}
