//! What a task says of itself in a sentence: "Giao … chủ trì, phối hợp với …", "hoàn thành trước …".

use super::block::LONGEST_PARAGRAPH;
use super::unit_name::{self, Word, begins_with, has_head, has_strong_head, is_plural, words};
use super::verb;
use crate::schedule::{Schedule, ScheduleKind};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Said {
    pub lead: Vec<String>,
    pub coordinating: Vec<String>,
    pub implementing: Vec<String>,
    pub time: Option<String>,
}

/// Reads only plain formulas; any other wording says nothing.
pub fn read(text: &str) -> Said {
    if text.len() > LONGEST_PARAGRAPH {
        return Said::default();
    }
    let words = words(text);
    Said {
        time: time(&words)
            .or_else(|| bare_time(&words))
            .or_else(|| time_of_doing(&words)),
        ..given(&words).unwrap_or_default()
    }
}

/// Who is given the task by a clause of its text.
fn given(words: &[Word]) -> Option<Said> {
    clauses(words).find_map(|(from, to)| clause(words, from, to))
}

/// Stretches between full stops, semicolons and brackets.
fn clauses(words: &[Word]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from;
        let opens = |at: usize| at > start && words.get(at).is_some_and(opens_bracket);
        let closes = |at: usize| {
            words
                .get(at)
                .is_some_and(|word| word.ends_with(&['.', ';', ')', ':']))
        };
        from = (start..words.len())
            .find_map(|at| match (opens(at), closes(at)) {
                (true, _) => Some(at),
                (false, true) => Some(at + 1),
                (false, false) => None,
            })
            .unwrap_or(words.len());
        (start < words.len()).then_some((start, from))
    })
    .take(MOST_CLAUSES)
}

const MOST_CLAUSES: usize = 60;

fn opens_bracket(word: &Word) -> bool {
    word.text.starts_with('(')
}

/// "Giao Phòng … chủ trì, phối hợp với … thực hiện"; "(Trạm y tế chủ trì)"; "Đoàn xã thực hiện".
fn clause(words: &[Word], from: usize, to: usize) -> Option<Said> {
    let words = words.get(..to)?;
    let openings = ["giao", "do", "phan cong"];
    let opening = openings
        .iter()
        .find(|opening| begins_with(words, from, opening));
    let start = from + opening.map_or(0, |opening| opening.split(' ').count());
    // "phân công thành viên phụ trách từng thôn" is the task itself.
    let anyone = *opening.unwrap_or(&"") == "phan cong"
        && !words.get(start).is_some_and(Word::is_capital)
        && !has_strong_head(words, start)
        && !is_plural(words, start);
    if !has_head(words, start) || anyone {
        return None;
    }
    let verb = (start + 1..to.min(start + 40)).find(|&at| verb::begins(words, at))?;
    let named = || names(words, start, verb);
    let is = |verbs: &[&str]| verbs.iter().any(|one| begins_with(words, verb, one));
    let bracket = words.get(from).is_some_and(opens_bracket);
    let mut said = Said::default();
    if is(&["chu tri", "phu trach", "dau moi", "lam dau moi"]) || *opening.unwrap_or(&"") == "giao"
    {
        said.lead = named();
        said.coordinating = coordinating(words, verb, to);
    } else if from == 0 && !bracket {
        // The task's own first sentence has a subject, who need not lead it.
        return None;
    } else if is(&[
        "tham muu",
        "chiu trach nhiem",
        "phoi hop voi",
        "phoi hop cung",
    ]) {
        said.lead = named();
        said.coordinating = coordinating(words, verb, to);
    } else if is(&["phoi hop"]) {
        said.coordinating = named();
    } else if is(&["thuc hien", "trien khai", "to chuc thuc hien"])
        && (verb + 4 >= to || begins_time(words, verb + 2) || closes_at(words, verb + 1))
    {
        said.implementing = named();
        said.coordinating = coordinating(words, verb, to);
    } else {
        return None;
    }
    Some(said)
}

