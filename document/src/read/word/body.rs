//! The content of a Word file as blocks: paragraphs with their labels, and tables.

use super::super::problem::Problem;
use super::field::Fields;
use super::numbering::Numbering;
use super::paragraph::Line;
use super::style::{self, Styles};
use super::table::{self, Table};
use super::xml::Element;

#[derive(Debug)]
pub enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

#[derive(Debug, Default)]
pub struct Paragraph {
    /// What Word numbers by itself.
    pub label: Option<String>,
    /// Breaks inside the paragraph are line ends.
    pub text: String,
    pub centred: bool,
}

/// A footnote or an endnote, with the words it stands behind.
#[derive(Debug)]
pub struct Note {
    pub behind: String,
    pub text: String,
}

pub struct Reader<'d> {
    pub styles: Styles,
    pub fields: Fields,
    /// Some words were in an old font.
    pub converted: bool,
    numbering: Numbering,
    notes: Vec<StoredNote<'d>>,
    met: Vec<(usize, String)>,
    /// The words of a paragraph whose end was deleted: they go on in the next one.
    carried: Option<Paragraph>,
}

struct StoredNote<'d> {
    kind: &'static str,
    id: String,
    content: &'d Element<'d>,
}

impl<'d> Reader<'d> {
    pub fn new(styles: Styles, numbering: Numbering) -> Reader<'d> {
        Reader {
            styles,
            numbering,
            fields: Fields::default(),
            converted: false,
            notes: Vec::new(),
            met: Vec::new(),
            carried: None,
        }
    }

    pub fn add_notes(&mut self, kind: &'static str, root: Option<&'d Element<'d>>) {
        let notes = root.into_iter().flat_map(Element::elements);
        let stored = notes.filter_map(|content| {
            let id = content.attribute("id")?.into_owned();
            (content.name == kind).then_some(StoredNote { kind, id, content })
        });
        self.notes.extend(stored);
    }

    pub fn meet_note(&mut self, kind: &str, id: &str, before: &str) {
        let found = self
            .notes
            .iter()
            .position(|note| note.kind == kind && note.id == id);
        let Some(index) = found.filter(|index| self.met.iter().all(|(met, _)| met != index)) else {
            return;
        };
        let words: Vec<&str> = before.split_whitespace().collect();
        let last = words.get(words.len().saturating_sub(6)..);
        self.met.push((index, last.unwrap_or_default().join(" ")));
    }

    /// The notes in the order in which the text calls them.
    pub fn notes_met(&mut self) -> Result<Vec<Note>, Problem> {
        let met = std::mem::take(&mut self.met);
        let mut notes = Vec::with_capacity(met.len());
        for (index, behind) in met {
            let Some(content) = self.notes.get(index).map(|note| note.content) else {
                continue;
            };
            let blocks = self.blocks(content)?;
            let text = table::paragraphs(&blocks).join(" ");
            notes.push(Note { behind, text });
        }
        Ok(notes)
    }

    pub fn blocks(&mut self, parent: &Element<'_>) -> Result<Vec<Block>, Problem> {
        let mut blocks = Vec::new();
        let outside = self.carried.take();
        self.push_blocks(parent, &mut blocks)?;
        blocks.extend(self.carried.take().map(Block::Paragraph));
        self.carried = outside;
        Ok(blocks)
    }

    fn push_blocks(
        &mut self,
        parent: &Element<'_>,
        blocks: &mut Vec<Block>,
    ) -> Result<(), Problem> {
        for element in parent.elements() {
            match element.name {
                "p" => self.push_paragraph(element, blocks)?,
                "tbl" => blocks.push(Block::Table(table::read(self, element)?)),
                "AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.push_blocks(chosen, blocks)?;
                    }
                }
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" => {
                    self.push_blocks(element, blocks)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn push_paragraph(
        &mut self,
        element: &Element<'_>,
        blocks: &mut Vec<Block>,
    ) -> Result<(), Problem> {
        let properties = element.child("pPr");
        let style = properties
            .and_then(|properties| properties.child("pStyle"))
            .and_then(Element::value);
        let mut line = Line::new(self.styles.look(style.as_deref()));
        line.read(self, element)?;
        self.fields.end_paragraph();

        let mark = properties.and_then(|properties| properties.child("rPr"));
        let mark_deleted = mark.is_some_and(|mark| mark.child("del").is_some());
        if !(mark_deleted && line.text.trim().is_empty()) {
            let mut paragraph = self.carried.take().unwrap_or_else(|| Paragraph {
                label: self.label(properties, style.as_deref()),
                centred: self.is_centred(properties, style.as_deref()),
                text: String::new(),
            });
            paragraph.text.push_str(&line.text);
            if mark_deleted {
                self.carried = Some(paragraph);
            } else {
                blocks.push(Block::Paragraph(paragraph));
            }
        }
        blocks.append(&mut line.boxes);
        Ok(())
    }

    fn label(&mut self, properties: Option<&Element<'_>>, style: Option<&str>) -> Option<String> {
        let own = properties.and_then(|properties| properties.child("numPr"));
        let value = |name: &str| Some(own?.child(name)?.value()?.into_owned());
        let styled = self
            .styles
            .of_paragraph(style)
            .find(|style| style.number.is_some());
        let id = value("numId").or_else(|| styled.and_then(|style| style.number.clone()))?;
        if id == "0" {
            return None;
        }
        let level = value("ilvl").and_then(|level| level.parse().ok());
        let level = level.or_else(|| {
            let styled = styled?;
            let by_name = self.numbering.level_of_style(&id, &styled.id);
            by_name.or(styled.level)
        });
        self.numbering
            .next(&id, level.unwrap_or_default(), &self.styles)
    }

    fn is_centred(&self, properties: Option<&Element<'_>>, style: Option<&str>) -> bool {
        let own = properties.and_then(style::is_centred);
        own.or_else(|| {
            self.styles
                .of_paragraph(style)
                .find_map(|style| style.centred)
        })
        .unwrap_or_default()
    }
}

/// Of the same thing in two forms only one is read: the first that has something in it.
pub fn alternative<'a, 'd>(element: &'a Element<'d>) -> Option<&'a Element<'d>> {
    element
        .elements()
        .find(|form| !form.children.is_empty() && matches!(form.name, "Choice" | "Fallback"))
}
