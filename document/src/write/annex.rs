//! Annexes: each on pages of its own, wide ones for wide tables.

use model::text::roman;

use super::body;
use super::measure;
use super::paragraph::{self, Look};
use super::section;
use super::table;
use super::words;
use super::xml::Xml;
use super::{Annex, Block, Paper};

/// So many columns are too narrow on an upright page.
const WIDE: usize = 5;

pub fn write_all(xml: &mut Xml, paper: &Paper) {
    let several = paper.annexes.len() > 1;
    for (at, annex) in paper.annexes.iter().enumerate() {
        let label = several.then(|| roman(u32::try_from(at + 1).unwrap_or(u32::MAX)));
        let landscape = is_wide(annex);
        write(xml, annex, label.as_deref(), landscape);
        if at + 1 == paper.annexes.len() {
            section::write(xml, landscape);
        } else {
            paragraph::holder(xml, 0, |xml| section::write(xml, landscape));
        }
    }
}

/// "Phụ lục" bold, with a Roman number where there are several; its title in bold capitals; the
/// paper it belongs to slanted in brackets (Nghị định 30/2020/NĐ-CP, Phụ lục I).
fn write(xml: &mut Xml, annex: &Annex, number: Option<&str>, landscape: bool) {
    let bold = Look {
        keep_next: true,
        ..Look::PLAIN.centred().bold()
    };
    let labelled = annex.title.trim().to_lowercase().starts_with("phụ lục");
    if !labelled {
        let label = number.map_or("Phụ lục".to_owned(), |number| {
            format!("Phụ lục {number}")
        });
        paragraph::write(xml, &bold, &label);
    }
    let title = Look {
        capitals: !labelled,
        ..bold
    };
    for line in words::lines(&annex.title) {
        paragraph::write(xml, &title, line);
    }
    let caption = Look {
        bold: false,
        italic: true,
        ..bold
    };
    for line in words::lines(annex.caption.as_deref().unwrap_or_default()) {
        paragraph::write(xml, &caption, &bracketed(line));
    }
    let room = measure::text_width(landscape);
    paragraph::rule(xml, room, measure::text_width(false) / 4, 240);
    body::blocks(xml, &annex.blocks, landscape);
}

fn bracketed(words: &str) -> String {
    if words.starts_with('(') {
        words.to_owned()
    } else {
        format!("({})", words.trim_end_matches('.'))
    }
}

fn is_wide(annex: &Annex) -> bool {
    annex.blocks.iter().any(|block| match block {
        Block::Table { head, rows, .. } => table::columns(head, rows) >= WIDE,
        Block::Heading { .. } | Block::Paragraph { .. } => false,
    })
}
