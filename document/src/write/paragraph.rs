//! Paragraphs: how they stand on the page and how their letters look.

use super::measure::TEXT;
use super::xml::Xml;

/// What of a paragraph differs from the style it has.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub style: Option<&'static str>,
    pub align: Align,
    /// In points.
    pub size: u32,
    pub bold: bool,
    pub italic: bool,
    pub underlined: bool,
    pub capitals: bool,
    /// Space above and below, in twips.
    pub before: u32,
    pub after: u32,
    /// On the same page as what comes next.
    pub keep_next: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// As the style says.
    Styled,
    Left,
    Centre,
}

impl Look {
    pub const PLAIN: Look = Look {
        style: None,
        align: Align::Styled,
        size: TEXT,
        bold: false,
        italic: false,
        underlined: false,
        capitals: false,
        before: 0,
        after: 0,
        keep_next: false,
    };

    pub const fn centred(self) -> Look {
        Look {
            align: Align::Centre,
            ..self
        }
    }

    pub const fn bold(self) -> Look {
        Look { bold: true, ..self }
    }
}

pub fn write(xml: &mut Xml, look: &Look, words: &str) {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| properties(xml, look));
        if !words.is_empty() {
            run(xml, look, words);
        }
    });
}

/// A line under what stands above, drawn by the border of a paragraph without words: unlike a drawn
/// line it needs no anchor, and stays where it is in every program.
pub fn rule(xml: &mut Xml, room: u32, length: u32, after: u32) {
    let indent = (room.saturating_sub(length) / 2).to_string();
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| {
            xml.within("w:pBdr", &[], |xml| {
                let line = [
                    ("w:val", "single"),
                    ("w:sz", "6"),
                    ("w:space", "0"),
                    ("w:color", "auto"),
                ];
                xml.empty("w:bottom", &line);
            });
            thin(xml, RULE_BELOW, &after.to_string());
            xml.empty("w:ind", &[("w:left", &indent), ("w:right", &indent)]);
            xml.within("w:rPr", &[], |xml| letters(xml, 1));
        });
    });
}

/// A paragraph that takes next to no room and holds what Word keeps in paragraphs.
pub fn holder(xml: &mut Xml, after: u32, content: impl FnOnce(&mut Xml)) {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| {
            thin(xml, "20", &after.to_string());
            xml.within("w:rPr", &[], |xml| letters(xml, 1));
            content(xml);
        });
    });
}

/// How far a rule stands below its words.
const RULE_BELOW: &str = "80";

fn thin(xml: &mut Xml, height: &str, after: &str) {
    let spacing = [
        ("w:before", "0"),
        ("w:after", after),
        ("w:line", height),
        ("w:lineRule", "exact"),
    ];
    xml.empty("w:spacing", &spacing);
}

/// Their order is that of the schema, which Word insists on.
fn properties(xml: &mut Xml, look: &Look) {
    if let Some(style) = look.style {
        xml.value("w:pStyle", style);
    }
    if look.keep_next {
        xml.empty("w:keepNext", &[]);
    }
    let spaces = [("w:before", look.before), ("w:after", look.after)];
    let spaces = spaces.map(|(name, space)| (name, space.to_string()));
    let spaces = spaces.iter().filter(|(_, space)| space != "0");
    let spaces: Vec<(&str, &str)> = spaces.map(|(name, space)| (*name, &**space)).collect();
    if !spaces.is_empty() {
        xml.empty("w:spacing", &spaces);
    }
    match look.align {
        Align::Styled => {}
        Align::Left => xml.value("w:jc", "left"),
        Align::Centre => xml.value("w:jc", "center"),
    }
}

fn run(xml: &mut Xml, look: &Look, words: &str) {
    xml.within("w:r", &[], |xml| {
        xml.within("w:rPr", &[], |xml| {
            let marks = [
                (look.bold, "w:b"),
                (look.italic, "w:i"),
                (look.capitals, "w:caps"),
            ];
            for (_, name) in marks.iter().filter(|(on, _)| *on) {
                xml.empty(name, &[]);
            }
            letters(xml, look.size);
            if look.underlined {
                xml.value("w:u", "single");
            }
        });
        xml.within("w:t", &[("xml:space", "preserve")], |xml| xml.words(words));
    });
}

fn letters(xml: &mut Xml, points: u32) {
    let half_points = (points * 2).to_string();
    xml.value("w:sz", &half_points);
    xml.value("w:szCs", &half_points);
}
