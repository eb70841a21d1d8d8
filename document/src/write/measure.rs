//! Sizes of paper and letters, in Word's units: twips, a twentieth of a point; half points for letters.

use unicode_normalization::UnicodeNormalization;

use super::System;

/// A4: 210 mm by 297 mm.
pub const SHORT_SIDE: u32 = 11_906;
pub const LONG_SIDE: u32 = 16_838;

/// Margins of 20, 20, 30 and 15 mm are those of Hướng dẫn 05-HD/VPTW, and within the limits of
/// Nghị định 30/2020/NĐ-CP, Phụ lục I: 20–25, 20–25, 30–35, 15–20.
pub const TOP: u32 = 1_134;
pub const BOTTOM: u32 = 1_134;
pub const LEFT: u32 = 1_701;
pub const RIGHT: u32 = 850;

/// Sizes of letters, in points, and what goes with them.
pub struct Sizes {
    /// "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM"
    pub heading: u32,
    pub issuer: u32,
    pub number: u32,
    pub date: u32,
    pub kind: u32,
    pub recipients_heading: u32,
    pub recipients: u32,
    /// The right column of the head, in twips: wide enough for its longest line.
    pub head_right: u32,
}

/// The subject, the body and the signature.
pub const TEXT: u32 = 14;
/// Many columns leave little room.
pub const TABLE_TEXT: u32 = 12;

/// Nghị định 30/2020/NĐ-CP, Phụ lục I: with a heading of 13 go 14 for motto and date.
const STATE: Sizes = Sizes {
    heading: 13,
    issuer: 13,
    number: 13,
    date: 14,
    kind: 14,
    recipients_heading: 12,
    recipients: 11,
    head_right: 5_560,
};

/// Hướng dẫn 05-HD/VPTW; letters as in Phụ lục 3 of Hướng dẫn 36-HD/VPTW before it.
const PARTY: Sizes = Sizes {
    heading: 15,
    issuer: 14,
    number: 14,
    date: 14,
    kind: 16,
    recipients_heading: 14,
    recipients: 12,
    head_right: 4_760,
};

pub fn sizes(system: System) -> &'static Sizes {
    match system {
        System::State | System::Front => &STATE,
        System::Party => &PARTY,
    }
}

/// How wide the lines of a page are.
pub fn text_width(landscape: bool) -> u32 {
    let paper = if landscape { LONG_SIDE } else { SHORT_SIDE };
    paper - LEFT - RIGHT
}

/// About how wide words are in bold Times New Roman of a size in points.
pub fn width(words: &str, points: u32) -> u32 {
    let thousandths: u32 = words.nfd().map(advance).sum();
    thousandths * points / 50
}

/// Thousandths of the size; marks above and below letters take no room.
fn advance(letter: char) -> u32 {
    const CAPITALS: [u32; 26] = [
        722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722,
        556, 667, 722, 722, 1000, 722, 722, 667,
    ];
    const SMALL: [u32; 26] = [
        500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444,
        389, 333, 556, 500, 722, 500, 500, 444,
    ];
    let of = |widths: &[u32; 26], first: char| {
        let at = u32::from(letter).saturating_sub(u32::from(first));
        let at = usize::try_from(at).unwrap_or_default();
        widths.get(at).copied().unwrap_or(500)
    };
    match letter {
        'A'..='Z' => of(&CAPITALS, 'A'),
        'a'..='z' => of(&SMALL, 'a'),
        'Đ' => 722,
        'đ' => 556,
        ' ' | '\u{a0}' | '.' | ',' => 250,
        '-' => 333,
        '\u{300}'..='\u{36f}' => 0,
        _ => 500,
    }
}
