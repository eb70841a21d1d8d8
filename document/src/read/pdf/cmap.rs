//! Maps from the codes of a font to Unicode, as a PDF carries them along.

use std::collections::HashMap;

use super::file::File;
use super::lexer::{Lexer, Token};
use super::object::Object;

/// There are no more codes of two bytes.
const MOST_CODES: usize = 65_536;
/// A ligature stands for a few letters.
const LONGEST: usize = 16;

#[derive(Debug, Default)]
pub struct CMap {
    pub letters: HashMap<u32, String>,
    /// How many bytes a code has, where the map says so.
    pub width: Option<usize>,
}

impl CMap {
    pub fn read(bytes: &[u8], file: &File<'_>) -> CMap {
        let mut map = CMap::default();
        let mut lexer = Lexer::of_content(bytes, &file.budget);
        let mut operands: Vec<Object> = Vec::new();
        while let Some(token) = lexer.next() {
            match token {
                Token::Object(object) => operands.push(object),
                Token::Keyword(word) => {
                    match word.as_str() {
                        "endcodespacerange" => map.take_space(&operands),
                        "endbfchar" => map.take_letters(&operands, file),
                        "endbfrange" => map.take_ranges(&operands, file),
                        _ => {}
                    }
                    operands.clear();
                }
            }
        }
        map
    }

    fn take_space(&mut self, operands: &[Object]) {
        let widths = operands.iter().filter_map(|object| match object {
            Object::Text(bytes) => Some(bytes.len()),
            _ => None,
        });
        self.width = widths.max().filter(|width| (1..=4).contains(width));
    }

    fn take_letters(&mut self, operands: &[Object], file: &File<'_>) {
        for pair in operands.chunks_exact(2) {
            if let [Object::Text(code), Object::Text(letters)] = pair
                && !self.insert(file, number(code), unicode(letters))
            {
                return;
            }
        }
    }

    fn take_ranges(&mut self, operands: &[Object], file: &File<'_>) {
        for range in operands.chunks_exact(3) {
            let [Object::Text(first), Object::Text(last), letters] = range else {
                continue;
            };
            let mut codes = (0..).zip(number(first)..=number(last));
            let has_room = match letters {
                Object::Text(letters) => {
                    let start = unicode(letters);
                    codes.all(|(offset, code)| self.insert(file, code, moved(&start, offset)))
                }
                Object::Array(list) => codes.zip(list).all(|((_, code), letters)| match letters {
                    Object::Text(letters) => self.insert(file, code, unicode(letters)),
                    _ => true,
                }),
                _ => true,
            };
            if !has_room {
                return;
            }
        }
    }

    /// Whether there was room for it.
    fn insert(&mut self, file: &File<'_>, code: u32, letters: String) -> bool {
        let has_room = self.letters.len() < MOST_CODES && file.spend(1);
        if has_room {
            self.letters.insert(code, letters);
        }
        has_room
    }
}

pub fn number(bytes: &[u8]) -> u32 {
    let last = bytes.get(bytes.len().saturating_sub(4)..);
    last.unwrap_or_default()
        .iter()
        .fold(0, |value, &byte| value << 8 | u32::from(byte))
}

fn unicode(bytes: &[u8]) -> String {
    let units = bytes
        .chunks(2)
        .map(|pair| u16::try_from(number(pair)).unwrap_or_default());
    let letters = char::decode_utf16(units.take(LONGEST));
    letters
        .filter_map(Result::ok)
        .filter(|&c| c != '\0')
        .collect()
}

/// The letters some places further on: the last of them counts up.
fn moved(start: &str, offset: u32) -> String {
    let mut letters: Vec<char> = start.chars().collect();
    if let Some(last) = letters.last_mut() {
        *last = char::from_u32(u32::from(*last).saturating_add(offset)).unwrap_or(*last);
    }
    letters.into_iter().collect()
}
