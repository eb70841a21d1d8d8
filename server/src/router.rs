//! The route table.

use std::path::Path;

use axum::{Router, routing::get};

use crate::site;

/// All routes; `folder` holds the built files.
pub fn router(folder: &Path) -> anyhow::Result<Router> {
    let router = Router::new().route("/healthz", get("ok")).merge(site::built_files(folder));
    #[cfg(feature = "pages")]
    let router = {
        let pages = crate::pages::routes(crate::pages::read_assets(folder)?);
        router.fallback_service(site::public_files(folder).fallback(pages))
    };
    Ok(router)
}
