//! `GET /api/v1/plans/{id}/editing`: a plan as its editor shows it.

use axum::Json;
use model::{id::PlanId, view::editing::EditingView};

use super::Named;
use crate::{failure::Result, guard::visitor::SignedIn};

pub async fn get(SignedIn(reader): SignedIn, Named(id): Named) -> Result<Json<EditingView>> {
    Ok(Json(reader.editing(&PlanId(id)).await?))
}
