//! Waits until a source file changes; `./dev watch` then builds again.

use std::{
    path::{Path, PathBuf},
    thread::sleep,
    time::{Duration, SystemTime},
};

use crate::files::walk;

const SOURCES: [&str; 6] = ["app", "model", "public", "server", "style", "Cargo.toml"];

/// Asks the dates twice a second: a few hundred files, on every system alike.
pub fn wait_for_change() -> anyhow::Result<()> {
    let start = state()?;
    while state()? == start {
        sleep(Duration::from_millis(500));
    }
    // Editors write in several steps.
    sleep(Duration::from_millis(100));
    Ok(())
}

fn state() -> anyhow::Result<Vec<(PathBuf, Option<SystemTime>)>> {
    let mut files = Vec::new();
    for source in SOURCES.map(Path::new) {
        if source.is_dir() {
            files.extend(walk(source)?);
        } else {
            files.push(source.to_path_buf());
        }
    }
    let date = |file: &PathBuf| file.metadata().and_then(|about| about.modified()).ok();
    Ok(files.into_iter().map(|file| (file.clone(), date(&file))).collect())
}
