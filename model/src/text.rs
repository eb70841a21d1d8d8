//! Vietnamese text: normal form, accent-free search form, numbers.

use unicode_normalization::UnicodeNormalization;

mod letter;
mod number;

pub use number::{Number, read_number, roman, written_count, written_number};

/// The composed form in which all text is kept and compared: keyboards and PDFs also give the other.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// The form used for search: no accents, đ as d, lower case, single spaces, all dashes alike.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    for character in text.chars().filter(|&c| !is_mark(c)) {
        if character.is_whitespace() {
            space = !folded.is_empty();
            continue;
        }
        if space {
            folded.push(' ');
            space = false;
        }
        match letter::base(character) {
            Some(letter) => folded.push(letter),
            None if is_dash(character) => folded.push('-'),
            None => folded.extend(character.to_lowercase()),
        }
    }
    folded
}

/// Whether every word of the query, in any order, is somewhere in a text that is already folded.
pub fn matches(folded: &str, query: &str) -> bool {
    fold(query).split(' ').all(|word| folded.contains(word))
}

/// Whether a character is a letter of Vietnamese or of English, or a digit.
pub fn is_of_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || letter::base(character).is_some()
}

/// Whether a character is one of the many dashes that keyboards, word processors and OCR produce.
pub fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '−' | '－' | '﹣')
}

/// Appends words to a text of XML or HTML, as what they are and never as markup.
pub fn escaped(words: &str, text: &mut String) {
    for character in words.chars() {
        match character {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            // XML has no way to write these.
            character if character.is_control() => text.push(' '),
            character => text.push(character),
        }
    }
}

fn is_mark(character: char) -> bool {
    matches!(character, '\u{0300}'..='\u{036F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_forgets_accents_case_dashes_and_spaces() {
        assert_eq!(
            fold("  Đặng\u{a0} Thị  HOÀ – Uỷ ban "),
            "dang thi hoa - uy ban"
        );
        assert_eq!(fold("hòa ủy"), fold("hoà uỷ"));
        assert_eq!(fold(""), "");
    }

    #[test]
    fn composed_and_decomposed_text_fold_alike() {
        let decomposed: String = "Kế hoạch số 5".nfd().collect();
        assert_ne!(decomposed, "Kế hoạch số 5");
        assert_eq!(nfc(&decomposed), "Kế hoạch số 5");
        assert_eq!(fold(&decomposed), "ke hoach so 5");
    }

    #[test]
    fn a_query_matches_by_all_its_words() {
        let folded = fold("Mở lớp kỹ năng số cho bà con thôn Đông");
        assert!(matches(&folded, "thon  DONG lớp"));
        assert!(matches(&folded, ""));
        assert!(!matches(&folded, "thôn Đoài"));
    }
}
