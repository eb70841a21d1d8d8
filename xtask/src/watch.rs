//! Tells when a source file has changed; `./dev watch` then builds again.

use std::{path::Path, thread::sleep, time::Duration};

use crate::files::{digest, walk};

const SOURCES: [&str; 6] = ["Cargo.toml", "app", "model", "public", "server", "style"];

/// Stands for the state of all sources; taken before a build, so that no change during it is missed.
pub fn state() -> anyhow::Result<String> {
    let mut all = String::new();
    for source in SOURCES.map(Path::new) {
        let files = if source.is_dir() {
            walk(source)?
        } else {
            vec![source.to_path_buf()]
        };
        for file in files {
            let date = file.metadata().and_then(|about| about.modified()).ok();
            all += &format!("{} {date:?}\n", file.display());
        }
    }
    Ok(digest(all.as_bytes()))
}

/// Asks twice a second: a few hundred files, on every system alike.
pub fn wait_for_change(since: &str) -> anyhow::Result<()> {
    while state()? == since {
        sleep(Duration::from_millis(500));
    }
    // Editors write in several steps.
    sleep(Duration::from_millis(100));
    Ok(())
}
