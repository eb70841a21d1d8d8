//! What a task says of itself in a sentence: "Giao … chủ trì, phối hợp với …", "hoàn thành trước …".

use super::block::LONGEST_PARAGRAPH;
use super::unit_name::{self, Word, begins_with, has_head, is_plural, words};
use crate::schedule::{Schedule, ScheduleKind};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Said {
    pub lead: Vec<String>,
    pub coordinating: Vec<String>,
    pub time: Option<String>,
}

/// Reads only plain formulas; any other wording says nothing.
pub fn read(text: &str) -> Said {
    if text.len() > LONGEST_PARAGRAPH {
        return Said::default();
    }
    let words = words(text);
    let (lead, coordinating) = given(&words).unwrap_or_default();
    Said {
        lead,
        coordinating,
        time: time(&words),
    }
}

/// "Giao Phòng … chủ trì, phối hợp với … thực hiện".
fn given(words: &[Word]) -> Option<(Vec<String>, Vec<String>)> {
    let start = (0..words.len()).find(|&at| {
        let opens = at == 0
            || words
                .get(at - 1)
                .is_some_and(|w| w.ends_with(&['.', ';', '(']));
        let bare = words
            .get(at)
            .is_some_and(|word| matches!(word.folded.as_str(), "giao"));
        opens && bare && has_head(words, at + 1)
    })?;
    let leads = (start + 1..words.len().min(start + 40))
        .find(|&at| begins_with(words, at, "chu tri") || begins_with(words, at, "thuc hien"))?;
    let lead = names(words, start + 1, leads);
    let with = (leads..words.len().min(leads + 8)).find(|&at| begins_with(words, at, "phoi hop"));
    let coordinating = with.map(|with| {
        let skip = usize::from(words.get(with + 2).is_some_and(|word| word.folded == "voi"));
        let from = with + 2 + skip;
        names(words, from, end_of_names(words, from))
    });
    Some((lead, coordinating.unwrap_or_default()))
}

fn end_of_names(words: &[Word], from: usize) -> usize {
    const VERBS: &[&str] = &[
        "thuc hien",
        "to chuc thuc",
        "to chuc trien",
        "trien khai",
        "tham muu",
        "xay dung",
        "huong dan",
        "tuyen truyen",
        "hoan thanh",
        "va cac don vi lien quan thuc",
    ];
    let most = words.len().min(from + 60);
    let verb = |at: usize| VERBS.iter().any(|verb| begins_with(words, at, verb));
    let closed = |at: usize| {
        at > from
            && words
                .get(at - 1)
                .is_some_and(|w| w.ends_with(&['.', ';', ')']))
    };
    (from..most)
        .find(|&at| closed(at) || (verb(at) && !is_plural(words, at)))
        .unwrap_or(most)
}

fn names(words: &[Word], from: usize, to: usize) -> Vec<String> {
    unit_name::split(&joined(words, from, to))
}

/// A clause or a bracket that begins with "hoàn thành" or its kin and names a time.
fn time(words: &[Word]) -> Option<String> {
    const OPENINGS: &[&str] = &[
        "hoan thanh",
        "thoi gian",
        "xong truoc",
        "thoi han",
        "cham nhat",
        "du kien",
        "tien do",
    ];
    let starts = (1..words.len()).filter(|&at| {
        let bracket = words.get(at).is_some_and(|word| word.text.starts_with('('));
        let clause = words
            .get(at - 1)
            .is_some_and(|word| word.ends_with(&[';', '.', ',']));
        (bracket || clause)
            && OPENINGS
                .iter()
                .any(|opening| begins_with(words, at, opening))
    });
    starts.take(20).find_map(|at| {
        let most = words.len().min(at + 16);
        let end = (at..most)
            .find(|&i| {
                words
                    .get(i)
                    .is_some_and(|word| word.ends_with(&[';', '.', ')', ',']))
            })
            .map_or(most, |i| i + 1);
        let clause = joined(words, at, end);
        let bare = clause.trim_matches(['(', ')', ';', '.', ',', ' ']);
        let dated = Schedule::read(bare);
        let known = dated.kind != ScheduleKind::Unspecified
            && (dated.end.is_some() || dated.start.is_some());
        known.then(|| bare.to_owned())
    })
}

fn joined(words: &[Word], from: usize, to: usize) -> String {
    let words = words
        .get(from..to.max(from).min(words.len()))
        .unwrap_or_default();
    words
        .iter()
        .map(|word| word.text.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_gives_the_task() {
        let said = read(
            "Mở lớp tối. Giao Trạm y tế chủ trì, phối hợp với Hội Nông dân, Đoàn xã thực hiện; \
             hoàn thành trong tháng 6/2026.",
        );
        assert_eq!(said.lead, ["Trạm y tế"]);
        assert_eq!(said.coordinating, ["Hội Nông dân", "Đoàn xã"]);
        assert_eq!(said.time.as_deref(), Some("hoàn thành trong tháng 6/2026"));
    }

    #[test]
    fn a_bracket_with_a_time() {
        let time = read("Lập danh sách (hoàn thành trước ngày 20/11/2026).").time;
        assert_eq!(time.as_deref(), Some("hoàn thành trước ngày 20/11/2026"));
    }

    #[test]
    fn ordinary_sentences_say_nothing() {
        for text in [
            "Giao lưu giữa các thôn",
            "Phấn đấu hoàn thành các chỉ tiêu, nhiệm vụ",
            "",
        ] {
            assert_eq!(read(text), Said::default(), "{text}");
        }
    }
}
