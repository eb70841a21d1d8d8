//! `GET /api/v1/plans/{id}/superior`: a plan beside the one that it carries out.

use axum::Json;
use model::{id::PlanId, view::superior::SuperiorView};

use super::Named;
use crate::{failure::Result, guard::visitor::SignedIn};

pub async fn get(SignedIn(reader): SignedIn, Named(id): Named) -> Result<Json<SuperiorView>> {
    Ok(Json(reader.superior(&PlanId(id)).await?))
}
