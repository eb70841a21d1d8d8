//! The number, letter or dash that opens a line: "IV.", "1.3.", "đ)", "-".

use crate::text::is_dash;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// "PHẦN II", "A."
    Part(String),
    Roman(String),
    /// One or more numbers: "1", "1.3".
    Number(String),
    Letter(String),
    Dash,
    Plus,
}

impl Label {
    /// How deep in the outline a node with this label stands.
    pub fn rank(&self) -> usize {
        match self {
            Label::Part(_) => 0,
            Label::Roman(_) => 1,
            Label::Number(number) => {
                let of_part = usize::from(number.starts_with(char::is_alphabetic));
                2 + (number.matches('.').count() - of_part).min(3)
            }
            Label::Letter(_) => 6,
            Label::Dash => 7,
            Label::Plus => 8,
        }
    }

    /// The label as written, or nothing for a dash.
    pub fn name(&self) -> Option<&str> {
        match self {
            Label::Part(name) | Label::Roman(name) | Label::Number(name) | Label::Letter(name) => {
                Some(name)
            }
            Label::Dash | Label::Plus => None,
        }
    }

    pub fn is_bullet(&self) -> bool {
        self.name().is_none()
    }
}

/// Parts the label from the words after it.
pub fn split(text: &str) -> Option<(Label, &str)> {
    part(text)
        .or_else(|| article(text))
        .or_else(|| bullet(text))
        .or_else(|| number(text))
        .or_else(|| number_of_part(text))
        .or_else(|| roman(text))
        .or_else(|| letter(text))
}

/// "Điều 3." and "Nhiệm vụ 3:" count like a number.
fn article(text: &str) -> Option<(Label, &str)> {
    let words = ["Điều ", "ĐIỀU ", "Nhiệm vụ ", "NHIỆM VỤ "];
    let rest = words.iter().find_map(|word| text.strip_prefix(word))?;
    let end = rest.find(|c: char| !c.is_ascii_digit())?;
    let (digits, rest) = rest.split_at(end);
    let signed = rest.starts_with(['.', ':']) && is_open(rest.get(1..)?);
    (signed && (1..=2).contains(&digits.len()))
        .then(|| (Label::Number(digits.to_owned()), after_sign(rest)))
}

/// "PHẦN II", "Phần thứ nhất", "CHƯƠNG I".
fn part(text: &str) -> Option<(Label, &str)> {
    let mut words = text.splitn(3, ' ');
    let word = words.next()?;
    if !matches!(word, "PHẦN" | "Phần" | "CHƯƠNG" | "Chương") {
        return None;
    }
    let name = words.next()?.trim_end_matches(['.', ':', '-']);
    if name == "thứ" {
        return ordinal_part(words.next()?);
    }
    if is_roman(name) || (!name.is_empty() && name.chars().all(|c| c.is_ascii_digit())) {
        let rest = words.next().unwrap_or_default();
        return Some((Label::Part(name.to_owned()), after_sign(rest)));
    }
    None
}

/// "Phần thứ hai: …" is part II.
fn ordinal_part(text: &str) -> Option<(Label, &str)> {
    const ORDINALS: [(&str, &str); 8] = [
        ("nhất", "I"),
        ("hai", "II"),
        ("ba", "III"),
        ("tư", "IV"),
        ("năm", "V"),
        ("sáu", "VI"),
        ("bảy", "VII"),
        ("tám", "VIII"),
    ];
    let word = text.split([' ', '.', ':']).next()?;
    let (_, roman) = ORDINALS
        .into_iter()
        .find(|(ordinal, _)| word.to_lowercase() == *ordinal)?;
    Some((
        Label::Part(roman.to_owned()),
        after_sign(text.get(word.len()..)?),
    ))
}

