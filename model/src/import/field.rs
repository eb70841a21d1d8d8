//! Labelled words inside a task: "Đơn vị chủ trì: …", "Thời gian thực hiện: …".

use super::table::{Column, column};
use crate::text::fold;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fields {
    /// What stands before the first field.
    pub before: String,
    pub fields: Vec<(Column, String)>,
}

/// Parts a text into the words before any field, and its fields.
pub fn split(text: &str) -> Fields {
    let heads = heads(text);
    let before = heads
        .first()
        .map_or(text, |head| text.get(..head.from).unwrap_or(text));
    let mut fields = Vec::new();
    for (index, head) in heads.iter().enumerate() {
        let end = heads.get(index + 1).map_or(text.len(), |next| next.from);
        let value = text.get(head.to..end).unwrap_or_default();
        fields.push((head.column, clean(value).to_owned()));
    }
    Fields {
        before: clean(before).to_owned(),
        fields,
    }
}

/// Whether a text is nothing but fields.
pub fn is_only_fields(text: &str) -> bool {
    let read = split(text);
    read.before.is_empty() && !read.fields.is_empty()
}

struct Head {
    column: Column,
    from: usize,
    to: usize,
}

/// No plan has more fields in one paragraph.
const MOST_HEADS: usize = 12;

fn heads(text: &str) -> Vec<Head> {
    let colons = text.match_indices(':').take(4 * MOST_HEADS);
    let heads = colons.filter_map(|(colon, _)| {
        let start = head_start(text, colon)?;
        let (column, from) = field_at_end(text.get(start..colon)?)?;
        Some(Head {
            column,
            from: start + from,
            to: colon + 1,
        })
    });
    heads.take(MOST_HEADS).collect()
}

/// The words of a field's name go back from its colon to the mark before them.
fn head_start(text: &str, colon: usize) -> Option<usize> {
    let before = text.get(..colon)?;
    let far = before
        .char_indices()
        .rev()
        .nth(LONGEST_NAME)
        .map_or(0, |(i, _)| i);
    let near = before.get(far..)?;
    let marks = ['.', ';', '(', ')', ',', '-', '–', '+', '\n', '*', '/', ':'];
    let from = match near.rfind(marks) {
        Some(mark) => far + mark + near.get(mark..)?.chars().next()?.len_utf8(),
        None => far,
    };
    let spaces = before.get(from..)?.len() - before.get(from..)?.trim_start().len();
    Some(from + spaces)
}

const LONGEST_NAME: usize = 48;

/// The whole words before a colon name a field, or their end does from a capital letter on.
fn field_at_end(words: &str) -> Option<(Column, usize)> {
    if let Some(column) = field(words) {
        return Some((column, 0));
    }
    let capitals = words.char_indices().filter(|(at, c)| {
        c.is_uppercase() && words.get(..*at).is_some_and(|before| before.ends_with(' '))
    });
    capitals
        .filter_map(|(at, _)| Some((field(words.get(at..)?)?, at)))
        .next()
}

fn field(name: &str) -> Option<Column> {
    const WORDS: &str = " don vi co quan bo phan ca nhan to chuc chu tri phoi hop thuc hien thoi \
                         gian hoan thanh tien do han dia diem san pham dau ra ket qua phan cong \
                         cap trach nhiem tham muu du kien va yeu cau ghi chu cac cung nguoi phu ";
    let folded = fold(name);
    let known = !folded.is_empty()
        && folded
            .split(' ')
            .all(|word| WORDS.contains(&format!(" {word} ")));
    match folded.as_str() {
        "thuc hien" | "to chuc thuc hien" => return Some(Column::Lead),
        "noi dung" | "noi dung thuc hien" => return Some(Column::Text),
        _ => {}
    }
    match column(&folded) {
        Column::Lead if folded.ends_with("don vi") || folded.ends_with("co quan") => None,
        Column::Label | Column::Text | Column::Other => None,
        column if known => Some(column),
        _ => None,
    }
}

fn clean(words: &str) -> &str {
    // "./." ends the document, not the field.
    let words = words.trim();
    let words = words.strip_suffix("/.").unwrap_or(words);
    words
        .trim()
        .trim_end_matches([';', ',', '(', '-', ' ', '+'])
        .trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_field_a_line() {
        let read = split("Đơn vị chủ trì: Trạm y tế.");
        assert_eq!(read.before, "");
        assert_eq!(read.fields, [(Column::Lead, "Trạm y tế.".to_owned())]);
    }

    #[test]
    fn several_fields_in_a_sentence() {
        let read = split(
            "Mở lớp tối cho bà con. Chủ trì: Hội Nông dân; phối hợp: Tổ công nghệ; \
             thời gian hoàn thành: tháng 9/2025; sản phẩm: danh sách lớp.",
        );
        assert_eq!(read.before, "Mở lớp tối cho bà con.");
        let columns: Vec<Column> = read.fields.iter().map(|(column, _)| *column).collect();
        assert_eq!(
            columns,
            [
                Column::Lead,
                Column::Coordinating,
                Column::Time,
                Column::Output
            ]
        );
        assert_eq!(read.fields[2].1, "tháng 9/2025");
    }

    #[test]
    fn an_ordinary_colon_is_no_field() {
        for text in [
            "Tổ chức thi",
            "Mô hình “Chợ số”: bà con bán hàng",
            "gồm: một, hai",
            ":",
            "Đơn vị: 5",
        ] {
            assert!(split(text).fields.is_empty(), "{text}");
        }
        assert!(split(&":".repeat(100_000)).fields.is_empty());
    }
}
