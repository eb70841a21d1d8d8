//! `GET /api/v1/me`: the person who is signed in.

use axum::Json;
use model::{problem::Code, view::me::Me};

use crate::{failure::Result, guard::visitor::SignedIn};

pub async fn get(SignedIn(reader): SignedIn) -> Result<Json<Me>> {
    Ok(Json(reader.me().await?.ok_or(Code::NotAllowed)?))
}
