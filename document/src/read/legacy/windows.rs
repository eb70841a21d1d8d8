//! Windows code page 1258: some letters of their own, and tones as combining marks.

/// Where the page differs from Latin-1, above 0x9F.
const OWN: &[(u8, char)] = &[
    (0xC3, 'Ă'),
    (0xCC, '\u{300}'),
    (0xD0, 'Đ'),
    (0xD2, '\u{309}'),
    (0xD5, 'Ơ'),
    (0xDD, 'Ư'),
    (0xDE, '\u{303}'),
    (0xE3, 'ă'),
    (0xEC, '\u{301}'),
    (0xF0, 'đ'),
    (0xF2, '\u{323}'),
    (0xF5, 'ơ'),
    (0xFD, 'ư'),
    (0xFE, '₫'),
];

pub fn convert(text: &str) -> String {
    text.chars().map(letter).collect()
}

fn letter(character: char) -> char {
    let byte = super::byte(character);
    let own = byte.and_then(|byte| OWN.iter().find(|(own, _)| *own == byte));
    own.map_or(character, |(_, letter)| *letter)
}
