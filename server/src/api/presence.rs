//! `POST /api/v1/plans/{id}/presence`: who else has the page that edits the plan open.

use axum::{Json, extract::Request};
use model::{id::PlanId, mention::Colleague};
use serde::Deserialize;

use super::{Named, body};
use crate::{failure::Result, guard::visitor::SignedIn};

const MAX_BYTES: usize = 100;

#[derive(Deserialize)]
struct Here {
    /// Whether the one who asks has that page open, too.
    edits: bool,
}

pub async fn post(
    SignedIn(reader): SignedIn,
    Named(id): Named,
    request: Request,
) -> Result<Json<Vec<Colleague>>> {
    let Here { edits } = body::json(request, MAX_BYTES).await?;
    Ok(Json(reader.presence(&PlanId(id), edits).await?))
}
