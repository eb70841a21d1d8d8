//! Takes Markdown and HTML marks out of a line and keeps its words.

const TAGS: &[&str] = &[
    "a", "b", "br", "center", "div", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "i", "img",
    "li", "ol", "p", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "u", "ul",
];

/// The longest tag looked at; a "<" that is not closed by then is an ordinary character.
const LONGEST_TAG: usize = 300;

/// The words of a line without marks; tabs stay, because they part cells.
pub fn plain(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    each_piece(line, |piece| match piece {
        Piece::Text(words) => text.push_str(words),
        Piece::Tag(tag) if tag.breaks() => text.push(' '),
        Piece::Tag(_) => {}
    });
    without_emphasis(&entities(&text))
}

/// Without the marks of footnotes: "chữ ký số<sup>1</sup>"; square metres stay.
pub fn without_note_marks(line: &str) -> String {
    let mut kept = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("<sup>") {
        kept.push_str(before);
        rest = after;
        let Some((inside, behind)) = after.split_once("</sup>") else {
            kept.push_str("<sup>");
            continue;
        };
        let digits = inside.trim_matches(['(', ')', '[', ']', ' ']);
        let counts = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        let last = before.rsplit([' ', '>']).next().unwrap_or_default();
        // The mark that opens the footnote itself has no word before it.
        let last = last.trim_matches(['*', '_']);
        let power = last.is_empty() || last.ends_with('m') && last.len() <= 2;
        if counts && !power && !last.ends_with(|c: char| c.is_ascii_digit()) {
            rest = behind;
        } else {
            kept.push_str("<sup>");
        }
    }
    kept.push_str(rest);
    kept
}