fn bullet(text: &str) -> Option<(Label, &str)> {
    let sign = text.chars().next()?;
    let rest = text.get(sign.len_utf8()..)?;
    let label = match sign {
        '+' | '◦' | '○' => Label::Plus,
        '•' | '●' | '▪' | '·' | '■' | '➢' | '✓' | '*' | '\u{f0b7}' => Label::Dash,
        sign if is_dash(sign) => Label::Dash,
        _ => return None,
    };
    let words = rest.trim_start();
    let opens = words.len() < rest.len() || words.chars().next().is_some_and(char::is_alphabetic);
    (opens && !words.is_empty()).then_some((label, words))
}

fn number(text: &str) -> Option<(Label, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let dotted = digits.ends_with('.');
    let name = digits.trim_end_matches('.');
    let parts: Vec<&str> = name.split('.').collect();
    if let [only] = parts.as_slice()
        && dotted
        && is_past_99(only, rest)
    {
        return Some((Label::Number(name.to_owned()), after_sign(rest)));
    }
    if parts.len() > 4 || parts.iter().any(|part| part.is_empty() || part.len() > 2) {
        return None;
    }
    // A scanner sets the stop apart: "2 . Mở lớp".
    let stop = rest
        .strip_prefix(" . ")
        .filter(|words| opens_sentence(words));
    if let Some(words) = stop.filter(|_| !dotted) {
        return Some((Label::Number(name.to_owned()), words));
    }
    let sign = rest.chars().next().unwrap_or(' ');
    let signed = dotted || matches!(sign, ')' | '/') && is_open(rest.get(1..)?);
    let deep = parts.len() > 1 && sign == ' ' && opens_sentence(rest.trim_start());
    let dashed = is_dash(sign) && rest.get(sign.len_utf8()..)?.starts_with(' ') && name.len() <= 6;
    if !(signed || deep || dashed) || (dotted && !is_open(rest) && !starts_word(rest)) {
        return None;
    }
    Some((Label::Number(name.to_owned()), after_sign(rest)))
}

/// "I.1. Mục đích", "A.2 Yêu cầu": a number that says again of which part it is.
fn number_of_part(text: &str) -> Option<(Label, &str)> {
    let (part, rest) = text.split_once('.')?;
    let lettered = part.len() == 1 && part.starts_with(|c: char| c.is_ascii_uppercase());
    if !(lettered || is_roman(part)) {
        return None;
    }
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (digits, rest) = rest.split_at(end);
    let name = digits.trim_end_matches('.');
    let parts = name.split('.');
    let counts =
        parts.clone().count() <= 3 && parts.into_iter().all(|p| (1..=2).contains(&p.len()));
    let words = rest.trim_start_matches([')', ' ']);
    (counts && words.len() < rest.len() && opens_sentence(words))
        .then(|| (Label::Number(format!("{part}.{name}")), words))
}

/// "100. Mở lớp" goes on counting; "100.000 đồng" and "2025. Năm" do not.
fn is_past_99(digits: &str, rest: &str) -> bool {
    let words = rest.strip_prefix(' ').unwrap_or_default().trim_start();
    digits.len() == 3 && !digits.starts_with('0') && words.starts_with(char::is_uppercase)
}

fn roman(text: &str) -> Option<(Label, &str)> {
    let end = text
        .find(|c: char| !matches!(c, 'I' | 'V' | 'X'))
        .unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if !is_roman(name) {
        return None;
    }
    let trimmed = rest.trim_start();
    let sign = trimmed.chars().next()?;
    if !(matches!(sign, '.' | ')' | '/' | ':') || is_dash(sign)) {
        return None;
    }
    let words = trimmed.get(sign.len_utf8()..)?;
    (is_open(words) || starts_word(words))
        .then_some((Label::Roman(name.to_owned()), words.trim_start()))
}

