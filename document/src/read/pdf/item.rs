//! How the words of a line show that a paragraph begins or has ended.

/// "- Mở lớp", "+ 5 lớp"; a dash before a small letter is the middle of a name.
pub fn opens_dash(text: &str) -> bool {
    let rest = text.strip_prefix(['-', '–', '+', '•', '*', '·', '▪', '➢']);
    rest.is_some_and(|rest| {
        let first = rest.trim_start().chars().next();
        first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || "“\"".contains(c))
    })
}

/// Whether a few letters are all label, set apart from the words by a wide gap.
pub fn is_label(text: &str) -> bool {
    let dash = matches!(text, "-" | "–" | "+" | "•" | "*" | "·" | "▪" | "➢");
    dash || (text.chars().count() <= 8 && text.ends_with(['.', ')']))
}

/// The same words with a space behind the dash that opens them: some programs draw it very near.
pub fn with_parted_dash(text: &str) -> String {
    let rest = text.strip_prefix(['-', '–', '+', '•', '▪', '➢']);
    match rest.filter(|_| opens_dash(text)) {
        Some(rest) if !rest.starts_with(' ') => {
            let dash = text.get(..text.len() - rest.len()).unwrap_or_default();
            format!("{dash} {rest}")
        }
        _ => text.to_owned(),
    }
}

/// "1. ", "2.3. ", "IV. ", "a) ", or a dash.
pub fn opens_item(text: &str) -> bool {
    let Some((label, rest)) = text.split_once(' ') else {
        return false;
    };
    let number = label.trim_end_matches(['.', ')', '/', ':', '-']);
    let signed = number.len() < label.len() && number.chars().count() <= 8;
    let numbered = number
        .split('.')
        .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    let roman = !number.is_empty() && number.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let letter = number.chars().count() == 1 && number.chars().all(char::is_alphabetic);
    let words = rest.trim_start().chars().next();
    let words = words.is_some_and(|c| !c.is_lowercase());
    opens_dash(text) || (signed && words && (numbered || roman || letter))
}

/// Adds the words of the next line; "57-" and "NQ/TW" were one word.
pub fn join(text: &mut String, next: &str) {
    let broken = text
        .strip_suffix('-')
        .is_some_and(|before| before.ends_with(char::is_alphanumeric))
        && next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if !broken {
        text.push(' ');
    }
    text.push_str(next);
}

pub fn is_upper(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}

pub fn opens_sentence(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|c| c.is_uppercase() || "“\"'‘(".contains(c))
}

pub fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', ';', ':', '!', '?'])
}
