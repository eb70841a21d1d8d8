//! A block of a scattered table: the lines of one cell, or of neighbours shuffled into each other.
//!
//! The lines are cut where another cell may begin, and the pieces dealt out to as many cells as make
//! sense of them: of all ways to deal, a few of the best are followed to the end.

use super::cell_worth::{Worths, begins_like_cell};
use super::interleaved_cell::is_time_head;
use super::label::is_roman;
use super::line::Line;
use super::table::Column;
use super::unit_head::{has_strong_head, is_plural};
use super::word::{Word, begins_with, text_of};

/// A cell with the column that its words fit.
pub type Found = (Column, String);

/// More pieces than any block of a table has; what has more is one cell.
const MOST_PIECES: usize = 16;
/// How many ways to deal are followed, and how many once a table has taken long enough.
pub const WAYS: usize = 24;
pub const WAYS_IN_HASTE: usize = 1;

/// The cells of a block, those that name bodies in the order lead, coordinating.
pub fn unzip(lines: &[&Line], with_text: bool, columns: &[Column], n_ways: usize) -> Vec<Found> {
    let pieces = pieces(lines);
    let whole = || pieces.concat();
    if pieces.len() > MOST_PIECES {
        let column = if with_text {
            Column::Text
        } else {
            Column::Other
        };
        return vec![(column, text_of(&whole()))];
    }
    let mut hands: Vec<Hand> = vec![Hand::new(with_text, columns)];
    for (at, piece) in pieces.iter().enumerate() {
        let dealt = hands.iter().flat_map(|hand| hand.dealt(at, piece));
        let mut next: Vec<Hand> = dealt.collect();
        next.sort_by(|a, b| b.score.total_cmp(&a.score));
        next.truncate(n_ways);
        hands = next;
    }
    let best = hands
        .into_iter()
        .map(|hand| (hand.worth(), hand))
        .reduce(|best, hand| if hand.0 > best.0 { hand } else { best });
    best.map(|(_, hand)| hand.found()).unwrap_or_default()
}

/// The lines, cut before each name of a body, each time and each other capital.
fn pieces(lines: &[&Line]) -> Vec<Vec<Word>> {
    let mut pieces: Vec<Vec<Word>> = Vec::new();
    for line in lines {
        let words: Vec<Word> = line
            .text
            .split_whitespace()
            .enumerate()
            .map(|(nth, word)| Word::new(word, line.number, nth == 0))
            .collect();
        let cut = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| words.get(before));
            let dated = before.is_some_and(|word| word.text.contains('/') && starts_digit(word));
            let capital = words.get(at).is_some_and(begins_like_cell);
            let ends = at + 1 == words.len() && words.get(at).is_some_and(opens_time);
            let timely = capital && (ends || is_time_head(&words, at));
            // A bank has a branch, which no other cell begins with.
            let branch = begins_with(&words, at, "chi nhanh");
            let body = capital && has_strong_head(&words, at) && !leads_on(before) && !branch;
            at == 0 || dated || timely || body
        };
        for (at, word) in words.iter().enumerate() {
            if cut(at) {
                pieces.push(Vec::new());
            }
            if let Some(piece) = pieces.last_mut() {
                piece.push(word.clone());
            }
        }
    }
    pieces
}

/// "30/5/2026", "IV/2026".
fn is_dated(word: &Word) -> bool {
    let quarter = word.text.split('/').next().unwrap_or_default();
    starts_digit(word) || is_roman(quarter)
}

fn starts_digit(word: &Word) -> bool {
    word.text.starts_with(|c: char| c.is_ascii_digit())
}

/// A word that another must follow: "và", "của", or the bare head of a name.
fn leads_on(word: Option<&Word>) -> bool {
    const WORDS: &str = " va cua cac voi cho doi tren tai bang trong sang mot ";
    const HEADS: &str = " so hoi phong truong ubnd lien ban trung uy cong ";
    word.is_some_and(|word| {
        let folded = format!(" {} ", word.folded);
        word.ends_with(&[',', ';', '-'])
            || WORDS.contains(&folded)
            || (word.is_capital() && HEADS.contains(&folded))
    })
}

