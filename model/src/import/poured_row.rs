//! A row of a poured table, shared out to its columns in the order of the head.
//!
//! Every cell begins with a line, or at a name or a time in the middle of one. Of all ways to share
//! out the words, the one is taken whose cells look most like what their columns hold.

use super::interleaved_cell::{Kind, cells, is_time_head};
use super::table::Column;
use super::unit_name::{Word, has_head, has_strong_head};
use super::verb;
use crate::schedule::{Schedule, ScheduleKind};

/// The words of each column, in the order of the columns.
pub type Cells<'a> = Vec<(Column, Vec<&'a Word>)>;

/// Longer rows are not shared out: no row of a plan is.
const MOST_WORDS: usize = 400;
/// More places where a cell may begin than any row has.
const MOST_BREAKS: usize = 80;
const LONGEST_TIME: usize = 18;
const LONGEST_OUTPUT: usize = 25;
const LONGEST_NAME: usize = 14;

/// The best way to share out the words, if it fills the columns that a task must have.
pub fn read<'a>(words: &'a [Word], columns: &[Column]) -> Option<Cells<'a>> {
    let columns: Vec<Column> = columns
        .iter()
        .copied()
        .filter(|column| !matches!(column, Column::Label | Column::Other))
        .collect();
    let cells = share_out(words, &columns, |column, from, to| {
        worth(column, words, from, to)
    })?;
    let filled = |wanted: Column| {
        let mut own = cells.iter().filter(|(column, _)| *column == wanted);
        own.all(|(_, words)| !words.is_empty())
    };
    [Column::Text, Column::Lead, Column::Time]
        .into_iter()
        .all(filled)
        .then_some(cells)
}

/// Shares out what stands of a row on the next page to the cells that a page break cut.
pub fn go_on<'a>(cells: &mut Cells<'a>, words: &'a [Word]) {
    let columns: Vec<Column> = cells.iter().map(|(column, _)| *column).collect();
    let n_lines = |words: &[&Word]| words.iter().filter(|word| word.starts_line).count();
    let most = cells.iter().map(|(_, words)| n_lines(words)).max();
    let shared = share_out(words, &columns, |column, from, to| {
        let (_, earlier) = cells.iter().find(|(own, _)| *own == column)?;
        let own = worth_of_more(column, earlier, words.get(from..to)?)?;
        // A cell that is cut goes down to the end of its page, as the longest does.
        let ended = from < to && n_lines(earlier) + 1 < most.unwrap_or_default();
        Some(if ended { own - 2.0 } else { own })
    });
    let more = shared.unwrap_or_else(|| vec![(Column::Text, words.iter().collect())]);
    for (column, words) in more {
        if let Some((_, own)) = cells.iter_mut().find(|(own, _)| *own == column) {
            own.extend(words);
        }
    }
}

/// Where cells may begin, the end of the row last.
fn breaks(words: &[Word]) -> Vec<usize> {
    let inner = (1..words.len()).filter(|&at| {
        words.get(at).is_some_and(|word| {
            let opens = has_head(words, at) || is_time_head(words, at);
            word.starts_line || (begins_like_cell(word) && opens)
        })
    });
    std::iter::once(0)
        .chain(inner)
        .chain(std::iter::once(words.len()))
        .collect()
}

/// Over the columns one by one: the best score with which they take the words up to each break.
fn share_out<'a>(
    words: &'a [Word],
    columns: &[Column],
    worth: impl Fn(Column, usize, usize) -> Option<f64>,
) -> Option<Cells<'a>> {
    let breaks = breaks(words);
    if words.len() > MOST_WORDS || words.is_empty() || breaks.len() > MOST_BREAKS {
        return None;
    }
    let mut best: Vec<Option<(f64, usize)>> = vec![None; breaks.len()];
    *best.first_mut()? = Some((0.0, 0));
    let mut taken: Vec<Vec<usize>> = Vec::with_capacity(columns.len());
    for column in columns {
        let reach = |to: usize| {
            let ways = best.iter().take(to + 1).enumerate();
            let scored = ways.filter_map(|(from, score)| {
                let own = worth(*column, *breaks.get(from)?, *breaks.get(to)?)?;
                Some(((*score)?.0 + own, from))
            });
            scored.reduce(|best, way| if way.0 > best.0 { way } else { best })
        };
        let next: Vec<Option<(f64, usize)>> = (0..breaks.len()).map(reach).collect();
        let origins = next.iter().map(|way| way.map_or(0, |(_, from)| from));
        taken.push(origins.collect());
        best = next;
    }
    best.last().copied().flatten()?;
    let mut to = breaks.len() - 1;
    let mut cells: Cells<'a> = Vec::with_capacity(columns.len());
    for (column, origins) in columns.iter().zip(&taken).rev() {
        let from = *origins.get(to)?;
        let own = words.get(*breaks.get(from)?..*breaks.get(to)?)?;
        cells.push((*column, own.iter().collect()));
        to = from;
    }
    cells.reverse();
    Some(cells)
}

