//! Knows who asks: looks the session up once per request, and hands the reader on.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{StatusCode, header::SET_COOKIE, request::Parts, uri::PathAndQuery},
    middleware::Next,
    response::{IntoResponse as _, Redirect, Response},
};
use model::problem::Code;

use super::{is_https, log::Asker};
use crate::{
    failure::Failure,
    reader::Reader,
    service::Service,
    sign_in::{self, cookie},
};

const SIGN_IN: &str = "/dang-nhap";
/// The second is empty and the same for everybody: what a phone starts with offline.
const OPEN_PAGES: [&str; 2] = [SIGN_IN, "/shell"];

/// Who asks, in the request's extensions; `None` when nobody is signed in.
#[derive(Clone)]
pub struct Visitor(pub Option<Reader>);

/// The person who is signed in, as an endpoint's argument; anybody else gets `sign_in_needed`.
pub struct SignedIn(pub Reader);

pub async fn recognise(
    State(service): State<Arc<Service>>,
    mut request: Request,
    next: Next,
) -> Response {
    let https = is_https(request.headers(), &service.config);
    let token = cookie::token(request.headers());
    let known = match &token {
        Some(token) => match sign_in::recognise(&service, token).await {
            Ok(known) => known,
            Err(failure) => return failure.into_response(),
        },
        None => None,
    };
    let prolonged = known.as_ref().is_some_and(|known| known.prolonged);
    let asker = known.as_ref().map(|known| Asker(known.person.id.clone()));
    let reader = known.map(|known| Reader {
        service,
        person: Arc::new(known.person),
    });
    request.extensions_mut().insert(Visitor(reader));
    let mut response = next.run(request).await;
    if let Some(asker) = asker {
        response.extensions_mut().insert(asker);
    }
    // Unless the endpoint itself signed somebody in or out.
    if let Some(token) = token.filter(|_| prolonged && !response.headers().contains_key(SET_COOKIE))
    {
        cookie::keep(response.headers_mut(), &token, https);
    }
    response
}

/// Pages are for those who are signed in; others are asked to, and then led on to where they were
/// going. A file that is not there is simply not there.
pub async fn lead_to_sign_in(request: Request, next: Next) -> Response {
    let is_known = request
        .extensions()
        .get::<Visitor>()
        .is_some_and(|visitor| visitor.0.is_some());
    let path = request.uri().path();
    if is_known || OPEN_PAGES.contains(&path) {
        return next.run(request).await;
    }
    if path
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'))
    {
        return StatusCode::NOT_FOUND.into_response();
    }
    let here = request
        .uri()
        .path_and_query()
        .map_or("/", PathAndQuery::as_str);
    let query = serde_urlencoded::to_string([("next", here)]).unwrap_or_default();
    let address = if here == "/" {
        SIGN_IN.to_owned()
    } else {
        format!("{SIGN_IN}?{query}")
    };
    Redirect::to(&address).into_response()
}

impl<S: Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let visitor = parts.extensions.get::<Visitor>().cloned();
        let reader = visitor.and_then(|visitor| visitor.0);
        reader.map(Self).ok_or_else(|| Code::SignInNeeded.into())
    }
}
