//! A plain text that was printed: lines of one size, from one margin, at one pitch. Where its lines end
//! means something then, and so do its blank lines; nothing else on such a page does.

use super::super::output::Output;
use super::super::problem::Problem;
use super::PageText;
use super::item;
use super::line::Span;

/// Fewer lines do not show a habit.
const FEWEST_LINES: usize = 20;
/// Points by which a line may stand in, and parts of a pitch by which it may stand off.
const INDENT: f64 = 3.0;
const OFF_PITCH: f64 = 0.08;

/// A line as it was printed.
struct Printed<'a> {
    words: Vec<&'a Span>,
    left: f64,
    right: f64,
    y: f64,
    size: f64,
}

/// The text of such pages, with its own line ends; nothing where they are laid out in another way.
pub fn text(pages: &[PageText]) -> Option<Result<String, Problem>> {
    if pages.iter().any(|page| page.has_rules) {
        return None;
    }
    let pages: Vec<Vec<Printed>> = pages.iter().map(|page| lines(&page.words)).collect();
    let pitch = pitch(&pages)?;
    let all = || pages.iter().flatten();
    let left = all().map(|line| line.left).fold(f64::MAX, f64::min);
    let right = all().map(|line| line.right).fold(0.0, f64::max);
    let size = at_part(all().map(|line| line.size).collect(), 0.5)?;
    let mostly = |n: usize, of: usize| n * 100 >= of * 90;
    let n_lines = all().count();
    let at_margin = all().filter(|line| line.left - left <= INDENT).count();
    let of_size = all().filter(|line| (line.size - size).abs() < 0.5).count();
    let is_plain =
        n_lines >= FEWEST_LINES && mostly(at_margin, n_lines) && mostly(of_size, n_lines);
    is_plain.then(|| written(&pages, pitch, right))
}

fn lines(words: &[Span]) -> Vec<Printed<'_>> {
    let mut lines: Vec<Printed> = Vec::new();
    for span in words {
        match lines.last_mut().filter(|line| line.y == span.y) {
            Some(line) => {
                line.right = line.right.max(span.right);
                line.words.push(span);
            }
            None => lines.push(Printed {
                words: vec![span],
                left: span.left,
                right: span.right,
                y: span.y,
                size: span.size,
            }),
        }
    }
    lines
}

/// The distance of which all distances between lines are multiples.
fn pitch(pages: &[Vec<Printed>]) -> Option<f64> {
    let gaps: Vec<f64> = pages
        .iter()
        .flat_map(|page| page.windows(2))
        .map(|pair| pair[0].y - pair[1].y)
        .collect();
    let pitch = at_part(gaps.clone(), 0.1).filter(|pitch| *pitch > 1.0)?;
    let is_multiple = |gap: &&f64| {
        let times = (*gap / pitch).round();
        times >= 1.0 && (*gap / pitch - times).abs() <= OFF_PITCH * times
    };
    let n_even = gaps.iter().filter(is_multiple).count();
    (n_even * 100 >= gaps.len() * 97).then_some(pitch)
}

/// The value below which that part of them lies.
fn at_part(mut values: Vec<f64>, part: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get((values.len() as f64 * part) as usize).copied()
}

fn written(pages: &[Vec<Printed>], pitch: f64, right: f64) -> Result<String, Problem> {
    let mut output = Output::default();
    let mut line = String::new();
    let mut before: Option<&Printed> = None;
    for (place, printed) in pages.iter().flat_map(|page| page.iter().enumerate()) {
        // At the top of a page nobody knows how far the last line is.
        let n_pitches = before
            .filter(|_| place > 0)
            .map_or(1.0, |before| ((before.y - printed.y) / pitch).round());
        let words: Vec<&str> = printed
            .words
            .iter()
            .map(|span| span.text.as_str())
            .collect();
        let words = words.join("   ");
        let goes_on = n_pitches <= 1.0
            && before.is_some_and(|before| is_broken(before, printed, right))
            && !(item::opens_item(&words) && item::ends_sentence(&line));
        if goes_on {
            item::join(&mut line, &words);
        } else {
            if before.is_some() {
                output.line(&line)?;
            }
            if n_pitches > 1.0 {
                output.gap();
            }
            line = words;
        }
        before = Some(printed);
    }
    output.line(&line)?;
    Ok(output.text)
}

/// Whether a line ends only because the next word had no room on it.
fn is_broken(line: &Printed, next: &Printed, right: f64) -> bool {
    let Some(first) = next.words.first() else {
        return false;
    };
    let n_letters = first.text.chars().count().max(1) as f64;
    let width = (first.right - first.left) / n_letters;
    let word = first.text.split(' ').next().unwrap_or_default();
    line.right + width * (word.chars().count() as f64 + 1.0) > right + width
}
