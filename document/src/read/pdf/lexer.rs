//! Reads objects and operators out of the bytes of a PDF, never further than its budget.

use std::cell::Cell;

use super::object::{Dictionary, Object};

/// Arrays and dictionaries inside one another.
const DEEPEST: usize = 40;

#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    Object(Object),
    /// An operator, or a word such as "obj".
    Keyword(String),
}

pub struct Lexer<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
    /// How many more objects may be made; shared by all readers of a file.
    budget: &'a Cell<usize>,
    /// In a file "1 0 R" is a reference; on a page these are three operands.
    references: bool,
}

impl<'a> Lexer<'a> {
    pub fn of_file(bytes: &'a [u8], at: usize, budget: &'a Cell<usize>) -> Lexer<'a> {
        Lexer {
            bytes,
            at,
            budget,
            references: true,
        }
    }

    pub fn of_content(bytes: &'a [u8], budget: &'a Cell<usize>) -> Lexer<'a> {
        Lexer {
            bytes,
            at: 0,
            budget,
            references: false,
        }
    }

    pub fn object(&mut self) -> Option<Object> {
        match self.token(0)? {
            Token::Object(object) => Some(object),
            Token::Keyword(_) => None,
        }
    }

    pub fn next(&mut self) -> Option<Token> {
        self.token(0)
    }

    /// Takes a word if it comes next.
    pub fn take(&mut self, word: &str) -> bool {
        self.skip_space();
        let found = self
            .bytes
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(word.as_bytes()));
        if found {
            self.at += word.len();
        }
        found
    }

    pub fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self
                    .peek()
                    .is_some_and(|byte| byte != b'\n' && byte != b'\r')
                {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn peek_second(&self) -> Option<u8> {
        self.bytes.get(self.at + 1).copied()
    }

    fn token(&mut self, depth: usize) -> Option<Token> {
        self.skip_space();
        let left = self.budget.get().checked_sub(1)?;
        self.budget.set(left);
        let object = match self.peek()? {
            b'/' => Object::Name(self.name()),
            b'(' => Object::Text(self.literal()),
            b'<' if self.peek_second() == Some(b'<') => self.dictionary(depth)?,
            b'<' => Object::Text(self.hexadecimal()),
            b'[' => self.array(depth)?,
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.number(),
            _ => return Some(self.keyword()),
        };
        Some(Token::Object(object))
    }

    fn name(&mut self) -> Box<str> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|&byte| is_regular(byte)) {
            self.at += 1;
            let escaped = (byte == b'#').then(|| {
                let pair = self.bytes.get(self.at..self.at + 2)?;
                Some(digit(*pair.first()?)? * 16 + digit(*pair.get(1)?)?)
            });
            match escaped.flatten() {
                Some(escaped) => {
                    self.at += 2;
                    name.push(escaped);
                }
                None => name.push(byte),
            }
        }
        String::from_utf8_lossy(&name).into()
    }

    fn literal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut text = Vec::new();
        let mut open = 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    text.extend(self.escaped());
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text
    }

    fn escaped(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
                None
            }
            b'\n' => None,
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(next) = self.peek().filter(|next| (b'0'..=b'7').contains(next)) else {
                        break;
                    };
                    value = value * 8 + u32::from(next - b'0');
                    self.at += 1;
                }
                u8::try_from(value & 0xFF).ok()
            }
            other => Some(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut digits = Vec::new();
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            digits.extend(digit(byte));
        }
        let pairs = digits.chunks(2);
        pairs
            .map(|pair| {
                pair.iter().fold(0, |value, digit| value * 16 + digit) << (4 * (2 - pair.len()))
            })
            .collect()
    }

    fn array(&mut self, depth: usize) -> Option<Object> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            if self.peek()? == b']' {
                self.at += 1;
                return Some(Object::Array(items.into()));
            }
            items.push(self.inner(depth)?);
        }
    }

    fn dictionary(&mut self, depth: usize) -> Option<Object> {
        self.at += 2;
        let mut entries = Vec::new();
        loop {
            self.skip_space();
            match self.peek()? {
                b'>' => {
                    self.at += if self.peek_second() == Some(b'>') {
                        2
                    } else {
                        1
                    };
                    return Some(Object::Dictionary(Dictionary::of(entries)));
                }
                b'/' => {
                    let key = self.name();
                    let value = self.inner(depth)?;
                    entries.push((key, value));
                }
                // Something that is no key: the dictionary is broken, what follows may not be.
                _ => {
                    self.inner(depth)?;
                }
            }
        }
    }

    /// A word among objects is "null", "true", "false" or a slip.
    fn inner(&mut self, depth: usize) -> Option<Object> {
        if depth >= DEEPEST {
            return None;
        }
        match self.token(depth + 1)? {
            Token::Object(object) => Some(object),
            Token::Keyword(word) if matches!(word.as_str(), "endobj" | "stream" | "endstream") => {
                None
            }
            Token::Keyword(_) => Some(Object::Null),
        }
    }

    fn number(&mut self) -> Object {
        let start = self.at;
        let number = self.plain_number();
        if !self.references || number.fract() != 0.0 || number < 0.0 {
            return Object::Number(number);
        }
        let end = self.at;
        if let Some(reference) = self.rest_of_reference(number) {
            return reference;
        }
        self.at = end.max(start + 1);
        Object::Number(number)
    }

    /// "0 R" after a number.
    fn rest_of_reference(&mut self, number: f64) -> Option<Object> {
        self.skip_space();
        let digits = self.bytes.get(self.at..)?.iter();
        let digits = digits.take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 || digits > 5 {
            return None;
        }
        self.at += digits;
        self.skip_space();
        let ends = self.peek_second().is_none_or(|byte| !is_regular(byte));
        if self.peek() != Some(b'R') || !ends || number > f64::from(u32::MAX) {
            return None;
        }
        self.at += 1;
        Some(Object::Reference(number as u32))
    }

    fn plain_number(&mut self) -> f64 {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.'))
        {
            self.at += 1;
        }
        let digits = self.bytes.get(start..self.at).unwrap_or_default();
        let text = std::str::from_utf8(digits).unwrap_or_default();
        // Some programs write "--5" or "5-3"; what can be read of it counts.
        let text = text.trim_start_matches(['+', '-'].as_slice());
        let negative = digits.first() == Some(&b'-');
        let text = text.split(['+', '-']).next().unwrap_or_default();
        let value = text.parse::<f64>().unwrap_or_default();
        if negative { -value } else { value }
    }

    fn keyword(&mut self) -> Token {
        let start = self.at;
        while self.peek().is_some_and(is_regular) {
            self.at += 1;
        }
        // A stray bracket is stepped over.
        self.at = self.at.max(start + 1);
        let word = self.bytes.get(start..self.at).unwrap_or_default();
        Token::Keyword(String::from_utf8_lossy(word).into_owned())
    }
}

pub fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte)
        && !matches!(
            byte,
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
        )
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}
