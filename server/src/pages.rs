//! Pages drawn by the server, each with a content security policy of its own nonce.

use std::{path::Path, sync::Arc};

use anyhow::Context as _;
use app::{
    frame::Demo,
    shell::{self, Asked, Assets, SetStatus},
    source::Source,
};
use axum::{
    Router,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CONTENT_SECURITY_POLICY, HOST, HeaderName, USER_AGENT},
        request::Parts,
    },
    middleware::{from_fn, from_fn_with_state},
    routing::get,
};
use leptos::{
    nonce::{Nonce, use_nonce},
    prelude::*,
};
use leptos_axum::{ResponseOptions, render_app_async_with_context};
use sha2::{Digest as _, Sha256};

use crate::{
    config::Config,
    guard::{headers, is_https, visitor},
    service::Service,
    source::StoreSource,
};

/// Reads the names of the built files; without the list, the plain names that cargo-leptos gives.
pub fn read_assets(folder: &Path, config: &Config) -> anyhow::Result<Assets> {
    let list = folder.join("assets.json");
    let is_watched = std::env::var_os("HOCVUSO_WATCH").is_some();
    let mut assets = if list.is_file() {
        let text = std::fs::read_to_string(&list)?;
        let mut assets: Assets =
            serde_json::from_str(&text).with_context(|| list.display().to_string())?;
        assets.build = (!is_watched).then(|| build(&assets, config.demo));
        assets
    } else {
        Assets {
            js: "/pkg/hocvuso.js".into(),
            wasm: "/pkg/hocvuso.wasm".into(),
            css: "/pkg/hocvuso.css".into(),
            version: "unbuilt".into(),
            build: None,
            watch: false,
        }
    };
    assets.watch = is_watched;
    Ok(assets)
}

/// Tells this build from every other one: by its files, and by what this server writes around them.
fn build(assets: &Assets, demo: bool) -> String {
    let page = Owner::new().with(|| {
        provide_context(Demo(demo));
        shell::offline_text(assets.clone())
    });
    let all = format!("{}\n{page}\n{}", assets.version, policy(""));
    let digest = Sha256::digest(all.as_bytes());
    digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Every address that is not a file or the interface for programs is a page of the application,
/// which knows its own table of addresses.
pub fn routes(assets: Assets, service: Arc<Service>) -> Router {
    // The error means that another router of this process was first.
    let _ = any_spawner::Executor::init_tokio();
    let for_offline = assets.clone();
    let context = {
        let service = service.clone();
        move || page_context(&service.config)
    };
    let page = render_app_async_with_context(context.clone(), move || shell::page(assets.clone()));
    let offline =
        render_app_async_with_context(context, move || shell::offline(for_offline.clone()));
    Router::new()
        .route("/shell", get(offline))
        .fallback(get(page))
        .layer(from_fn(visitor::lead_to_sign_in))
        .layer(from_fn_with_state(service, visitor::recognise))
        .layer(from_fn(headers::ask_again))
}

/// Called once per request, before the page is drawn; what pages need to read goes in here.
fn page_context(config: &Config) {
    let parts: Parts = expect_context();
    provide_context::<Arc<dyn Source>>(Arc::new(StoreSource::of_request(&parts)));
    provide_context(Demo(config.demo));
    provide_context(asked(&parts, config));
    let nonce = use_nonce().expect("leptos_axum gives every request a nonce");
    expect_context::<ResponseOptions>()
        .insert_header(CONTENT_SECURITY_POLICY, policy_header(&nonce));
    provide_context(SetStatus(set_status));
}

fn asked(parts: &Parts, config: &Config) -> Asked {
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    Asked {
        user_agent: text(&parts.headers, &USER_AGENT).to_owned(),
        scheme: if is_https(&parts.headers, config) {
            "https"
        } else {
            "http"
        },
        address: format!("{}{path}", text(&parts.headers, &HOST)),
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> &'a str {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default()
}

fn set_status(status: u16) {
    if let Ok(status) = StatusCode::from_u16(status) {
        expect_context::<ResponseOptions>().set_status(status);
    }
}

fn policy_header(nonce: &Nonce) -> HeaderValue {
    HeaderValue::from_str(&policy(nonce)).expect("a nonce is plain base64")
}

/// Only our own files, plus the page's own scripts by nonce; nothing inline in styles.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; \
         worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
         object-src 'none'"
    )
}
