//! What a task says of itself in a sentence: "Giao … chủ trì, phối hợp với …", "hoàn thành trước …".

use super::block::LONGEST_PARAGRAPH;
use super::sentence_time::{self, begins_time};
use super::unit_head::{has_head, has_strong_head, is_each, is_organising, is_plural};
use super::unit_name;
use super::verb;
use super::word::{Word, begins_with, joined, words};

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
        time: sentence_time::read(&words),
        ..given(&words).unwrap_or_default()
    }
}

/// Who does what a task says of itself, where nobody is given it: "Văn phòng Đảng ủy vận hành …".
pub fn subject(text: &str) -> Said {
    const MOST_WORDS: usize = 20;
    if text.len() > LONGEST_PARAGRAPH {
        return Said::default();
    }
    let words = words(text);
    let opens = words.first().is_some_and(Word::is_capital);
    let sure = has_strong_head(&words, 0) || is_plural(&words, 0) || is_each(&words, 0);
    let most = words.len().min(MOST_WORDS);
    let verb = (1..most).find(|&at| does(&words, at));
    let Some(verb) = verb.filter(|_| opens && sure && has_head(&words, 0)) else {
        return Said::default();
    };
    Said {
        lead: names(&words, 0, verb),
        coordinating: coordinating(&words, verb, words.len()),
        ..Said::default()
    }
}

/// Who is given the task by a clause of its text.
fn given(words: &[Word]) -> Option<Said> {
    clauses(words).find_map(|(from, to)| clause(words, from, to))
}

/// Stretches between full stops, semicolons and brackets.
pub fn clauses(words: &[Word]) -> impl Iterator<Item = (usize, usize)> + '_ {
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
pub fn clause(words: &[Word], from: usize, to: usize) -> Option<Said> {
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
        .find(|&at| closed(at) || (at > from && does(words, at)))
        .unwrap_or(most)
}

/// Whether the name before this word has ended and what its bearer does begins.
fn does(words: &[Word], at: usize) -> bool {
    let begins = verb::begins(words, at) || is_organising(words, at);
    begins && !is_plural(words, at)
}

fn names(words: &[Word], from: usize, to: usize) -> Vec<String> {
    unit_name::split(&joined(words, from, to))
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
    fn the_subject_of_a_task_does_it() {
        let said = subject("Phòng Kinh tế phối hợp với các trường, Đoàn xã mở lớp tối.");
        assert_eq!(said.lead, ["Phòng Kinh tế"]);
        assert_eq!(said.coordinating, ["các trường", "Đoàn xã"]);
        let said = subject("Mỗi chi bộ khu vực cử 02 đảng viên vào Tổ công nghệ.");
        assert_eq!(said.lead, ["Mỗi chi bộ khu vực"]);
        for text in ["Thư viện số cho học sinh.", "Tổ chức lớp tối.", ""] {
            assert_eq!(subject(text), Said::default(), "{text}");
        }
    }

    #[test]
    fn the_task_itself_may_speak_of_giving() {
        let said = read("Kiện toàn các tổ; phân công thành viên phụ trách từng thôn.");
        assert_eq!(said, Said::default());
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
