//! `GET /api/v1/reports`: the reports of one's own authority, and those that came from below.

use axum::Json;
use model::view::report_list::ReportList;

use crate::{failure::Result, guard::visitor::SignedIn};

pub async fn get(SignedIn(reader): SignedIn) -> Result<Json<ReportList>> {
    Ok(Json(reader.reports().await?))
}
