//! The server: routes, pages and the site's files.

#[cfg(feature = "pages")]
pub mod pages;
pub mod router;
pub mod site;
