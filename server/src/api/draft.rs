//! `/api/v1/drafts/{id}`: a plan that was read, while it is being put right.

use axum::{Json, extract::Request, http::StatusCode};
use model::{draft::Change, id::PlanId, view::draft::DraftView};
use serde::{Deserialize, Serialize};

use super::{Named, body};
use crate::{
    draft::{self, Step},
    failure::Result,
    guard::visitor::SignedIn,
};

/// A change holds at most the form of one node.
const MAX_BYTES: usize = 512 * 1024;

/// The revision that whoever asks has seen; another one is refused.
#[derive(Deserialize)]
struct Seen {
    seen: i64,
}

#[derive(Deserialize)]
struct Wanted {
    seen: i64,
    change: Change,
}

#[derive(Serialize)]
pub struct Made {
    plan: PlanId,
}

pub async fn get(SignedIn(reader): SignedIn, Named(id): Named) -> Result<Json<DraftView>> {
    Ok(Json(draft::view(&reader, &PlanId(id)).await?))
}

pub async fn change(
    SignedIn(reader): SignedIn,
    Named(id): Named,
    request: Request,
) -> Result<Json<DraftView>> {
    let Wanted { seen, change } = body::json(request, MAX_BYTES).await?;
    let step = Step::Make(Box::new(change));
    Ok(Json(draft::change(&reader, &PlanId(id), seen, step).await?))
}

pub async fn undo(
    SignedIn(reader): SignedIn,
    Named(id): Named,
    request: Request,
) -> Result<Json<DraftView>> {
    let Seen { seen } = body::json(request, MAX_BYTES).await?;
    Ok(Json(
        draft::change(&reader, &PlanId(id), seen, Step::Undo).await?,
    ))
}

pub async fn confirm(
    SignedIn(reader): SignedIn,
    Named(id): Named,
    request: Request,
) -> Result<Json<Made>> {
    let Seen { seen } = body::json(request, MAX_BYTES).await?;
    let plan = PlanId(id);
    draft::confirm(&reader, &plan, seen).await?;
    Ok(Json(Made { plan }))
}

pub async fn delete(SignedIn(reader): SignedIn, Named(id): Named) -> Result<StatusCode> {
    draft::discard(&reader, &PlanId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
