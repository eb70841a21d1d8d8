//! `GET /api/v1/plans/{id}`: a plan as an outline.

use axum::Json;
use model::{id::PlanId, view::plan::PlanView};

use super::Named;
use crate::{failure::Result, guard::visitor::SignedIn};

pub async fn get(SignedIn(reader): SignedIn, Named(id): Named) -> Result<Json<PlanView>> {
    Ok(Json(reader.plan(&PlanId(id)).await?))
}
