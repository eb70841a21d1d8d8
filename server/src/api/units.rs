//! `GET /api/v1/units`: the units a person may see, and those above them.

use axum::Json;
use model::unit::Unit;

use crate::{failure::Result, guard::visitor::SignedIn};

pub async fn get(SignedIn(reader): SignedIn) -> Result<Json<Vec<Unit>>> {
    Ok(Json(reader.units().await?))
}
