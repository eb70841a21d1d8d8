//! The server: the record log and what it amounts to, sign-in, the interface for programs, pages.

// The type of all pages together is nested deeper than the usual limit.
#![recursion_limit = "512"]

pub mod api;
pub mod cli;
pub mod config;
pub mod demo;
mod draft;
pub mod environment;
pub mod failure;
mod figures;
mod folded;
pub mod form;
pub mod guard;
#[cfg(feature = "pages")]
pub mod pages;
pub mod photo;
pub mod presence;
pub mod provinces;
pub mod push;
pub mod reader;
pub mod rebuild;
pub mod report;
pub mod rollup;
pub mod router;
pub mod service;
pub mod sign_in;
pub mod site;
#[cfg(feature = "pages")]
mod source;
pub mod stage;
pub mod store;
pub mod sync;
#[cfg(feature = "pages")]
mod worker;

/// What is read and folded is many small pieces, which the system's own allocator is slow with.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