/// How well words on the next page go on with a cell.
fn worth_of_more(column: Column, earlier: &[&Word], more: &[Word]) -> Option<f64> {
    let Some(first) = more.first() else {
        return Some(0.0);
    };
    let whole: Vec<Word> = earlier.iter().copied().chain(more).cloned().collect();
    let lower = if begins_like_cell(first) { -1.0 } else { 0.0 };
    let own = match column {
        Column::Text => 0.0,
        Column::Lead | Column::Coordinating => {
            worth_as_names(&whole, 0).filter(|own| *own > 2.0)? - 3.5
        }
        Column::Time => worth_as_time(&whole, 0)? - 4.5,
        _ => -0.5,
    };
    Some(own + lower - needless_breaks(earlier, more))
}

/// Lines that end although the next word would have had room in the column.
fn needless_breaks(earlier: &[&Word], more: &[Word]) -> f64 {
    let mut widest = 0;
    let mut width = 0;
    for word in earlier {
        let own = word.text.chars().count();
        width = if word.starts_line {
            own
        } else {
            width + 1 + own
        };
        widest = widest.max(width);
    }
    let mut needless = 0.0;
    width = 0;
    for (nth, word) in more.iter().enumerate() {
        let own = word.text.chars().count();
        if word.starts_line && nth > 0 && width + 1 + own <= widest {
            needless += 1.0;
        }
        width = if word.starts_line {
            own
        } else {
            width + 1 + own
        };
    }
    needless
}

/// How well words fit a column; nothing when they cannot stand there.
fn worth(column: Column, words: &[Word], from: usize, to: usize) -> Option<f64> {
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
    let inside = words.get(..to)?;
    let own = match column {
        Column::Text => worth_as_text(inside, from),
        Column::Lead | Column::Coordinating => worth_as_names(inside, from)?,
        Column::Time => worth_as_time(inside, from)?,
        _ => worth_as_output(inside, from)?,
    };
    let cut = match (column, inside.last()) {
        // The head of a time at the end of another cell has been cut from it.
        (Column::Time, _) | (_, None) => 0.0,
        (_, Some(last)) => match last.folded.as_str() {
            "thang" | "quy" | "truoc" | "ngay" | "tu" if last.is_capital() => -4.0,
            "ngay" | "thang" if words.get(to).is_some_and(starts_digit) => -4.0,
            _ => 0.0,
        },
    };
    Some(own + cut + worth_of_start(words, from))
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

fn worth_as_text(words: &[Word], from: usize) -> f64 {
    let only_names = worth_as_names(words, from).is_some_and(|worth| worth > 3.0);
    let only_time = worth_as_time(words, from).is_some();
    // A body at the start of a line may be in the text, but stands more often in its own column.
    let inner = (from + 1..words.len()).filter(|&at| {
        let starts = words
            .get(at)
            .is_some_and(|word| word.starts_line && word.is_capital());
        starts && has_strong_head(words, at) && worth_of_start(words, at) >= 0.0
    });
    let n_inner = f64::from(u32::try_from(inner.count()).unwrap_or(u32::MAX));
    let whole = if only_names || only_time { -3.0 } else { 0.0 };
    whole - n_inner
}

fn worth_as_names(words: &[Word], from: usize) -> Option<f64> {
    let (found, end) = cells(words, from, false);
    let named = found.iter().all(|cell| cell.kind == Kind::Body);
    if named && end == words.len() && !found.is_empty() {
        let more = found.len().saturating_sub(1);
        return Some(4.0 - 1.5 * f64::from(u32::try_from(more).unwrap_or(u32::MAX)));
    }
    worth_as_strange_names(words.get(from..)?)
}

/// Bodies whose names have words that no list knows: each begins as such names do, and none acts.
fn worth_as_strange_names(words: &[Word]) -> Option<f64> {
    let acts = (1..words.len()).any(|at| verb::begins(words, at) || is_time_head(words, at));
    let mut names = words.split_inclusive(|word| word.ends_with(&[';']));
    let capital = words.first().is_some_and(Word::is_capital) && has_strong_head(words, 0);
    let fits = names.all(|name| {
        let inner = name
            .split_last()
            .map(|(_, inner)| inner)
            .unwrap_or_default();
        let ends = inner.iter().any(|word| word.ends_with(&['.']));
        name.len() <= LONGEST_NAME && has_head(name, 0) && !ends
    });
    (capital && fits && !acts).then_some(2.5)
}

fn worth_as_time(words: &[Word], from: usize) -> Option<f64> {
    let own = words.get(from..)?;
    let starts = own.first().is_some_and(begins_like_cell) && own.len() <= LONGEST_TIME;
    let known = starts && Schedule::read(&joined(own)).kind != ScheduleKind::Unspecified;
    let brief = 0.1 * f64::from(u32::try_from(own.len()).unwrap_or(u32::MAX));
    known.then_some(5.0 - brief)
}

/// Things that plans want to see at the end.
const OUTPUTS: &[&str] = &[
    "bai", "ban", "bang", "bao", "bien", "bo", "chuyen", "chuong", "cong", "co", "danh", "du",
    "hoi", "ho", "ke", "ket", "lop", "mo", "nen", "nghi", "phan", "quy", "quyet", "so", "tai",
    "thong", "tin", "to", "trang", "van",
];

fn worth_as_output(words: &[Word], from: usize) -> Option<f64> {
    let own = words.get(from..)?;
    if own.len() > LONGEST_OUTPUT {
        return None;
    }
    if worth_as_time(words, from).is_some() || has_strong_head(words, from) {
        return Some(-3.0);
    }
    let first = own.first()?;
    let counts = starts_digit(first);
    let known = OUTPUTS.contains(&first.folded.as_str()) || counts;
    let brief = 0.05 * f64::from(u32::try_from(own.len()).unwrap_or(u32::MAX));
    Some(if known { 2.5 } else { 0.5 } - brief)
}

fn begins_like_cell(word: &Word) -> bool {
    word.text
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || "“\"(".contains(c))
}