/// "a)", "đ.", "b1)"; a capital letter names a part.
fn letter(text: &str) -> Option<(Label, &str)> {
    let mut characters = text.chars();
    let first = characters.next()?;
    if !(first.is_ascii_alphabetic() || matches!(first, 'đ' | 'Đ')) {
        return None;
    }
    let digit = characters.clone().next().filter(char::is_ascii_digit);
    if digit.is_some() {
        characters.next();
    }
    let sign = characters.next()?;
    let rest = characters.as_str();
    let closed = match sign {
        ')' => true,
        '.' | '/' => is_open(rest),
        _ => false,
    };
    if !closed {
        return None;
    }
    let name: String = std::iter::once(first).chain(digit).collect();
    let label = if first.is_uppercase() {
        Label::Part(name)
    } else {
        Label::Letter(name)
    };
    Some((label, rest.trim_start()))
}

/// A Roman number from I to XXXIX written the usual way.
pub fn is_roman(name: &str) -> bool {
    let tens = name.trim_start_matches('X');
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    !name.is_empty() && name.len() - tens.len() <= 3 && ones.contains(&tens)
}

/// Whether a text begins as a sentence does: with a capital letter, a digit or a quotation mark.
pub fn opens_sentence(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || "“\"'‘(".contains(c))
}

fn is_open(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(' ')
}

fn starts_word(rest: &str) -> bool {
    rest.chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() || "“\"".contains(c))
}

fn after_sign(rest: &str) -> &str {
    rest.trim_start_matches(|c: char| matches!(c, ' ' | '.' | ')' | '/' | ':') || is_dash(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn splits(text: &str, label: Label, rest: &str) {
        assert_eq!(split(text), Some((label, rest)), "{text}");
    }

    #[test]
    fn labels_of_all_kinds() {
        splits("IV. NHIỆM VỤ", Label::Roman("IV".into()), "NHIỆM VỤ");
        splits("I- MỤC ĐÍCH", Label::Roman("I".into()), "MỤC ĐÍCH");
        splits("1. Mục đích", Label::Number("1".into()), "Mục đích");
        splits("2.3. Mở lớp", Label::Number("2.3".into()), "Mở lớp");
        splits("2.3 Mở lớp", Label::Number("2.3".into()), "Mở lớp");
        splits("1- Mở lớp", Label::Number("1".into()), "Mở lớp");
        splits("1.Mở lớp", Label::Number("1".into()), "Mở lớp");
        splits("đ) Mở lớp", Label::Letter("đ".into()), "Mở lớp");
        splits("A. QUAN ĐIỂM", Label::Part("A".into()), "QUAN ĐIỂM");
        splits("PHẦN II. GIẢI PHÁP", Label::Part("II".into()), "GIẢI PHÁP");
        splits("– Mở lớp", Label::Dash, "Mở lớp");
        splits("I.1. Mục đích", Label::Number("I.1".into()), "Mục đích");
        splits("A.2) Mục đích", Label::Number("A.2".into()), "Mục đích");
        splits("2 . Mở lớp", Label::Number("2".into()), "Mở lớp");
        splits("100. Mở lớp", Label::Number("100".into()), "Mở lớp");
        splits("Điều 2. Mở lớp", Label::Number("2".into()), "Mở lớp");
        splits(
            "Phần thứ hai: GIẢI PHÁP",
            Label::Part("II".into()),
            "GIẢI PHÁP",
        );
        splits("+ Mở lớp", Label::Plus, "Mở lớp");
    }

    #[test]
    fn words_that_only_look_like_labels() {
        for text in [
            "80% học sinh",
            "10/10 hằng năm",
            "1.000 người",
            "2025 là năm",
            "2025. Năm nay",
            "100.000 đồng",
            "120 người",
            "015. Mở lớp",
            "100. mở",
            "Vận động",
        ] {
            assert_eq!(split(text), None, "{text}");
        }
        for text in [
            "",
            ".",
            "-",
            "1.5 triệu",
            "01-KH/BCĐ",
            "-5 độ",
            "I",
            "\u{301}",
        ] {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
