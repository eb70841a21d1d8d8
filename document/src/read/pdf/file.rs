//! A PDF as its objects: found by going through the file, so that a broken index does not matter.

use std::cell::Cell;
use std::collections::HashMap;

use super::super::problem::Problem;
use super::filter;
use super::lexer::{Lexer, is_space};
use super::object::{Dictionary, Object, Stream};

/// Objects in one file, counting every number and name; a plan has some ten thousand.
const MOST_OBJECTS: usize = 3_000_000;
/// Unpacked bytes of one file; pictures and fonts are not unpacked.
const LARGEST_TOTAL: usize = 96 * 1024 * 1024;
/// References to references.
const LONGEST_CHAIN: usize = 20;

pub struct File<'a> {
    bytes: &'a [u8],
    objects: HashMap<u32, Object>,
    root: Option<Object>,
    pub budget: Cell<usize>,
    unpacked: Cell<usize>,
}

impl<'a> File<'a> {
    pub fn read(bytes: &'a [u8]) -> Result<File<'a>, Problem> {
        let mut file = File {
            bytes,
            objects: HashMap::new(),
            root: None,
            budget: Cell::new(MOST_OBJECTS),
            unpacked: Cell::new(0),
        };
        file.scan()?;
        if file.is_exhausted() {
            return Err(Problem::UnpacksTooLarge);
        }
        Ok(file)
    }

    /// The object itself, wherever it stands.
    pub fn resolve<'o>(&'o self, object: &'o Object) -> &'o Object {
        let mut found = object;
        for _ in 0..LONGEST_CHAIN {
            match found {
                Object::Reference(number) => match self.objects.get(number) {
                    Some(next) => found = next,
                    None => return &Object::Null,
                },
                other => return other,
            }
        }
        &Object::Null
    }

    pub fn get<'o>(&'o self, dictionary: &'o Dictionary, key: &str) -> &'o Object {
        dictionary
            .get(key)
            .map_or(&Object::Null, |object| self.resolve(object))
    }

    pub fn dictionary<'o>(
        &'o self,
        dictionary: &'o Dictionary,
        key: &str,
    ) -> Option<&'o Dictionary> {
        self.get(dictionary, key).dictionary()
    }

    /// The catalog of the file.
    pub fn root(&self) -> Option<&Dictionary> {
        let named = self.root.as_ref().map(|root| self.resolve(root));
        let named = named
            .and_then(Object::dictionary)
            .filter(|root| root.get("Pages").is_some());
        named.or_else(|| self.of_type("Catalog").next())
    }

    /// All dictionaries of a type, in the order of their numbers.
    pub fn of_type<'o>(&'o self, kind: &'o str) -> impl Iterator<Item = &'o Dictionary> {
        let mut numbered: Vec<(&u32, &Dictionary)> = self
            .objects
            .iter()
            .filter_map(|(number, object)| Some((number, object.dictionary()?)))
            .filter(|(_, own)| own.get("Type").and_then(Object::name) == Some(kind))
            .collect();
        numbered.sort_unstable_by_key(|(number, _)| **number);
        numbered.into_iter().map(|(_, dictionary)| dictionary)
    }

    /// The bytes of a stream, unpacked; nothing for a picture or once too much was unpacked.
    pub fn unpack(&self, stream: &Stream) -> Option<Vec<u8>> {
        let packed = self.bytes.get(stream.bytes.clone())?;
        let left = LARGEST_TOTAL.saturating_sub(self.unpacked.get());
        let unpacked = filter::unpack(self, &stream.dictionary, packed, left)?;
        self.unpacked.set(self.unpacked.get() + unpacked.len());
        Some(unpacked)
    }

    /// Takes some of what may still be made of the file.
    pub fn spend(&self, amount: usize) -> bool {
        let left = self.budget.get().checked_sub(amount);
        self.budget.set(left.unwrap_or_default());
        left.is_some()
    }

    /// Whether the file held more than is safe to read.
    pub fn is_exhausted(&self) -> bool {
        self.budget.get() == 0 || self.unpacked.get() >= LARGEST_TOTAL
    }

    fn scan(&mut self) -> Result<(), Problem> {
        let mut at = 0;
        while let Some(found) = next_mark(self.bytes, at) {
            at = match found {
                Mark::Object { number, body } => self.take_object(number, body)?,
                Mark::Trailer { body } => {
                    let mut lexer = Lexer::of_file(self.bytes, body, &self.budget);
                    let trailer = lexer.object();
                    let end = lexer.at;
                    if let Some(trailer) = trailer.as_ref().and_then(Object::dictionary) {
                        self.take_trailer(&trailer.clone())?;
                    }
                    end
                }
            }
            .max(at + 1);
        }
        Ok(())
    }

    fn take_object(&mut self, number: u32, body: usize) -> Result<usize, Problem> {
        let mut lexer = Lexer::of_file(self.bytes, body, &self.budget);
        let Some(object) = lexer.object() else {
            // What was read in vain is charged: it will be gone through again.
            let wasted = (lexer.at - body) / 16;
            self.spend(wasted);
            return Ok(body);
        };
        let mut end = lexer.at;
        let is_stream = lexer.take("stream");
        let start = lexer.at;
        let object = match object {
            Object::Dictionary(dictionary) if is_stream => {
                let bytes = stream_bytes(self.bytes, start, &dictionary);
                end = bytes.end;
                Object::Stream(Box::new(Stream { dictionary, bytes }))
            }
            other => other,
        };
        if let Object::Stream(stream) = &object {
            match stream.dictionary.get("Type").and_then(Object::name) {
                Some("ObjStm") => self.take_packed(stream),
                Some("XRef") => self.take_trailer(&stream.dictionary)?,
                _ => {}
            }
        }
        self.objects.insert(number, object);
        Ok(end)
    }

    fn take_trailer(&mut self, trailer: &Dictionary) -> Result<(), Problem> {
        if trailer
            .get("Encrypt")
            .is_some_and(|own| *own != Object::Null)
        {
            return Err(Problem::Encrypted);
        }
        if let Some(root) = trailer.get("Root") {
            self.root = Some(root.clone());
        }
        Ok(())
    }

    /// Objects packed together in a stream: pairs of number and place, then the objects.
    fn take_packed(&mut self, stream: &Stream) {
        let Some(bytes) = self.unpack(stream) else {
            return;
        };
        let first = self.get(&stream.dictionary, "First").index();
        let first = first.unwrap_or_default();
        let mut found = Vec::new();
        let mut heads = Lexer::of_content(&bytes, &self.budget);
        while heads.at < first {
            let number = heads.object().and_then(|number| number.index());
            let place = heads.object().and_then(|place| place.index());
            let (Some(number), Some(place)) = (number, place) else {
                break;
            };
            let Some(start) = first.checked_add(place).filter(|&at| at < bytes.len()) else {
                continue;
            };
            let object = Lexer::of_file(&bytes, start, &self.budget).object();
            if let (Ok(number), Some(object)) = (u32::try_from(number), object) {
                found.push((number, object));
            }
        }
        self.objects.extend(found);
    }
}

