//! Writes the site's files: names that carry a digest, compressed copies, nothing left over.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use brotli::enc::BrotliEncoderParams;
use sha2::{Digest as _, Sha256};

use crate::{Build, read};

/// The folder `pkg/`; a file whose name is already there has, by its digest, the right content.
pub struct Package {
    folder: PathBuf,
    build: Build,
    kept: BTreeSet<PathBuf>,
}

impl Package {
    pub fn open(folder: PathBuf, build: Build) -> anyhow::Result<Self> {
        fs::create_dir_all(&folder)?;
        Ok(Self {
            folder,
            build,
            kept: BTreeSet::new(),
        })
    }

    /// Adds one of the three files of the application and gives its address.
    pub fn add(&mut self, kind: &str, content: &[u8]) -> anyhow::Result<String> {
        let name = format!("hocvuso.{}.{kind}", digest(content));
        self.put(Path::new(&name), content)?;
        Ok(format!("/pkg/{name}"))
    }

    /// Adds a folder whose names are final, if it is there.
    pub fn add_tree(&mut self, from: &Path, to: &Path) -> anyhow::Result<()> {
        if !from.is_dir() {
            return Ok(());
        }
        for file in walk(from)? {
            let name = to.join(file.strip_prefix(from)?);
            self.put(&name, &read(&file)?)?;
        }
        Ok(())
    }

    /// Removes what an earlier build left.
    pub fn remove_others(self) -> anyhow::Result<()> {
        for file in walk(&self.folder)? {
            if !self.kept.contains(&file) {
                fs::remove_file(file)?;
            }
        }
        Ok(())
    }

    fn put(&mut self, name: &Path, content: &[u8]) -> anyhow::Result<()> {
        let path = self.folder.join(name);
        let compressed = with_br(&path);
        write_if_changed(&path, content)?;
        if self.build == Build::Release {
            if !compressed.exists() {
                write_if_changed(&compressed, &compress(content)?)?;
            }
            self.kept.insert(compressed);
        }
        self.kept.insert(path);
        Ok(())
    }
}

/// Copies the public files and gives a digest of them all.
pub fn copy_public(from: &Path, to: &Path) -> anyhow::Result<String> {
    let mut all = String::new();
    for file in walk(from)? {
        let name = file.strip_prefix(from)?;
        let content = read(&file)?;
        write_if_changed(&to.join(name), &content)?;
        all += &format!("{} {}\n", name.display(), digest(&content));
    }
    Ok(digest(all.as_bytes()))
}

/// An untouched file keeps its date, so servers and browsers see that nothing changed.
pub fn write_if_changed(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    if fs::read(path).is_ok_and(|old| old == content) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // Written beside and renamed: a server that is running never reads half a file.
    let beside = with_added(path, "new");
    fs::write(&beside, content)?;
    fs::rename(beside, path)?;
    Ok(())
}

/// Twelve hexadecimal digits: names of a handful of files need no more.
pub fn digest(content: &[u8]) -> String {
    Sha256::digest(content)
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

pub fn with_br(path: &Path) -> PathBuf {
    with_added(path, "br")
}

/// Sorted, so that a digest over the names is the same on every machine.
pub fn walk(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(walk(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn with_added(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

fn compress(content: &[u8]) -> anyhow::Result<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &params)?;
    Ok(compressed)
}
