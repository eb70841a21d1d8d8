//! Which authority issues a plan, and in which commune and province.

use super::block::is_upper;
use super::body_case::{capitalised, in_sentence_case};
use super::document::columns;
use super::line::Line;
use super::word::{Word, begins_with, words};
use crate::text::fold;

/// Words that say at which level an authority stands.
const LEVELS: &[&str] = &[
    "xã",
    "phường",
    "đặc khu",
    "thị trấn",
    "huyện",
    "quận",
    "thị xã",
    "tỉnh",
    "thành phố",
];

/// Bodies whose name stands in capitals at the head of their plans.
const BODIES: &[(&str, &str)] = &[
    ("uy ban nhan dan", "Ủy ban nhân dân"),
    ("ubnd", "Ủy ban nhân dân"),
    ("dang uy", "Đảng ủy"),
    ("ban chap hanh dang bo", "Ban Chấp hành Đảng bộ"),
    (
        "uy ban mat tran to quoc viet nam",
        "Ủy ban Mặt trận Tổ quốc Việt Nam",
    ),
    ("uy ban mttq viet nam", "Ủy ban Mặt trận Tổ quốc Việt Nam"),
];

/// From the head in capitals, or else from the sentence that says who issues the plan.
pub fn issuing_body(lines: &[Line], head: &[Line], title: Option<&str>) -> Option<String> {
    let above_title = before_title(head);
    other_body(above_title)
        .or_else(|| in_capitals(above_title).pop())
        .or_else(|| in_capitals(lines).into_iter().next())
        .or_else(|| in_preamble(head, title))
}

/// The body over the one that issues the plan, as it is printed there: "UBND TỈNH SƠN HÀ".
pub fn superior(head: &[Line]) -> Option<String> {
    let capitals = capitals(before_title(head));
    let party = |part: &String| fold(part).starts_with("dang uy ");
    let at = kind_at(&capitals).or_else(|| capitals.iter().rposition(party))?;
    let above = capitals.get(at.checked_sub(1)?)?;
    above
        .chars()
        .any(char::is_alphabetic)
        .then(|| above.clone())
}

/// The lines over the name of the document.
fn before_title(head: &[Line]) -> &[Line] {
    let title = head
        .iter()
        .position(|line| line.text.starts_with("KẾ HOẠCH"));
    head.get(..title.unwrap_or_default()).unwrap_or_default()
}

/// No name of a body goes on over more.
const MOST_LINES: usize = 3;

/// A department, a school, an association: below the authority over it, in capitals.
fn other_body(above_title: &[Line]) -> Option<String> {
    let capitals = capitals(above_title);
    let at = kind_at(&capitals)?;
    // A long name goes on over the next lines.
    let (first, more) = capitals.get(at..)?.split_first()?;
    let mut name = first.clone();
    let more = more.iter().filter(|line| !is_own_committee(line));
    for line in more.take(MOST_LINES) {
        let rest = second_half(&name, line)?.to_owned();
        name = format!("{name} {rest}");
    }
    Some(in_sentence_case(&name))
}

/// "BAN THƯỜNG VỤ" under an association: who decided, not who issues.
fn is_own_committee(line: &str) -> bool {
    const COMMITTEES: &[&str] = &["ban thuong vu", "ban chap hanh", "ban thuong truc"];
    COMMITTEES.contains(&fold(line).as_str())
}

/// The lines in capitals of the left column that name bodies.
fn capitals(above_title: &[Line]) -> Vec<String> {
    let mut capitals: Vec<String> = above_title
        .iter()
        .flat_map(|line| columns(line).next())
        .filter(|part| is_upper(part) && part.chars().count() <= 80)
        .filter(|part| !is_motto(&fold(part)))
        .collect();
    // The Union's own name stands over its committees, and once more on the right.
    let union = |part: &String| fold(part) == "doan tncs ho chi minh";
    if capitals.len() > 1 && capitals.last().is_some_and(union) {
        capitals.pop();
    }
    capitals
}

/// The last line that begins with the kind of a body.
fn kind_at(capitals: &[String]) -> Option<usize> {
    const KINDS: &[&str] = &[
        "so ",
        "phong ",
        "truong ",
        "trung tam ",
        "hoi ",
        "doan ",
        "lien doan ",
        "cong an ",
        "tram ",
        "benh vien ",
        "ban chi dao ",
        "ban quan ly ",
        "van phong ",
        "chi cuc ",
        "cong ty ",
        "bch ",
        "ban chap hanh doan ",
        "tinh doan ",
        "thanh doan ",
        "xa doan ",
    ];
    let is_kind = |part: &String| {
        let folded = fold(part);
        KINDS.iter().any(|kind| folded.starts_with(kind))
    };
    capitals.iter().rposition(is_kind)
}

