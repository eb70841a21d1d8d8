//! The body: headings, paragraphs and tables, and the mark that ends it.

use super::measure;
use super::paragraph::{self, Look};
use super::table;
use super::words;
use super::xml::Xml;
use super::{Block, Paper};

/// Word knows nine levels; the styles have four, and the rules no more.
const HEADINGS: [&str; 4] = ["Heading1", "Heading2", "Heading3", "Heading4"];

pub const TEXT: Look = Look {
    style: Some("BodyText"),
    ..Look::PLAIN
};

/// The last words get the mark that nothing may follow; they stay with the signature.
pub fn write_all(xml: &mut Xml, paper: &Paper) {
    let Some((last, before)) = paper.body.split_last() else {
        return;
    };
    blocks(xml, before, false);
    let (look, text) = match last {
        Block::Heading { level, text } => (heading(*level), text),
        Block::Paragraph { text } => (TEXT, text),
        Block::Table { .. } => return blocks(xml, std::slice::from_ref(last), false),
    };
    let lines: Vec<&str> = words::lines(text).collect();
    let Some((end, before)) = lines.split_last() else {
        return;
    };
    for line in before {
        paragraph::write(xml, &look, line);
    }
    let look = Look {
        keep_next: true,
        ..look
    };
    paragraph::write(xml, &look, &words::ended(end, paper.system));
}

pub fn blocks(xml: &mut Xml, blocks: &[Block], landscape: bool) {
    for block in blocks {
        match block {
            Block::Heading { level, text } => lines(xml, &heading(*level), text),
            Block::Paragraph { text } => lines(xml, &TEXT, text),
            Block::Table { widths, head, rows } => {
                let room = measure::text_width(landscape);
                table::ruled(xml, widths, head, rows, room);
                // Two tables without a paragraph between would be one.
                paragraph::holder(xml, 120, |_| {});
            }
        }
    }
}

fn lines(xml: &mut Xml, look: &Look, text: &str) {
    for line in words::lines(text) {
        paragraph::write(xml, look, line);
    }
}

fn heading(level: u8) -> Look {
    let at = usize::from(level.clamp(1, 4)) - 1;
    Look {
        style: HEADINGS.get(at).copied(),
        ..TEXT.bold()
    }
}
