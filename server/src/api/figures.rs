//! `GET /api/v1/figures` and `GET /api/v1/map/{indicator}`: the figures of a unit, and of its parts.

use axum::{
    Json,
    http::{HeaderMap, Uri},
    response::Response,
};
use model::{
    id::IndicatorId,
    problem::{Code, Problem},
    view::figures::{FiguresQuery, FiguresView},
};

use super::{Named, map::unless_known, parameters};
use crate::{failure::Result, guard::visitor::SignedIn};

pub async fn get(SignedIn(reader): SignedIn, uri: Uri) -> Result<Json<FiguresView>> {
    let query = FiguresQuery::read(parameters(&uri)?)?;
    Ok(Json(reader.figures(query).await?))
}

/// Asked again while nothing has moved, it answers 304 without drawing the map.
pub async fn map(
    SignedIn(reader): SignedIn,
    Named(indicator): Named,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response> {
    if !model::id::is_well_formed(&indicator) {
        return Err(Problem::from(Code::NotFound).into());
    }
    let query = FiguresQuery {
        indicator: Some(IndicatorId::new(indicator)),
        ..FiguresQuery::read(parameters(&uri)?)?
    };
    let key = format!("{} {}", reader.version().await?, query.to_query());
    unless_known(&headers, &key, async || reader.indicator_map(query).await).await
}
