//! Letters with places, put together as words on a line.

use super::super::legacy::{self, Scheme};
use super::super::symbol;
use super::content::Glyph;

/// Words on one line without a wide gap between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub y: f64,
    pub size: f64,
}

/// In parts of the size of the letters.
const SAME_LINE: f64 = 0.45;
const WORD_GAP: f64 = 0.18;
const WIDE_GAP: f64 = 2.2;

/// From top to bottom, from left to right.
pub fn spans(glyphs: Vec<Glyph>) -> Vec<Span> {
    let mut spans = Vec::new();
    for line in lines(glyphs) {
        push_spans(&line, &mut spans);
    }
    spans
}

/// Letters at about the same height; marks that are drawn over a letter stay behind it.
fn lines(mut glyphs: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    glyphs.sort_by(|one, other| other.y.total_cmp(&one.y));
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        let same = lines.last_mut().filter(|line| {
            line.first()
                .is_some_and(|first| first.y - glyph.y <= SAME_LINE * first.size.max(glyph.size))
        });
        match same {
            Some(line) => line.push(glyph),
            None => lines.push(vec![glyph]),
        }
    }
    for line in &mut lines {
        line.sort_by(|one, other| place(one).total_cmp(&place(other)));
        without_doubles(line);
        without_raised_digits(line);
    }
    lines
}

/// A combining mark belongs behind the letter in whose middle it stands.
fn place(glyph: &Glyph) -> f64 {
    let is_mark = glyph
        .letters
        .chars()
        .all(|c| ('\u{300}'..='\u{36f}').contains(&c));
    if is_mark {
        glyph.x + glyph.size * 0.1
    } else {
        glyph.x
    }
}

/// Some programs draw a letter twice to make it bold.
fn without_doubles(line: &mut Vec<Glyph>) {
    line.dedup_by(|next, kept| {
        next.letters == kept.letters
            && next.letters != " "
            && (next.x - kept.x).abs() < kept.size * 0.08
            && (next.y - kept.y).abs() < kept.size * 0.08
    });
}

/// The small raised number of a footnote is no part of the word before it; that of "m²" is.
fn without_raised_digits(line: &mut Vec<Glyph>) {
    let largest = line.iter().map(|glyph| glyph.size).fold(0.0, f64::max);
    let lowest = line.iter().map(|glyph| glyph.y).fold(f64::MAX, f64::min);
    let mut before = ' ';
    line.retain(|glyph| {
        let raised = glyph.size < largest * 0.75 && glyph.y > lowest + largest * 0.2;
        let digit = glyph.letters.chars().all(|c| c.is_ascii_digit());
        let kept = !(raised && digit && before != 'm' && before != ' ');
        if kept {
            before = glyph.letters.chars().last().unwrap_or(before);
        }
        kept
    });
}

fn push_spans(line: &[Glyph], spans: &mut Vec<Span>) {
    let mut words = Words::default();
    for glyph in line {
        if glyph.letters.trim().is_empty() {
            words.spaced = true;
            continue;
        }
        let gap = glyph.x - words.right;
        let fresh = words.span.is_none() || gap > WIDE_GAP * glyph.size;
        if fresh {
            spans.extend(words.take());
        }
        words.push(glyph, gap);
    }
    spans.extend(words.take());
}

/// Bullets come from symbol fonts, whose signs are known by their places.
fn readable(letter: char) -> Option<char> {
    match letter {
        '\u{f020}'..='\u{f0ff}' => symbol::drawn(letter, "Symbol"),
        '\u{ad}' => Some('-'),
        other => Some(other),
    }
}

#[derive(Default)]
struct Words {
    span: Option<Span>,
    /// Letters of an old font, not yet turned into Unicode: some take several letters together.
    pending: String,
    scheme: Option<Scheme>,
    right: f64,
    spaced: bool,
}

impl Words {
    fn push(&mut self, glyph: &Glyph, gap: f64) {
        if self.scheme != glyph.scheme {
            self.settle();
            self.scheme = glyph.scheme;
        }
        let span = self.span.get_or_insert_with(|| Span {
            text: String::new(),
            left: glyph.x,
            right: glyph.x,
            y: glyph.y,
            size: glyph.size,
        });
        let parted = self.spaced || gap > WORD_GAP * glyph.size;
        let started = !(span.text.is_empty() && self.pending.is_empty());
        if parted && started {
            self.pending.push(' ');
        }
        self.pending
            .extend(glyph.letters.chars().filter_map(readable));
        self.spaced = false;
        self.right = glyph.x + glyph.width.max(0.0);
        span.right = self.right.max(span.right);
        // A raised sign does not lift the line.
        if glyph.size >= span.size {
            span.size = glyph.size;
            span.y = glyph.y;
        }
    }

    fn settle(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        if let Some(span) = &mut self.span {
            match self.scheme {
                Some(scheme) => span.text.push_str(&legacy::convert(&pending, scheme)),
                None => span.text.push_str(&pending),
            }
        }
    }

    fn take(&mut self) -> Option<Span> {
        self.settle();
        self.spaced = false;
        self.span.take()
    }
}
