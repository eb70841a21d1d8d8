//! Letters by the names that fonts give them: "a", "uni1EA1", "abreveacute", "quotedblleft".

use super::super::plain;
use unicode_normalization::UnicodeNormalization;

const NAMES: &[(&str, &str)] = &[
    ("space", " "),
    ("nbspace", " "),
    ("hyphen", "-"),
    ("sfthyphen", "-"),
    ("minus", "-"),
    ("endash", "–"),
    ("emdash", "—"),
    ("period", "."),
    ("comma", ","),
    ("colon", ":"),
    ("semicolon", ";"),
    ("slash", "/"),
    ("backslash", "\\"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("bracketleft", "["),
    ("bracketright", "]"),
    ("quotedbl", "\""),
    ("quotesingle", "'"),
    ("quoteleft", "‘"),
    ("quoteright", "’"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("percent", "%"),
    ("plus", "+"),
    ("equal", "="),
    ("less", "<"),
    ("greater", ">"),
    ("lessequal", "≤"),
    ("greaterequal", "≥"),
    ("ampersand", "&"),
    ("asterisk", "*"),
    ("numbersign", "#"),
    ("at", "@"),
    ("underscore", "_"),
    ("exclam", "!"),
    ("question", "?"),
    ("ellipsis", "…"),
    ("bullet", "•"),
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("fi", "fi"),
    ("fl", "fl"),
    ("dcroat", "đ"),
    ("Dcroat", "Đ"),
    ("dmacron", "đ"),
    ("Eth", "Đ"),
    ("dong", "₫"),
];

const ACCENTS: &[(&str, char)] = &[
    ("circumflex", '\u{302}'),
    ("breve", '\u{306}'),
    ("horn", '\u{31b}'),
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("hookabove", '\u{309}'),
    ("hook", '\u{309}'),
    ("tilde", '\u{303}'),
    ("dotbelow", '\u{323}'),
    ("dieresis", '\u{308}'),
    ("cedilla", '\u{327}'),
    ("ring", '\u{30a}'),
];

pub fn letters(name: &str) -> String {
    if let Some((_, letters)) = NAMES.iter().find(|(own, _)| *own == name) {
        return (*letters).to_owned();
    }
    // "a.small" is still an a.
    let name = name.split('.').next().unwrap_or(name);
    by_number(name)
        .or_else(|| accented(name))
        .unwrap_or_default()
}

/// A byte of the usual page of Western Windows.
pub fn windows(byte: u8) -> char {
    match byte {
        0x80 => '€',
        0xA0 => ' ',
        other => plain::character(other),
    }
}

fn by_number(name: &str) -> Option<String> {
    let digits = name
        .strip_prefix("uni")
        .or_else(|| name.strip_prefix('u'))?;
    let code = u32::from_str_radix(digits.get(..4.max(digits.len().min(6)))?, 16).ok()?;
    Some(char::from_u32(code)?.to_string())
}

/// A Latin letter and the names of its marks.
fn accented(name: &str) -> Option<String> {
    let mut rest = name.get(1..)?;
    let mut letters = name.get(..1)?.to_owned();
    while !rest.is_empty() {
        let (own, mark) = ACCENTS.iter().find(|(own, _)| rest.starts_with(own))?;
        letters.push(*mark);
        rest = rest.get(own.len()..)?;
    }
    Some(letters.nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_letters() {
        let read = [
            "a",
            "uni1EA1",
            "abreveacute",
            "Ohorn",
            "u1EBF",
            "quotedblleft",
            "g12",
            "",
        ];
        assert_eq!(read.map(letters), ["a", "ạ", "ắ", "Ơ", "ế", "“", "", ""]);
    }
}
