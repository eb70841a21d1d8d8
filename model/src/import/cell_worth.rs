//! How well words of a poured row fit a column: names of bodies, times, outputs, or text.

use std::collections::HashMap;

use super::interleaved_cell::{Cell, Kind, cells, is_time_head};
use super::table::Column;
use super::unit_head::{has_head, has_strong_head};
use super::verb;
use super::word::Word;
use crate::schedule::{Schedule, ScheduleKind};

const LONGEST_TIME: usize = 18;
const LONGEST_OUTPUT: usize = 25;
const LONGEST_NAME: usize = 14;
const LONGEST_LIST: usize = 80;

/// What is known of each word of a row, found once and asked for again and again.
pub struct Worths<'a> {
    words: &'a [Word],
    heads: Vec<bool>,
    strong: Vec<bool>,
    /// How many words before each begin something that is not in a name.
    acts: Vec<usize>,
    /// How many lines before each begin with the name of a body.
    names_at_lines: Vec<usize>,
    /// From each break, the cells that can be read and where they end.
    cells: HashMap<usize, (Vec<Cell>, usize)>,
    times: HashMap<(usize, usize), f64>,
}

impl<'a> Worths<'a> {
    pub fn new(words: &'a [Word], breaks: &[usize]) -> Worths<'a> {
        let all = 0..words.len();
        let strong: Vec<bool> = all.clone().map(|at| has_strong_head(words, at)).collect();
        let acts = |at: usize| verb::begins(words, at) || is_time_head(words, at);
        let opens_line = |at: usize| {
            let starts = words
                .get(at)
                .is_some_and(|w| w.starts_line && w.is_capital());
            starts && strong.get(at) == Some(&true) && worth_of_start(words, at) >= 0.0
        };
        let mut worths = Worths {
            words,
            heads: all.clone().map(|at| has_head(words, at)).collect(),
            acts: counted(words.len(), acts),
            names_at_lines: counted(words.len(), opens_line),
            cells: HashMap::new(),
            times: HashMap::new(),
            strong,
        };
        for &from in breaks {
            if worths.heads.get(from) == Some(&true) || words.get(from).is_some_and(starts_digit) {
                worths.cells.insert(from, cells(words, from, false));
            }
            let near = breaks
                .iter()
                .filter(|to| (1..=LONGEST_TIME).contains(&to.saturating_sub(from)));
            for &to in near {
                let own = words.get(from..to).unwrap_or_default();
                if let Some(worth) = worth_as_time(own) {
                    worths.times.insert((from, to), worth);
                }
            }
        }
        worths
    }

    /// How well words fit a column; nothing when they cannot stand there.
    pub fn of(&self, column: Column, from: usize, to: usize) -> Option<f64> {
        if from == to {
            return match column {
                Column::Text => None,
                Column::Lead => Some(-3.0),
                Column::Time => Some(-2.0),
                Column::Coordinating => Some(-1.5),
                Column::Output => Some(-1.0),
                _ => Some(-0.2),
            };
        }
        let own = match column {
            Column::Text => self.text(from, to),
            Column::Lead | Column::Coordinating => self.names(from, to)?,
            Column::Time => self.time(from, to)?,
            _ => self.output(from, to)?,
        };
        let last = to.checked_sub(1).and_then(|last| self.words.get(last));
        let cut = match last.filter(|_| column != Column::Time) {
            // The head of a time at the end of another cell has been cut from it.
            Some(last) => match last.folded.as_str() {
                "thang" | "quy" | "truoc" | "ngay" | "tu" if last.is_capital() => -4.0,
                "ngay" | "thang" if self.words.get(to).is_some_and(starts_digit) => -4.0,
                _ => 0.0,
            },
            None => 0.0,
        };
        Some(own + cut + worth_of_start(self.words, from))
    }

    pub fn names(&self, from: usize, to: usize) -> Option<f64> {
        if to - from > LONGEST_LIST {
            return None;
        }
        if let Some((found, end)) = self.cells.get(&from) {
            let mut own = found.iter().filter(|cell| cell.from < to);
            let n_names = own.clone().count();
            if to <= *end && n_names > 0 && own.all(|cell| cell.kind == Kind::Body) {
                return Some(4.0 - 1.5 * number(n_names - 1));
            }
        }
        self.strange_names(from, to).then_some(2.5)
    }

    pub fn time(&self, from: usize, to: usize) -> Option<f64> {
        self.times.get(&(from, to)).copied()
    }

    /// Bodies whose names have words that no list knows: each begins as such names do, none acts.
    fn strange_names(&self, from: usize, to: usize) -> bool {
        let capital = self.words.get(from).is_some_and(Word::is_capital);
        let acts = self.acts.get(to).zip(self.acts.get(from + 1));
        if !capital
            || self.strong.get(from) != Some(&true)
            || acts.is_none_or(|(to, from)| to > from)
        {
            return false;
        }
        let mut at = from;
        let own = self.words.get(from..to).unwrap_or_default();
        let mut names = own.split_inclusive(|word| word.ends_with(&[';']));
        names.all(|name| {
            let inner = name.split_last().map_or(&[][..], |(_, inner)| inner);
            let ends = inner.iter().any(|word| word.ends_with(&['.']));
            let headed = self.heads.get(at) == Some(&true);
            at += name.len();
            name.len() <= LONGEST_NAME && headed && !ends
        })
    }

    fn text(&self, from: usize, to: usize) -> f64 {
        let only_names = self.names(from, to).is_some_and(|worth| worth > 3.0);
        let whole = if only_names || self.time(from, to).is_some() {
            -3.0
        } else {
            0.0
        };
        // A body at the start of a line may be in the text, but is more often in its own column.
        let count = |at: usize| self.names_at_lines.get(at).copied().unwrap_or_default();
        whole - number(count(to).saturating_sub(count(from + 1)))
    }

    fn output(&self, from: usize, to: usize) -> Option<f64> {
        if to - from > LONGEST_OUTPUT {
            return None;
        }
        if self.time(from, to).is_some() || self.strong.get(from) == Some(&true) {
            return Some(-3.0);
        }
        let first = self.words.get(from)?;
        let known = OUTPUTS.contains(&first.folded.as_str()) || starts_digit(first);
        Some(if known { 2.5 } else { 0.5 } - 0.05 * number(to - from))
    }
}

pub fn begins_like_cell(word: &Word) -> bool {
    word.text
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || "“\"(".contains(c))
}