/// The first word of a time whose second stands on the next line.
fn opens_time(word: &Word) -> bool {
    const WORDS: &str = " quy thang thuong truoc tu nam sau den ";
    word.is_capital() && WORDS.contains(&format!(" {} ", word.folded))
}

/// The pieces dealt so far, a heap for each cell.
#[derive(Clone)]
struct Hand {
    heaps: Vec<Heap>,
    score: f64,
}

#[derive(Clone)]
struct Heap {
    column: Column,
    words: Vec<Word>,
    /// Which piece came last, and how many came to other heaps before it.
    last: usize,
    gap: Option<usize>,
}

impl Hand {
    fn new(with_text: bool, columns: &[Column]) -> Hand {
        let heap = |column| Heap {
            column,
            words: Vec::new(),
            last: 0,
            gap: None,
        };
        let text = with_text.then_some(Column::Text);
        let others = [
            Column::Lead,
            Column::Coordinating,
            Column::Time,
            Column::Output,
        ];
        let others = others.into_iter().filter(|column| columns.contains(column));
        Hand {
            heaps: text.into_iter().chain(others).map(heap).collect(),
            score: 0.0,
        }
    }

    /// This hand with one more piece, on each heap that may take it.
    fn dealt<'a>(&'a self, at: usize, piece: &'a [Word]) -> impl Iterator<Item = Hand> + 'a {
        let n_open = self.heaps.iter().filter(|heap| heap.is_open()).count();
        (0..self.heaps.len()).map(move |nth| {
            let mut hand = self.clone();
            if let Some(heap) = hand.heaps.get_mut(nth) {
                hand.score += heap.worth_of(piece) - heap.jolt(at, n_open);
                heap.push(at, piece);
            }
            hand
        })
    }

    /// How much sense the heaps make in the end.
    fn worth(&self) -> f64 {
        let open = self.heaps.iter().filter(|heap| heap.is_open());
        // Most blocks are one cell, and a task says what is to be done.
        let n_more = open.clone().count().saturating_sub(1);
        let shuffled = 4.0 * number(n_more);
        let untold = |heap: &Heap| heap.column == Column::Text && !heap.is_open();
        let missing = if self.heaps.iter().any(untold) {
            10.0
        } else {
            0.0
        };
        self.score - shuffled - missing + open.map(Heap::worth).sum::<f64>()
    }

    /// The heaps as cells; of two bodies, the one that is a list helps.
    fn found(mut self) -> Vec<Found> {
        let is_list = |column: Column| {
            let heap = self.heaps.iter().find(|heap| heap.column == column);
            heap.map(|heap| heap.words.iter().any(|word| word.ends_with(&[';'])))
        };
        let swap = is_list(Column::Lead) == Some(true)
            && is_list(Column::Coordinating) == Some(false)
            && self
                .heaps
                .iter()
                .any(|heap| heap.column == Column::Coordinating && heap.is_open());
        for heap in self.heaps.iter_mut().filter(|_| swap) {
            heap.column = match heap.column {
                Column::Lead => Column::Coordinating,
                Column::Coordinating => Column::Lead,
                column => column,
            };
        }
        let open = self.heaps.iter().filter(|heap| heap.is_open());
        open.map(|heap| (heap.column, text_of(&heap.words)))
            .collect()
    }
}

impl Heap {
    fn is_open(&self) -> bool {
        !self.words.is_empty()
    }

    fn push(&mut self, at: usize, piece: &[Word]) {
        self.gap = self.is_open().then(|| at - self.last);
        self.last = at;
        self.words.extend_from_slice(piece);
    }

    /// Lines of neighbours take turns; a heap that breaks the rhythm is less likely to be a cell.
    fn jolt(&self, at: usize, n_open: usize) -> f64 {
        match (self.is_open(), self.gap) {
            (true, Some(gap)) => 0.4 * number(gap.abs_diff(at - self.last)),
            (true, None) if n_open > 1 && at - self.last == 1 => 0.5,
            _ => 0.0,
        }
    }

