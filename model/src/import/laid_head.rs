//! The head of a laid out table: pieces of lines, and the columns that they name together.

use super::line::{Line, single_spaced};
use super::spaced::{is_label_head, is_row_label};

/// A head takes no more lines above and below the one that says "TT".
const MOST_ABOVE: usize = 4;
const MOST_BELOW: usize = 5;

/// Words that stand together, with the columns of signs at which they begin and end.
#[derive(Debug, Clone)]
pub struct Piece {
    pub from: usize,
    pub to: usize,
    pub text: String,
}

/// The pieces of a line, held apart by two spaces or more; a label by one.
pub fn pieces(raw: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for word in words(raw) {
        let alone = pieces.len() == 1
            && pieces
                .first()
                .is_some_and(|first| is_row_label(&first.text) || is_label_head(&first.text));
        match pieces.last_mut() {
            Some(last) if word.from < last.to + 2 && !alone => {
                last.text = format!("{} {}", last.text, word.text);
                last.to = word.to;
            }
            _ => pieces.push(word),
        }
    }
    pieces
}

fn words(raw: &str) -> Vec<Piece> {
    let mut words: Vec<Piece> = Vec::new();
    for (at, sign) in raw.chars().enumerate() {
        if sign.is_whitespace() {
            continue;
        }
        match words.last_mut().filter(|word| word.to == at) {
            Some(word) => {
                word.text.push(sign);
                word.to = at + 1;
            }
            None => words.push(Piece {
                from: at,
                to: at + 1,
                text: sign.to_string(),
            }),
        }
    }
    words
}

/// The columns of a head, from left to right, and the index of the first line after it.
pub struct Head {
    pub columns: Vec<Piece>,
    pub next: usize,
}

impl Head {
    /// A head of which the given line is the first.
    pub fn at(lines: &[Line], from: usize) -> Option<Head> {
        let named = |at: &usize| lines.get(*at).is_some_and(|line| names_labels(&line.raw));
        let middle = (from..lines.len().min(from + MOST_ABOVE + 1)).find(named)?;
        let second = pieces(&lines.get(middle)?.raw).get(1)?.from;
        let mut columns: Vec<Piece> = Vec::new();
        let mut next = from;
        for (at, line) in lines
            .iter()
            .enumerate()
            .skip(from)
            .take(MOST_ABOVE + MOST_BELOW)
        {
            let pieces = pieces(&line.raw);
            let belongs = match pieces.first() {
                None => at > middle,
                Some(_) if at == middle => true,
                Some(first) => {
                    let closes = line.text.ends_with(')') && !line.text.contains('(');
                    // Below "Nội dung" stands the text of the first row.
                    let third = columns.get(2).map_or(0, |column| column.from);
                    let row = at > middle && first.to < third;
                    first.from > second && !closes && !row && is_short(&pieces)
                }
            };
            if !belongs {
                break;
            }
            for piece in pieces {
                add(&mut columns, piece);
            }
            next = at + 1;
        }
        let after = lines.iter().skip(next).find(|line| !line.is_blank())?;
        let first_row = pieces(&after.raw);
        let opens = first_row
            .first()
            .is_some_and(|first| is_row_label(&first.text) || first.from + SLACK >= second);
        (next > middle && columns.len() >= 3 && opens).then_some(Head { columns, next })
    }

    /// The same head at the top of another page, which may break its lines otherwise.
    pub fn again(&self, lines: &[Line], from: usize) -> Option<Head> {
        let mut near = lines.iter().skip(from).take(MOST_ABOVE + 1);
        let named = near.any(|line| names_labels(&line.raw));
        if !named || lines.get(from)?.is_blank() {
            return None;
        }
        let sorted = |words: Vec<&str>| {
            let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
            words.sort_unstable();
            words
        };
        let texts = self.columns.iter();
        let own = sorted(texts.flat_map(|column| column.text.split(' ')).collect());
        let mut words: Vec<&str> = Vec::new();
        let mut columns: Vec<Piece> = Vec::new();
        for (at, line) in lines.iter().enumerate().skip(from) {
            words.extend(line.text.split(' ').filter(|word| !word.is_empty()));
            for piece in pieces(&line.raw) {
                add(&mut columns, piece);
            }
            if words.len() >= own.len() {
                let same = sorted(words) == own && columns.len() == self.columns.len();
                return same.then_some(Head {
                    columns,
                    next: at + 1,
                });
            }
        }
        None
    }

    pub fn texts(&self) -> Vec<String> {
        self.columns
            .iter()
            .map(|column| column.text.clone())
            .collect()
    }
}

/// "TT" or "STT" at the start of a line, told without taking the line apart.
fn names_labels(raw: &str) -> bool {
    let first = raw.trim_start();
    let known = ["TT ", "STT ", "Stt ", "Số TT ", "SỐ TT "];
    known.iter().any(|name| first.starts_with(name))
}

/// Words may stand a little before their column's head.
pub const SLACK: usize = 4;

/// Heads of columns are a few words.
fn is_short(pieces: &[Piece]) -> bool {
    pieces.iter().all(|piece| piece.text.chars().count() <= 30)
}

/// Pieces of a head that stand over one another name one column.
fn add(columns: &mut Vec<Piece>, piece: Piece) {
    let over = columns
        .iter_mut()
        .find(|column| piece.from < column.to && column.from < piece.to);
    match over {
        Some(column) => {
            column.text = single_spaced(&format!("{} {}", column.text, piece.text));
            column.from = column.from.min(piece.from);
            column.to = column.to.max(piece.to);
        }
        None => {
            let at = columns.iter().take_while(|column| column.from < piece.from);
            columns.insert(at.count(), piece);
        }
    }
}

impl Piece {
    pub fn words(&self) -> Vec<Piece> {
        let own = words(&self.text).into_iter();
        own.map(|word| Piece {
            from: word.from + self.from,
            to: word.to + self.from,
            text: word.text,
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    #[test]
    fn lines_of_a_head_name_its_columns_together() {
        let lines = lines(
            "\n                             Cơ quan      Thời gian\nTT Nội dung nhiệm vụ\n                             \
             chủ trì      hoàn thành\nI  Chỉ đạo\n",
        );
        let head = Head::at(&lines, 1);
        let texts = head.as_ref().map(Head::texts).unwrap_or_default();
        assert_eq!(
            texts,
            [
                "TT",
                "Nội dung nhiệm vụ",
                "Cơ quan chủ trì",
                "Thời gian hoàn thành"
            ]
        );
        assert_eq!(head.map(|head| head.next), Some(4));
    }

    #[test]
    fn pieces_are_held_apart_by_two_spaces() {
        let texts: Vec<String> = pieces("1 Mở lớp  Trạm y tế")
            .into_iter()
            .map(|p| p.text)
            .collect();
        assert_eq!(texts, ["1", "Mở lớp", "Trạm y tế"]);
        assert!(pieces("").is_empty());
    }
}
