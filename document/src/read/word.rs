//! Word files (.docx): their parts, read into paragraphs and tables, written as lines.

mod body;
mod container;
mod field;
mod flatten;
mod numbering;
mod paragraph;
mod pasted;
mod run;
mod style;
mod table;
mod xml;

use super::problem::Problem;
use super::{Reading, legacy::guess, plain};
use body::Reader;
use container::Container;
use numbering::Numbering;
use style::Styles;
use xml::Element;

pub use container::part_names;

pub fn read(bytes: &[u8]) -> Result<Reading, Problem> {
    let mut container = Container::open(bytes)?;
    let main = container.main_part();
    let document = container.required(&main)?;
    let styles = container.beside(&main, "styles")?;
    let numbering = container.beside(&main, "numbering")?;
    let footnotes = container.beside(&main, "footnotes")?;
    let endnotes = container.beside(&main, "endnotes")?;

    let document = xml::parse(&document)?;
    let body = document.child("body").ok_or(Problem::WordDamaged)?;
    let styles = optional(styles.as_deref(), Styles::read)?;
    let numbering = optional(numbering.as_deref(), Numbering::read)?;
    let footnotes = footnotes.as_deref().map(xml::parse).transpose()?;
    let endnotes = endnotes.as_deref().map(xml::parse).transpose()?;

    let mut reader = Reader::new(styles, numbering);
    reader.add_notes("footnote", footnotes.as_ref());
    reader.add_notes("endnote", endnotes.as_ref());
    let blocks = reader.blocks(body)?;
    let notes = reader.notes_met()?;
    let text = if pasted::is_pasted(&blocks) {
        pasted::text(&blocks)?
    } else {
        flatten::text(&blocks, &notes)?
    };
    Ok(recovered(text, reader.converted))
}

/// A part that may be absent, and that is read as if it were when it is damaged.
fn optional<T: Default>(
    part: Option<&str>,
    read: impl FnOnce(&Element<'_>) -> T,
) -> Result<T, Problem> {
    let Some(part) = part else {
        return Ok(T::default());
    };
    match xml::parse(part) {
        Ok(root) => Ok(read(&root)),
        Err(Problem::UnpacksTooLarge) => Err(Problem::UnpacksTooLarge),
        Err(_) => Ok(T::default()),
    }
}

/// Words pasted from an old document may have lost the name of their font.
fn recovered(text: String, converted: bool) -> Reading {
    if converted || guess::misread(&text).is_none() {
        return Reading { text, converted };
    }
    plain::recovered(text)
}

#[cfg(test)]
mod tests;
