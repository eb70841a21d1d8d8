//! The words that one piece of a run stands for.

use std::borrow::Cow;

use super::super::legacy::Scheme;
use super::super::symbol;
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
        '\u{f020}'..='\u{f0ff}' => symbol::drawn(character, font.unwrap_or_default()),
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
        '\u{f020}'..='\u{f0ff}' => symbol::drawn(character, &font)?,
        other => other,
    };
    Some(known.to_string().into())
}
