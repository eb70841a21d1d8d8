//! `GET|POST|DELETE /api/v1/push`: whether devices can be told of work, and this one wanting to be.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
};
use model::problem::Code;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::body;
use crate::{
    config,
    failure::Result,
    guard::visitor::SignedIn,
    push::{AUTH_BYTES, Endpoint, PUBLIC_BYTES, bytes, text},
    service::Service,
    sign_in::{Token, cookie},
    store::{self, counter, push::Device},
};

const MAX_BYTES: usize = 4 * 1024;

/// As browsers write a subscription.
#[derive(Deserialize)]
struct Subscription {
    endpoint: String,
    keys: Keys,
}

#[derive(Deserialize)]
struct Keys {
    p256dh: String,
    auth: String,
}

/// The key that a browser subscribes with; none where nothing is pushed.
pub async fn get(State(service): State<Arc<Service>>, _: SignedIn) -> Json<Value> {
    let push = service.config.push.as_ref();
    Json(json!({ "key": push.map(|push| push.key.public()) }))
}

pub async fn post(
    State(service): State<Arc<Service>>,
    SignedIn(reader): SignedIn,
    request: Request,
) -> Result<StatusCode> {
    let may_be_local = switched_on(&service)?.may_be_local;
    let token = token(request.headers())?;
    let Subscription { endpoint, keys } = body::json(request, MAX_BYTES).await?;
    let has = |written: &str, n_bytes| bytes(written).is_some_and(|it| it.len() == n_bytes);
    let is_whole = has(&keys.p256dh, PUBLIC_BYTES) && has(&keys.auth, AUTH_BYTES);
    if !is_whole || Endpoint::read(&endpoint, may_be_local).is_none() {
        return Err(Code::PushRefused.into());
    }
    let mut tx = service.store.write().await?;
    let device = Device {
        id: text(&Sha256::digest(endpoint.as_bytes())),
        endpoint,
        p256dh: keys.p256dh,
        auth: keys.auth,
        person: reader.person.id.clone(),
        told_on: None,
        // Of what was written before, the page tells.
        told_seq: counter::value(&mut tx, counter::RECORD).await?,
    };
    let now = service.environment.now();
    store::push::put(&mut tx, &device, &token.hash(), now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends what was begun under this session.
pub async fn delete(
    State(service): State<Arc<Service>>,
    _: SignedIn,
    headers: HeaderMap,
) -> Result<StatusCode> {
    let mut tx = service.store.write().await?;
    store::push::remove_of(&mut tx, &token(&headers)?.hash()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

fn switched_on(service: &Service) -> Result<&config::Push> {
    let push = service.config.push.as_ref();
    push.ok_or_else(|| Code::NotFound.into())
}

fn token(headers: &HeaderMap) -> Result<Token> {
    cookie::token(headers).ok_or_else(|| Code::SignInNeeded.into())
}
