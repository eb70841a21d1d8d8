//! The head of a poured table: where it stands, which columns it names, where a page repeats it.

use super::line::Line;
use super::row_label::Labels;
use super::table::{Column, column};
use crate::text::fold;

/// The columns in order, the lines of the head, and the index of the first line after it.
pub fn head(lines: &[Line]) -> Option<(Vec<Column>, Vec<String>, usize)> {
    let start = lines.iter().position(is_head)?;
    let mut head: Vec<String> = Vec::new();
    for (index, line) in lines.iter().enumerate().skip(start).take(30) {
        let after: Vec<&Line> = lines.iter().skip(index + 1).take(6).collect();
        if index > start && Labels::default().accept(&line.text, &after).is_some() {
            let columns = columns_of(&head.join(" "));
            let useful = columns.contains(&Column::Text) && columns.len() > 1;
            return useful.then_some((columns, head, index));
        }
        if !line.is_blank() {
            head.push(line.text.clone());
        }
    }
    None
}

/// The lines without the head that a new page has said again, and where that stood.
pub fn without_repeats<'a>(lines: &'a [Line], head: &[String]) -> (Vec<&'a Line>, Vec<usize>) {
    let mut kept: Vec<&Line> = Vec::with_capacity(lines.len());
    let mut cuts = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let said = lines.iter().enumerate().skip(at);
        let said = said.filter(|(_, line)| !line.is_blank()).take(head.len());
        let said: Vec<(usize, &Line)> = said.collect();
        let repeats = said.len() == head.len()
            && said
                .iter()
                .zip(head)
                .all(|((_, line), own)| line.text == *own);
        match said.last().filter(|_| repeats && !line.is_blank()) {
            Some((last, _)) => {
                cuts.push(kept.len());
                at = last + 1;
            }
            None => {
                kept.push(line);
                at += 1;
            }
        }
    }
    (kept, cuts)
}

/// The first line of the head of such a table.
pub fn is_head(line: &Line) -> bool {
    let start: String = line.text.chars().take(80).collect();
    let folded = fold(&start);
    let Some((first, rest)) = folded.split_once(' ') else {
        return matches!(folded.as_str(), "tt" | "stt");
    };
    let named = [
        "noi dung",
        "nhiem vu",
        "cong viec",
        "hoat dong",
        "giai phap",
        "ten ",
    ];
    matches!(first, "tt" | "stt")
        && named.iter().any(|name| rest.contains(name))
        && !line.raw.contains(['\t', '|', '<'])
}

/// Columns by where the words that name them stand in the head.
fn columns_of(head: &str) -> Vec<Column> {
    const NAMES: &[&str] = &[
        "noi dung",
        "nhiem vu",
        "cong viec",
        "hoat dong",
        "chu tri",
        "phan cong",
        "don vi thuc hien",
        "co quan thuc hien",
        "phoi hop",
        "thoi gian",
        "tien do",
        "lo trinh",
        "thoi han",
        "phu trach",
        "san pham",
        "ket qua",
        "ghi chu",
    ];
    let folded = fold(head);
    let mut found: Vec<(usize, Column)> = Vec::new();
    for name in NAMES {
        if let Some(at) = folded.find(name) {
            found.push((at, column(name)));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    let mut columns: Vec<Column> = Vec::new();
    for (_, column) in found {
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    #[test]
    fn a_head_over_several_lines_and_again_on_the_next_page() {
        let lines = lines(
            "STT Nhiệm vụ Sản phẩm\nThời gian\nĐơn vị chủ\ntrì\n1\nMở lớp\nBáo cáo\n\n\
             STT Nhiệm vụ Sản phẩm\nThời gian\nĐơn vị chủ\ntrì\ntối\n",
        );
        let (columns, words, first) = head(&lines).unwrap_or_default();
        assert_eq!(
            columns,
            [Column::Text, Column::Output, Column::Time, Column::Lead]
        );
        assert_eq!((words.len(), first), (4, 4));
        let (kept, cuts) = without_repeats(&lines[first..], &words);
        let texts: Vec<&str> = kept.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["1", "Mở lớp", "Báo cáo", "", "tối", ""]);
        assert_eq!(cuts, [4]);
    }
}
