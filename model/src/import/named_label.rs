//! Labels that a sentence names: "phần IV", "mục 1.3, 2.4", "điểm a đến điểm d".

use super::label;
use super::word::Word;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Section,
    Number,
    Letter,
}

#[derive(Debug, Clone)]
pub struct Named {
    pub kind: Kind,
    pub name: String,
    /// The words that say it.
    pub from: usize,
    pub to: usize,
}

/// No duty names more; a longer list is not a list of tasks.
const MOST_LABELS: usize = 100;

/// Labels that follow "phần", "mục", "điểm" or "nhiệm vụ số", and those listed after them.
pub fn labels(words: &[Word]) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for at in 1..words.len() {
        let Some(word) = words.get(at) else { break };
        if let Some((section, number)) = sectioned(&word.text)
            && words
                .get(at - 1)
                .is_some_and(|before| is_guide(before, words, at))
        {
            let part = |kind, name: &str| Named {
                kind,
                name: name.to_owned(),
                from: at.saturating_sub(2),
                to: at + 1,
            };
            found.push(part(Kind::Section, section));
            found.push(part(Kind::Number, number));
            continue;
        }
        let Some((kind, name)) = label_of(&word.text) else {
            continue;
        };
        if let Some(last) = found.last().filter(|_| ends_range(words, at)) {
            let between = range(last, kind, &name, at + 1);
            if !between.is_empty() {
                found.extend(between);
                continue;
            }
        }
        let led = words
            .get(at - 1)
            .is_some_and(|before| is_guide(before, words, at));
        let listed = found.last().is_some_and(|last| {
            let gap = words.get(last.to..at).unwrap_or_default();
            let joined =
                gap.is_empty() && words.get(at - 1).is_some_and(|w| w.ends_with(&[',', ';']));
            last.kind == kind
                && (joined || (gap.len() == 1 && gap.iter().all(|w| w.folded == "va")))
        });
        if led || listed {
            let numbered_task = words.get(at - 1).is_some_and(|word| word.folded == "vu");
            let from = match (led, numbered_task) {
                (true, true) => at - 2,
                (true, false) => at - 1,
                (false, _) => at,
            };
            found.push(Named {
                kind,
                name,
                from,
                to: at + 1,
            });
        }
        if found.len() >= MOST_LABELS {
            break;
        }
    }
    found
}

fn is_guide(before: &Word, words: &[Word], at: usize) -> bool {
    let two_back = at
        .checked_sub(2)
        .and_then(|i| words.get(i))
        .map(|word| word.folded.as_str());
    match before.folded.as_str() {
        "phan" | "muc" | "diem" | "khoan" | "tiet" => true,
        "so" | "thu" => matches!(two_back, Some("vu" | "muc" | "viec" | "tu")),
        "vu" => two_back == Some("nhiem"),
        _ => false,
    }
}

/// "I.1" is number 1 of part I.
fn sectioned(text: &str) -> Option<(&str, &str)> {
    let bare = text.trim_end_matches(['.', ',', ';', ':', ')']);
    let (section, number) = bare.split_once('.')?;
    let is_number = matches!(label_of(number), Some((Kind::Number, _)));
    (label::is_roman(section) && is_number).then_some((section, number))
}

/// "đến 4", "đến mục 4".
fn ends_range(words: &[Word], at: usize) -> bool {
    let is_to = |i: usize| words.get(i).is_some_and(|word| word.folded == "den");
    is_to(at - 1) || (at >= 2 && is_to(at - 2) && is_guide_word(words, at - 1))
}

fn is_guide_word(words: &[Word], at: usize) -> bool {
    words
        .get(at)
        .is_some_and(|word| is_guide(word, words, at + 1))
}

/// The numbers after one label up to another of its kind: "1.2" to "1.4".
fn range(first: &Named, kind: Kind, last: &str, to: usize) -> Vec<Named> {
    const LONGEST: u32 = 50;
    let parts = |name: &str| {
        let (group, own) = name.rsplit_once('.').unwrap_or(("", name));
        Some((group.to_owned(), own.parse::<u32>().ok()?))
    };
    let (Some((group, from)), Some((other, until))) = (parts(&first.name), parts(last)) else {
        return Vec::new();
    };
    let fits = kind == Kind::Number
        && first.kind == kind
        && group == other
        && from < until
        && until - from <= LONGEST;
    if !fits {
        return Vec::new();
    }
    let name = |n: u32| {
        if group.is_empty() {
            n.to_string()
        } else {
            format!("{group}.{n}")
        }
    };
    (from + 1..=until)
        .map(|n| Named {
            kind,
            name: name(n),
            from: first.from,
            to,
        })
        .collect()
}

fn label_of(text: &str) -> Option<(Kind, String)> {
    let bare = text.trim_end_matches(['.', ',', ';', ':', ')']);
    if label::is_roman(bare) {
        return Some((Kind::Section, bare.to_owned()));
    }
    let number = bare.split('.').all(|part| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    if number {
        return Some((Kind::Number, bare.to_owned()));
    }
    let mut letters = bare.chars();
    match (letters.next(), letters.next()) {
        (Some('a'..='z' | 'đ'), None) => Some((Kind::Letter, bare.to_owned())),
        _ => None,
    }
}
