//! The objects a PDF is made of.

use std::ops::Range;

/// Names and objects, in the order of the names; a file may hold very many of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dictionary {
    entries: Box<[(Box<str>, Object)]>,
}

impl Dictionary {
    /// Of entries with the same name the last counts.
    pub fn of(mut entries: Vec<(Box<str>, Object)>) -> Dictionary {
        entries.reverse();
        entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        entries.dedup_by(|(next, _), (kept, _)| next == kept);
        Dictionary {
            entries: entries.into_boxed_slice(),
        }
    }

    pub fn get(&self, name: &str) -> Option<&Object> {
        let found = self.entries.binary_search_by(|(own, _)| (**own).cmp(name));
        found
            .ok()
            .and_then(|at| self.entries.get(at))
            .map(|(_, object)| object)
    }
}

#[derive(Debug, Clone, PartialEq, Default)]
pub enum Object {
    #[default]
    Null,
    Number(f64),
    Text(Vec<u8>),
    Name(Box<str>),
    Array(Box<[Object]>),
    Dictionary(Dictionary),
    /// The object with this number.
    Reference(u32),
    Stream(Box<Stream>),
}

/// Where the bytes of a stream stand, and how they are packed.
#[derive(Debug, Clone, PartialEq)]
pub struct Stream {
    pub dictionary: Dictionary,
    pub bytes: Range<usize>,
}

impl Object {
    pub fn number(&self) -> Option<f64> {
        match self {
            Object::Number(number) if number.is_finite() => Some(*number),
            _ => None,
        }
    }

    pub fn index(&self) -> Option<usize> {
        let number = self.number()?;
        // A float turned into an integer stays within bounds by itself.
        (number >= 0.0).then_some(number as usize)
    }

    pub fn name(&self) -> Option<&str> {
        match self {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    pub fn array(&self) -> Option<&[Object]> {
        match self {
            Object::Array(array) => Some(array),
            _ => None,
        }
    }

    /// Also that of a stream.
    pub fn dictionary(&self) -> Option<&Dictionary> {
        match self {
            Object::Dictionary(dictionary) => Some(dictionary),
            Object::Stream(stream) => Some(&stream.dictionary),
            _ => None,
        }
    }
}
