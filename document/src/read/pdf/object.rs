//! The objects a PDF is made of.

use std::collections::HashMap;
use std::ops::Range;

pub type Dictionary = HashMap<String, Object>;

#[derive(Debug, Clone, PartialEq, Default)]
pub enum Object {
    #[default]
    Null,
    Number(f64),
    Text(Vec<u8>),
    Name(String),
    Array(Vec<Object>),
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
