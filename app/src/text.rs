//! Vietnamese text in pages: the rules are the model's; in a browser its own tables of characters
//! serve, because a second set would be a tenth of what a phone has to load.

/// The composed form in which all text is kept.
pub fn nfc(text: &str) -> String {
    #[cfg(feature = "hydrate")]
    return normalized(text, "NFC");
    #[cfg(not(feature = "hydrate"))]
    model::text::nfc(text)
}

/// The form used for search.
pub fn fold(text: &str) -> String {
    #[cfg(feature = "hydrate")]
    return fold_decomposed(&normalized(text, "NFD"));
    #[cfg(not(feature = "hydrate"))]
    model::text::fold(text)
}

/// Whether every word of the query, in any order, is somewhere in a text that is already folded.
pub fn matches(folded: &str, query: &str) -> bool {
    fold(query).split(' ').all(|word| folded.contains(word))
}

#[cfg(feature = "hydrate")]
fn normalized(text: &str, form: &str) -> String {
    js_sys::JsString::from(text).normalize(form).into()
}

/// What `model::text::fold` does once a text is decomposed.
#[cfg(any(test, feature = "hydrate"))]
fn fold_decomposed(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    for character in text.chars().filter(|character| !is_mark(*character)) {
        if character.is_whitespace() {
            space = !folded.is_empty();
            continue;
        }
        if space {
            folded.push(' ');
            space = false;
        }
        match character {
            'đ' | 'Đ' => folded.push('d'),
            character if model::text::is_dash(character) => folded.push('-'),
            character => folded.extend(character.to_lowercase().filter(|c| !is_mark(*c))),
        }
    }
    folded
}

#[cfg(any(test, feature = "hydrate"))]
fn is_mark(character: char) -> bool {
    matches!(character, '\u{0300}'..='\u{036F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_folding_are_one() {
        // Decomposed by hand: "Tổ  Công nghệ – số, ĐẮK HÀ".
        let decomposed = "  To\u{302}\u{309}  Co\u{302}ng nghe\u{323}\u{302} – so\u{302}\u{301}, \
                          ĐA\u{306}\u{301}K HA\u{300}\u{a0}";
        assert_eq!(
            fold_decomposed(decomposed),
            model::text::fold("Tổ Công nghệ - số, ĐẮK HÀ")
        );
        assert_eq!(fold_decomposed(decomposed), "to cong nghe - so, dak ha");
    }
}
