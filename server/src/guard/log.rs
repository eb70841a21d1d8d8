//! One line per request: who asked for what, how it ended, how long it took. Never a body, a query
//! or a password.

use std::{any::Any, sync::Arc, time::Instant};

use axum::{
    extract::{Request, State},
    http::HeaderValue,
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use model::{id::PersonId, problem::Code};
use tracing::Instrument as _;

use crate::{failure::Failure, service::Service};

/// Left on the answer by whoever recognised the person.
#[derive(Clone)]
pub struct Asker(pub PersonId);

pub async fn write(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = format!("{:016x}", u64::from_be_bytes(service.environment.random()));
    let span =
        tracing::info_span!("request", id, method = %request.method(), path = request.uri().path());
    let mut response = next.run(request).instrument(span.clone()).await;
    let _in_span = span.enter();
    let person = response
        .extensions()
        .get::<Asker>()
        .map(|asker| asker.0.to_string());
    let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(status = response.status().as_u16(), ms, person, "answered");
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", id);
    }
    response
}

/// A panic is a bug like any other: logged, and answered as one.
pub fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    tracing::error!(panic = text.unwrap_or("no text"), "bug");
    Failure::from(Code::Internal).into_response()
}