/// The next line where a name goes on over it; "BAN CHẤP HÀNH XÃ …" only adds where the body is.
fn second_half<'a>(first: &str, second: &'a str) -> Option<&'a str> {
    let committees = ["BAN CHẤP HÀNH ", "BAN THƯỜNG VỤ ", "BCH ", "BTV "];
    let place = committees
        .iter()
        .find_map(|committee| second.strip_prefix(committee))
        .filter(|place| named_place(place).is_some());
    place.or_else(|| goes_on(first, second).then_some(second))
}

fn goes_on(first: &str, second: &str) -> bool {
    let last = first.rsplit(' ').next().unwrap_or_default();
    let broken = first.ends_with([',', '-']) || matches!(fold(last).as_str(), "va" | "cua");
    let begins = fold(second).starts_with("va ");
    // "HỘI LHPN VIỆT NAM" over "TỈNH VÍ DỤ".
    broken || begins || named_place(second).is_some()
}

fn is_motto(folded: &str) -> bool {
    ["cong hoa xa hoi", "doc lap", "dang cong san"]
        .iter()
        .any(|opening| folded.starts_with(opening))
}

/// The commune that a text names behind "UBND": "của UBND xã Nà Ví".
pub fn commune_in(text: &str) -> Option<String> {
    let words = words(text);
    let named = (0..words.len()).filter(|&at| begins_with(&words, at, "ubnd"));
    let mut places = named.filter_map(|at| proper_place(&words, at + 1)).rev();
    places.find(|place| place.starts_with("xã ") || place.starts_with("phường "))
}

pub fn commune_and_province(body: Option<&str>, head: &[Line]) -> (Option<String>, Option<String>) {
    let own = body.and_then(|body| {
        BODIES
            .iter()
            .find_map(|(_, name)| body.strip_prefix(name))
            .map(str::trim_start)
    });
    let is_commune = |place: &&str| {
        ["xã ", "phường ", "đặc khu ", "thị trấn "]
            .iter()
            .any(|level| place.starts_with(level))
    };
    let is_province = |place: &&str| {
        ["tỉnh ", "thành phố "]
            .iter()
            .any(|level| place.starts_with(level))
    };
    let commune = own.filter(is_commune).map(str::to_owned);
    let province = own
        .filter(is_province)
        .map(str::to_owned)
        .or_else(|| named_province(head));
    (commune, province)
}

/// "ỦY BAN NHÂN DÂN" over "XÃ …", or both on one line; signatures begin otherwise.
fn in_capitals(lines: &[Line]) -> Vec<String> {
    let mut found = Vec::new();
    let mut capitals = lines
        .iter()
        .flat_map(|line| columns(line).next())
        .filter(|part| is_upper(part) && part.chars().count() <= 60)
        .take(600)
        .peekable();
    while let Some(part) = capitals.next() {
        let folded = fold(&part);
        let body = BODIES
            .iter()
            .find_map(|(folded_name, name)| Some((*name, folded.strip_prefix(folded_name)?)));
        let Some((name, rest)) = body else { continue };
        let n_words = rest.split_whitespace().count();
        let place = if n_words > 0 {
            let all: Vec<&str> = part.split(' ').collect();
            all.get(all.len() - n_words..).map(|words| words.join(" "))
        } else {
            capitals.peek().cloned()
        };
        if let Some(place) = place.and_then(|place| named_place(&place)) {
            found.push(format!("{name} {place}"));
        }
    }
    found
}

/// "XÃ NÀ VÍ" as it is written in a sentence: "xã Nà Ví".
fn named_place(capitals: &str) -> Option<String> {
    let lower = capitals.to_lowercase();
    let level = LEVELS
        .iter()
        .find(|level| lower.starts_with(&format!("{level} ")))?;
    let name = lower
        .get(level.len()..)?
        .split_whitespace()
        .map(capitalised);
    Some(format!("{level} {}", name.collect::<Vec<_>>().join(" ")))
}

/// "… UBND xã Nà Ví ban hành Kế hoạch …"
fn in_preamble(head: &[Line], title: Option<&str>) -> Option<String> {
    let words = head_words(head);
    let named = (0..words.len()).rev().find_map(|at| {
        let from = ["ubnd", "uy ban nhan dan"]
            .iter()
            .find_map(|name| begins_with(&words, at, name).then(|| at + name.split(' ').count()))?;
        let place = proper_place(&words, from)?;
        let next = from + place.split(' ').count();
        let issues = ["ban hanh", "xay dung", "lap ke", "de ra"]
            .iter()
            .any(|verb| begins_with(&words, next, verb));
        issues.then_some(place)
    })?;
    let place = if LEVELS.contains(&named.as_str()) {
        title
            .and_then(|title| place_in(title, &named))
            .unwrap_or(named)
    } else {
        named
    };
    Some(format!("Ủy ban nhân dân {place}"))
}

