//! What a cell of the map says: the short name inside it, and the whole sentence for ears and hover.

use crate::{text::lowercase, words};
use model::{
    clock::day_in_vietnam,
    status::Cell,
    unit::{UnitHead, UnitKind},
    view::map::Area,
};

/// The most characters of a line inside a cell: of one word, and of words that share a line.
const WORD_CHARS: usize = 8;
const LINE_CHARS: usize = 6;
/// The most lines inside a cell.
const MAX_LINES: usize = 3;

/// The name inside a sentence: "xã Nghĩa Đồng"; names of bodies stay as they are.
pub fn in_sentence(unit: &UnitHead) -> String {
    let first = unit.name.chars().next().map_or(0, char::len_utf8);
    match unit.name.split_at_checked(first) {
        Some((first, rest)) if unit.kind.is_place() => lowercase(first) + rest,
        _ => unit.name.clone(),
    }
}

/// "82 %", kept on one line.
pub fn percent(share: u8) -> String {
    format!("{share}\u{a0}%")
}

/// "Xã Nghĩa Đồng: 82 % đúng hạn, 3 quá hạn, 12/15 đơn vị đã báo, cập nhật 18/11/2026".
pub fn sentence(area: &Area) -> String {
    let said = match area.share_on_time {
        Some(share) => {
            let n_overdue = words::number(area.cells.count(Cell::OpenOverdue));
            format!("{} đúng hạn, {n_overdue} quá hạn", percent(share))
        }
        None => "chưa có số liệu".to_owned(),
    };
    let name = &area.unit.name;
    match (area.n_units, heard(area)) {
        (0, _) => format!("{name}: chưa được giao việc"),
        (_, heard) => format!("{name}: {said}, {heard}"),
    }
}

/// "12/15 đơn vị đã báo, cập nhật 18/11/2026".
pub fn heard(area: &Area) -> String {
    let (n_heard, n_units) = (words::number(area.n_heard), words::number(area.n_units));
    let count = format!("{n_heard}/{n_units} đơn vị đã báo");
    match area.last_at {
        Some(at) => format!("{count}, cập nhật {}", words::date(day_in_vietnam(at))),
        None => count,
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
    let name = unit.name.trim();
    if !matches!(
        unit.kind,
        UnitKind::Province | UnitKind::Commune | UnitKind::Hamlet
    ) {
        return name;
    }
    let short = KIND_WORDS
        .into_iter()
        .find_map(|word| name.strip_prefix(word))
        .map(str::trim);
    short
        .filter(|short| short.contains(|c: char| c.is_ascii_alphabetic() || !c.is_ascii()))
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::status::Cells;

    fn unit(name: &str, kind: UnitKind) -> UnitHead {
        UnitHead {
            id: "x".into(),
            name: name.into(),
            kind,
        }
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

    #[test]
    fn the_sentence_tells_share_lateness_and_who_was_heard() {
        let mut area = Area {
            unit: unit("Xã Tân Kỳ", UnitKind::Commune),
            code: None,
            cell: None,
            cells: Cells([3, 0, 10, 0, 0, 4]),
            share_on_time: Some(82),
            n_units: 15,
            n_heard: 12,
            last_at: None,
        };
        assert_eq!(
            sentence(&area),
            "Xã Tân Kỳ: 82\u{a0}% đúng hạn, 3 quá hạn, 12/15 đơn vị đã báo"
        );
        area.n_units = 0;
        assert_eq!(sentence(&area), "Xã Tân Kỳ: chưa được giao việc");
    }
}
