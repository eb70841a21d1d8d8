//! Symbol fonts: signs on code points that mean nothing without the font.

/// What a code point of a symbol font looks like; unknown shapes are ornaments and are left out.
pub fn drawn(character: char, font: &str) -> Option<char> {
    let at = u32::from(character).checked_sub(0xf000)?;
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