enum Mark {
    Object { number: u32, body: usize },
    Trailer { body: usize },
}

/// The next "7 0 obj" or "trailer".
fn next_mark(bytes: &[u8], from: usize) -> Option<Mark> {
    let mut at = from;
    loop {
        let rest = bytes.get(at..)?;
        let next = rest
            .windows(3)
            .position(|window| window == b"obj" || window == b"tra")?;
        at += next;
        if bytes.get(at..)?.starts_with(b"trailer") {
            return Some(Mark::Trailer { body: at + 7 });
        }
        if let Some(number) = number_before(bytes, at) {
            return Some(Mark::Object {
                number,
                body: at + 3,
            });
        }
        at += 1;
    }
}

/// The number of an object, reading back from "obj".
fn number_before(bytes: &[u8], at: usize) -> Option<u32> {
    let before = bytes.get(at.saturating_sub(24)..at)?;
    let before = before.trim_ascii_end();
    let generation = trailing_digits(before)?;
    let before = before.get(..before.len() - generation.len())?;
    if !before.last().copied().is_some_and(is_space) {
        return None;
    }
    let number = trailing_digits(before.trim_ascii_end())?;
    std::str::from_utf8(number).ok()?.parse().ok()
}

fn trailing_digits(bytes: &[u8]) -> Option<&[u8]> {
    let digits = bytes.iter().rev().take_while(|byte| byte.is_ascii_digit());
    let start = bytes.len() - digits.count();
    bytes.get(start..).filter(|digits| !digits.is_empty())
}

/// From the line after "stream" to "endstream"; the length that is said is believed if that fits.
fn stream_bytes(bytes: &[u8], at: usize, dictionary: &Dictionary) -> std::ops::Range<usize> {
    let rest = bytes.get(at..).unwrap_or_default();
    let start = at
        + match rest {
            [b'\r', b'\n', ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            _ => 0,
        };
    let said = dictionary.get("Length").and_then(Object::index);
    let said = said.and_then(|length| start.checked_add(length));
    let fits = said.filter(|&end| {
        bytes
            .get(end..)
            .map(<[u8]>::trim_ascii_start)
            .is_some_and(|rest| rest.starts_with(b"endstream"))
    });
    let end = fits.unwrap_or_else(|| {
        let rest = bytes.get(start..).unwrap_or_default();
        let found = rest.windows(9).position(|window| window == b"endstream");
        start + found.unwrap_or(rest.len())
    });
    start.min(bytes.len())..end.min(bytes.len())
}
