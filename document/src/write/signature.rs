//! The end of a paper: who receives it on the left, who signs on the right.

use super::measure::{self, Sizes};
use super::paragraph::{self, Align, Look};
use super::section;
use super::table;
use super::words;
use super::xml::Xml;
use super::{Paper, System};

/// Where the signature and the seal will stand: about 2.5 cm.
const ROOM_TO_SIGN: u32 = 1_440;
const ABOVE: u32 = 120;

/// Ends the section of the paper where annexes follow, each a section of its own.
pub fn write(xml: &mut Xml, paper: &Paper) {
    let sizes = measure::sizes(paper.system);
    let width = measure::text_width(false);
    let left = width * 9 / 20;
    let recipients = |xml: &mut Xml| recipients(xml, paper, sizes);
    let signed = |xml: &mut Xml| signed(xml, paper);
    table::bare(xml, &[left, width - left], &[&[&recipients, &signed]]);
    if paper.annexes.is_empty() {
        paragraph::holder(xml, 0, |_| {});
        section::write(xml, false);
    } else {
        paragraph::holder(xml, 0, |xml| section::write(xml, false));
    }
}

/// "Nơi nhận:" is bold and slanted in papers of the state (Nghị định 30/2020/NĐ-CP, Phụ lục I),
/// underlined in those of the Party (Hướng dẫn 05-HD/VPTW).
fn recipients(xml: &mut Xml, paper: &Paper, sizes: &Sizes) {
    let party = paper.system == System::Party;
    let heading = Look {
        align: Align::Left,
        size: sizes.recipients_heading,
        bold: !party,
        italic: !party,
        underlined: party,
        before: ABOVE,
        ..Look::PLAIN
    };
    let line = Look {
        align: Align::Left,
        size: sizes.recipients,
        ..Look::PLAIN
    };
    let bare = paper.recipients.iter().flat_map(|text| words::lines(text));
    let bare = bare.map(|text| text.trim_start_matches(['-', '–', '—', '+', ' ']));
    let listed = words::listed(bare);
    let heads = if listed.is_empty() {
        ""
    } else {
        "Nơi nhận:"
    };
    paragraph::write(xml, &heading, heads);
    for text in listed {
        paragraph::write(xml, &line, &format!("- {text}"));
    }
}

/// In papers of the Party the position alone is not bold.
fn signed(xml: &mut Xml, paper: &Paper) {
    let signatory = &paper.signatory;
    let bold = Look::PLAIN.centred().bold();
    let position = Look {
        bold: paper.system != System::Party,
        ..bold
    };
    let capitals = [
        (&signatory.authority, bold),
        (&signatory.capacity, bold),
        (&signatory.position, position),
    ];
    let mut before = ABOVE;
    for (text, look) in capitals {
        for line in words::lines(text.as_deref().unwrap_or_default()) {
            paragraph::write(xml, &Look { before, ..look }, line);
            before = 0;
        }
    }
    let name = Look {
        before: ROOM_TO_SIGN,
        ..bold
    };
    let words = words::filled(signatory.name.as_deref()).unwrap_or_default();
    paragraph::write(xml, &name, words);
}
