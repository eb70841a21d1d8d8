//! When a task is to be done, as its sentences say it: "hoàn thành trước …", "… trong quý I/2026.".

use super::sentence::{clause, clauses};
use super::word::{Word, begins_with, joined};
use crate::schedule::{Schedule, ScheduleKind};
use crate::text::fold;

/// The words that name the time, from the plainest formula to the least plain.
pub fn read(words: &[Word]) -> Option<String> {
    dated_clause(words)
        .or_else(|| bare_time(words))
        .or_else(|| time_of_doing(words))
        .or_else(|| time_at_end(words))
}

/// A clause or a bracket that begins with "hoàn thành" or its kin and names a time.
fn dated_clause(words: &[Word]) -> Option<String> {
    const OPENINGS: &[&str] = &[
        "hoan thanh",
        "thoi gian",
        "xong truoc",
        "bao cao truoc",
        "gui truoc",
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

/// A clause or a bracket at the end that is nothing but a time: "(thường xuyên)", ", tháng 12/2026.".
fn bare_time(words: &[Word]) -> Option<String> {
    const MOST_WORDS: usize = 14;
    clauses(words)
        .filter(|(from, _)| *from > 0)
        .find_map(|(from, to)| {
            let after_comma =
                |at: usize| words.get(at - 1).is_some_and(|word| word.ends_with(&[',']));
            // In the middle of a sentence such words say how, not until when.
            let ends = to == words.len() || words.get(to - 1).is_some_and(|w| w.ends_with(&[')']));
            let starts = (from..to).filter(|&at| ends && (at == from || after_comma(at)));
            starts
                .filter(|&at| {
                    // A stretch of years outside brackets belongs to what is named before it.
                    let closed = words.get(to - 1).is_some_and(|word| word.ends_with(&[')']));
                    let years = at == from && closed && begins_with(words, at, "giai doan");
                    to - at <= MOST_WORDS && (years || begins_time(words, at))
                })
                .find_map(|at| {
                    let clause = joined(words, at, to);
                    let bare = clause.trim_matches(['(', ')', ';', '.', ',', ' ']);
                    is_known(bare).then(|| bare.to_owned())
                })
        })
}

/// What follows "thực hiện" in the clause that gives the task: "thực hiện thường xuyên".
fn time_of_doing(words: &[Word]) -> Option<String> {
    clauses(words)
        .filter(|(from, to)| {
            begins_with(words, *from, "thuc hien") || clause(words, *from, *to).is_some()
        })
        .find_map(|(from, to)| {
            let does = |at: usize| {
                ["thuc hien", "trien khai"]
                    .iter()
                    .any(|verb| begins_with(words, at, verb))
            };
            let at = (from..to).find(|&at| does(at) && begins_time(words, at + 2))?;
            let said = joined(words, at + 2, to);
            let bare = said.trim_matches(['(', ')', ';', '.', ',', ' ']);
            is_known(bare).then(|| bare.to_owned())
        })
}

/// A time with which a sentence ends: "… tham gia Tổ công nghệ số trước ngày 30/11/2025."
fn time_at_end(words: &[Word]) -> Option<String> {
    clauses(words).find_map(|(from, to)| {
        let start = (from + 1..to).find(|&at| {
            let opens = ENDINGS
                .iter()
                .any(|opening| begins_with(words, at, opening));
            opens && (at..to).all(|at| words.get(at).is_some_and(is_of_time))
        })?;
        let said = joined(words, start, to);
        let bare = said.trim_matches(['(', ')', ';', '.', ',', '/', ' ']);
        is_known(bare).then(|| bare.to_owned())
    })
}

/// With these words a time begins that is the task's own, not that of something it speaks of.
const ENDINGS: &[&str] = &[
    "truoc ngay",
    "truoc thang",
    "trong thang",
    "trong quy",
    "trong nam",
    "trong tuan",
    "xong trong",
    "xong truoc",
    "cham nhat",
    "thuong xuyen",
];

/// Days, months, Roman quarters and the small words between them.
fn is_of_time(word: &Word) -> bool {
    const WORDS: &[&str] = &[
        "truoc", "trong", "ngay", "thang", "quy", "nam", "xong", "cham", "nhat", "cuoi", "dau",
        "va", "tuan", "thuong", "xuyen", "hang", "moi", "den", "het",
    ];
    let mut signs = word.folded.chars();
    WORDS.contains(&word.folded.as_str())
        || (!word.folded.is_empty() && signs.all(|c| c.is_ascii_digit() || "/-–ivx".contains(c)))
}

fn is_known(words: &str) -> bool {
    Schedule::read(words).kind != ScheduleKind::Unspecified
}

pub fn begins_time(words: &[Word], at: usize) -> bool {
    const OPENINGS: &[&str] = &[
        "cham nhat",
        "den het",
        "den ngay",
        "dinh ky",
        "hang nam",
        "hang quy",
        "hang thang",
        "hang tuan",
        "hoan thanh",
        "nam 20",
        "quy i",
        "thang",
        "thuong xuyen",
        "trong nam",
        "trong quy",
        "trong thang",
        "truoc",
        "tu ngay",
        "tu thang",
        "xong",
    ];
    let text = joined(words, at, at + 2);
    let folded = fold(text.trim_start_matches('('));
    let day = text
        .strip_prefix("(ngày ")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    day || OPENINGS.iter().any(|opening| folded.starts_with(opening))
}

#[cfg(test)]
mod tests {
    use super::super::word::words;

    fn time(text: &str) -> String {
        super::read(&words(text)).unwrap_or_default()
    }

    #[test]
    fn a_time_after_the_doing() {
        let cases = [
            (
                "Phát loa. Giao Trạm y tế chủ trì, thực hiện thường xuyên.",
                "thường xuyên",
            ),
            (
                "Ra quân. Đoàn xã thực hiện từ ngày 26/3/2026 đến ngày 31/8/2026.",
                "từ ngày 26/3/2026 đến ngày 31/8/2026",
            ),
            ("Mở hội (ngày 10/10/2026).", "ngày 10/10/2026"),
            (
                "(Trạm y tế chủ trì; thực hiện thường xuyên)",
                "thường xuyên",
            ),
            (
                "(Trạm y tế chủ trì; giai đoạn 2026 - 2030)",
                "giai đoạn 2026 - 2030",
            ),
            ("Thực hiện Đề án mở lớp, giai đoạn 2026 - 2030.", ""),
        ];
        for (text, said) in cases {
            assert_eq!(time(text), said, "{text}");
        }
    }

    #[test]
    fn a_bracket_with_a_time() {
        assert_eq!(
            time("Lập danh sách (hoàn thành trước ngày 20/11/2026)."),
            "hoàn thành trước ngày 20/11/2026"
        );
    }

    #[test]
    fn a_time_at_the_end_of_a_sentence() {
        let cases = [
            (
                "Cử 02 đảng viên vào Tổ trước ngày 30/11/2025.",
                "trước ngày 30/11/2025",
            ),
            (
                "Mở 03 lớp trong quý I/2026; mời chuyên gia.",
                "trong quý I/2026",
            ),
            ("Cập nhật tin, bài thường xuyên.", "thường xuyên"),
            ("Rà soát hồ sơ nộp trước ngày 01/7/2025 còn thiếu.", ""),
            ("Thực hiện mục tiêu đến năm 2030.", ""),
        ];
        for (text, said) in cases {
            assert_eq!(time(text), said, "{text}");
        }
    }
}