    /// How well a piece goes on with the heap, or begins it.
    fn worth_of(&self, piece: &[Word]) -> f64 {
        let Some(first) = piece.first() else {
            return 0.0;
        };
        let capital = begins_like_cell(first);
        let Some(last) = self.words.last() else {
            let lower = if capital { 0.0 } else { -6.0 };
            return lower + self.worth_of_first(piece);
        };
        let twice = last.folded == "va" && first.folded == "va";
        match (leads_on(Some(last)), capital) {
            _ if twice => -6.0,
            (true, true) if self.column == Column::Text => 0.0,
            (true, _) => 1.0,
            (false, false) => 0.3,
            (false, true) if self.column == Column::Time => {
                if is_dated(first) {
                    0.5
                } else {
                    -3.0
                }
            }
            (false, true) => -1.0,
        }
    }

    fn worth_of_first(&self, piece: &[Word]) -> f64 {
        let body = has_strong_head(piece, 0) || is_plural(piece, 0);
        let timely = is_time_head(piece, 0) || piece.first().is_some_and(opens_time);
        match self.column {
            Column::Text if body => -2.0,
            Column::Lead if body => 1.0,
            Column::Coordinating if body => 0.8,
            Column::Lead | Column::Coordinating => -6.0,
            Column::Time if timely => 1.0,
            Column::Time => -1.0,
            Column::Output => -0.5,
            _ => 0.0,
        }
    }

    /// How much sense the words make as a cell.
    fn worth(&self) -> f64 {
        let words = self.words.as_slice();
        let worths = Worths::new(words, &[0, words.len()]);
        let cut = if leads_on(words.last()) { 4.0 } else { 0.0 };
        let own = match self.column {
            Column::Lead | Column::Coordinating => {
                let headed = if has_strong_head(words, 0) { 0.5 } else { -8.0 };
                worths.names(0, words.len()).unwrap_or(headed)
            }
            Column::Time => worths.time(0, words.len()).unwrap_or(-8.0),
            column => worths.of(column, 0, words.len()).unwrap_or(-8.0),
        };
        own - cut
    }
}

fn number(n: usize) -> f64 {
    f64::from(u8::try_from(n).unwrap_or(u8::MAX))
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    const COLUMNS: &[Column] = &[
        Column::Lead,
        Column::Coordinating,
        Column::Time,
        Column::Output,
    ];

    fn found(text: &str, with_text: bool) -> Vec<Found> {
        let lines = lines(text);
        unzip(&lines.iter().collect::<Vec<_>>(), with_text, COLUMNS, WAYS)
    }

    fn cell(column: Column, text: &str) -> Found {
        (column, text.to_owned())
    }

    #[test]
    fn one_cell_is_one() {
        assert_eq!(
            found("Sở Nội vụ; Tỉnh\nđoàn", false),
            [cell(Column::Lead, "Sở Nội vụ; Tỉnh đoàn")]
        );
        assert_eq!(
            found("Quý\nI/2026", false),
            [cell(Column::Time, "Quý I/2026")]
        );
        assert_eq!(
            found("Bộ tài\nliệu", false),
            [cell(Column::Output, "Bộ tài liệu")]
        );
    }

    #[test]
    fn neighbours_are_told_apart() {
        assert_eq!(
            found(
                "Soạn khung chương\nSở Nội vụ; Sở\nSở Khoa học\ntrình kỹ năng cho\nGiáo dục và\n\
                 và Công nghệ\nbốn nhóm\nĐào tạo",
                true
            ),
            [
                cell(Column::Text, "Soạn khung chương trình kỹ năng cho bốn nhóm"),
                cell(Column::Coordinating, "Sở Nội vụ; Sở Giáo dục và Đào tạo"),
                cell(Column::Lead, "Sở Khoa học và Công nghệ"),
            ]
        );
        assert_eq!(
            found("Sở Khoa học và Thường\nxuyên\nCông nghệ", false),
            [
                cell(Column::Lead, "Sở Khoa học và Công nghệ"),
                cell(Column::Time, "Thường xuyên"),
            ]
        );
    }

    #[test]
    fn a_long_block_is_not_dealt_out() {
        let text = "Mở lớp\n".repeat(200);
        assert_eq!(found(&text, true).len(), 1);
    }
}