/// Things that plans want to see at the end.
const OUTPUTS: &[&str] = &[
    "bai", "ban", "bang", "bao", "bien", "bo", "chuyen", "chuong", "cong", "co", "danh", "du",
    "hoi", "ho", "ke", "ket", "lop", "mo", "nen", "nghi", "phan", "quy", "quyet", "so", "tai",
    "thong", "tin", "to", "trang", "van",
];

/// At each place, how many places before it are such; one more at the end.
fn counted(n: usize, is_such: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut counts = Vec::with_capacity(n + 1);
    let mut count = 0;
    counts.push(0);
    for at in 0..n {
        count += usize::from(is_such(at));
        counts.push(count);
    }
    counts
}

fn number(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

fn starts_digit(word: &Word) -> bool {
    word.text.starts_with(|c: char| c.is_ascii_digit())
}

fn worth_of_start(words: &[Word], at: usize) -> f64 {
    let (Some(word), Some(before)) = (words.get(at), at.checked_sub(1).and_then(|i| words.get(i)))
    else {
        return 0.0;
    };
    let mut worth = 0.0;
    if !word.starts_line {
        worth -= 1.5;
    }
    if !begins_like_cell(word) {
        worth -= 6.0;
    }
    let leads_on = matches!(before.folded.as_str(), "va" | "cua" | "cac" | "voi" | "cho");
    if leads_on || before.ends_with(&[',', ';', '-', '(']) {
        worth -= 4.0;
    }
    worth
}

/// Words that open a time, besides those that are told from their neighbours.
const TIME_WORDS: &[&str] = &[
    "ca", "cham", "chu", "cuoi", "dau", "den", "dinh", "du", "giua", "hang", "hoan", "khi", "moi",
    "nam", "ngay", "quy", "sau", "thang", "theo", "thu", "thuong", "trong", "truoc", "tu", "tuan",
    "xong",
];

fn worth_as_time(words: &[Word]) -> Option<f64> {
    let first = words.first().filter(|word| begins_like_cell(word))?;
    if !starts_digit(first) && !TIME_WORDS.contains(&first.folded.as_str()) {
        return None;
    }
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let known = Schedule::read(&texts.join(" ")).kind != ScheduleKind::Unspecified;
    known.then_some(5.0 - 0.1 * number(words.len()))
}

#[cfg(test)]
mod tests {
    use super::super::word::words;
    use super::*;

    #[test]
    fn words_are_worth_most_where_they_belong() {
        let worth = |column: Column, text: &str| {
            let words = words(text);
            let breaks = [0, words.len()];
            Worths::new(&words, &breaks).of(column, 0, words.len())
        };
        assert!(worth(Column::Lead, "Sở Nội vụ; Trạm y tế") > Some(3.0));
        assert!(worth(Column::Lead, "Sở Nội vụ Trạm y tế") < Some(3.0));
        assert_eq!(worth(Column::Lead, "Mở lớp tối"), None);
        assert_eq!(worth(Column::Lead, "Trạm y tế mở lớp."), None);
        assert!(worth(Column::Time, "Quý II/2026") > Some(4.0));
        assert_eq!(worth(Column::Time, "Mở lớp"), None);
        assert!(worth(Column::Output, "Báo cáo") > worth(Column::Output, "Năm 2026"));
        assert!(worth(Column::Text, "Mở lớp tối") > worth(Column::Text, "Trạm y tế"));
    }
}
