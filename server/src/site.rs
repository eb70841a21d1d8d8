//! The folder of built files (program, style, icons): where it is, and how it is served.

use std::path::{Path, PathBuf};

use axum::{
    Router,
    http::{HeaderValue, Response, header::CACHE_CONTROL},
};
use tower_http::{services::ServeDir, set_header::SetResponseHeader};

/// Finds the folder: as told, else beside the program, else as `./dev` leaves it in a checkout.
pub fn find(told: Option<PathBuf>) -> PathBuf {
    if let Some(folder) = told.or_else(|| std::env::var_os("HOCVUSO_SITE").map(PathBuf::from)) {
        return folder;
    }
    let beside = std::env::current_exe()
        .ok()
        .and_then(|program| Some(program.parent()?.join("site")))
        .filter(|folder| folder.is_dir());
    beside.unwrap_or_else(|| PathBuf::from("target/site"))
}

/// Serves `/pkg` from the folder.
pub fn built_files(folder: &Path) -> Router {
    let files = ServeDir::new(folder.join("pkg")).precompressed_br();
    Router::new().nest_service(
        "/pkg",
        SetResponseHeader::overriding(files, CACHE_CONTROL, keep_for_ever),
    )
}

/// Serves everything else in the folder under its own name; where there is no file, `others` answer.
/// These names stay when their content changes, so a copy may be used only after asking.
pub fn public_files(
    folder: &Path,
    others: Router,
) -> SetResponseHeader<ServeDir<Router>, HeaderValue> {
    let files = ServeDir::new(folder)
        .precompressed_br()
        .append_index_html_on_directories(false)
        .fallback(others);
    SetResponseHeader::if_not_present(files, CACHE_CONTROL, HeaderValue::from_static("no-cache"))
}

/// Names under `/pkg` carry a digest of their content, so a copy is good for ever; that a name is
/// missing is not: the next build may bring it.
fn keep_for_ever<B>(answer: &Response<B>) -> Option<HeaderValue> {
    let found = !answer.status().is_client_error() && !answer.status().is_server_error();
    found.then(|| HeaderValue::from_static("public, max-age=31536000, immutable"))
}
