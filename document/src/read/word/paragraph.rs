//! The words of one paragraph: its runs, without what was deleted or is hidden.

use std::borrow::Cow;

use super::super::legacy::{self, Scheme};
use super::super::problem::Problem;
use super::body::{Block, Reader, alternative};
use super::field;
use super::run;
use super::style::Look;
use super::xml::Element;

pub struct Line {
    pub text: String,
    /// What stands in text boxes anchored in the paragraph.
    pub boxes: Vec<Block>,
    look: Look,
}

impl Line {
    pub fn new(look: Look) -> Line {
        Line {
            text: String::new(),
            boxes: Vec::new(),
            look,
        }
    }

    /// Reads runs, also those inside links, insertions, content controls and the like.
    pub fn read(&mut self, reader: &mut Reader<'_>, parent: &Element<'_>) -> Result<(), Problem> {
        for element in parent.elements() {
            match element.name {
                "r" => self.read_run(reader, element)?,
                "del" | "moveFrom" | "pPr" | "sdtPr" | "rt" => {}
                "AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.read(reader, chosen)?;
                    }
                }
                "fldSimple" => {
                    let instruction = element.attribute("instr").unwrap_or_default();
                    if !field::is_left_out(&instruction) {
                        self.read(reader, element)?;
                    }
                }
                _ => self.read(reader, element)?,
            }
        }
        Ok(())
    }

    fn read_run(&mut self, reader: &mut Reader<'_>, run: &Element<'_>) -> Result<(), Problem> {
        let properties = run.child("rPr");
        let named = properties.and_then(|properties| properties.child("rStyle")?.value());
        let mut look = Look::of(properties);
        for style in reader.styles.chain(named.as_deref()) {
            look = look.or(&style.look);
        }
        let look = look.or(&self.look);
        if look.hidden != Some(true) {
            self.read_pieces(reader, run, &look)?;
        }
        Ok(())
    }

    fn read_pieces(
        &mut self,
        reader: &mut Reader<'_>,
        run: &Element<'_>,
        look: &Look,
    ) -> Result<(), Problem> {
        for piece in run.elements() {
            match piece.name {
                "fldChar" => reader
                    .fields
                    .mark(&piece.attribute("fldCharType").unwrap_or_default()),
                "instrText" => reader.fields.instruct(&piece.words()),
                "drawing" | "pict" | "object" => self.read_boxes(reader, piece)?,
                "AlternateContent" => {
                    if let Some(chosen) = alternative(piece) {
                        self.read_pieces(reader, chosen, look)?;
                    }
                }
                "footnoteReference" | "endnoteReference" => {
                    let id = piece.attribute("id").unwrap_or_default();
                    let kind = piece.name.trim_end_matches("Reference");
                    reader.meet_note(kind, &id, &self.text);
                }
                "ruby" | "rubyBase" => self.read(reader, piece)?,
                _ if reader.fields.hides() => {}
                _ => self.push(reader, piece, look),
            }
        }
        Ok(())
    }

    fn push(&mut self, reader: &mut Reader<'_>, piece: &Element<'_>, look: &Look) {
        let scheme = look.font.as_deref().and_then(Scheme::of_font);
        let Some(words) = run::words(piece, look.font.as_deref(), scheme) else {
            return;
        };
        let words = match scheme {
            Some(scheme) if piece.name != "sym" => {
                reader.converted |= !words.is_ascii();
                Cow::Owned(legacy::convert(&words, scheme))
            }
            _ => words,
        };
        if look.capitals == Some(true) {
            self.text.push_str(&words.to_uppercase());
        } else {
            self.text.push_str(&words);
        }
    }

    /// Text boxes hang somewhere inside a drawing.
    fn read_boxes(
        &mut self,
        reader: &mut Reader<'_>,
        drawing: &Element<'_>,
    ) -> Result<(), Problem> {
        for element in drawing.elements() {
            match element.name {
                "txbxContent" => {
                    let outside = std::mem::take(&mut reader.fields);
                    let mut blocks = reader.blocks(element)?;
                    reader.fields = outside;
                    self.boxes.append(&mut blocks);
                }
                "AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.read_boxes(reader, chosen)?;
                    }
                }
                _ => self.read_boxes(reader, element)?,
            }
        }
        Ok(())
    }
}