/// The paragraphs inside a table cell: parted by line breaks and by dashes that follow a tag.
pub fn paragraphs(cell: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    let mut after_tag = false;
    each_piece(cell, |piece| match piece {
        Piece::Text(words) => {
            let dashed = after_tag && words.trim_start().starts_with(['-', '–', '+']);
            if dashed {
                paragraphs.push(String::new());
            }
            if let Some(last) = paragraphs.last_mut() {
                last.push_str(words);
            }
            after_tag = words.trim().is_empty() && after_tag;
        }
        Piece::Tag(tag) => {
            if tag.breaks() {
                paragraphs.push(String::new());
            }
            after_tag = true;
        }
    });
    let cleaned = paragraphs.iter().map(|paragraph| {
        let plain = without_emphasis(&entities(paragraph));
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    cleaned.filter(|paragraph| !paragraph.is_empty()).collect()
}

/// A tag by its lower-case name and whether it closes.
pub struct Tag {
    pub name: String,
    pub closes: bool,
    /// How many columns and rows a cell takes.
    pub columns: usize,
    pub rows: usize,
}

/// No table of a plan is wider, and no cell of it as tall.
const MOST_SPANNED: usize = 60;

/// "3" of `colspan="3"`.
fn span(inside: &str, name: &str) -> usize {
    let lower = inside.to_ascii_lowercase();
    let value = lower.split_once(name).map(|(_, after)| {
        let digits = after.trim_start_matches(['=', '"', '\'', ' ']);
        let end = digits.find(|c: char| !c.is_ascii_digit());
        digits
            .get(..end.unwrap_or(digits.len()))
            .unwrap_or_default()
    });
    let n = value.and_then(|digits| digits.parse().ok()).unwrap_or(1);
    usize::clamp(n, 1, MOST_SPANNED)
}

impl Tag {
    fn breaks(&self) -> bool {
        matches!(
            self.name.as_str(),
            "br" | "p" | "div" | "li" | "td" | "th" | "tr"
        )
    }
}

pub enum Piece<'a> {
    Text(&'a str),
    Tag(Tag),
}

/// Walks over words and known tags; an address in angle brackets is words.
pub fn each_piece<'a>(text: &'a str, mut see: impl FnMut(Piece<'a>)) {
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let (before, from) = rest.split_at(open);
        if !before.is_empty() {
            see(Piece::Text(before));
        }
        match tag(from) {
            Some((Bracketed::Tag(tag), after)) => {
                see(Piece::Tag(tag));
                rest = after;
            }
            Some((Bracketed::Address(address), after)) => {
                see(Piece::Text(address));
                rest = after;
            }
            None => {
                let (sign, after) = from.split_at(1);
                see(Piece::Text(sign));
                rest = after;
            }
        }
    }
    if !rest.is_empty() {
        see(Piece::Text(rest));
    }
}

enum Bracketed<'a> {
    Tag(Tag),
    Address(&'a str),
}

fn tag(from: &str) -> Option<(Bracketed<'_>, &str)> {
    let ends = |byte: u8| matches!(byte, b'<' | b'>');
    let window = 1 + from.bytes().skip(1).take(LONGEST_TAG).position(ends)?;
    if from.as_bytes().get(window) != Some(&b'>') {
        return None;
    }
    let inside = from.get(1..window)?;
    let after = from.get(window + 1..)?;
    if inside.starts_with("http") || inside.contains('@') {
        return Some((Bracketed::Address(inside), after));
    }
    let closes = inside.starts_with('/');
    let name = inside.trim_start_matches('/');
    let name: String = name
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let name = name.to_ascii_lowercase();
    TAGS.contains(&name.as_str()).then(|| {
        let tag = Tag {
            columns: span(inside, "colspan"),
            rows: span(inside, "rowspan"),
            name,
            closes,
        };
        (Bracketed::Tag(tag), after)
    })
}

fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let text = text
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    text.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// Stars and underscores that only set type; a star that opens a list stays as a dash.
fn without_emphasis(text: &str) -> String {
    let trimmed = text.trim_start();
    if let Some(item) = trimmed.strip_prefix("* ") {
        return format!("- {}", without_emphasis(item));
    }
    let text = text.replace("__", "").replace('`', "");
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '*' => {}
            '\\' => plain.extend(characters.next_if(|c| c.is_ascii_punctuation())),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_footnotes_go_and_powers_stay() {
        let plain = |text: &str| plain(&without_note_marks(text));
        assert_eq!(
            plain("chữ ký số<sup>1</sup>, lớp<sup>(2)</sup>"),
            "chữ ký số, lớp"
        );
        assert_eq!(plain("30 m<sup>2</sup> và 10<sup>2</sup>"), "30 m2 và 102");
        assert_eq!(plain("*<sup>1</sup> Theo mẫu <sup>*"), "1 Theo mẫu ");
    }

    #[test]
    fn marks_go_and_words_stay() {
        assert_eq!(plain("***1.1. Mở lớp*** <b>số</b>"), "1.1. Mở lớp số");
        assert_eq!(plain("xem <https://vi.du/>"), "xem https://vi.du/");
        assert_eq!(plain("* mục"), "- mục");
        assert_eq!(plain("5 < 6 &amp; 7 > 3"), "5 < 6 & 7 > 3");
        assert_eq!(plain(r"1\. Mục \- hai"), "1. Mục - hai");
    }

    #[test]
    fn a_cell_falls_into_its_paragraphs() {
        let cell = "<p><b>Mở lớp</b></p> <p><i>- Lớp tối</i></p>";
        assert_eq!(paragraphs(cell), ["Mở lớp", "- Lớp tối"]);
        assert_eq!(
            paragraphs("<b>Dạy</b> <i>- Cho người già</i>"),
            ["Dạy", "- Cho người già"]
        );
        assert_eq!(paragraphs("Một<br>Hai"), ["Một", "Hai"]);
        assert!(paragraphs("<p> </p>").is_empty());
    }

    #[test]
    fn many_open_brackets_take_no_time() {
        assert_eq!(plain(&"<".repeat(200_000)).len(), 200_000);
    }
}
