//! The container of a Word file: its parts, inflated no further than is safe.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::super::plain;
use super::super::problem::Problem;
use super::xml;

/// The text of the longest plans takes a hundredth of this, marks and all.
const LARGEST_PART: u64 = 48 * 1024 * 1024;
const LARGEST_TOTAL: u64 = 64 * 1024 * 1024;
const MOST_PARTS: usize = 5_000;

/// The names of all parts; pictures and the like are never inflated.
pub fn part_names(bytes: &[u8]) -> Result<Vec<String>, Problem> {
    let archive = open(bytes)?;
    let names = archive.file_names_raw();
    Ok(names
        .map(|name| String::from_utf8_lossy(name).replace('\\', "/"))
        .collect())
}

pub struct Container<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    left: u64,
}

impl<'a> Container<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Container<'a>, Problem> {
        Ok(Container {
            names: part_names(bytes)?,
            archive: open(bytes)?,
            left: LARGEST_TOTAL,
        })
    }

    /// The part with the document itself, by what the file says of it or by its usual name.
    pub fn main_part(&mut self) -> String {
        self.named_main()
            .filter(|name| self.names.contains(name))
            .unwrap_or_else(|| "word/document.xml".to_owned())
    }

    fn named_main(&mut self) -> Option<String> {
        let target = self.target("_rels/.rels", "officeDocument")?;
        Some(target.trim_start_matches('/').to_owned())
    }

    /// What a list of relations names as being of some kind.
    fn target(&mut self, relations: &str, kind: &str) -> Option<String> {
        let relations = self.part(relations).ok()??;
        let root = xml::parse(&relations).ok()?;
        let mut relations = root.elements();
        let found = relations.find(|relation| {
            let own = relation.attribute("Type").unwrap_or_default();
            own.rsplit('/').next() == Some(kind)
        })?;
        Some(found.attribute("Target")?.into_owned())
    }

    pub fn required(&mut self, name: &str) -> Result<String, Problem> {
        self.part(name)?.ok_or(Problem::WordDamaged)
    }

    /// A part of some kind that belongs to another; by its usual name where none is said.
    pub fn beside(&mut self, part: &str, kind: &str) -> Result<Option<String>, Problem> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let named = self.target(&format!("{folder}/_rels/{name}.rels"), kind);
        let name = match named {
            Some(target) if target.starts_with('/') => target.trim_start_matches('/').to_owned(),
            Some(target) => format!("{folder}/{target}"),
            None => format!("{folder}/{kind}.xml"),
        };
        self.part(&name)
    }

    /// What headers say of sizes is not believed: reading itself stops.
    fn part(&mut self, name: &str) -> Result<Option<String>, Problem> {
        let Some(index) = self.names.iter().position(|own| own == name) else {
            return Ok(None);
        };
        let file = self.archive.by_index(index).map_err(damaged)?;
        let most = LARGEST_PART.min(self.left);
        let mut bytes = Vec::new();
        let read = file.take(most + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            return Err(Problem::UnpacksTooLarge);
        }
        read.map_err(|_| Problem::WordDamaged)?;
        self.left -= bytes.len() as u64;
        plain::unicode(&bytes).map(Some).ok_or(Problem::WordDamaged)
    }
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Problem> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(Problem::UnpacksTooLarge);
    }
    Ok(archive)
}

fn damaged(error: zip::result::ZipError) -> Problem {
    match error {
        zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED)
        | zip::result::ZipError::InvalidPassword => Problem::Encrypted,
        _ => Problem::WordDamaged,
    }
}
