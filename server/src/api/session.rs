//! `POST|DELETE /api/v1/session`: signing in and out.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Response},
};
use model::problem::Code;
use serde::Deserialize;

use super::body;
use crate::{
    failure::Result,
    guard::{address, is_https},
    reader::Reader,
    service::Service,
    sign_in::{self, cookie},
};

const MAX_BYTES: usize = 8 * 1024;

#[derive(Deserialize)]
struct SignIn {
    login: String,
    password: String,
}

/// Answers as `GET /api/v1/me` does.
pub async fn post(State(service): State<Arc<Service>>, request: Request) -> Result<Response> {
    let https = is_https(request.headers(), &service.config);
    let address = address(request.headers(), request.extensions(), &service.config);
    let SignIn { login, password } = body::json(request, MAX_BYTES).await?;
    let token = sign_in::sign_in(&service, &login, &password, &address).await?;
    let known = sign_in::recognise(&service, &token)
        .await?
        .ok_or(Code::SignInFailed)?;
    let reader = Reader {
        service,
        person: Arc::new(known.person),
    };
    let me = reader.me().await?.ok_or(Code::NotAllowed)?;
    let mut response = Json(me).into_response();
    cookie::keep(response.headers_mut(), &token, https);
    Ok(response)
}

pub async fn delete(State(service): State<Arc<Service>>, headers: HeaderMap) -> Result<Response> {
    if let Some(token) = cookie::token(&headers) {
        sign_in::sign_out(&service, &token).await?;
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    cookie::drop(response.headers_mut(), is_https(&headers, &service.config));
    Ok(response)
}
