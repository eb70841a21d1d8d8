//! The instruments a plan rests on or mentions: "Quyết định số 12/QĐ-UBND ngày … của … về …".

use chrono::NaiveDate;

use super::block::LONGEST_PARAGRAPH;
use super::document;
use super::draft::LegalBasis;
use super::word::{Word, begins_with, words};

/// Kinds of instruments: their search form, and as they are written.
const KINDS: &[(&str, &str)] = &[
    ("nghi quyet", "Nghị quyết"),
    ("nghi dinh", "Nghị định"),
    ("quyet dinh", "Quyết định"),
    ("ke hoach", "Kế hoạch"),
    ("chuong trinh", "Chương trình"),
    ("chi thi", "Chỉ thị"),
    ("cong van", "Công văn"),
    ("to trinh", "Tờ trình"),
    ("thong bao", "Thông báo"),
    ("thong tu", "Thông tư"),
    ("huong dan", "Hướng dẫn"),
    ("ket luan", "Kết luận"),
    ("cong dien", "Công điện"),
    ("thong tri", "Thông tri"),
    ("quy dinh", "Quy định"),
    ("bao cao", "Báo cáo"),
    ("van ban", "Văn bản"),
    ("de an", "Đề án"),
    ("luat", "Luật"),
];

/// The instruments named in a text, each with its number.
pub fn scan(text: &str, line: usize) -> Vec<LegalBasis> {
    if text.len() > LONGEST_PARAGRAPH || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match instrument(&words, at) {
            Some((basis, next)) => {
                found.push(LegalBasis {
                    line,
                    verb: verb(&words, at),
                    ..basis
                });
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

fn instrument(words: &[Word], at: usize) -> Option<(LegalBasis, usize)> {
    let (folded, kind) = KINDS
        .iter()
        .find(|(folded, _)| begins_with(words, at, folded))?;
    let first = words.get(at)?;
    if !first.is_capital() && words.get(at + 2).is_none_or(|word| word.folded != "so") {
        return None;
    }
    let n_kind = folded.split(' ').count();
    let number_at = number_place(words, at + n_kind, *folded == "luat");
    let (number, after) = match number_at.and_then(|at| number(words, at)) {
        Some((number, after)) => (Some(number), after),
        // A law is also told by its name and day.
        None if *folded == "luat" => (None, day_of_law(words, at + n_kind)?),
        None => return None,
    };
    let (date, after_date) = date(words, after);
    let (issuer, after_issuer) = issuer(words, after_date);
    let end = subject_end(words, after_issuer);
    let basis = LegalBasis {
        verb: None,
        kind: (*kind).to_owned(),
        number,
        date,
        issuer,
        subject: text_of(words, after_issuer, end).map(|subject| without_about(&subject)),
        raw: text_of(words, at, end).unwrap_or_default(),
        line: 0,
    };
    // What follows the date may name further instruments, so the search goes on from there.
    Some((basis, after_date.max(at + 1)))
}

/// The number stands after the kind, "số" between them or not; in a law, after its name.
fn number_place(words: &[Word], from: usize, far: bool) -> Option<usize> {
    let skip = |at: usize| {
        if words.get(at).is_some_and(|w| w.folded == "so") {
            at + 1
        } else {
            at
        }
    };
    let near = skip(from);
    if words.get(near).is_some_and(|word| is_number(&word.text)) || is_broken(words, near) {
        return Some(near);
    }
    // "Chương trình hành động số 12-CTr/TU"; a law's name is longer.
    let reach = if far { 14 } else { 3 };
    let told = |at: &usize| far || words.get(at - 1).is_some_and(|word| word.folded == "so");
    (from..from + reach)
        .map(skip)
        .filter(told)
        .find(|&at| words.get(at).is_some_and(|w| is_number(&w.text)) || is_broken(words, at))
}

/// "12-" at the end of a line, its "CTr/TU" on the next.
fn is_broken(words: &[Word], at: usize) -> bool {
    words
        .get(at)
        .zip(words.get(at + 1))
        .is_some_and(|(first, second)| {
            first.ends_with(&['-', '/']) && is_number(&format!("{}{}", first.text, second.text))
        })
}

fn is_number(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..).unwrap_or_default();
    (1..=5).contains(&digits)
        && rest.contains(['/', '-', '–'])
        && rest.chars().any(char::is_uppercase)
        && text.len() <= 40
}

/// Where "ngày" stands after the name of a law, in the same clause.
fn day_of_law(words: &[Word], from: usize) -> Option<usize> {
    (from..words.len().min(from + 14))
        .take_while(|&at| !words.get(at - 1).is_some_and(|w| w.ends_with(&[';', '.'])))
        .find(|&at| date(words, at).0.is_some())
}

/// A number broken by a line's end is joined again.
fn number(words: &[Word], at: usize) -> Option<(String, usize)> {
    let mut number = words.get(at)?.text.clone();
    let mut next = at + 1;
    if number.ends_with(['-', '/'])
        && let Some(word) = words.get(next)
    {
        number.push_str(&word.text);
        next += 1;
    }
    let bare = number.trim_end_matches([',', ';', '.', ')', ':']);
    Some((bare.to_owned(), next))
}

fn date(words: &[Word], at: usize) -> (Option<NaiveDate>, usize) {
    if words.get(at).is_none_or(|word| word.folded != "ngay") {
        return (None, at);
    }
    for n_words in [2, 6] {
        let date = text_of(words, at, at + n_words).and_then(|text| document::day(&text));
        if date.is_some() {
            return (date, at + n_words);
        }
    }
    (None, at)
}

fn issuer(words: &[Word], at: usize) -> (Option<String>, usize) {
    if words.get(at).is_none_or(|word| word.folded != "cua") {
        return (None, at);
    }
    let mut end = at + 1;
    while let Some(word) = words.get(end) {
        let stops = matches!(
            word.folded.as_str(),
            "ve" | "phe" | "trien" | "quy" | "thuc" | "den" | "tai" | "voi" | "huong" | "sua"
        );
        let issues = begins_with(words, end, "ban hanh");
        let another = word.folded == "va" && begins_kind(words, end + 1);
        if stops || issues || another || end > at + 24 {
            break;
        }
        end += 1;
        if word.ends_with(&[';', ',', '.', ')']) {
            break;
        }
    }
    (text_of(words, at + 1, end), end)
}

fn begins_kind(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(Word::is_capital)
        && KINDS
            .iter()
            .any(|(folded, _)| begins_with(words, at, folded))
}

/// The subject goes to the end of its clause.
fn subject_end(words: &[Word], from: usize) -> usize {
    let closed = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| word.ends_with(&[';', '.', ')']) || word.text == "./.")
    };
    if from > 0 && closed(from - 1) {
        return from;
    }
    let most = (from + 80).min(words.len());
    (from..most)
        .find(|&at| closed(at))
        .map_or(most, |at| at + 1)
}

