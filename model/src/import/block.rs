//! Lines joined into blocks: a labelled paragraph, a plain paragraph, or a table.

use super::field;
use super::label::{self, Label, opens_sentence};
use super::line::Line;
use super::table::{self, Table};
use crate::text::fold;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Block {
    pub label: Option<Label>,
    /// The words without the label.
    pub text: String,
    pub line: usize,
    pub table: Option<Table>,
}

pub fn blocks(lines: &[Line]) -> Vec<Block> {
    let mut builder = Builder {
        width: usual_width(lines),
        whole: are_whole_paragraphs(lines),
        margin: margin(lines),
        ..Builder::default()
    };
    let mut i = 0;
    while let Some(line) = lines.get(i) {
        if let Some((table, next)) = table::take(lines, i) {
            builder.push_table(table, line.number);
            i = next;
            continue;
        }
        builder.push_line(line);
        i += 1;
    }
    builder.finish()
}

/// The width to which most long lines are broken; one paragraph per line gives a great width.
fn usual_width(lines: &[Line]) -> usize {
    let mut widths: Vec<usize> = lines.iter().map(|line| line.text.chars().count()).collect();
    widths.retain(|&width| width > 0);
    widths.sort_unstable();
    widths
        .get(widths.len() * 9 / 10)
        .copied()
        .unwrap_or_default()
}

/// Whether a line is a paragraph: broken lines go on with a small letter again and again.
fn are_whole_paragraphs(lines: &[Line]) -> bool {
    let words = lines.iter().map(|line| line.text.as_str());
    let words = words.filter(|text| !text.is_empty() && label::split(text).is_none());
    let (mut n_lines, mut n_small) = (0, 0);
    for text in words {
        n_lines += 1;
        n_small += usize::from(text.starts_with(char::is_lowercase));
    }
    n_lines >= FEWEST_PARAGRAPHS && n_small * 20 <= n_lines
}

fn margin(lines: &[Line]) -> usize {
    let written = lines.iter().filter(|line| !line.is_blank());
    let mut indents: Vec<usize> = written.map(indent).collect();
    indents.sort_unstable();
    indents.get(indents.len() / 10).copied().unwrap_or_default()
}

fn indent(line: &Line) -> usize {
    line.raw.chars().take_while(|c| *c == ' ').count()
}

/// Fewer lines do not show whether they are broken.
const FEWEST_PARAGRAPHS: usize = 4;

#[derive(Default)]
struct Builder {
    width: usize,
    /// A line is a paragraph.
    whole: bool,
    /// Where lines begin that open no paragraph.
    margin: usize,
    /// Where the first line of the current block begins.
    first_indent: usize,
    blocks: Vec<Block>,
    current: Option<Block>,
    last_width: usize,
    gap: bool,
}

impl Builder {
    fn push_line(&mut self, line: &Line) {
        if line.is_blank() || is_page_number(&line.text) {
            self.gap |= line.is_blank();
            return;
        }
        let labelled = label::split(&line.text);
        let goes_on = match &labelled {
            Some((label, words)) => label.is_bullet() && self.bullet_goes_on(words),
            None => self.words_go_on(line),
        };
        self.last_width = line.text.chars().count();
        self.gap = false;
        if let (true, Some(current)) = (goes_on, self.current.as_mut()) {
            if !current.text.is_empty() {
                current.text.push(' ');
            }
            current.text.push_str(&line.text);
            return;
        }
        let (label, text) = match labelled {
            Some((label, words)) => (Some(label), words.to_owned()),
            None => (None, line.text.clone()),
        };
        self.first_indent = indent(line);
        self.open(Block {
            label,
            text,
            line: line.number,
            table: None,
        });
    }

    fn push_table(&mut self, table: Table, line: usize) {
        let goes_on = !table.rows.is_empty();
        if let Some(earlier) = self.cut_table(&table).filter(|_| goes_on) {
            // The second half of a table that a page break cut.
            earlier.rows.extend(table.rows);
            return;
        }
        self.open(Block {
            line,
            table: Some(table),
            ..Block::default()
        });
        self.close();
    }

    /// The table above, when this one has no head of its own or the same again.
    fn cut_table(&mut self, later: &Table) -> Option<&mut Table> {
        const LONGEST_NOTE: usize = 250;
        const MOST_NOTES: usize = 3;
        // Between the halves stand footnotes at most.
        let is_note = |block: &Block| {
            block.label.is_none()
                && block.table.is_none()
                && block.text.chars().count() <= LONGEST_NOTE
        };
        if !self.current.iter().all(is_note) {
            return None;
        }
        let after = self.blocks.iter().rev();
        let n_notes = after.take_while(|block| is_note(block)).count();
        let at = self.blocks.len().checked_sub(n_notes + 1)?;
        let near = n_notes + usize::from(self.current.is_some());
        let earlier = self.blocks.get_mut(at)?.table.as_mut()?;
        let width = |table: &Table| table.rows.iter().map(|row| row.cells.len()).max();
        let head = |table: &Table| table.rows.iter().take(4).find_map(table::columns);
        let fits = match head(later) {
            Some(own) => head(earlier) == Some(own),
            None => near == 0 || width(earlier) == width(later),
        };
        (near <= MOST_NOTES && fits).then_some(earlier)
    }

    fn open(&mut self, block: Block) {
        self.close();
        self.current = Some(block);
    }

    fn close(&mut self) {
        self.blocks.extend(self.current.take());
    }

    fn finish(mut self) -> Vec<Block> {
        self.close();
        self.blocks
    }

    /// A dash in the middle of a name that was broken over two lines.
    fn bullet_goes_on(&self, words: &str) -> bool {
        let open = self
            .current
            .as_ref()
            .is_some_and(|block| !ends_sentence(&block.text));
        open && !self.gap && words.chars().next().is_some_and(char::is_lowercase)
    }

