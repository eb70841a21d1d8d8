//! The fonts of a PDF: which letters its codes stand for, and how wide they are.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::super::legacy::Scheme;
use super::cmap::{self, CMap};
use super::file::File;
use super::glyph_name;
use super::object::{Dictionary, Object};

/// There are no more codes of two bytes.
const MOST_WIDTHS: usize = 65_536;

#[derive(Debug, Default)]
pub struct Font {
    letters: HashMap<u32, String>,
    widths: HashMap<u32, f64>,
    usual_width: f64,
    code_bytes: usize,
    /// Letters of an old Vietnamese font.
    pub scheme: Option<Scheme>,
}

/// The fonts met so far; pages share them.
#[derive(Default)]
pub struct Fonts {
    read: RefCell<HashMap<usize, Rc<Font>>>,
}

impl Fonts {
    pub fn get(&self, file: &File<'_>, font: &Dictionary) -> Rc<Font> {
        // A dictionary stays in its place as long as the file is read.
        let place = std::ptr::from_ref(font).addr();
        if let Some(font) = self.read.borrow().get(&place) {
            return font.clone();
        }
        let font = Rc::new(Font::read(file, font));
        self.read.borrow_mut().insert(place, font.clone());
        font
    }
}

/// One code of a string, in the font that shows it.
pub struct Shown {
    /// Empty where the font does not say what it draws.
    pub letters: String,
    /// In thousandths of the size.
    pub width: f64,
    pub is_space: bool,
}

impl Font {
    fn read(file: &File<'_>, font: &Dictionary) -> Font {
        let composite = file.get(font, "Subtype").name() == Some("Type0");
        let mut read = if composite {
            composite_font(file, font)
        } else {
            simple_font(file, font)
        };
        if let Object::Stream(stream) = file.get(font, "ToUnicode")
            && let Some(bytes) = file.unpack(stream)
        {
            let map = CMap::read(&bytes, file);
            read.letters.extend(map.letters);
            if let Some(width) = map.width.filter(|_| composite) {
                read.code_bytes = width;
            }
        }
        let name = file.get(font, "BaseFont").name().unwrap_or_default();
        read.scheme = Scheme::of_font(name);
        read
    }

    pub fn show(&self, text: &[u8]) -> impl Iterator<Item = Shown> {
        text.chunks(self.code_bytes.max(1)).map(|bytes| {
            let code = cmap::number(bytes);
            let letters = self.letters.get(&code).cloned().unwrap_or_default();
            Shown {
                is_space: bytes == b" ",
                letters,
                width: self.widths.get(&code).copied().unwrap_or(self.usual_width),
            }
        })
    }
}

fn simple_font(file: &File<'_>, font: &Dictionary) -> Font {
    let mut read = Font {
        usual_width: 500.0,
        code_bytes: 1,
        letters: encoding(file, font),
        ..Font::default()
    };
    let descriptor = file.dictionary(font, "FontDescriptor");
    let missing = descriptor.and_then(|own| file.get(own, "MissingWidth").number());
    if let Some(width) = missing.filter(|&width| width > 0.0) {
        read.usual_width = width;
    }
    // The letters of a font drawn on the page itself are measured in its own unit.
    let unit = match file.get(font, "FontMatrix").array().and_then(<[_]>::first) {
        Some(scale) => scale.number().unwrap_or(0.001) * 1000.0,
        None => 1.0,
    };
    let first = file.get(font, "FirstChar").index().unwrap_or_default();
    let widths = file.get(font, "Widths").array().unwrap_or_default();
    for (code, width) in (first..256).zip(widths) {
        let code = u32::try_from(code).unwrap_or_default();
        if let Some(width) = file.resolve(width).number() {
            read.widths.insert(code, width * unit);
        }
    }
    read
}

fn encoding(file: &File<'_>, font: &Dictionary) -> HashMap<u32, String> {
    let mut letters: HashMap<u32, String> = (0x20..=0xFFu8)
        .map(|byte| (u32::from(byte), glyph_name::windows(byte).to_string()))
        .collect();
    let differences = file
        .dictionary(font, "Encoding")
        .and_then(|own| file.get(own, "Differences").array());
    let mut code = 0;
    for item in differences.unwrap_or_default().iter().take(1_000) {
        match file.resolve(item) {
            Object::Number(number) => code = *number as u32,
            Object::Name(name) => {
                letters.insert(code, glyph_name::letters(name));
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    letters
}

fn composite_font(file: &File<'_>, font: &Dictionary) -> Font {
    let mut read = Font {
        usual_width: 1000.0,
        code_bytes: 2,
        ..Font::default()
    };
    let descendants = file.get(font, "DescendantFonts").array();
    let descendant = descendants
        .and_then(<[_]>::first)
        .and_then(|own| file.resolve(own).dictionary());
    let Some(descendant) = descendant else {
        return read;
    };
    if let Some(width) = file.get(descendant, "DW").number() {
        read.usual_width = width;
    }
    read_widths(file, file.get(descendant, "W"), &mut read.widths);
    read
}

/// "first [w w w]" or "first last w", again and again.
fn read_widths(file: &File<'_>, list: &Object, widths: &mut HashMap<u32, f64>) {
    let list = list.array().unwrap_or_default();
    let mut at = 0;
    while let Some(first) = list.get(at).and_then(|own| file.resolve(own).index()) {
        match list.get(at + 1).map(|own| file.resolve(own)) {
            Some(Object::Array(own)) => {
                let mut codes = (first..).zip(own);
                codes.all(|(code, width)| insert(file, widths, code, file.resolve(width)));
                at += 2;
            }
            Some(last) => {
                let Some(width) = list.get(at + 2).map(|own| file.resolve(own)) else {
                    return;
                };
                let last = last.index().unwrap_or(first);
                let mut codes = first..=last;
                codes.all(|code| insert(file, widths, code, width));
                at += 3;
            }
            None => return,
        }
    }
}

/// Whether there was room for it.
fn insert(file: &File<'_>, widths: &mut HashMap<u32, f64>, code: usize, width: &Object) -> bool {
    let (Ok(code), Some(width)) = (u32::try_from(code), width.number()) else {
        return false;
    };
    let has_room = widths.len() < MOST_WIDTHS && file.spend(1);
    if has_room {
        widths.insert(code, width);
    }
    has_room
}
