//! What the head of a plan says: number, title, who issues it, where and when.

use super::block::is_upper;
use super::draft::Document;
use super::label;
use super::line::{Line, single_spaced};
use super::part::Parts;
use super::place;
use crate::schedule::{Schedule, ScheduleKind};
use crate::text::fold;

pub fn read(lines: &[Line], parts: &Parts<'_>) -> Document {
    let title = title(parts.head);
    let (number, symbol) = own_number(parts).unwrap_or_default();
    let issuing_body = place::issuing_body(lines, parts.head, title.as_deref());
    let (place, date) = place_and_date(parts);
    let system = system(issuing_body.as_deref(), symbol.as_deref(), lines);
    let (commune, province) = place::commune_and_province(issuing_body.as_deref(), parts.head);
    Document {
        plan_years: title.as_deref().map(years).unwrap_or_default(),
        number,
        symbol,
        title,
        issuing_body,
        superior: place::superior(parts.head),
        system: system.map(str::to_owned),
        place,
        date,
        province,
        commune,
    }
}

/// Where the title ends and the preamble begins.
pub fn preamble(head: &[Line]) -> &[Line] {
    let end = name_line(head).map_or(0, |index| title_end(head, index + 1));
    let shared = end
        .checked_sub(1)
        .and_then(|last| head.get(last))
        .is_some_and(|line| basis_inside(&line.text).is_some());
    head.get(end - usize::from(shared)..).unwrap_or_default()
}

/// Where the preamble begins on the last line of the title, which a reader of PDF has joined.
fn basis_inside(text: &str) -> Option<usize> {
    [
        " Căn cứ ",
        " Thực hiện Kế hoạch số ",
        " Thực hiện Nghị quyết ",
    ]
    .iter()
    .filter_map(|opening| text.find(opening))
    .min()
}

/// The columns of a line whose two halves a reader has put side by side.
pub fn columns(line: &Line) -> impl Iterator<Item = String> + '_ {
    let raw = line.raw.split('\t').flat_map(|part| part.split("   "));
    raw.flat_map(before_motto)
        .map(|part| single_spaced(&super::markup::plain(part)))
        .filter(|part| !part.is_empty())
}

/// The halves of a line in which a reader has left one space before the motto of the right column.
fn before_motto(part: &str) -> impl Iterator<Item = &str> {
    const MOTTOES: &[&str] = &[
        " CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
        " CỘNG HOÀ XÃ HỘI CHỦ NGHĨA",
        " ĐẢNG CỘNG SẢN VIỆT NAM",
        " Độc lập - Tự do",
        " Độc lập – Tự do",
    ];
    let at = MOTTOES.iter().filter_map(|motto| part.find(motto)).min();
    let (left, right) = part.split_at(at.unwrap_or(part.len()));
    [left, right].into_iter()
}

/// All years named in a title, and every year of "2026-2030".
pub fn years(text: &str) -> Vec<i32> {
    let folded = fold(text);
    let mut years: Vec<i32> = Vec::new();
    let mut ranged = false;
    for part in folded.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = part.trim_end_matches(|c: char| !c.is_ascii_digit());
        let year = digits
            .parse::<i32>()
            .ok()
            .filter(|year| (2020..=2060).contains(year));
        if let Some(year) = year.filter(|_| digits.len() == 4) {
            let from = years
                .last()
                .copied()
                .filter(|_| ranged)
                .map_or(year, |last| last + 1);
            years.extend(from..=year);
            ranged = false;
        }
        ranged = part.ends_with('-') || (ranged && digits.is_empty());
    }
    years.sort_unstable();
    years.dedup();
    years
}

fn title(head: &[Line]) -> Option<String> {
    let name = name_line(head)?;
    let on_same_line = head.get(name)?.text.strip_prefix("KẾ HOẠCH").map(str::trim);
    let end = title_end(head, name + 1);
    let mut words: Vec<&str> = on_same_line
        .filter(|rest| !rest.is_empty())
        .into_iter()
        .collect();
    words.extend(
        head.get(name + 1..end)?
            .iter()
            .map(|line| line.text.as_str()),
    );
    let title = single_spaced(&words.join(" "));
    let title = basis_inside(&title)
        .and_then(|at| title.get(..at))
        .unwrap_or(&title)
        .to_owned();
    (!title.is_empty()).then_some(title)
}

fn name_line(head: &[Line]) -> Option<usize> {
    head.iter().position(|line| {
        let first = line.text.get(.."KẾ HOẠCH".len()).unwrap_or_default();
        fold(first) == "ke hoach" && is_upper(first)
    })
}

