//! Prints what a phone downloads, and fails when a part is over its budget.

use std::{fs, path::Path};

use anyhow::{Context as _, ensure};

use crate::{
    files::{walk, with_br},
    read,
};

/// The budget file has lines `kind bytes`; `#` starts a comment. Kinds without a line are printed only.
pub fn check(site: &Path, budget: &Path) -> anyhow::Result<()> {
    let budget = String::from_utf8(read(budget)?)?;
    let mut over = Vec::new();
    for kind in ["wasm", "js", "css"] {
        let bytes = compressed_size(&site.join("pkg"), kind)?;
        let limit = limit(&budget, kind)?;
        let limit_text = limit.map_or(String::new(), |limit| format!(" of {limit}"));
        println!("size: {kind:4} {bytes:>7} bytes{limit_text}, compressed");
        if limit.is_some_and(|limit| bytes > limit) {
            over.push(kind);
        }
    }
    ensure!(over.is_empty(), "over budget: {}", over.join(", "));
    Ok(())
}

fn compressed_size(package: &Path, kind: &str) -> anyhow::Result<u64> {
    let mut bytes = 0;
    for file in walk(package)?
        .iter()
        .filter(|file| file.extension().is_some_and(|e| e == kind))
    {
        let compressed = with_br(file);
        let about = fs::metadata(&compressed);
        bytes += about
            .with_context(|| format!("no {}", compressed.display()))?
            .len();
    }
    Ok(bytes)
}

fn limit(budget: &str, kind: &str) -> anyhow::Result<Option<u64>> {
    let line = budget
        .lines()
        .find_map(|line| line.strip_prefix(kind)?.strip_prefix(' '));
    line.map(|bytes| {
        bytes
            .trim()
            .parse()
            .with_context(|| format!("budget of {kind}"))
    })
    .transpose()
}
