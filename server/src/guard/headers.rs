//! Headers that every answer carries.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

use super::is_https;
use crate::service::Service;

const ALWAYS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
];

pub async fn add(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    let https = is_https(request.headers(), &service.config);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if https {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    response
}

/// What the interface for programs says is for this person and this moment, unless the endpoint
/// says otherwise.
pub async fn no_store(request: Request, next: Next) -> Response {
    keep_as(next.run(request).await, "no-store")
}

/// Pages are drawn for one person, and may be shown again only after asking.
pub async fn ask_again(request: Request, next: Next) -> Response {
    keep_as(next.run(request).await, "private, no-cache")
}

fn keep_as(mut response: Response, how: &'static str) -> Response {
    let kept = response.headers_mut().entry(header::CACHE_CONTROL);
    kept.or_insert(HeaderValue::from_static(how));
    response
}
