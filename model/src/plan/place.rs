//! Where a node stands: under which other, and where among those that stand there too.
//!
//! A [`Position`] is a whole number with, where that is needed, a fraction after it, written so that
//! the order of the texts is the order of the positions: a letter says how many digits the number
//! has ("a" one, "b" two; "Z" one and "Y" two for numbers below zero, whose digits are turned
//! round), and the fraction has 62 digits from "0" to "z". There is always room between two, so a
//! move is a fact about one node alone. Plans from before had whole numbers; they still read, are
//! written as they were, and stand in the same order.

use crate::{
    id::NodeId,
    json::{Tree, Unreadable},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The longest position that is taken from outside. A gap that is always halved on the same side
/// takes a character for six nodes, so even a plan of the greatest size stays below.
pub const POSITION_MAX_CHARS: usize = 1_000;

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    #[serde(default)]
    pub parent: Option<NodeId>,
    pub position: Position,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position(String);

impl Position {
    /// A position after the one and before the other, either of which may be an end of the list.
    /// `salt` makes it unlikely that two people who fill the same gap choose the same. `None` where
    /// there is nothing between: the two are equal, or the wrong way round.
    pub fn between(after: Option<&Self>, before: Option<&Self>, salt: &str) -> Option<Self> {
        let whole = |position: &Self| position.whole();
        let number = match (after, before) {
            (None, None) => Some(0),
            (Some(after), None) => whole(after).checked_add(1),
            (None, Some(before)) => whole(before).checked_sub(1),
            (Some(after), Some(before)) if after >= before => return None,
            (Some(after), Some(before)) => {
                let next = whole(after).checked_add(1);
                next.filter(|next| *next < whole(before))
            }
        };
        let salt = salt_of(salt);
        if let Some(number) = number {
            return Some(Self(format!("{}{salt}", Self::from(number).0)));
        }
        // The two share a whole number, or follow each other.
        let (start, low) = after?.parts();
        let high = before
            .map(Self::parts)
            .filter(|(whole, _)| *whole == start)
            .map(|(_, fraction)| fraction);
        Some(Self(format!("{start}{}{salt}", middle(low, high))))
    }

    /// Reads the written form.
    pub fn parse(text: &str) -> Option<Self> {
        let n_digits = n_digits(*text.as_bytes().first()?)?;
        let digits = text.get(1..=n_digits)?;
        let fraction = text.get(1 + n_digits..)?;
        let is_number = digits.bytes().all(|digit| digit.is_ascii_digit());
        let position = Self(text.to_owned());
        let is_shortest = is_number && Self::from(position.whole()).0.len() == 1 + n_digits;
        let is_fraction = fraction.bytes().all(|digit| DIGITS.contains(&digit));
        let is_sound = is_shortest && is_fraction && !fraction.ends_with('0');
        (is_sound && text.len() <= POSITION_MAX_CHARS).then_some(position)
    }

    fn parts(&self) -> (&str, &str) {
        let letter = self.0.as_bytes().first().copied().unwrap_or_default();
        self.0
            .split_at_checked(1 + n_digits(letter).unwrap_or(0))
            .unwrap_or((&self.0, ""))
    }

    fn whole(&self) -> i64 {
        let (whole, _) = self.parts();
        let (letter, digits) = whole.split_at_checked(1).unwrap_or_default();
        if letter.as_bytes() >= b"a" {
            return digits.parse().unwrap_or(0);
        }
        let turned: String = digits.chars().map(turned).collect();
        format!("-{turned}").parse().unwrap_or(0)
    }
}

impl From<i64> for Position {
    fn from(number: i64) -> Self {
        let digits = number.unsigned_abs().to_string();
        let more = u8::try_from(digits.len() - 1).unwrap_or(0);
        Self(if number >= 0 {
            format!("{}{digits}", char::from(b'a' + more))
        } else {
            let turned: String = digits.chars().map(turned).collect();
            format!("{}{turned}", char::from(b'Z' - more))
        })
    }
}

impl Default for Position {
    fn default() -> Self {
        Self::from(0)
    }
}

impl Serialize for Position {
    /// A whole number is written as one, as it always was.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.parts() {
            (_, "") => serializer.serialize_i64(self.whole()),
            _ => serializer.serialize_str(&self.0),
        }
    }
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let position = match Tree::deserialize(deserializer)? {
            Tree::Number(number) => number.as_i64().map(Self::from),
            Tree::Text(text) => Self::parse(&text),
            _ => None,
        };
        position.ok_or_else(|| serde::de::Error::custom(Unreadable))
    }
}

/// How many digits follow the letter.
fn n_digits(letter: u8) -> Option<usize> {
    match letter {
        b'a'..=b's' => Some(usize::from(letter - b'a') + 1),
        b'H'..=b'Z' => Some(usize::from(b'Z' - letter) + 1),
        _ => None,
    }
}

fn turned(digit: char) -> char {
    let value = digit.to_digit(10).unwrap_or(0);
    char::from_digit(9 - value, 10).unwrap_or('0')
}

/// The shortest fraction with room on both sides: it differs from each before it ends, so anything
/// may follow it. No `high` is the next whole number.
fn middle(low: &str, high: Option<&str>) -> String {
    let value = |digit: u8| DIGITS.iter().position(|known| *known == digit).unwrap_or(0);
    let at = |text: &str, index: usize| text.as_bytes().get(index).map_or(0, |digit| value(*digit));
    let mut high = high;
    let mut made = String::new();
    for index in 0.. {
        let from = at(low, index);
        let to = high.map_or(DIGITS.len(), |high| at(high, index));
        if to >= from + 2 {
            made.push(char::from(DIGITS[usize::midpoint(from, to)]));
            break;
        }
        made.push(char::from(DIGITS[from]));
        if to > from {
            high = None;
        }
    }
    made
}

/// Three digits out of an identifier, the last of which is not zero.
fn salt_of(id: &str) -> String {
    let hash = id.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    let hash = hash as usize;
    [hash % 62, hash / 62 % 62, 1 + hash / 62 / 62 % 61]
        .map(|digit| char::from(DIGITS[digit]))
        .iter()
        .collect()
}

#[cfg(test)]
mod tests;
