//! `GET /api/v1/plans/{id}/versions`: its signed versions, and what changed from one to another.

use axum::{Json, http::Uri};
use model::{
    id::PlanId,
    view::versions::{VersionsQuery, VersionsView},
};

use super::{Named, parameters};
use crate::{failure::Result, guard::visitor::SignedIn};

pub async fn get(
    SignedIn(reader): SignedIn,
    Named(id): Named,
    uri: Uri,
) -> Result<Json<VersionsView>> {
    let query = VersionsQuery::read(parameters(&uri)?)?;
    Ok(Json(reader.versions(&PlanId(id), query).await?))
}
