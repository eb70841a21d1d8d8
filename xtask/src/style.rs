//! Bundles the style sheet with everything it imports into one text.

use std::path::Path;

use anyhow::anyhow;
use lightningcss::{
    bundler::{Bundler, FileProvider},
    stylesheet::{MinifyOptions, ParserOptions, PrinterOptions},
};

use crate::Build;

pub fn bundle(entry: &Path, build: Build) -> anyhow::Result<String> {
    let minify = build == Build::Release;
    let provider = FileProvider::new();
    let mut bundler = Bundler::new(&provider, None, ParserOptions::default());
    // The errors borrow from the provider, so they leave as text.
    let mut sheet = bundler.bundle(entry).map_err(|error| anyhow!("{error}"))?;
    if minify {
        sheet
            .minify(MinifyOptions::default())
            .map_err(|error| anyhow!("{error}"))?;
    }
    let printer = PrinterOptions {
        minify,
        ..PrinterOptions::default()
    };
    Ok(sheet
        .to_css(printer)
        .map_err(|error| anyhow!("{error}"))?
        .code)
}
