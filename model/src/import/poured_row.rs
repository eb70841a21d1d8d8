//! A row of a poured table, shared out to its columns in the order of the head.
//!
//! Every cell begins with a line, or at a name or a time in the middle of one. Of all ways to share
//! out the words, the one is taken whose cells look most like what their columns hold.

use super::cell_worth::{Worths, begins_like_cell};
use super::interleaved_cell::is_time_head;
use super::table::Column;
use super::unit_head::has_head;
use super::word::Word;

/// The words of each column, in the order of the columns.
pub type Cells<'a> = Vec<(Column, Vec<&'a Word>)>;

/// Longer rows are not shared out: no row of a plan is.
const MOST_WORDS: usize = 300;
/// More places where a cell may begin than any row has.
const MOST_BREAKS: usize = 60;
/// The rest of a row on the next page is short.
const MOST_BREAKS_OF_REST: usize = 16;

/// The best way to share out the words, if it fills the columns that a task must have.
pub fn read<'a>(words: &'a [Word], columns: &[Column]) -> Option<Cells<'a>> {
    let columns: Vec<Column> = columns
        .iter()
        .copied()
        .filter(|column| !matches!(column, Column::Label | Column::Other))
        .collect();
    let breaks = breaks(words)?;
    let worths = Worths::new(words, &breaks);
    let cells = share_out(words, &columns, &breaks, |column, from, to| {
        worths.of(column, from, to)
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
    let breaks = breaks(words).filter(|breaks| breaks.len() <= MOST_BREAKS_OF_REST);
    let shared = share_out(
        words,
        &columns,
        &breaks.unwrap_or_default(),
        |column, from, to| {
            let (_, earlier) = cells.iter().find(|(own, _)| *own == column)?;
            let own = worth_of_more(column, earlier, words.get(from..to)?)?;
            // A cell that is cut goes down to the end of its page, as the longest does.
            let ended = from < to && n_lines(earlier) + 1 < most.unwrap_or_default();
            Some(if ended { own - 2.0 } else { own })
        },
    );
    let more = shared.unwrap_or_else(|| vec![(Column::Text, words.iter().collect())]);
    for (column, words) in more {
        if let Some((_, own)) = cells.iter_mut().find(|(own, _)| *own == column) {
            own.extend(words);
        }
    }
}

/// Where cells may begin, the end of the row last; nothing when there are too many.
fn breaks(words: &[Word]) -> Option<Vec<usize>> {
    if words.is_empty() || words.len() > MOST_WORDS {
        return None;
    }
    let inner = (1..words.len()).filter(|&at| {
        words.get(at).is_some_and(|word| {
            word.starts_line
                || (begins_like_cell(word) && (has_head(words, at) || is_time_head(words, at)))
        })
    });
    let all = std::iter::once(0).chain(inner).take(MOST_BREAKS);
    let mut breaks: Vec<usize> = all.collect();
    breaks.push(words.len());
    (breaks.len() < MOST_BREAKS).then_some(breaks)
}

/// Over the columns one by one: the best score with which they take the words up to each break.
fn share_out<'a>(
    words: &'a [Word],
    columns: &[Column],
    breaks: &[usize],
    worth: impl Fn(Column, usize, usize) -> Option<f64>,
) -> Option<Cells<'a>> {
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
    let worths = Worths::new(&whole, &[0, whole.len()]);
    let own = match column {
        Column::Text => 0.0,
        Column::Lead | Column::Coordinating => {
            worths.names(0, whole.len()).filter(|own| *own > 2.0)? - 3.5
        }
        Column::Time => worths.time(0, whole.len())? - 4.5,
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