/// "… thực hiện, Đoàn xã phối hợp": a comma ends what the first does.
fn closes_at(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| word.ends_with(&[',']))
}

fn coordinating(words: &[Word], verb: usize, to: usize) -> Vec<String> {
    const FARTHEST: usize = 24;
    let with = (verb..to.min(verb + FARTHEST)).find(|&at| begins_with(words, at, "phoi hop"));
    let Some(with) = with else {
        return Vec::new();
    };
    // "Trạm y tế chủ trì, Đoàn xã phối hợp": who helps stands before the verb.
    let first = verb + 2;
    if with > first && has_head(words, first) {
        return names(words, first, with);
    }
    if with >= verb + 8 {
        return Vec::new();
    }
    let skip = usize::from(
        words
            .get(with + 2)
            .is_some_and(|word| matches!(word.folded.as_str(), "voi" | "cung")),
    );
    let from = with + 2 + skip;
    names(words, from, end_of_names(words, from))
}

fn end_of_names(words: &[Word], from: usize) -> usize {
    let most = words.len().min(from + 60);
    let closed = |at: usize| {
        at > from
            && words
                .get(at - 1)
                .is_some_and(|w| w.ends_with(&['.', ';', ')']))
    };
    (from..most)
        .find(|&at| closed(at) || (at > from && verb::begins(words, at) && !is_plural(words, at)))
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
                    let known = Schedule::read(bare).kind != ScheduleKind::Unspecified;
                    known.then(|| bare.to_owned())
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
            let known = Schedule::read(bare).kind != ScheduleKind::Unspecified;
            known.then(|| bare.to_owned())
        })
}

fn begins_time(words: &[Word], at: usize) -> bool {
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
    let folded = crate::text::fold(text.trim_start_matches('('));
    let day = text
        .strip_prefix("(ngày ")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    day || OPENINGS.iter().any(|opening| folded.starts_with(opening))
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
    fn who_helps_may_stand_before_the_verb() {
        let said = read("Mở lớp (Trạm y tế chủ trì, Đoàn xã phối hợp; quý IV/2026).");
        assert_eq!(said.lead, ["Trạm y tế"]);
        assert_eq!(said.coordinating, ["Đoàn xã"]);
        let said = read("Mở lớp. Do Trạm y tế thực hiện, Đoàn xã phối hợp; trong năm 2026.");
        assert_eq!(said.implementing, ["Trạm y tế"]);
        assert_eq!(said.coordinating, ["Đoàn xã"]);
        let said = read("Mở lớp. Trạm y tế phối hợp với Đoàn xã tổ chức thực hiện.");
        assert_eq!(said.lead, ["Trạm y tế"]);
        assert_eq!(said.coordinating, ["Đoàn xã"]);
    }

    #[test]
    fn a_time_after_the_doing() {
        let time = |text: &str| read(text).time.unwrap_or_default();
        assert_eq!(
            time("Phát loa. Giao Trạm y tế chủ trì, thực hiện thường xuyên."),
            "thường xuyên"
        );
        let said = read("Ra quân. Đoàn xã thực hiện từ ngày 26/3/2026 đến ngày 31/8/2026.");
        assert_eq!(said.implementing, ["Đoàn xã"]);
        assert_eq!(
            said.time.as_deref(),
            Some("từ ngày 26/3/2026 đến ngày 31/8/2026")
        );
        assert_eq!(time("Mở hội (ngày 10/10/2026)."), "ngày 10/10/2026");
        assert_eq!(
            time("(Trạm y tế chủ trì; thực hiện thường xuyên)"),
            "thường xuyên"
        );
        assert_eq!(
            time("(Trạm y tế chủ trì; giai đoạn 2026 - 2030)"),
            "giai đoạn 2026 - 2030"
        );
        assert_eq!(time("Thực hiện Đề án mở lớp, giai đoạn 2026 - 2030."), "");
    }

    #[test]
    fn the_task_itself_may_speak_of_giving() {
        let said = read("Kiện toàn các tổ; phân công thành viên phụ trách từng thôn.");
        assert_eq!(said, Said::default());
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
