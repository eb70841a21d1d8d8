//! Labels of rows where a table has been poured: numbers that count on, Roman numbers, letters.

use super::label::{self, opens_sentence};
use super::line::Line;

/// The labels seen so far, to tell a label from a number that only begins a broken line.
#[derive(Clone, Default)]
pub struct Labels {
    number: u32,
    /// The number before the last Roman one: some tables count on through their groups.
    earlier: u32,
}

impl Labels {
    pub fn accept<'a>(&mut self, text: &'a str, after: &[&Line]) -> Option<(&'a str, &'a str)> {
        let (name, words) = row_label(text)?;
        if words.is_empty() {
            let next = after.iter().take(3).find(|line| !line.is_blank())?;
            if !opens_sentence(&next.text) || row_label(&next.text).is_some() {
                return None;
            }
        }
        match name.parse::<u32>() {
            Ok(number) => {
                let follows = |last: u32| number > last && number <= last + 3;
                if !follows(self.number) && !follows(self.earlier) && number != 1 {
                    return None;
                }
                self.number = number;
                self.earlier = number;
            }
            Err(_) if label::is_roman(name) => self.number = 0,
            Err(_) => {}
        }
        Some((name, words))
    }
}

/// "IV", "3", "1.2" or "đ" followed by a sentence, or alone on its line.
fn row_label(text: &str) -> Option<(&str, &str)> {
    let (name, words) = text.split_once(' ').unwrap_or((text, ""));
    let name = name.trim_end_matches(['.', ')']);
    let number = !name.is_empty()
        && name.len() <= 5
        && name.split('.').all(|part| {
            (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        });
    let mut letters = name.chars();
    let letter = matches!(
        (letters.next(), letters.next()),
        (Some('a'..='z' | 'đ'), None)
    );
    let known = number || letter || label::is_roman(name);
    (known && (words.is_empty() || opens_sentence(words))).then_some((name, words))
}
