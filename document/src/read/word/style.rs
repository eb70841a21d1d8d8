//! The styles of a Word file: what a paragraph or a run has without saying so itself.

use std::collections::HashMap;

use super::xml::Element;

/// Longer chains of styles based on styles are loops.
const LONGEST_CHAIN: usize = 20;

#[derive(Debug, Default)]
pub struct Styles {
    by_id: HashMap<String, Style>,
    default_font: Option<String>,
    default_paragraph: Option<String>,
}

#[derive(Debug, Default)]
pub struct Style {
    pub id: String,
    based_on: Option<String>,
    pub look: Look,
    pub number: Option<String>,
    pub level: Option<usize>,
    pub centred: Option<bool>,
    pub borders: Option<bool>,
}

/// What the properties of a run say of its words.
#[derive(Debug, Default, Clone)]
pub struct Look {
    pub font: Option<String>,
    pub capitals: Option<bool>,
    pub hidden: Option<bool>,
}

impl Look {
    pub fn of(properties: Option<&Element<'_>>) -> Look {
        let Some(properties) = properties else {
            return Look::default();
        };
        let switch = |name: &str| properties.child(name).map(Element::is_on);
        Look {
            font: properties.child("rFonts").and_then(font),
            capitals: switch("caps"),
            hidden: switch("vanish"),
        }
    }

    /// What this look leaves open is as in another.
    pub fn or(self, other: &Look) -> Look {
        Look {
            font: self.font.or_else(|| other.font.clone()),
            capitals: self.capitals.or(other.capitals),
            hidden: self.hidden.or(other.hidden),
        }
    }
}

/// Letters with marks take the font named for them, which is not that of plain ASCII.
fn font(fonts: &Element<'_>) -> Option<String> {
    let named = fonts
        .attribute("hAnsi")
        .or_else(|| fonts.attribute("ascii"))?;
    Some(named.into_owned())
}

impl Styles {
    pub fn read(root: &Element<'_>) -> Styles {
        let mut styles = Styles::default();
        let defaults = root.at(&["docDefaults", "rPrDefault", "rPr", "rFonts"]);
        styles.default_font = defaults.and_then(font);
        for element in root.elements().filter(|element| element.name == "style") {
            let Some(id) = element.attribute("styleId") else {
                continue;
            };
            let is_default = matches!(element.attribute("default").as_deref(), Some("1" | "true"));
            if is_default && element.attribute("type").as_deref() == Some("paragraph") {
                styles.default_paragraph = Some(id.clone().into_owned());
            }
            styles
                .by_id
                .insert(id.clone().into_owned(), style(&id, element));
        }
        styles
    }

    /// A style and those it is based on; without a name, the usual style of paragraphs.
    pub fn of_paragraph<'s>(
        &'s self,
        id: Option<&str>,
    ) -> impl Iterator<Item = &'s Style> + use<'s> {
        self.chain(id.or(self.default_paragraph.as_deref()))
    }

    pub fn chain<'s>(&'s self, id: Option<&str>) -> impl Iterator<Item = &'s Style> + use<'s> {
        let first = id.and_then(|id| self.by_id.get(id));
        let next = |style: &&'s Style| self.by_id.get(style.based_on.as_deref()?);
        std::iter::successors(first, next).take(LONGEST_CHAIN)
    }

    /// The look of the words of a paragraph that say nothing themselves.
    pub fn look(&self, id: Option<&str>) -> Look {
        let mut look = self
            .of_paragraph(id)
            .fold(Look::default(), |look, style| look.or(&style.look));
        look.font = look.font.or_else(|| self.default_font.clone());
        look
    }
}

fn style(id: &str, element: &Element<'_>) -> Style {
    let paragraph = element.child("pPr");
    let number = paragraph.and_then(|properties| properties.child("numPr"));
    let value = |name: &str| Some(number?.child(name)?.value()?.into_owned());
    Style {
        id: id.to_owned(),
        based_on: element
            .child("basedOn")
            .and_then(|based| Some(based.value()?.into_owned())),
        look: Look::of(element.child("rPr")),
        number: value("numId"),
        level: value("ilvl").and_then(|level| level.parse().ok()),
        centred: paragraph.and_then(is_centred),
        borders: element.at(&["tblPr", "tblBorders"]).map(has_borders),
    }
}

pub fn is_centred(properties: &Element<'_>) -> Option<bool> {
    let place = properties.child("jc")?.value()?;
    Some(place == "center")
}

/// Whether any line is drawn around or between cells.
pub fn has_borders(borders: &Element<'_>) -> bool {
    borders.elements().any(|side| {
        let drawn = side.value();
        !matches!(drawn.as_deref(), None | Some("nil" | "none"))
    })
}
