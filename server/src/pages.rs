//! Pages drawn by the server, each with a content security policy of its own nonce.

use std::{path::Path, sync::Arc};

use anyhow::Context as _;
use app::{
    frame::Demo,
    shell::{self, Assets, SetStatus},
    source::Source,
};
use axum::{
    Router,
    http::{HeaderValue, StatusCode, header::CONTENT_SECURITY_POLICY, request::Parts},
    middleware::{from_fn, from_fn_with_state},
    routing::get,
};
use leptos::{
    nonce::{Nonce, use_nonce},
    prelude::*,
};
use leptos_axum::{ResponseOptions, render_app_async_with_context};

use crate::{
    guard::{headers, visitor},
    service::Service,
    source::StoreSource,
};

/// Reads the names of the built files; without the list, the plain names that cargo-leptos gives.
pub fn read_assets(folder: &Path) -> anyhow::Result<Assets> {
    let list = folder.join("assets.json");
    let mut assets = if list.is_file() {
        let text = std::fs::read_to_string(&list)?;
        serde_json::from_str(&text).with_context(|| list.display().to_string())?
    } else {
        Assets {
            js: "/pkg/hocvuso.js".into(),
            wasm: "/pkg/hocvuso.wasm".into(),
            css: "/pkg/hocvuso.css".into(),
            version: "unbuilt".into(),
            watch: false,
        }
    };
    assets.watch = std::env::var_os("HOCVUSO_WATCH").is_some();
    Ok(assets)
}

/// Every address that is not a file or the interface for programs is a page of the application,
/// which knows its own table of addresses.
pub fn routes(assets: Assets, service: Arc<Service>) -> Router {
    // The error means that another router of this process was first.
    let _ = any_spawner::Executor::init_tokio();
    let for_offline = assets.clone();
    let context = {
        let demo = service.config.demo;
        move || page_context(demo)
    };
    let page = render_app_async_with_context(context, move || shell::page(assets.clone()));
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
fn page_context(demo: bool) {
    let source = StoreSource::of_request(&expect_context::<Parts>());
    provide_context::<Arc<dyn Source>>(Arc::new(source));
    provide_context(Demo(demo));
    let nonce = use_nonce().expect("leptos_axum gives every request a nonce");
    expect_context::<ResponseOptions>().insert_header(CONTENT_SECURITY_POLICY, policy(&nonce));
    provide_context(SetStatus(set_status));
}

fn set_status(status: u16) {
    if let Ok(status) = StatusCode::from_u16(status) {
        expect_context::<ResponseOptions>().set_status(status);
    }
}

/// Only our own files, plus the page's own scripts by nonce; nothing inline in styles.
fn policy(nonce: &Nonce) -> HeaderValue {
    let policy = format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; \
         worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
         object-src 'none'"
    );
    HeaderValue::from_str(&policy).expect("a nonce is plain base64")
}
