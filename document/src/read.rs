//! The text of a plan file, told by its content: plain text, Word or PDF with a text layer.

#[cfg(test)]
mod example;
mod grid;
mod kind;
pub mod legacy;
mod output;
mod pdf;
mod plain;
mod problem;
mod symbol;
mod word;

pub use kind::Kind;
pub use problem::Problem;

use unicode_normalization::UnicodeNormalization;

/// Larger than any plan with its annexes and letterhead pictures.
pub const LARGEST_FILE: usize = 20 * 1024 * 1024;

/// What the importer takes; more is not a plan.
pub const LARGEST_TEXT: usize = 2 * 1024 * 1024;

/// What a file says, a paragraph a line, ready for the importer and for a person to compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub text: String,
    pub kind: Kind,
    /// Some of it was written with an old Vietnamese font and has been turned into Unicode.
    pub converted: bool,
}

/// Reads a file whatever its name says.
pub fn text(bytes: &[u8]) -> Result<Text, Problem> {
    if bytes.len() > LARGEST_FILE {
        return Err(Problem::FileTooLarge);
    }
    let kind = Kind::of(bytes)?;
    let read = match kind {
        Kind::Plain => plain::read(bytes)?,
        Kind::Word => word::read(bytes)?,
        Kind::Pdf => pdf::read(bytes)?,
    };
    finish(read, kind)
}

/// What a reader of one kind of file gives.
struct Reading {
    text: String,
    converted: bool,
}

fn finish(read: Reading, kind: Kind) -> Result<Text, Problem> {
    if read.text.len() > LARGEST_TEXT {
        return Err(Problem::TextTooLarge);
    }
    let text: String = read.text.nfc().collect();
    if text.len() > LARGEST_TEXT {
        return Err(Problem::TextTooLarge);
    }
    if text.trim().is_empty() {
        return Err(Problem::NoText);
    }
    Ok(Text {
        text,
        kind,
        converted: read.converted,
    })
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod tests;
