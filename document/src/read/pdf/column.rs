//! Columns beside each other on a page: the head of a paper and its end stand left and right.

use super::item;
use super::line::Span;

/// A whole line of a page or of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLine {
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub y: f64,
    pub size: f64,
}

#[derive(Debug, PartialEq)]
pub enum Band {
    Full(Vec<TextLine>),
    Beside(Beside),
}

/// Two columns and the place between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside {
    pub left: Vec<TextLine>,
    pub right: Vec<TextLine>,
    gutter: f64,
}

impl Beside {
    fn of(spans: &[Span], gutter: f64) -> Beside {
        let (left, right) = spans
            .iter()
            .cloned()
            .partition(|span: &Span| span.right <= gutter);
        Beside {
            left: lines(left),
            right: lines(right),
            gutter,
        }
    }

    /// Takes the first words of the next page if the columns go on there; gives their number.
    pub fn continue_with(&mut self, spans: &[Span]) -> usize {
        let own = spans.iter().take_while(|span| self.holds(span)).count();
        let more = Beside::of(spans.get(..own).unwrap_or_default(), self.gutter);
        self.left.extend(more.left);
        self.right.extend(more.right);
        own
    }

    /// On the left lines begin at one of a few places; on the right they stand around a middle.
    fn holds(&self, span: &Span) -> bool {
        if span.right <= self.gutter {
            let mut lefts = self.left.iter().map(|line| line.left);
            lefts.any(|left| span.left >= left - 4.0 && span.left <= left + 45.0)
        } else {
            let middle = |left: f64, right: f64| f64::midpoint(left, right);
            let own = middle(span.left, span.right);
            let mut middles = self.right.iter().map(|line| middle(line.left, line.right));
            span.left >= self.gutter && middles.any(|middle| (middle - own).abs() < 25.0)
        }
    }
}

/// Fewer lines than this on one side are a gap in a line, not a column.
const FEWEST_LINES: usize = 2;
const GUTTER: f64 = 3.0;
const STEP: f64 = 5.0;
/// A page does not fall into more bands.
const MOST_BANDS: usize = 12;
/// A page with more words than this on it is no official paper.
const MOST_SPANS: usize = 5_000;

/// The spans of a page, or of a part of it between tables, from top to bottom.
pub fn bands(spans: &[Span], left: f64, right: f64) -> Vec<Band> {
    let mut bands = Vec::new();
    let mut rest = spans;
    while bands.len() < MOST_BANDS && rest.len() < MOST_SPANS {
        let Some(found) = widest(rest, left, right) else {
            break;
        };
        let (before, from) = rest.split_at(found.start);
        let (inside, after) = from.split_at(found.end - found.start);
        if !before.is_empty() {
            bands.push(Band::Full(lines(before.to_vec())));
        }
        bands.push(Band::Beside(Beside::of(inside, found.gutter)));
        rest = after;
    }
    if !rest.is_empty() {
        bands.push(Band::Full(lines(rest.to_vec())));
    }
    bands
}

#[derive(Debug, Clone, Copy)]
struct Found {
    start: usize,
    end: usize,
    gutter: f64,
    score: usize,
}

/// The first lines that some gutter parts; of several gutters, the one that parts most.
fn widest(spans: &[Span], left: f64, right: f64) -> Option<Found> {
    let width = right - left;
    let steps = (width * 0.5 / STEP).clamp(0.0, 200.0) as usize;
    let gutters = (0..=steps).map(|step| left + width * 0.22 + step as f64 * STEP);
    let found: Vec<Found> = gutters
        .filter_map(|gutter| first_run(spans, gutter))
        .collect();
    let first_end = found.iter().min_by_key(|found| found.start)?.end;
    let rivals = found.into_iter().filter(|found| found.start < first_end);
    rivals.max_by_key(|found| found.score)
}

fn first_run(spans: &[Span], gutter: f64) -> Option<Found> {
    let crosses = |span: &Span| span.left < gutter + GUTTER && span.right > gutter - GUTTER;
    let mut start = 0;
    while start < spans.len() {
        let run = spans.get(start..)?;
        let length = run.iter().position(crosses).unwrap_or(run.len());
        let inside = run.get(..length)?;
        if let Some((from, to)) = trimmed(inside, gutter) {
            let kept = inside.get(from..to)?;
            let on_left = kept.iter().filter(|span| span.right <= gutter).count();
            let score =
                on_left.min(kept.len() - on_left) * 2 + usize::from(on_left * 2 > kept.len());
            return Some(Found {
                start: start + from,
                end: start + to,
                gutter,
                score,
            });
        }
        start += length + 1;
    }
    None
}

/// The part of a run in which both sides have lines: it begins where both do.
fn trimmed(run: &[Span], gutter: f64) -> Option<(usize, usize)> {
    let is_left = |span: &Span| span.right <= gutter;
    let first_left = run.iter().find(|span| is_left(span))?;
    let first_right = run.iter().find(|span| !is_left(span))?;
    let top = first_left.y.min(first_right.y) + first_left.size * 0.6;
    let from = run.iter().position(|span| span.y <= top)?;
    let mut to = run.len();
    // A short line far below the last one on the right belongs to what follows.
    let last_right = run.iter().rposition(|span| !is_left(span))?;
    for (at, pair) in run.windows(2).enumerate().skip(last_right) {
        if let [upper, lower] = pair
            && upper.y - lower.y > upper.size * 3.0
        {
            to = at + 1;
            break;
        }
    }
    let kept = run.get(from..to)?;
    let on_left = lines(kept.iter().filter(|span| is_left(span)).cloned().collect()).len();
    let on_right = lines(kept.iter().filter(|span| !is_left(span)).cloned().collect()).len();
    (on_left >= FEWEST_LINES && on_right >= FEWEST_LINES).then_some((from, to))
}

/// Spans at one height as one line; wide spaces stand for the gaps.
fn lines(spans: Vec<Span>) -> Vec<TextLine> {
    let mut lines: Vec<TextLine> = Vec::new();
    for span in spans {
        match lines.last_mut() {
            Some(last) if (last.y - span.y).abs() < span.size * 0.45 && span.left >= last.right => {
                last.text.push_str(if item::is_label(&last.text) {
                    " "
                } else {
                    "   "
                });
                last.text.push_str(&span.text);
                last.right = span.right;
            }
            _ => lines.push(TextLine {
                text: span.text,
                left: span.left,
                right: span.right,
                y: span.y,
                size: span.size,
            }),
        }
    }
    lines
}