fn joined(words: &[Word]) -> String {
    text_of(&words.iter().collect::<Vec<_>>())
}

/// The words of a cell as one text.
pub fn text_of(words: &[&Word]) -> String {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    texts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Word> {
        let lines = text.lines().map(|line| line.split_whitespace().enumerate());
        lines
            .flat_map(|line| line.map(|(nth, word)| Word::new(word, 1, nth == 0)))
            .collect()
    }

    fn texts(text: &str, columns: &[Column]) -> Vec<String> {
        let words = words(text);
        let cells = read(&words, columns).unwrap_or_default();
        cells.iter().map(|(_, words)| text_of(words)).collect()
    }

    use Column::{Coordinating, Lead, Output, Text, Time};

    #[test]
    fn outputs_at_the_end() {
        let cells = texts(
            "Đưa nội dung kỹ năng số\nvào nhà trường\nSở Giáo dục\nvà Đào tạo\nUBND các xã,\nphường\n\
             Năm 2026\nvà các năm\ntiếp theo\nKế hoạch\ngiáo dục",
            &[Text, Lead, Coordinating, Time, Output],
        );
        assert_eq!(
            cells,
            [
                "Đưa nội dung kỹ năng số vào nhà trường",
                "Sở Giáo dục và Đào tạo",
                "UBND các xã, phường",
                "Năm 2026 và các năm tiếp theo",
                "Kế hoạch giáo dục",
            ]
        );
    }

    #[test]
    fn outputs_before_the_time_and_cells_on_one_line() {
        let cells = texts(
            "Rà soát, đơn giản\nhóa thủ tục\nBáo cáo Quý\nII/2026\nVăn phòng\nHĐND và\nUBND\nphường\n\
             Các phòng\nchuyên môn",
            &[Text, Output, Time, Lead, Coordinating],
        );
        assert_eq!(
            cells,
            [
                "Rà soát, đơn giản hóa thủ tục",
                "Báo cáo",
                "Quý II/2026",
                "Văn phòng HĐND và UBND phường",
                "Các phòng chuyên môn",
            ]
        );
    }

    #[test]
    fn a_row_goes_on_after_a_page() {
        let first = words(
            "Tổ chức lớp học cộng đồng\ncho người cao tuổi, người\nkhuyết tật, đồng bào dân tộc\n\
             UBND các\nxã, phường\nHội Người cao\ntuổi tỉnh; Hội\nLiên hiệp Phụ\nnữ tỉnh; Tổ công\nTừ tháng\n4/2026\nLớp học",
        );
        let later = words("thiểu số tại nhà văn hóa\nthôn, bản\nnghệ số cộng\nđồng");
        let mut cells = read(&first, &[Text, Lead, Coordinating, Time, Output]).unwrap_or_default();
        go_on(&mut cells, &later);
        let texts: Vec<String> = cells.iter().map(|(_, words)| text_of(words)).collect();
        assert_eq!(
            texts,
            [
                "Tổ chức lớp học cộng đồng cho người cao tuổi, người khuyết tật, đồng bào dân tộc \
                 thiểu số tại nhà văn hóa thôn, bản",
                "UBND các xã, phường",
                "Hội Người cao tuổi tỉnh; Hội Liên hiệp Phụ nữ tỉnh; Tổ công nghệ số cộng đồng",
                "Từ tháng 4/2026",
                "Lớp học",
            ]
        );
    }

    #[test]
    fn a_row_that_names_nobody_is_not_shared_out() {
        assert_eq!(
            read(&words("Thông tin, tuyên truyền"), &[Text, Lead, Time]),
            None
        );
        assert_eq!(read(&[], &[Text]), None);
    }
}
