//! A row of a poured table whose cells are told from its text by what they are made of.
//!
//! The text ends at the earliest place from which everything to the end of the row reads as cells. A
//! row broken by a page goes on after its time with more text, and perhaps with the rest of a cell.

use super::interleaved::Row;
use super::interleaved_cell::{Cell, Kind, cells};
use super::table::Column;
use super::unit_head::has_head;
use super::word::{Word, text_of};
use crate::text::fold;

/// A row longer than this is not a row of a plan; its cells are not looked for.
const MOST_WORDS: usize = 1_500;

/// The row, its cells told by what they are made of.
pub fn told_by_kind(mut row: Row, words: &[Word], columns: &[Column]) -> Row {
    if words.len() > MOST_WORDS {
        row.text = text_of(words);
        row.doubtful = true;
        return row;
    }
    let mut bodies: Vec<String> = Vec::new();
    let mut from = 0;
    while from < words.len() {
        let resumed = from > 0;
        let open = resumed
            .then(|| bodies.iter().position(|body| is_open(body)))
            .flatten();
        let (text_end, found, to) = first_cells(words, from, open.is_some(), columns);
        let text = text_of(words.get(from..text_end).unwrap_or_default());
        push_text(&mut row.text, &text);
        place(&mut row, &mut bodies, open, &found, words);
        if !found.is_empty() && columns.contains(&Column::Output) {
            push_text(&mut row.output, &between(words, &found, to));
        }
        from = to.max(from + 1);
    }
    let doubtful = assign(&mut row, bodies, columns);
    row.doubtful = doubtful;
    row
}

/// Where the text ends, the cells after it, and where the next text begins.
fn first_cells(
    words: &[Word],
    from: usize,
    open: bool,
    columns: &[Column],
) -> (usize, Vec<Cell>, usize) {
    for at in from..words.len() {
        if !may_start(words, from, at, open) {
            continue;
        }
        let (found, to) = cells(words, at, open);
        if let Some((found, to)) = with_output(words, &found, to, columns) {
            return (at, found, to);
        }
        let resumes = found.iter().any(|cell| cell.kind == Kind::Time)
            && words.get(to).is_some_and(|word| word.starts_line);
        if !found.is_empty() && (to == words.len() || resumes) {
            return (at, found, to);
        }
    }
    (words.len(), Vec::new(), words.len())
}

/// An output is a few words; more would be the text of the task going on.
const LONGEST_OUTPUT: usize = 20;

/// Cells with an output among them: free words after the time, or between the bodies and the time.
fn with_output(
    words: &[Word],
    found: &[Cell],
    to: usize,
    columns: &[Column],
) -> Option<(Vec<Cell>, usize)> {
    let place = |wanted: Column| columns.iter().position(|column| *column == wanted);
    let (output, time) = (place(Column::Output)?, place(Column::Time));
    let timed = found.iter().any(|cell| cell.kind == Kind::Time);
    let bodied = found.iter().any(|cell| cell.kind == Kind::Body);
    if !bodied || to == words.len() || words.get(to).is_some_and(|word| !word.is_capital()) {
        return None;
    }
    if timed && time.is_some_and(|time| time < output) {
        return (words.len() - to <= LONGEST_OUTPUT).then(|| (found.to_vec(), words.len()));
    }
    let last = words.len().min(to + LONGEST_OUTPUT);
    (to + 1..last).filter(|_| !timed).find_map(|at| {
        let (later, end) = cells(words, at, false);
        let only_time = later.iter().all(|cell| cell.kind == Kind::Time) && !later.is_empty();
        (only_time && end == words.len()).then(|| ([found, &later].concat(), end))
    })
}

/// The words of the output: those between or after the cells.
fn between(words: &[Word], found: &[Cell], to: usize) -> String {
    let mut output = String::new();
    for pair in found.windows(2) {
        if let [earlier, later] = pair {
            push_text(
                &mut output,
                &text_of(words.get(earlier.to..later.from).unwrap_or_default()),
            );
        }
    }
    let last = found.last().map_or(to, |cell| cell.to);
    push_text(
        &mut output,
        &text_of(words.get(last..to).unwrap_or_default()),
    );
    output
}

/// A cell begins with its line, or after the end of a sentence, or goes on where a page broke it.
fn may_start(words: &[Word], from: usize, at: usize, open: bool) -> bool {
    let Some(word) = words.get(at) else {
        return false;
    };
    let after_sentence = at > from
        && words
            .get(at - 1)
            .is_some_and(|before| before.ends_with(&['.', '”', '"', '!']));
    word.starts_line || after_sentence || (open && has_head(words, at))
}

fn place(
    row: &mut Row,
    bodies: &mut Vec<String>,
    open: Option<usize>,
    found: &[Cell],
    words: &[Word],
) {
    let mut open = open;
    for cell in found {
        let text = text_of(words.get(cell.from..cell.to).unwrap_or_default());
        match (
            cell.kind,
            open.take().and_then(|index| bodies.get_mut(index)),
        ) {
            (Kind::Time, _) => push_text(&mut row.time, &text),
            (Kind::Body, Some(body)) => push_text(body, &text),
            (Kind::Body, None) => bodies.push(text),
        }
    }
}

/// Gives the bodies to the columns in the order of the head; says whether that was in doubt.
fn assign(row: &mut Row, mut bodies: Vec<String>, columns: &[Column]) -> bool {
    let order: Vec<Column> = columns
        .iter()
        .copied()
        .filter(|column| matches!(column, Column::Lead | Column::Coordinating))
        .collect();
    let most = order.len().max(1);
    let too_many = bodies.len() > most;
    // One list where the table has two columns may hold both of them.
    let undivided = most > 1 && matches!(bodies.as_slice(), [only] if only.contains(';'));
    if too_many && !ends_text(&row.text) {
        // One body too many: the first was the end of the task's own text.
        let first = bodies.remove(0);
        push_text(&mut row.text, &first);
    }
    for (index, body) in bodies.into_iter().enumerate() {
        let column = order
            .get(index.min(most - 1))
            .copied()
            .unwrap_or(Column::Lead);
        let cell = if column == Column::Lead {
            &mut row.lead
        } else {
            &mut row.coordinating
        };
        push_cell(cell, &body);
    }
    too_many || undivided
}

fn ends_text(text: &str) -> bool {
    text.is_empty() || text.trim_end().ends_with(['.', ';', '”', '"'])
}

/// Whether a cell stops in the middle of a list: "các", "và", or a comma.
fn is_open(body: &str) -> bool {
    let last = body.rsplit(' ').next().unwrap_or_default();
    last.ends_with([',', ';', '-', '&']) || matches!(fold(last).as_str(), "cac" | "va" | "cua")
}

fn push_text(text: &mut String, more: &str) {
    if !text.is_empty() && !more.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

pub fn push_cell(cell: &mut String, more: &str) {
    if !cell.is_empty() {
        cell.push_str("; ");
    }
    cell.push_str(more);
}
