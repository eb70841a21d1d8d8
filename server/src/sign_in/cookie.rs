//! The cookie that carries a session's token.

use axum::http::{
    HeaderMap, HeaderValue,
    header::{COOKIE, SET_COOKIE},
};

use super::{SESSION_MS, Token};

const NAME: &str = "hocvuso";

/// The token a browser sent along.
pub fn token(headers: &HeaderMap) -> Option<Token> {
    headers
        .get_all(COOKIE)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, value)| *name == NAME && !value.is_empty())
        .map(|(_, value)| Token(value.to_owned()))
}

/// Has the browser keep the token until the session would end.
pub fn keep(headers: &mut HeaderMap, token: &Token, https: bool) {
    set(headers, &token.0, SESSION_MS / 1000, https);
}

/// Has the browser drop the token.
pub fn drop(headers: &mut HeaderMap, https: bool) {
    set(headers, "", 0, https);
}

fn set(headers: &mut HeaderMap, value: &str, max_age: i64, https: bool) {
    let secure = if https { "; Secure" } else { "" };
    let cookie =
        format!("{NAME}={value}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        headers.append(SET_COOKIE, cookie);
    }
}