/// Only the head of a text is searched, and no more of it than any preamble takes.
fn head_words(head: &[Line]) -> Vec<Word> {
    let sentences = head.iter().filter(|line| !is_upper(&line.text));
    sentences
        .flat_map(|line| words(&line.text))
        .take(3_000)
        .collect()
}

/// A level and the capitalised words after it.
fn proper_place(words: &[Word], from: usize) -> Option<String> {
    let level = LEVELS
        .iter()
        .find(|level| begins_with(words, from, &fold(level)))?;
    let mut at = from + level.split(' ').count();
    let mut place = (*level).to_owned();
    while let Some(word) = words
        .get(at)
        .filter(|word| word.is_capital() && !is_upper(&word.text))
    {
        let bare = word.text.trim_end_matches(['.', ',', ';', ':', ')']);
        place.push(' ');
        place.push_str(bare);
        at += 1;
        if bare.len() < word.text.len() {
            break;
        }
    }
    Some(place)
}

fn place_in(text: &str, level: &str) -> Option<String> {
    let words = words(text);
    (0..words.len())
        .filter(|&at| begins_with(&words, at, &fold(level)))
        .find_map(|at| proper_place(&words, at).filter(|place| place.len() > level.len()))
}

fn named_province(head: &[Line]) -> Option<String> {
    let is_province = |place: &String| {
        ["tỉnh ", "thành phố "]
            .iter()
            .any(|level| place.starts_with(level))
    };
    let text = head_words(head);
    let in_sentence = (0..text.len()).find_map(|at| proper_place(&text, at).filter(is_province));
    in_sentence.or_else(|| {
        let capitals = head
            .iter()
            .flat_map(columns)
            .filter(|part| is_upper(part))
            .take(20);
        let places = capitals.filter_map(|part| {
            let at = ["TỈNH ", "THÀNH PHỐ "]
                .iter()
                .find_map(|level| part.find(level))?;
            named_place(part.get(at..)?)
        });
        places.into_iter().next()
    })
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    #[test]
    fn the_preamble_names_who_issues() {
        let head = lines("Theo Kế hoạch của UBND tỉnh Ví Dụ, UBND xã Nà Ví ban hành Kế hoạch:");
        let body = issuing_body(&head, &head, None);
        assert_eq!(body.as_deref(), Some("Ủy ban nhân dân xã Nà Ví"));
        let (commune, province) = commune_and_province(body.as_deref(), &head);
        assert_eq!(commune.as_deref(), Some("xã Nà Ví"));
        assert_eq!(province.as_deref(), Some("tỉnh Ví Dụ"));
    }

    #[test]
    fn a_name_in_capitals_over_two_lines() {
        let body = |text: &str| issuing_body(&lines(text), &lines(text), None);
        let text = "UBND XÃ NÀ VÍ\nBAN CHỈ ĐẠO PHÁT TRIỂN KHOA HỌC,\nCÔNG NGHỆ VÀ ĐỀ ÁN 06\n\n\
                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKẾ HOẠCH\n";
        assert_eq!(
            body(text).as_deref(),
            Some("Ban chỉ đạo Phát triển khoa học, Công nghệ và Đề án 06")
        );
        assert_eq!(
            body("UBND TỈNH VÍ DỤ\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\nKẾ HOẠCH\n").as_deref(),
            Some("Sở Khoa học và Công nghệ")
        );
    }

    #[test]
    fn a_body_over_its_place() {
        let head = lines("HỘI LHPN VIỆT NAM\nTỈNH VÍ DỤ\nKẾ HOẠCH\n");
        let body = issuing_body(&head, &head, None);
        assert_eq!(body.as_deref(), Some("Hội LHPN Việt Nam tỉnh Ví Dụ"));
        let head = lines("HỘI LHPN VIỆT NAM\nBAN CHẤP HÀNH XÃ NÀ VÍ\nKẾ HOẠCH\n");
        let body = issuing_body(&head, &head, None);
        assert_eq!(body.as_deref(), Some("Hội LHPN Việt Nam xã Nà Ví"));
    }

    #[test]
    fn a_bare_level_takes_its_name_from_the_title() {
        let head = lines("Theo đề nghị của Sở, UBND tỉnh ban hành Kế hoạch như sau:");
        let body = issuing_body(
            &head,
            &head,
            Some("Mở lớp trên địa bàn tỉnh Ví Dụ năm 2026"),
        );
        assert_eq!(body.as_deref(), Some("Ủy ban nhân dân tỉnh Ví Dụ"));
    }
}
