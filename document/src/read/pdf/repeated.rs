//! What stands on every page and belongs to none: page numbers, headers, footers.

use std::collections::HashMap;

use super::PageText;
use super::line::Span;

/// The part of a page at its top and bottom where such lines stand.
const EDGE: f64 = 0.1;
/// Lines at this distance stand at the same height.
const HEIGHT_STEP: f64 = 6.0;

pub fn remove(pages: &mut [PageText]) {
    let mut seen: HashMap<(String, i64), usize> = HashMap::new();
    for page in pages.iter() {
        for span in page.spans.iter().filter(|span| at_edge(page, span)) {
            *seen.entry(key(span)).or_default() += 1;
        }
    }
    let often = (pages.len() / 2 + 1).max(3);
    for page in pages.iter_mut() {
        let spans = std::mem::take(&mut page.spans);
        let alone = |span: &Span| {
            let beside = spans.iter().filter(|other| (other.y - span.y).abs() < 2.0);
            beside.count() == 1
        };
        let kept = spans.iter().filter(|span| {
            let number = is_page_number(&span.text) && alone(span);
            let repeated = seen.get(&key(span)).is_some_and(|&times| times >= often);
            !(at_edge(page, span) && (number || repeated))
        });
        page.spans = kept.cloned().collect();
    }
}

fn at_edge(page: &PageText, span: &Span) -> bool {
    span.y > page.height * (1.0 - EDGE) || span.y < page.height * EDGE
}

fn key(span: &Span) -> (String, i64) {
    let words = span
        .text
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c });
    (words.take(120).collect(), (span.y / HEIGHT_STEP) as i64)
}

/// "2", "- 2 -", "2/10", "Trang 2", "Trang 2/10".
fn is_page_number(text: &str) -> bool {
    let words = text.trim().to_lowercase();
    let words = words.strip_prefix("trang").unwrap_or(&words);
    let mut has_digit = false;
    let known = words.chars().all(|c| {
        has_digit |= c.is_ascii_digit();
        c.is_ascii_digit() || "-–/| ".contains(c)
    });
    known && has_digit && words.trim().chars().count() <= 9
}
