//! Vietnamese written before Unicode: letters of a font that stood on Latin code points.

pub mod guess;
mod tcvn3;
mod vni;
mod windows;

use unicode_normalization::UnicodeNormalization;

/// How the letters were laid on the code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// TCVN3, also called ABC: fonts ".VnTime", ".VnArial".
    Tcvn3,
    /// The same in a font that draws small letters as capitals: ".VnTimeH".
    Tcvn3Capital,
    /// VNI-Windows: fonts "VNI-Times".
    Vni,
    /// Windows code page 1258: letters and combining marks.
    Windows1258,
}

impl Scheme {
    /// The scheme that a font stands for; nothing for a Unicode font.
    pub fn of_font(name: &str) -> Option<Scheme> {
        let name = name.trim().trim_start_matches(['\'', '"']);
        // Inside a PDF a subset of a font has six letters and a plus before its name.
        let name = name.split_once('+').map_or(name, |(_, own)| own);
        let lower = name.to_ascii_lowercase();
        let family = lower.split([',', '-']).next().unwrap_or(&lower).trim();
        if family.starts_with(".vn") {
            let capital = family.ends_with('h');
            Some(if capital {
                Scheme::Tcvn3Capital
            } else {
                Scheme::Tcvn3
            })
        } else if family == "vni" {
            Some(Scheme::Vni)
        } else {
            None
        }
    }
}

/// The words in Unicode, composed.
pub fn convert(text: &str, scheme: Scheme) -> String {
    let converted = match scheme {
        Scheme::Tcvn3 => tcvn3::convert(text),
        Scheme::Tcvn3Capital => tcvn3::convert(text).to_uppercase(),
        Scheme::Vni => vni::convert(text),
        Scheme::Windows1258 => windows::convert(text),
    };
    converted.nfc().collect()
}

/// The byte that a character of an 8-bit text came from, where a program made Unicode of it.
fn byte(character: char) -> Option<u8> {
    let code = u32::from(character);
    match character {
        // Symbol fonts are moved into the private area; the micro sign is taken for the Greek letter.
        '\u{f020}'..='\u{f0ff}' => u8::try_from(code - 0xf000).ok(),
        '\u{3bc}' => Some(0xb5),
        _ => u8::try_from(code).ok(),
    }
}

#[cfg(test)]
mod tests;
