//! The forms that work before, or without, the program in the browser: signing in and out.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::HeaderMap,
    response::{IntoResponse as _, Redirect, Response},
};
use model::problem::Code;
use serde::Deserialize;

use crate::{
    api::body,
    failure::Result,
    guard::{address, is_https},
    service::Service,
    sign_in::{self, cookie},
};

const MAX_BYTES: usize = 8 * 1024;

#[derive(Default, Deserialize)]
#[serde(default)]
struct SignIn {
    login: String,
    password: String,
    next: String,
}

/// `POST /dang-nhap`: goes on to where the person was heading, or back to the page with the reason.
pub async fn sign_in(State(service): State<Arc<Service>>, request: Request) -> Result<Response> {
    let https = is_https(request.headers(), &service.config);
    let address = address(request.headers(), request.extensions(), &service.config);
    let bytes = body::bytes(request.into_body(), MAX_BYTES).await?;
    let SignIn {
        login,
        password,
        next,
    } = serde_urlencoded::from_bytes(&bytes).map_err(|_| Code::MalformedQuery)?;
    let next = local(&next);
    match sign_in::sign_in(&service, &login, &password, &address).await {
        Ok(token) => {
            let mut response = Redirect::to(next).into_response();
            cookie::keep(response.headers_mut(), &token, https);
            Ok(response)
        }
        Err(failure) => {
            let code = serde_json::to_value(failure.into_problem().code).unwrap_or_default();
            let query = [("loi", code.as_str().unwrap_or("other")), ("next", next)];
            let query = serde_urlencoded::to_string(query).unwrap_or_default();
            Ok(Redirect::to(&format!("/dang-nhap?{query}")).into_response())
        }
    }
}

/// `POST /dang-xuat`
pub async fn sign_out(State(service): State<Arc<Service>>, headers: HeaderMap) -> Result<Response> {
    if let Some(token) = cookie::token(&headers) {
        sign_in::sign_out(&service, &token).await?;
    }
    let mut response = Redirect::to("/dang-nhap").into_response();
    cookie::drop(response.headers_mut(), is_https(&headers, &service.config));
    Ok(response)
}

/// An address within this site, or the first page: nobody is to be sent elsewhere after signing in.
fn local(next: &str) -> &str {
    let is_local = next.starts_with('/')
        && !next.starts_with("//")
        && next
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_local { next } else { "/" }
}

#[cfg(test)]
mod tests {
    #[test]
    fn one_is_never_sent_to_another_site() {
        assert_eq!(
            super::local("/nhiem-vu?tim=l%E1%BB%9Bp"),
            "/nhiem-vu?tim=l%E1%BB%9Bp"
        );
        for bad in [
            "",
            "//x.vn",
            "https://x.vn",
            "/\\x.vn",
            "/a\r\nb",
            "/\t/x.vn",
            "x",
        ] {
            assert_eq!(super::local(bad), "/", "{bad}");
        }
    }
}
