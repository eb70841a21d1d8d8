//! The lines of a text: numbered, composed, without control characters.

use super::markup;
use crate::text::nfc;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// As an editor shows it, from 1.
    pub number: usize,
    /// As written, composed; tables are cut from this.
    pub raw: String,
    /// Without marks and outer spaces.
    pub text: String,
}

impl Line {
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

pub fn lines(text: &str) -> Vec<Line> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut in_table = false;
    let mut lines = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        let lower = line.to_ascii_lowercase();
        in_table |= lower.contains("<table");
        // A program may have written a whole page of HTML without a line break.
        if !in_table && lower.contains("</p><") {
            lines.extend(paragraphs(line).map(|part| read(index + 1, part)));
        } else {
            lines.push(read(index + 1, line));
        }
        in_table &= !lower.contains("</table");
    }
    lines
}

/// The paragraphs of a line of HTML.
fn paragraphs(line: &str) -> impl Iterator<Item = &str> {
    line.split_inclusive("</p>")
        .flat_map(|part| part.split_inclusive("</P>"))
}

fn read(number: usize, line: &str) -> Line {
    let line = markup::without_note_marks(&nfc(line));
    let raw: String = line.chars().filter_map(printable).collect();
    let plain = markup::plain(raw.trim_start_matches(is_heading_mark));
    let is_rule = !plain.is_empty() && plain.chars().all(|c| "_-=~. ".contains(c));
    let text = if is_rule {
        String::new()
    } else {
        single_spaced(&plain)
    };
    Line { number, raw, text }
}

/// Words joined by single spaces.
pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_heading_mark(character: char) -> bool {
    matches!(character, '#' | '>' | ' ')
}

/// Invisible characters vanish, odd spaces become plain ones.
fn printable(character: char) -> Option<char> {
    match character {
        '\t' => Some('\t'),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {
            None
        }
        c if c.is_control() || c.is_whitespace() => Some(' '),
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_numbered_composed_and_cleaned() {
        let lines = lines("\u{feff}## **KE\u{302}\u{301} HOẠCH**\r\n\n___\nMột\u{a0}\u{200b} hai");
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["KẾ HOẠCH", "", "", "Một hai"]);
        assert_eq!(lines[3].number, 4);
        assert!(lines[1].is_blank() && lines[2].is_blank());
    }
}
