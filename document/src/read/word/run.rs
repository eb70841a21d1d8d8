//! The words that one piece of a run stands for.

use std::borrow::Cow;

use super::super::legacy::Scheme;
use super::xml::Element;

pub fn words<'a>(
    piece: &Element<'a>,
    font: Option<&str>,
    scheme: Option<Scheme>,
) -> Option<Cow<'a, str>> {
    match piece.name {
        "t" => Some(text(&piece.words(), font, scheme)),
        "tab" | "ptab" => Some("\t".into()),
        "br" | "cr" => Some("\n".into()),
        "noBreakHyphen" => Some("-".into()),
        // In an old font this code point is a letter, "ư", whatever Word takes it for.
        "softHyphen" => scheme.map(|_| "\u{ad}".into()),
        "sym" => symbol(piece),
        _ => None,
    }
}

fn text(words: &str, font: Option<&str>, scheme: Option<Scheme>) -> Cow<'static, str> {
    if scheme.is_some() {
        return Cow::Owned(words.to_owned());
    }
    let readable = words.chars().filter_map(|character| match character {
        '\u{ad}' => None,
        '\n' | '\r' => Some(' '),
        '\u{f020}'..='\u{f0ff}' => drawn(character, font.unwrap_or_default()),
        other => Some(other),
    });
    Cow::Owned(readable.collect())
}

fn symbol(piece: &Element<'_>) -> Option<Cow<'static, str>> {
    let code = u32::from_str_radix(&piece.attribute("char")?, 16).ok()?;
    let code = if code < 0x100 { code + 0xf000 } else { code };
    let font = piece.attribute("font").unwrap_or_default();
    let character = char::from_u32(code)?;
    let known = match character {
        '\u{f020}'..='\u{f0ff}' => drawn(character, &font)?,
        other => other,
    };
    Some(known.to_string().into())
}

/// What a code point of a symbol font looks like; unknown shapes are ornaments and are left out.
fn drawn(character: char, font: &str) -> Option<char> {
    let at = u32::from(character) - 0xf000;
    if font.starts_with("Wingdings") {
        return match at {
            0x6c | 0x9f => Some('•'),
            0x6e | 0xa7 => Some('▪'),
            0x6f | 0xa8 => Some('□'),
            0xd8 => Some('➢'),
            0xdf | 0xe7 => Some('←'),
            0xe0 | 0xe8 => Some('→'),
            0xfc => Some('✓'),
            0xfe => Some('☑'),
            _ => None,
        };
    }
    match at {
        0xa3 => Some('≤'),
        0xae => Some('→'),
        0xb0 => Some('°'),
        0xb1 => Some('±'),
        0xb3 => Some('≥'),
        0xb4 => Some('×'),
        0xb7 => Some('•'),
        0xb8 => Some('÷'),
        0xb9 => Some('≠'),
        0xbb => Some('≈'),
        0xa5 => Some('∞'),
        0x20..0x7f => char::from_u32(at),
        _ => None,
    }
}
