//! `GET /api/v1/today`: one's own tasks by urgency.

use axum::Json;
use model::view::today::Today;

use crate::{failure::Result, guard::visitor::SignedIn};

pub async fn get(SignedIn(reader): SignedIn) -> Result<Json<Today>> {
    Ok(Json(reader.today().await?))
}
