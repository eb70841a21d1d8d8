//! Builds the site: the program for browsers, its style sheet and the public files; `./dev` calls it.

mod files;
mod pack;
mod program;
mod prune;
mod size;
mod style;
mod watch;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use serde_json::json;

/// How much work to spend on small files.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Build {
    Development,
    Release,
}

/// Everything runs from the top of the checkout, where `./dev` starts it.
fn main() -> anyhow::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["site", folder] => site(Path::new(folder), Build::Development),
        ["site", "--release", folder] => site(Path::new(folder), Build::Release),
        ["size", folder] => size::check(Path::new(folder), Path::new("xtask/size-budget.txt")),
        ["sources"] => {
            println!("{}", watch::state()?);
            Ok(())
        }
        ["wait-for-change", since] => watch::wait_for_change(since),
        _ => bail!(
            "usage: xtask site [--release] FOLDER | size FOLDER | sources | wait-for-change STATE"
        ),
    }
}

/// Leaves in `folder`: the public files, `pkg/` with hashed names, and `assets.json` naming them.
fn site(folder: &Path, build: Build) -> anyhow::Result<()> {
    let program = program::build(build)?;
    let style = style::bundle(Path::new("style/main.css"), build)?;

    let mut package = files::Package::open(folder.join("pkg"), build)?;
    let js = package.add("js", &program.js)?;
    let wasm = package.add("wasm", &program.wasm)?;
    let css = package.add("css", style.as_bytes())?;
    package.add_tree(&program.snippets, Path::new("snippets"))?;
    package.remove_others()?;

    let public = files::copy_public(Path::new("public"), folder)?;
    let version = files::digest(format!("{js} {wasm} {css} {public}").as_bytes());
    let list = json!({ "js": js, "wasm": wasm, "css": css, "version": version });
    files::write_if_changed(&folder.join("assets.json"), list.to_string().as_bytes())
}

/// Where cargo leaves what it builds; an outer setting is respected.
fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from)
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| path.display().to_string())
}
