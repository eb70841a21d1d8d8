//! `GET /api/v1/plans/{id}/assigning`: a plan's tasks beside the units they can be given to.

use axum::Json;
use model::{id::PlanId, view::assigning::Assigning};

use super::Named;
use crate::{failure::Result, guard::visitor::SignedIn};

pub async fn get(SignedIn(reader): SignedIn, Named(id): Named) -> Result<Json<Assigning>> {
    Ok(Json(reader.assigning(&PlanId(id)).await?))
}
