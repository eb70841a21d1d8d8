//! Sections: pages of one direction, numbered in the top margin from their second page on.

use super::measure::{BOTTOM, LEFT, LONG_SIDE, RIGHT, SHORT_SIDE, TOP};
use super::xml::Xml;

/// The header stands in the middle of the top margin.
const HEADER: u32 = 510;

/// Page numbers are centred in the top margin, none on page 1; those of an annex begin anew
/// (Nghị định 30/2020/NĐ-CP, Phụ lục I).
pub fn write(xml: &mut Xml, landscape: bool) {
    xml.within("w:sectPr", &[], |xml| {
        let header = |kind, id| [("w:type", kind), ("r:id", id)];
        xml.empty("w:headerReference", &header("default", "rId4"));
        xml.empty("w:headerReference", &header("first", "rId5"));
        xml.value("w:type", "nextPage");
        size(xml, landscape);
        margins(xml);
        xml.empty("w:pgNumType", &[("w:start", "1")]);
        xml.empty("w:titlePg", &[]);
    });
}

fn size(xml: &mut Xml, landscape: bool) {
    let (short, long) = (SHORT_SIDE.to_string(), LONG_SIDE.to_string());
    if landscape {
        let turned = ("w:orient", "landscape");
        xml.empty("w:pgSz", &[("w:w", &long), ("w:h", &short), turned]);
    } else {
        xml.empty("w:pgSz", &[("w:w", &short), ("w:h", &long)]);
    }
}

fn margins(xml: &mut Xml) {
    let sides = [
        ("w:top", TOP),
        ("w:right", RIGHT),
        ("w:bottom", BOTTOM),
        ("w:left", LEFT),
        ("w:header", HEADER),
        ("w:footer", HEADER),
        ("w:gutter", 0),
    ];
    let sides = sides.map(|(name, size)| (name, size.to_string()));
    let sides: Vec<(&str, &str)> = sides.iter().map(|(name, size)| (*name, &**size)).collect();
    xml.empty("w:pgMar", &sides);
}
