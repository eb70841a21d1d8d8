//! `GET /api/v1/plans`: the plans a person may read.

use axum::Json;
use model::view::plan::PlanList;

use crate::{failure::Result, guard::visitor::SignedIn};

pub async fn get(SignedIn(reader): SignedIn) -> Result<Json<PlanList>> {
    Ok(Json(reader.plans().await?))
}
