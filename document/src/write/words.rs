//! The words of a paper as they are written: lines, list ends, numbers and days with their zeros.

use super::{Paper, System};
use model::day;

/// The lines of a text that say something.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// Lines of a list: each ends with ";", the last with ".".
pub fn listed<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut listed: Vec<String> = texts
        .into_iter()
        .flat_map(lines)
        .map(|line| closed(line, ";"))
        .collect();
    if let Some(last) = listed.last_mut() {
        *last = closed(last, ".");
    }
    listed
}

/// The end of a paper: "./." of state bodies (Nghị định 30/2020/NĐ-CP, Phụ lục I), "." of the
/// Party (Hướng dẫn 05-HD/VPTW).
pub fn ended(line: &str, system: System) -> String {
    let line = line.trim_end();
    let bare = line.strip_suffix("./.").unwrap_or(line);
    let bare = bare.trim_end_matches(['.', ';', ',', ' ']);
    match system {
        System::State | System::Front => format!("{bare}./."),
        System::Party => format!("{bare}."),
    }
}

/// "Số: 05/KH-UBND" of state bodies, "Số 05-KH/ĐU" of the Party; a gap where the number will stand.
pub fn number(paper: &Paper) -> String {
    let (opening, sign) = match paper.system {
        System::State | System::Front => ("Số: ", "/"),
        System::Party => ("Số ", "-"),
    };
    let number = paper.number.as_deref().map(str::trim).unwrap_or_default();
    let number = match number.parse::<u32>() {
        Ok(value) => format!("{value:02}"),
        Err(_) if number.is_empty() => GAP.repeat(8),
        Err(_) => number.to_owned(),
    };
    match filled(paper.symbol.as_deref()) {
        Some(symbol) => format!("{opening}{number}{sign}{symbol}"),
        None => format!("{opening}{number}"),
    }
}

/// "Tân Kỳ, ngày 05 tháng 02 năm 2026".
pub fn place_and_date(paper: &Paper) -> String {
    let place = filled(paper.place.as_deref()).unwrap_or("…………");
    let Some(day) = paper.date else {
        let gap = GAP.repeat(5);
        return format!("{place}, ngày{gap}tháng{gap}năm{gap}{gap}");
    };
    format!("{place}, {}", day::written(day))
}

/// What is there and is not blank.
pub fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// Spaces of this kind are not drawn together at the end of a line.
const GAP: &str = "\u{a0}";

fn closed(line: &str, mark: &str) -> String {
    let bare = line.trim_end_matches(['.', ';', ',', ' ']);
    format!("{bare}{mark}")
}
