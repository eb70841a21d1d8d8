//! Questions to the server's interface for programs, from the browser.

use std::time::Duration;

use leptos::prelude::set_timeout_with_handle;
use model::problem::{Code, Problem};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Request, RequestCredentials, RequestInit, Response};

use crate::{gzip, json, source::Trouble};

const JSON: &str = "application/json";
/// How long a page waits before it shows what is on the phone, or that there is no network.
const PATIENCE_FOR_PAGES: Duration = Duration::from_secs(15);
/// How long records and files may be on their way over a weak signal. Without an end a connection
/// that died unnoticed would hold everything back for ever.
const PATIENCE_FOR_WORK: Duration = Duration::from_secs(120);

/// Gives the answer as text.
pub async fn get(address: &str) -> Result<String, Trouble> {
    ask(address, &settings("GET"), PATIENCE_FOR_PAGES).await
}

/// Sends JSON and reads JSON.
pub async fn post<T: DeserializeOwned>(address: &str, body: &impl Serialize) -> Result<T, Trouble> {
    let text = json::write(body).map_err(|_| Code::MalformedJson)?;
    post_body(address, JSON, &JsValue::from_str(&text)).await
}

/// As `post`, compressed where the browser can.
pub async fn post_compressed<T: DeserializeOwned>(
    address: &str,
    body: &impl Serialize,
) -> Result<T, Trouble> {
    let text = json::write(body).map_err(|_| Code::MalformedJson)?;
    let settings = settings("POST");
    let headers = web_sys::Headers::new().map_err(broken)?;
    headers.set("content-type", JSON).map_err(broken)?;
    match gzip::compress(&text).await {
        Some(bytes) => {
            headers.set("content-encoding", "gzip").map_err(broken)?;
            settings.set_body(&bytes);
        }
        None => settings.set_body(&JsValue::from_str(&text)),
    }
    settings.set_headers(&headers);
    read(&ask(address, &settings, PATIENCE_FOR_WORK).await?)
}

/// Sends JSON; what the answer says does not matter.
pub async fn post_unread(address: &str, body: &impl Serialize) -> Result<(), Trouble> {
    let text = json::write(body).map_err(|_| Code::MalformedJson)?;
    let answer = send(address, JSON, &JsValue::from_str(&text)).await;
    answer.map(|_| ())
}

pub async fn delete(address: &str) -> Result<(), Trouble> {
    ask(address, &settings("DELETE"), PATIENCE_FOR_PAGES)
        .await
        .map(|_| ())
}

/// Sends a text or a file and reads JSON.
pub async fn post_body<T: DeserializeOwned>(
    address: &str,
    kind: &str,
    body: &JsValue,
) -> Result<T, Trouble> {
    read(&send(address, kind, body).await?)
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, Trouble> {
    // Another version of the program, or something between that answers in our place.
    json::parse(text).map_err(|_| Code::Other.into())
}

async fn send(address: &str, kind: &str, body: &JsValue) -> Result<String, Trouble> {
    let settings = settings("POST");
    settings.set_body(body);
    let headers = web_sys::Headers::new().map_err(broken)?;
    headers.set("content-type", kind).map_err(broken)?;
    settings.set_headers(&headers);
    ask(address, &settings, PATIENCE_FOR_WORK).await
}

fn settings(method: &str) -> RequestInit {
    let settings = RequestInit::new();
    settings.set_method(method);
    settings.set_credentials(RequestCredentials::SameOrigin);
    settings
}

async fn ask(address: &str, settings: &RequestInit, patience: Duration) -> Result<String, Trouble> {
    let abort = AbortController::new().map_err(broken)?;
    settings.set_signal(Some(&abort.signal()));
    let timer = set_timeout_with_handle(move || abort.abort(), patience);
    let answer = answer(address, settings).await;
    if let Ok(timer) = timer {
        timer.clear();
    }
    answer
}

async fn answer(address: &str, settings: &RequestInit) -> Result<String, Trouble> {
    let request = Request::new_with_str_and_init(address, settings).map_err(broken)?;
    request
        .headers()
        .set("accept", "application/json")
        .map_err(broken)?;
    let answer = JsFuture::from(leptos::prelude::window().fetch_with_request(&request))
        .await
        .map_err(|_| Trouble::NoNetwork)?;
    let answer: Response = answer.dyn_into().map_err(broken)?;
    let text = JsFuture::from(answer.text().map_err(broken)?)
        .await
        .map_err(|_| Trouble::NoNetwork)?
        .as_string()
        .unwrap_or_default();
    if answer.ok() {
        Ok(text)
    } else {
        Err(refusal(answer.status(), &text))
    }
}

/// What a refusal says; without a readable one (a proxy's page) the status speaks.
fn refusal(status: u16, text: &str) -> Trouble {
    if let Ok(problem) = json::parse::<Problem>(text) {
        return problem.into();
    }
    match status {
        401 => Code::SignInNeeded.into(),
        404 => Code::NotFound.into(),
        429 => Code::TooManyRequests.into(),
        502..=504 => Trouble::NoNetwork,
        500.. => Code::Internal.into(),
        _ => Code::Other.into(),
    }
}

fn broken(_: JsValue) -> Trouble {
    Code::Other.into()
}
