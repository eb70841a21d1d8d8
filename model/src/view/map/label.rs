//! Names of units on a map: inside a cell, and inside a sentence.

use crate::unit::{UnitHead, UnitKind};

/// The most characters of a line inside a cell: of one word, and of words that share a line.
const WORD_CHARS: usize = 8;
const LINE_CHARS: usize = 6;
/// The most lines inside a cell.
const MAX_LINES: usize = 3;

/// What names of places begin with.
const KIND_WORDS: [&str; 15] = [
    "Thành phố ",
    "Tỉnh ",
    "Đặc khu ",
    "Phường ",
    "Xã ",
    "Thị trấn ",
    "Thôn ",
    "Xóm ",
    "Khối ",
    "Ấp ",
    "Khu vực ",
    "Tổ dân phố ",
    "Bản ",
    "Buôn ",
    "Bon ",
];

/// The name inside a sentence: "xã Nghĩa Đồng"; what does not begin with what it is stays as it is:
/// "Việt Nam".
pub fn in_sentence(unit: &UnitHead) -> String {
    let mut rest = unit.name.chars();
    match rest.next().filter(|_| after_kind_word(unit).is_some()) {
        Some(first) => first.to_lowercase().chain(rest).collect(),
        None => unit.name.clone(),
    }
}

/// The name in lines short enough for a cell; empty where it does not fit.
pub fn lines(unit: &UnitHead) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in short_name(unit).split_whitespace() {
        let n_chars = |text: &str| text.chars().count();
        if n_chars(word) > WORD_CHARS {
            return Vec::new();
        }
        match lines.last_mut() {
            Some(line) if n_chars(line) + 1 + n_chars(word) <= LINE_CHARS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > MAX_LINES {
        Vec::new()
    } else {
        lines
    }
}

/// The name without the word for its kind, which all its neighbours share: "Nghĩa Đồng" of "Xã
/// Nghĩa Đồng", but "Xóm 5" stays, because "5" alone is no name.
fn short_name(unit: &UnitHead) -> &str {
    after_kind_word(unit)
        .filter(|short| short.contains(|c: char| c.is_ascii_alphabetic() || !c.is_ascii()))
        .unwrap_or(unit.name.trim())
}

/// The name without the word for what the place is; `None` where it has none.
fn after_kind_word(unit: &UnitHead) -> Option<&str> {
    let is_local = matches!(
        unit.kind,
        UnitKind::Province | UnitKind::Commune | UnitKind::Hamlet
    );
    let mut words = KIND_WORDS.into_iter().filter(|_| is_local);
    let name = unit.name.trim();
    words
        .find_map(|word| name.strip_prefix(word))
        .map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(name: &str, kind: UnitKind) -> UnitHead {
        UnitHead {
            id: "x".into(),
            name: name.into(),
            kind,
        }
    }

    #[test]
    fn only_the_word_for_a_place_is_written_small() {
        let said = |name, kind| in_sentence(&unit(name, kind));
        assert_eq!(said("Đặc khu Lý Sơn", UnitKind::Commune), "đặc khu Lý Sơn");
        assert_eq!(said("Việt Nam", UnitKind::Country), "Việt Nam");
        assert_eq!(said("Hà Nội", UnitKind::Province), "Hà Nội");
        assert_eq!(said("Công an xã", UnitKind::Office), "Công an xã");
    }

    #[test]
    fn names_are_set_in_short_lines_or_left_out() {
        let set = |name, kind| lines(&unit(name, kind)).join("|");
        assert_eq!(set("Xã Nghĩa Đồng", UnitKind::Commune), "Nghĩa|Đồng");
        assert_eq!(set("Xã Tân Kỳ", UnitKind::Commune), "Tân Kỳ");
        assert_eq!(set("Xã Phú Điền", UnitKind::Commune), "Phú|Điền");
        assert_eq!(set("Xóm 12", UnitKind::Hamlet), "Xóm 12");
        assert_eq!(set("Khối Tân Đức 2", UnitKind::Hamlet), "Tân|Đức 2");
        assert_eq!(set("Phòng Văn hóa - Xã hội", UnitKind::Office), "");
        assert_eq!(set("Xã Krông Ana Kpănglơng", UnitKind::Commune), "");
    }
}