fn verb(words: &[Word], at: usize) -> Option<String> {
    let from = at.saturating_sub(12);
    let verbs = [
        ("can cu", "Căn cứ"),
        ("thuc hien", "Thực hiện"),
        ("theo", "theo"),
    ];
    let near = (from..at).rev().find_map(|i| {
        verbs
            .iter()
            .find(|(folded, _)| begins_with(words, i, folded))
            .map(|(_, verb)| *verb)
    });
    let first = verbs
        .iter()
        .find(|(folded, _)| begins_with(words, 0, folded))
        .map(|(_, verb)| *verb);
    near.or(first).map(str::to_owned)
}

fn text_of(words: &[Word], from: usize, to: usize) -> Option<String> {
    let texts: Vec<&str> = words
        .get(from..to.min(words.len()))?
        .iter()
        .map(|w| w.text.as_str())
        .collect();
    let text = texts.join(" ");
    let text = text.trim_matches([' ', ';', ',', '.', ':', '(', ')']);
    (!text.is_empty()).then(|| text.to_owned())
}

fn without_about(subject: &str) -> String {
    subject.strip_prefix("về ").unwrap_or(subject).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instrument_with_all_its_parts() {
        let found = scan(
            "Căn cứ Quyết định số 12/QĐ-UBND ngày 05 tháng 02 năm 2026 của UBND tỉnh Ví Dụ về mở lớp;",
            3,
        );
        assert_eq!(found.len(), 1);
        let basis = &found[0];
        assert_eq!(basis.verb.as_deref(), Some("Căn cứ"));
        assert_eq!(basis.kind, "Quyết định");
        assert_eq!(basis.number.as_deref(), Some("12/QĐ-UBND"));
        assert_eq!(basis.date, NaiveDate::from_ymd_opt(2026, 2, 5));
        assert_eq!(basis.issuer.as_deref(), Some("UBND tỉnh Ví Dụ"));
        assert_eq!(basis.subject.as_deref(), Some("mở lớp"));
        assert_eq!(basis.line, 3);
    }

    #[test]
    fn several_in_one_sentence_and_broken_numbers() {
        let found = scan(
            "Thực hiện Nghị quyết 1-NQ/TW và Kế hoạch số 22/KH- UBND, ngày 3/4/2025 của xã; \
             Luật Ví dụ số 33/2025/QH15",
            1,
        );
        let numbers: Vec<&str> = found
            .iter()
            .filter_map(|basis| basis.number.as_deref())
            .collect();
        assert_eq!(numbers, ["1-NQ/TW", "22/KH-UBND", "33/2025/QH15"]);
    }

    #[test]
    fn a_number_cut_at_its_dash() {
        let found = scan("Chương trình hành động số 12- CTr/TU ngày 14/01/2026;", 1);
        let numbers: Vec<_> = found.into_iter().filter_map(|basis| basis.number).collect();
        assert_eq!(numbers, ["12-CTr/TU"]);
    }

    #[test]
    fn a_number_still_to_be_filled_in_is_none() {
        assert!(scan("Kế hoạch số   /KH-UBND ngày  /7/2025", 1).is_empty());
        assert!(scan("kế hoạch năm 2025", 1).is_empty());
    }
}
