//! The few rules of the layout that are worth a test: what may stand where.

use std::{
    fs,
    path::{Path, PathBuf},
};

const CRATES: [&str; 5] = ["app", "model", "server", "tests", "xtask"];

#[test]
fn every_file_opens_with_a_sentence_saying_its_job() {
    // Test modules beside their subject are named after it and need none.
    let silent = sources()
        .into_iter()
        .filter(|(path, text)| !path.ends_with("tests.rs") && !text.starts_with("//! "));
    assert_none(silent, "does not open with `//! `");
}

#[test]
fn sql_stands_in_the_store_only() {
    // What the server is measured against is no part of it, nor is a schema for a test.
    let may = [
        "server/src/store",
        "tests/benches/server/bare.rs",
        "tests/src/database.rs",
    ];
    let with_sql = sources().into_iter().filter(|(path, text)| {
        !may.iter().any(|place| path.starts_with(place))
            && calls(text, &["sqlx::", "rusqlite::", "database::query"])
    });
    assert_none(with_sql, "has SQL");
}

#[test]
fn the_model_reads_no_clock_and_does_no_io() {
    let with_io = sources().into_iter().filter(|(path, text)| {
        path.starts_with("model/src")
            && calls(
                text,
                &[
                    "SystemTime::now",
                    "Utc::now",
                    "Instant::now",
                    "std::fs",
                    "std::net",
                ],
            )
    });
    assert_none(with_io, "reads a clock or does I/O");
}

#[test]
fn lints_are_silenced_with_a_reason() {
    let allowing = sources()
        .into_iter()
        .filter(|(_, text)| calls(text, &["#[allow(", "#![allow("]));
    assert_none(
        allowing,
        "uses `allow`; `expect` with a reason goes away when it is no longer needed",
    );
}

#[test]
fn styles_have_raw_colours_in_one_file_only() {
    let style = root().join("style");
    let raw = files(&style, "css")
        .into_iter()
        .filter(|path| !path.ends_with("tokens.css"));
    let coloured = raw
        .map(|path| (path.clone(), read(&path)))
        .filter(|(_, text)| {
            text.lines().any(|line| {
                line.contains("oklch(") || line.contains("rgb(") || has_hex_colour(line)
            })
        });
    assert_none(coloured, "has a raw colour");
}

/// Rust files of the workspace with their text, by path from the root.
fn sources() -> Vec<(PathBuf, String)> {
    let root = root();
    let files = CRATES.iter().flat_map(|name| files(&root.join(name), "rs"));
    files
        .map(|path| {
            (
                path.strip_prefix(&root).unwrap_or(&path).to_owned(),
                read(&path),
            )
        })
        // This file names what it looks for.
        .filter(|(path, _)| !path.ends_with("tidy.rs"))
        .collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the crate is in the workspace")
        .to_owned()
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder)
            .expect("a folder of the checkout")
            .flatten()
        {
            let path = entry.path();
            let is_foreign = path.ends_with("node_modules") || path.ends_with("target");
            if path.is_dir() && !is_foreign {
                open.push(path);
            } else if path.extension().is_some_and(|has| has == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a text file of the checkout")
}

/// Whether code, not a comment, has one of the words.
fn calls(text: &str, words: &[&str]) -> bool {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    code.into_iter()
        .any(|line| words.iter().any(|word| line.contains(word)))
}

fn has_hex_colour(line: &str) -> bool {
    line.split('#').skip(1).any(|rest| {
        let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
        let ends = rest
            .chars()
            .nth(digits)
            .is_none_or(|c| !c.is_alphanumeric() && c != '-' && c != '_');
        matches!(digits, 3 | 6 | 8) && ends
    })
}

fn assert_none(found: impl Iterator<Item = (PathBuf, String)>, complaint: &str) {
    let paths: Vec<_> = found.map(|(path, _)| path.display().to_string()).collect();
    assert!(paths.is_empty(), "{complaint}: {paths:#?}");
}
