//! The route table.

use std::{path::Path, sync::Arc};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    routing::{get, post},
};
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer,
    decompression::RequestDecompressionLayer,
};

use crate::{
    api, form,
    guard::{cross_site, headers, limit, log, visitor},
    service::Service,
    site,
};

/// All routes; `folder` holds the built files.
pub fn router(service: Arc<Service>, folder: &Path) -> anyhow::Result<Router> {
    let router = Router::new()
        .route(
            "/healthz",
            get(api::health::get).with_state(service.clone()),
        )
        .nest("/api", for_programs(service.clone()))
        .merge(site::built_files(folder));
    let (signing_in, signing_out) = (post(form::sign_in), post(form::sign_out));
    #[cfg(feature = "pages")]
    let (router, signing_in) = {
        let assets = crate::pages::read_assets(folder, &service.config)?;
        let worker = crate::worker::route(folder, &assets)?;
        let pages = crate::pages::routes(assets, service.clone());
        let files = site::public_files(folder, pages.clone());
        (
            router.merge(worker).fallback_service(files),
            signing_in.fallback_service(pages),
        )
    };
    let router = router
        .route("/dang-nhap", signing_in.with_state(service.clone()))
        .route("/dang-xuat", signing_out.with_state(service.clone()));
    Ok(guarded(router, service))
}

fn for_programs(service: Arc<Service>) -> Router {
    let v1 = Router::new()
        .route(
            "/session",
            post(api::session::post).delete(api::session::delete),
        )
        .route("/me", get(api::me::get))
        .route("/sync", post(api::sync::post))
        .route("/handover", post(api::handover::post))
        .route("/units", get(api::units::get))
        .route("/today", get(api::today::get))
        .route("/tasks", get(api::tasks::get))
        .route("/tasks/{id}", get(api::task::get))
        .route("/plans", get(api::plans::get))
        .route("/plans/import", post(api::import::post))
        .route("/plans/{id}", get(api::plan::get))
        .route("/plans/{id}/original", get(api::original::get))
        .route("/plans/{id}/assigning", get(api::assigning::get))
        .route("/plans/{id}/editing", get(api::editing::get))
        .route("/plans/{id}/presence", post(api::presence::post))
        .route("/plans/{id}/superior", get(api::superior::get))
        .route("/plans/{id}/versions", get(api::versions::get))
        .route(
            "/drafts/{id}",
            get(api::draft::get).delete(api::draft::delete),
        )
        .route("/drafts/{id}/changes", post(api::draft::change))
        .route("/drafts/{id}/undo", post(api::draft::undo))
        .route("/drafts/{id}/confirm", post(api::draft::confirm))
        .route("/photos/{id}", get(api::photo::get))
        .route(
            "/photos/{id}/pieces",
            get(api::photo::how_far).post(api::photo::take),
        )
        .route("/reports", get(api::reports::get))
        .route("/reports/{id}", get(api::report::get))
        .route("/devices", get(api::devices::get))
        .route(
            "/push",
            get(api::push::get)
                .post(api::push::post)
                .delete(api::push::delete),
        )
        .route("/map/tasks", get(api::map::get))
        .route("/map.csv", get(api::map_file::csv))
        .route("/map.xlsx", get(api::map_file::xlsx))
        .route("/map.svg", get(api::map_file::svg))
        .route("/map/{indicator}", get(api::figures::map))
        .route("/figures", get(api::figures::get))
        .fallback(api::no_such_address)
        .method_not_allowed_fallback(api::no_such_method)
        .with_state(service.clone());
    Router::new()
        .nest("/v1", v1)
        .route("/openapi.json", get(api::description::get))
        .fallback(api::no_such_address)
        .layer(DefaultBodyLimit::max(api::import::MAX_BYTES))
        .layer(from_fn_with_state(service, visitor::recognise))
        .layer(RequestDecompressionLayer::new().pass_through_unaccepted(true))
        .layer(from_fn(headers::no_store))
}

/// Outermost last: a request is logged, gets its headers, is refused if another site sent it, and
/// waits for nothing.
fn guarded(router: Router, service: Arc<Service>) -> Router {
    let limit = limit::Limit::new(&service.config);
    router
        .layer(from_fn_with_state(limit, limit::keep))
        .layer(from_fn(cross_site::refuse))
        .layer(CatchPanicLayer::custom(log::panicked))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(service.clone(), headers::add))
        .layer(from_fn_with_state(service, log::write))
}
