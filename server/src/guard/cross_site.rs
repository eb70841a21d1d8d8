//! Keeps other sites from acting with a person's cookie.
//!
//! Browsers say where a request comes from. A program that is no browser says nothing, and has no
//! cookie that somebody else could use.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use model::problem::Code;

use crate::failure::Failure;

pub async fn refuse(request: Request, next: Next) -> Response {
    let is_safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if is_safe || is_own(request.headers(), request.uri().host()) {
        next.run(request).await
    } else {
        Failure::from(Code::CrossSite).into_response()
    }
}

fn is_own(headers: &HeaderMap, authority: Option<&str>) -> bool {
    let text = |name| {
        headers
            .get(name)
            .map(|value: &header::HeaderValue| value.to_str())
    };
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, Ok("same-origin" | "none"));
    }
    let Some(origin) = text(header::ORIGIN) else {
        return true;
    };
    let host = text(header::HOST).and_then(Result::ok).or(authority);
    let from = origin
        .ok()
        .and_then(|origin| origin.split_once("://"))
        .map(|(_, host)| host);
    from.is_some() && from == host
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn own(pairs: &[(&'static str, &'static str)]) -> bool {
        let headers = pairs.iter().map(|(name, value)| {
            (
                header::HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        });
        is_own(&headers.collect(), None)
    }

    #[test]
    fn a_browser_says_where_it_comes_from() {
        assert!(own(&[("sec-fetch-site", "same-origin")]));
        assert!(own(&[("sec-fetch-site", "none")]));
        assert!(!own(&[("sec-fetch-site", "same-site")]));
        assert!(!own(&[
            ("sec-fetch-site", "cross-site"),
            ("host", "a"),
            ("origin", "http://a")
        ]));
        assert!(own(&[
            ("origin", "https://a.vn:8443"),
            ("host", "a.vn:8443")
        ]));
        assert!(!own(&[("origin", "https://b.vn"), ("host", "a.vn")]));
        assert!(!own(&[("origin", "null"), ("host", "a.vn")]));
        assert!(!own(&[("origin", "https://a.vn")]));
        assert!(own(&[]));
    }
}