/// A title ends at a blank line, unless the next one goes on in the middle of a sentence.
fn title_end(head: &[Line], from: usize) -> usize {
    let mut end = from;
    let mut seen = false;
    for (index, line) in head.iter().enumerate().skip(from) {
        if line.is_blank() {
            continue;
        }
        let gap = index > end && seen;
        let goes_on = line.text.chars().next().is_some_and(char::is_lowercase);
        let caption = fold(line.text.get(..24).unwrap_or(&line.text));
        let other = label::split(&line.text).is_some()
            || caption.starts_with("(kem theo")
            || caption.starts_with("(ban hanh")
            || is_basis(&line.text)
            || line.text.ends_with("như sau:");
        if (gap && !goes_on) || (seen && other) {
            break;
        }
        seen = true;
        end = index + 1;
    }
    end
}

fn is_basis(text: &str) -> bool {
    const KINDS: &[&str] = &[
        "nghi quyet",
        "nghi dinh",
        "chi thi",
        "cong van",
        "chuong trinh",
        "ke hoach",
        "quyet dinh",
        "thong bao",
        "ket luan",
        "huong dan",
        "cong dien",
        "van ban",
    ];
    let start: String = text.chars().take(30).collect();
    let folded = fold(&start);
    let based = folded
        .strip_prefix("thuc hien ")
        .is_some_and(|rest| KINDS.iter().any(|kind| rest.starts_with(kind)));
    let openings = ["can cu ", "theo de nghi ", "uy ban nhan dan ", "ubnd "];
    based || openings.iter().any(|opening| folded.starts_with(opening))
}

/// The plan's own number, from its head or from the caption of its annex.
fn own_number(parts: &Parts<'_>) -> Option<(Option<String>, Option<String>)> {
    let head = parts.head.iter().flat_map(columns).find_map(|part| {
        let rest = part
            .strip_prefix("Số")
            .or_else(|| part.strip_prefix("SỐ"))?;
        number_and_symbol(rest.trim_start_matches([':', ' ']))
    });
    head.or_else(|| {
        parts.annex.iter().take(8).find_map(|line| {
            let (_, rest) = line.text.split_once("Kế hoạch số")?;
            number_and_symbol(rest.trim_start_matches([':', ' ']))
        })
    })
}

/// "05/KH-UBND", "05-KH/ĐU", or "/KH-UBND" where the number is still to be filled in.
fn number_and_symbol(text: &str) -> Option<(Option<String>, Option<String>)> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let rest = text
        .get(digits.len()..)?
        .trim_start_matches(['.', '…', '_', ' ']);
    let symbol = rest.strip_prefix(['/', '-', '–'])?.trim_start();
    let symbol: String = symbol
        .chars()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.'))
        .collect();
    let known = symbol.chars().next().is_some_and(char::is_uppercase) && symbol.len() >= 2;
    known.then(|| {
        (
            Some(digits).filter(|digits| !digits.is_empty()),
            Some(symbol),
        )
    })
}

/// "Nà Ví, ngày 05 tháng 02 năm 2026"; a date with a gap in it is no date.
fn place_and_date(parts: &Parts<'_>) -> (Option<String>, Option<chrono::NaiveDate>) {
    for part in parts.head.iter().flat_map(columns) {
        let Some((place, rest)) = around_day(&part) else {
            continue;
        };
        let dated = rest.contains("tháng") && rest.contains("năm");
        if dated && part.chars().count() <= 80 {
            let last = place.rsplit("Hạnh phúc").next().unwrap_or(place).trim();
            // Dots are a gap to be filled in by hand.
            let named = last.chars().any(char::is_alphabetic);
            let place = named.then(|| last.to_owned());
            return (place, day(&format!("ngày {rest}")));
        }
    }
    let caption = parts
        .annex
        .iter()
        .take(8)
        .find(|line| line.text.contains("Kế hoạch số"));
    let date = caption
        .and_then(|line| line.text.split_once(" ngày "))
        .and_then(|(_, rest)| {
            let words: Vec<&str> = rest.split(' ').take(5).collect();
            day(&format!("ngày {}", words.join(" ")))
        });
    (None, date)
}

/// What stands before and after ", ngày", however well a scanner has read the word.
fn around_day(text: &str) -> Option<(&str, &str)> {
    text.match_indices(", ").find_map(|(comma, mark)| {
        let rest = text.get(comma + mark.len()..)?;
        let (word, rest) = rest.split_once(' ')?;
        (fold(word) == "ngay").then_some((text.get(..comma)?, rest))
    })
}

