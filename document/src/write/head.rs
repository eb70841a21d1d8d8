//! The head of a paper: who issues it and for whom, number, place and day, subject and legal bases.

use super::body;
use super::measure::{self, Sizes};
use super::paragraph::{self, Look};
use super::table;
use super::words;
use super::xml::Xml;
use super::{Paper, System};

const COUNTRY: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
const PARTY: &str = "ĐẢNG CỘNG SẢN VIỆT NAM";
/// What the Party draws in place of a rule (Hướng dẫn 05-HD/VPTW).
const DASHES: &str = "-----";

pub fn write(xml: &mut Xml, paper: &Paper) {
    let sizes = measure::sizes(paper.system);
    let left = measure::text_width(false) - sizes.head_right;
    let numbered = |size, italic| Look {
        size,
        italic,
        before: 80,
        ..Look::PLAIN.centred()
    };
    let names = |xml: &mut Xml| names(xml, paper, sizes, left - table::GAP);
    let country = |xml: &mut Xml| country(xml, paper.system, sizes);
    let number = |xml: &mut Xml| {
        paragraph::write(xml, &numbered(sizes.number, false), &words::number(paper));
    };
    let date = |xml: &mut Xml| {
        let words = words::place_and_date(paper);
        paragraph::write(xml, &numbered(sizes.date, true), &words);
    };
    let rows: [&[table::Fill<'_>]; 2] = [&[&names, &country], &[&number, &date]];
    table::bare(xml, &[left, sizes.head_right], &rows);
    subject(xml, paper, sizes);
    bases(xml, paper);
}

/// The issuer, and above it, upright, the body it belongs to.
fn names(xml: &mut Xml, paper: &Paper, sizes: &Sizes, room: u32) {
    let look = Look {
        size: sizes.issuer,
        ..Look::PLAIN.centred()
    };
    let mut last = 0;
    for (name, look) in [(&paper.superior, look), (&paper.issuer, look.bold())] {
        for line in words::lines(name.as_deref().unwrap_or_default()) {
            // Upright letters are a little narrower than the bold ones that are measured.
            let wide = if look.bold { room } else { room * 26 / 25 };
            let (line, width) = well_broken(line, sizes.issuer, wide);
            last = width.min(room);
            paragraph::write(xml, &look, &line);
        }
    }
    match paper.system {
        System::Party => paragraph::write(xml, &look.bold(), DASHES),
        // A third to a half of the line above it (Nghị định 30/2020/NĐ-CP, Phụ lục I).
        System::State | System::Front => paragraph::rule(xml, room, last * 9 / 20, 0),
    }
}

/// The rule is as long as the line above it, in both systems.
fn country(xml: &mut Xml, system: System, sizes: &Sizes) {
    let look = |size| Look {
        size,
        ..Look::PLAIN.centred().bold()
    };
    let (words, size) = match system {
        System::Party => (PARTY, sizes.heading),
        System::State | System::Front => {
            paragraph::write(xml, &look(sizes.heading), COUNTRY);
            (MOTTO, sizes.date)
        }
    };
    paragraph::write(xml, &look(size), words);
    paragraph::rule(xml, sizes.head_right, measure::width(words, size), 0);
}

fn subject(xml: &mut Xml, paper: &Paper, sizes: &Sizes) {
    let bold = Look::PLAIN.centred().bold();
    let kind = Look {
        size: sizes.kind,
        before: 320,
        ..bold
    };
    paragraph::write(xml, &kind, paper.kind.trim());
    let mut longest = 0;
    for line in words::lines(&paper.title) {
        longest = longest.max(measure::width(line, measure::TEXT));
        paragraph::write(xml, &bold, line);
    }
    let room = measure::text_width(false);
    match paper.system {
        System::Party => {
            let dashes = Look { after: 200, ..bold };
            paragraph::write(xml, &dashes, DASHES);
        }
        System::State | System::Front => {
            paragraph::rule(xml, room, longest.min(room) * 2 / 5, 240);
        }
    }
}

/// A last line that opens the body, "… ban hành Kế hoạch như sau:", is no legal basis: it is upright.
fn bases(xml: &mut Xml, paper: &Paper) {
    let mut lines: Vec<&str> = paper
        .bases
        .iter()
        .flat_map(|text| words::lines(text))
        .collect();
    let opening = lines.pop_if(|last| last.ends_with(':'));
    let look = Look {
        italic: true,
        ..body::TEXT
    };
    for line in words::listed(lines) {
        paragraph::write(xml, &look, &line);
    }
    if let Some(line) = opening {
        paragraph::write(xml, &body::TEXT, line);
    }
}

/// A name too long for its line goes on with the whole name of its place: "ỦY BAN NHÂN DÂN" over
/// "XÃ TÂN KỲ". Spaces that do not break keep it one paragraph, and so one name to who reads it.
/// With it comes how wide its wider line is.
fn well_broken(name: &str, points: u32, room: u32) -> (String, u32) {
    let whole = measure::width(name, points);
    let wider = |at: usize| {
        let (before, after) = name.split_at(at);
        measure::width(before, points).max(measure::width(after, points))
    };
    let spaces = name.match_indices(' ').map(|(at, _)| at);
    let fitting: Vec<usize> = spaces.filter(|&at| wider(at) <= room).collect();
    let place = fitting.iter().copied().rfind(|&at| begins_place(name, at));
    let middle = || fitting.iter().copied().min_by_key(|&at| wider(at));
    match place.or_else(middle).filter(|_| whole > room) {
        Some(at) => {
            let (before, after) = name.split_at(at);
            let after = after.trim_start().replace(' ', "\u{a0}");
            (format!("{before} {after}"), wider(at))
        }
        None => (name.to_owned(), whole.min(room)),
    }
}

fn begins_place(name: &str, at: usize) -> bool {
    const LEVELS: [&str; 8] = [
        "VIỆT NAM ",
        "XÃ ",
        "PHƯỜNG ",
        "ĐẶC KHU ",
        "THỊ XÃ ",
        "TỈNH ",
        "THÀNH PHỐ ",
        "HUYỆN ",
    ];
    let rest = name.get(at..).unwrap_or_default().trim_start();
    LEVELS.iter().any(|level| rest.starts_with(level)) && !rest.starts_with("XÃ HỘI")
}
