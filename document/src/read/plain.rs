//! Plain text and Markdown in whatever encoding: Unicode, or an old Vietnamese 8-bit one.

use super::Reading;
use super::legacy::{self, guess};
use super::problem::Problem;

pub fn read(bytes: &[u8]) -> Result<Reading, Problem> {
    let unicode = unicode(bytes);
    if is_mostly_control(unicode.as_deref().map_or(bytes, str::as_bytes)) {
        return Err(Problem::UnknownKind);
    }
    match unicode {
        Some(text) => Ok(recovered(text)),
        None => eight_bit(bytes),
    }
}

/// Unicode that says by its mark or by its form that it is Unicode.
pub fn unicode(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => Some(wide(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => Some(wide(rest, u16::from_be_bytes)),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        _ => String::from_utf8(bytes.to_vec()).ok(),
    }
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let pairs = bytes.chunks_exact(2);
    let units = pairs.filter_map(|pair| <[u8; 2]>::try_from(pair).ok().map(unit));
    let decoded = char::decode_utf16(units);
    decoded
        .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// Text copied out of a document in an old font is Unicode by form and gibberish by sense.
pub fn recovered(text: String) -> Reading {
    match guess::misread(&text) {
        Some(scheme) => Reading {
            text: legacy::convert(&text, scheme),
            converted: true,
        },
        None => Reading {
            text,
            converted: false,
        },
    }
}

fn eight_bit(bytes: &[u8]) -> Result<Reading, Problem> {
    let raw: String = bytes.iter().map(|&byte| character(byte)).collect();
    let scheme = guess::scheme(&raw).ok_or(Problem::UnknownEncoding)?;
    Ok(Reading {
        text: legacy::convert(&raw, scheme),
        converted: true,
    })
}

/// Latin-1 with the marks of printing that every Windows page has.
pub fn character(byte: u8) -> char {
    match byte {
        0x85 => '…',
        0x91 => '‘',
        0x92 => '’',
        0x93 => '“',
        0x94 => '”',
        0x95 => '•',
        0x96 => '–',
        0x97 => '—',
        other => char::from(other),
    }
}

/// Text has next to no control bytes besides line ends and tabs.
fn is_mostly_control(bytes: &[u8]) -> bool {
    let start = bytes.get(..65_536.min(bytes.len())).unwrap_or_default();
    let control = |byte: &&u8| **byte < 32 && !matches!(**byte, b'\n' | b'\r' | b'\t' | 12);
    start.iter().filter(control).count() * 20 > start.len()
}
