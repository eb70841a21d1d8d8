//! Official papers as Word files (.docx): the counterpart of the reader, laid out by the rules of
//! state bodies and of the Party.

mod annex;
mod body;
mod head;
mod measure;
mod package;
mod paragraph;
mod part;
mod section;
mod signature;
mod table;
mod words;
mod xml;

use chrono::NaiveDate;
pub use model::formalities::System;

/// A paper as its words; how they are laid out follows from its system.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Paper {
    pub system: System,
    /// The body above the issuer: "TỈNH NGHỆ AN".
    pub superior: Option<String>,
    /// "ỦY BAN NHÂN DÂN XÃ TÂN KỲ"
    pub issuer: Option<String>,
    /// "57"; without one a gap is left, to be filled in by hand.
    pub number: Option<String>,
    /// What follows the number: "KH-UBND", "KH/ĐU".
    pub symbol: Option<String>,
    pub place: Option<String>,
    pub date: Option<NaiveDate>,
    /// The subject, without the name of the type.
    pub title: String,
    /// The name of the type: "KẾ HOẠCH".
    pub kind: String,
    /// Legal bases, each a line.
    pub bases: Vec<String>,
    pub body: Vec<Block>,
    /// The list under "Nơi nhận:".
    pub recipients: Vec<String>,
    pub signatory: Signatory,
    pub annexes: Vec<Annex>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signatory {
    /// "TM. ỦY BAN NHÂN DÂN"
    pub authority: Option<String>,
    /// "KT. CHỦ TỊCH"
    pub capacity: Option<String>,
    /// "PHÓ CHỦ TỊCH"
    pub position: Option<String>,
    pub name: Option<String>,
}

/// What comes after the signature, on a page of its own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Annex {
    pub title: String,
    /// "Kèm theo Kế hoạch số …"
    pub caption: Option<String>,
    pub blocks: Vec<Block>,
}

/// Line ends inside a text part it into paragraphs.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The text holds its own label: "I. MỤC ĐÍCH".
    Heading {
        level: u8,
        text: String,
    },
    Paragraph {
        text: String,
    },
    Table {
        /// How wide the columns are, compared with each other.
        widths: Vec<u16>,
        head: Vec<String>,
        rows: Vec<Row>,
    },
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    pub cells: Vec<String>,
    /// Names the rows after it: its label, then one bold cell across all other columns.
    pub heading: bool,
}

/// The file of a paper; the same paper always gives the same bytes.
pub fn docx(paper: &Paper) -> Vec<u8> {
    package::packed(&[
        ("[Content_Types].xml", part::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", part::RELATIONS.to_owned()),
        ("docProps/core.xml", part::core(paper)),
        ("docProps/app.xml", part::APPLICATION.to_owned()),
        ("word/document.xml", document(paper)),
        (
            "word/_rels/document.xml.rels",
            part::DOCUMENT_RELATIONS.to_owned(),
        ),
        ("word/styles.xml", part::STYLES.to_owned()),
        ("word/settings.xml", part::SETTINGS.to_owned()),
        ("word/fontTable.xml", part::FONTS.to_owned()),
        ("word/header1.xml", part::HEADER.to_owned()),
        ("word/header2.xml", part::FIRST_HEADER.to_owned()),
    ])
}

fn document(paper: &Paper) -> String {
    xml::part("w:document", part::NAMESPACES, |xml| {
        xml.within("w:body", &[], |xml| {
            head::write(xml, paper);
            body::write_all(xml, paper);
            signature::write(xml, paper);
            annex::write_all(xml, paper);
        });
    })
}

#[cfg(test)]
mod tests;
