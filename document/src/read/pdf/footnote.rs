//! Footnotes: small print at the foot of a page that would stand in the middle of a sentence.

use super::PageText;
use super::item;
use super::line::Span;

/// In parts of the usual size of the letters.
const SMALL: f64 = 0.85;
/// The part of a page, from below, in which notes stand.
const FOOT: f64 = 0.4;

/// Takes the notes out of the pages, in their order.
pub fn take(pages: &mut [PageText]) -> Vec<String> {
    let usual = usual_size(pages);
    let mut notes = Vec::new();
    for page in pages {
        let start = notes_start(page, usual);
        for span in page.spans.drain(start..) {
            match notes.last_mut() {
                Some(note) if !opens_note(&span.text) => item::join(note, &span.text),
                _ => notes.push(span.text),
            }
        }
    }
    notes
}

fn usual_size(pages: &[PageText]) -> f64 {
    let spans = pages.iter().flat_map(|page| &page.spans);
    let mut sizes: Vec<f64> = spans.map(|span| span.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or_default()
}

/// From the first small line at the foot that opens with a number; all below it is small too.
fn notes_start(page: &PageText, usual: f64) -> usize {
    let left = page.spans.iter().map(|span| span.left);
    let left = left.fold(f64::MAX, f64::min);
    let is_small = |span: &&Span| span.size < usual * SMALL && span.y < page.height * FOOT;
    let small = page.spans.iter().rev().take_while(is_small).count();
    let first_small = page.spans.len() - small;
    let below = page.spans.get(first_small..).unwrap_or_default();
    let opening = below
        .iter()
        .position(|span| opens_note(&span.text) && span.left < left + 45.0);
    opening.map_or(page.spans.len(), |at| first_small + at)
}

/// "1 Theo Quyết định"; "1. Mở lớp" is an item of a list.
fn opens_note(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    let first = rest.trim_start().chars().next();
    (1..=2).contains(&digits) && first.is_some_and(|c| c.is_uppercase() || "“\"(".contains(c))
}