    fn words_go_on(&self, line: &Line) -> bool {
        let text = line.text.as_str();
        let Some(current) = &self.current else {
            return false;
        };
        // "Phần thứ nhất" over its title.
        if matches!(current.label, Some(Label::Roman(_) | Label::Part(_)))
            && current.text.is_empty()
        {
            return true;
        }
        // The head of a table goes on with nothing.
        if matches!(text, "TT" | "STT") {
            return false;
        }
        let finished = ends_sentence(&current.text);
        let opens = opens_sentence(text);
        // "(Trạm y tế chủ trì; quý II)" on its own line.
        if finished && text.starts_with('(') && text.ends_with(')') {
            return false;
        }
        if self.gap {
            let cut = !finished && !opens;
            return cut || current.text.ends_with(',');
        }
        let heading = matches!(current.label, Some(Label::Roman(_) | Label::Part(_)))
            && is_upper(&current.text)
            && !is_upper(text);
        let short = self.last_width * 10 < self.width * 6;
        let indent = indent(line);
        let set_in = indent > self.margin + 2 && indent <= self.first_indent + 1;
        let own = finished && (self.whole || set_in || is_appeal(text));
        let new = heading || short || own || field::is_only_fields(text);
        let ends = (opens && new) || is_closing(text);
        !ends
    }
}

/// Longer than any paragraph of a plan; what is longer is kept whole and not searched for meaning.
pub const LONGEST_PARAGRAPH: usize = 20_000;

/// Whether a text has come to an end that another paragraph may follow.
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', ';', ':', '!', '?', '/'])
}

pub fn is_upper(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}

/// The paragraph that ends a plan; it belongs to no unit.
pub fn is_closing(text: &str) -> bool {
    let start: String = text.chars().take(40).collect();
    let folded = fold(&start);
    [
        "tren day la",
        "trong qua trinh trien khai",
        "trong qua trinh thuc hien",
        "can cu ke hoach nay",
        "can cu noi dung ke hoach",
        "nhan duoc ke hoach nay",
        "ke hoach nay duoc",
        "ke hoach nay pho bien",
    ]
    .iter()
    .any(|opening| folded.starts_with(opening))
}

/// "Yêu cầu Thủ trưởng các cơ quan …": what a plan asks of all stands by itself.
pub fn is_appeal(text: &str) -> bool {
    let start: String = text.chars().take(24).collect();
    let folded = fold(&start);
    let asked = ["yeu cau ", "de nghi "]
        .iter()
        .find_map(|verb| folded.strip_prefix(verb));
    asked.is_some_and(|whom| whom.starts_with("cac") || whom.starts_with("thu truong"))
}

fn is_page_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    let counted = ["trang ", "page "]
        .iter()
        .find_map(|word| lower.strip_prefix(word))
        .is_some_and(|rest| {
            rest.len() <= 9
                && rest.starts_with(|c: char| c.is_ascii_digit())
                && rest.chars().all(|c| c.is_ascii_digit() || "/ ".contains(c))
        });
    if counted {
        return true;
    }
    let digits = text.trim_matches(['-', ' ', '–']);
    !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        blocks(&lines(text))
            .into_iter()
            .map(|block| block.text)
            .collect()
    }

    #[test]
    fn broken_lines_are_joined() {
        let text = "1. Mục đích\n\n- Giúp bà con dùng điện thoại để làm \nthủ tục.\n- Giúp các \n\
                    \ntrường dạy học.";
        let expected = [
            "Mục đích",
            "Giúp bà con dùng điện thoại để làm thủ tục.",
            "Giúp các trường dạy học.",
        ];
        assert_eq!(texts(text), expected);
    }

    #[test]
    fn a_bracket_on_its_own_line_is_its_own() {
        let read =
            texts("1. Mở lớp\n- Dạy các kỹ năng số cơ bản.\n(Trạm y tế chủ trì; quý II/2026)");
        assert_eq!(read.len(), 3);
        assert_eq!(texts("III. NỘI DUNG\nTT\nMở lớp")[0], "NỘI DUNG");
    }

    #[test]
    fn a_dash_inside_a_name_opens_no_block() {
        assert_eq!(
            texts("4. Các tổ chức chính trị \n- xã hội\n\n- Giám sát."),
            ["Các tổ chức chính trị - xã hội", "Giám sát.",]
        );
    }

    #[test]
    fn a_heading_does_not_swallow_what_follows() {
        assert_eq!(
            texts("IV. KINH PHÍ\nTừ ngân sách của xã."),
            ["KINH PHÍ", "Từ ngân sách của xã."]
        );
    }

    #[test]
    fn a_footnote_between_the_halves_of_a_table() {
        let text = "STT\tNội dung\tĐơn vị chủ trì\n1\tMở lớp\tTrạm\n\n(1) Theo mẫu.\n\n\
                    STT\tNội dung\tĐơn vị chủ trì\n2\tPhát loa\tTổ";
        let read = blocks(&lines(text));
        let n_rows = read[0].table.as_ref().map(|table| table.rows.len());
        assert_eq!((read.len(), n_rows), (2, Some(4)));
        let apart = text.replace("(1) Theo mẫu.", "2. Lớp học");
        assert_eq!(blocks(&lines(&apart)).len(), 3);
    }

    #[test]
    fn a_table_cut_by_a_page_is_one_table() {
        let text = "STT\tNội dung\tĐơn vị chủ trì\n1\tMở lớp\tTrạm\n\n2\tPhát loa\tTổ";
        let blocks = blocks(&lines(text));
        assert_eq!(blocks.len(), 1);
        assert_eq!(
            blocks[0].table.as_ref().map(|table| table.rows.len()),
            Some(3)
        );
    }
}
