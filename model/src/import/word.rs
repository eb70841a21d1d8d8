//! Words of a text with their search forms, and phrases found among them.

use crate::text::fold;

/// A word with its search form, without the marks that close it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Word {
    pub text: String,
    pub folded: String,
    pub line: usize,
    pub starts_line: bool,
}

impl Word {
    pub fn new(text: &str, line: usize, starts_line: bool) -> Word {
        let bare = text.trim_matches(|c: char| ".,;:()“”\"'".contains(c));
        Word {
            text: text.to_owned(),
            folded: fold(bare),
            line,
            starts_line,
        }
    }

    pub fn ends_with(&self, marks: &[char]) -> bool {
        self.text.ends_with(marks)
    }

    pub fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

pub fn words(text: &str) -> Vec<Word> {
    text.split_whitespace()
        .map(|word| Word::new(word, 0, false))
        .collect()
}

pub fn begins_with(words: &[Word], at: usize, phrase: &str) -> bool {
    // Asked of every word for every phrase: most are told apart by their first letter.
    let first = words.get(at).and_then(|word| word.folded.bytes().next());
    first == phrase.bytes().next()
        && phrase
            .split(' ')
            .enumerate()
            .all(|(i, part)| words.get(at + i).is_some_and(|word| word.folded == part))
}

/// Words as one text again.
pub fn text_of(words: &[Word]) -> String {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    texts.join(" ")
}

/// The words between two places, or as many of them as there are.
pub fn joined(words: &[Word], from: usize, to: usize) -> String {
    let to = to.max(from).min(words.len());
    text_of(words.get(from..to).unwrap_or_default())
}