/// The one complete day that words name.
pub fn day(words: &str) -> Option<chrono::NaiveDate> {
    let schedule = Schedule::read(words);
    (schedule.kind == ScheduleKind::Date)
        .then_some(schedule.start)
        .flatten()
}

fn system(body: Option<&str>, symbol: Option<&str>, lines: &[Line]) -> Option<&'static str> {
    let folded = body.map(fold).unwrap_or_default();
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    let motto = |words: &str| {
        let capitals = lines.iter().filter(|line| is_upper(&line.text)).take(400);
        capitals
            .into_iter()
            .any(|line| fold(&line.text).contains(words))
    };
    if has(&["uy ban nhan dan", "hoi dong nhan dan"]) {
        Some("chính quyền")
    } else if has(&[
        "tinh doan",
        "thanh doan",
        "doan xa",
        "doan phuong",
        "doan truong",
        "lien doan lao dong",
    ]) {
        Some("Mặt trận và đoàn thể")
    } else if has(&["dang uy", "dang bo", "tinh uy", "thanh uy", "ban chap hanh"]) {
        Some("Đảng")
    } else if has(&["mat tran", "doan thanh nien", "hoi "])
        || motto("doan tncs")
        || motto("doan thanh nien cong san")
    {
        Some("Mặt trận và đoàn thể")
    } else if motto("dang cong san viet nam") || symbol.is_some_and(|s| s.ends_with("ĐU")) {
        Some("Đảng")
    } else if motto("uy ban nhan dan")
        || motto("cong hoa xa hoi chu nghia viet nam")
        || symbol.is_some_and(|s| s.contains("UBND"))
    {
        Some("chính quyền")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn document(text: &str) -> Document {
        let lines = lines(text);
        read(&lines, &Parts::of(&lines))
    }

    #[test]
    fn the_head_of_a_state_plan() {
        let read = document(
            "ỦY BAN NHÂN DÂN\nXÃ NÀ VÍ\n\nSố: 05/KH-UBND      Nà Ví, ngày 05 tháng 02 năm 2026\n\n\
             KẾ HOẠCH\nPhổ cập kỹ năng số\nnăm 2026\n\nCăn cứ Luật;\n\nI. MỤC ĐÍCH\n- Một.",
        );
        assert_eq!(read.number.as_deref(), Some("05"));
        assert_eq!(read.symbol.as_deref(), Some("KH-UBND"));
        assert_eq!(read.title.as_deref(), Some("Phổ cập kỹ năng số năm 2026"));
        assert_eq!(
            read.issuing_body.as_deref(),
            Some("Ủy ban nhân dân xã Nà Ví")
        );
        assert_eq!(read.system.as_deref(), Some("chính quyền"));
        assert_eq!(read.place.as_deref(), Some("Nà Ví"));
        assert_eq!(read.date, chrono::NaiveDate::from_ymd_opt(2026, 2, 5));
        assert_eq!(read.plan_years, [2026]);
        assert_eq!(read.commune.as_deref(), Some("xã Nà Ví"));
    }

    #[test]
    fn a_title_ends_where_any_basis_begins() {
        let read = document(
            "KẾ HOẠCH\nMở lớp tối\nnăm 2026\nThực hiện Thông báo số 8/TB-UBND ngày 01/7/2026\n\
             của tỉnh, xã làm như sau:\nI. MỤC ĐÍCH\n- Một.",
        );
        assert_eq!(read.title.as_deref(), Some("Mở lớp tối năm 2026"));
    }

    #[test]
    fn gaps_stay_gaps() {
        let read = document(
            "Số: /KH-UBND\nNà Ví, ngày   tháng   năm 2026\nKẾ HOẠCH\nMở lớp\n\nI. MỤC ĐÍCH\n- Một.",
        );
        assert_eq!(
            (read.number, read.date, read.issuing_body),
            (None, None, None)
        );
        assert_eq!(read.symbol.as_deref(), Some("KH-UBND"));
        assert_eq!(document(""), Document::default());
    }

    #[test]
    fn a_range_of_years_is_all_of_them() {
        assert_eq!(years("giai đoạn 2026 - 2029"), [2026, 2027, 2028, 2029]);
        assert_eq!(years("năm 2025, 2027"), [2025, 2027]);
        assert!(years("số 1234").is_empty());
    }
}
