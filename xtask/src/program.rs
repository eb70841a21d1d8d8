//! Compiles the application to Wasm and writes the JavaScript that loads it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::{Build, pack::pack, prune::prune, read, target_folder};

const TARGET: &str = "wasm32-unknown-unknown";

/// What the program has in JavaScript of its own; joined to its loader.
const BESIDE: [&str; 4] = [
    "app/src/written/browser.js",
    "app/src/photos/browser.js",
    "app/src/pages/map/browser.js",
    "app/src/pages/me/push.js",
];

pub struct Program {
    pub js: Vec<u8>,
    pub wasm: Vec<u8>,
    /// JavaScript files of dependencies that the loader imports; the folder may not exist.
    pub snippets: PathBuf,
}

pub fn build(build: Build) -> anyhow::Result<Program> {
    let compiled = compile(build)?;
    let folder = target_folder().join("bindgen").join(profile_folder(build));
    bind(&compiled, &folder, build)?;
    let mut js = read(&folder.join("hocvuso.js"))?;
    for script in BESIDE {
        js.extend(without_comments(&read(Path::new(script))?));
    }
    Ok(Program {
        js,
        wasm: read(&folder.join("hocvuso_bg.wasm"))?,
        snippets: folder.join("snippets"),
    })
}

fn without_comments(script: &[u8]) -> Vec<u8> {
    let lines = script.split_inclusive(|byte| *byte == b'\n');
    let code = lines.filter(|line| !line.trim_ascii_start().starts_with(b"/"));
    code.flatten().copied().collect()
}

/// `WASM_CARGO` and `WASM_RUSTC` name another toolchain, where the usual one lacks the target.
fn compile(build: Build) -> anyhow::Result<PathBuf> {
    let cargo = std::env::var_os("WASM_CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--quiet", "--package", "app", "--lib"]);
    command.args(["--features", "hydrate", "--target", TARGET]);
    if build == Build::Release {
        command.args(["--profile", "wasm-release"]);
    }
    if let Some(rustc) = std::env::var_os("WASM_RUSTC") {
        command.env("RUSTC", rustc);
    }
    let status = command.status().context("cargo could not be started")?;
    ensure!(status.success(), "the program for browsers did not compile");
    Ok(target_folder()
        .join(TARGET)
        .join(profile_folder(build))
        .join("app.wasm"))
}

fn profile_folder(build: Build) -> &'static str {
    match build {
        Build::Development => "debug",
        Build::Release => "wasm-release",
    }
}

/// Skipped when the compiled file is the one that was bound last time.
fn bind(compiled: &Path, folder: &Path, build: Build) -> anyhow::Result<()> {
    let about = fs::metadata(compiled).with_context(|| compiled.display().to_string())?;
    let stamp = format!("{} {:?}", about.len(), about.modified()?);
    let stamp_file = folder.join("bound");
    if fs::read_to_string(&stamp_file).is_ok_and(|last| last == stamp) {
        return Ok(());
    }
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let program = match build {
        Build::Development => read(compiled)?,
        Build::Release => prune(&read(compiled)?)?,
    };
    Bindgen::new()
        .input_bytes("hocvuso", program)
        .out_name("hocvuso")
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(build == Build::Release)
        .remove_producers_section(build == Build::Release)
        .generate(folder)?;
    if build == Build::Release {
        let bound = folder.join("hocvuso_bg.wasm");
        fs::write(&bound, pack(&read(&bound)?)?)?;
    }
    fs::write(stamp_file, stamp)?;
    Ok(())
}
