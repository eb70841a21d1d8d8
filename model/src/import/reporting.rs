//! Who reports to whom, through whom and when, as the plan's sentences say it.

use std::collections::HashSet;

use super::block::LONGEST_PARAGRAPH;
use super::draft::{Reporting, Unit};
use super::outline::{Outline, Role};
use super::unit_head::has_strong_head;
use super::word::{Word, begins_with, joined, words};
use crate::text::fold;

pub fn read(outline: &Outline, units: &[Unit]) -> Vec<Reporting> {
    let mut found = Vec::new();
    for unit in units {
        for duty in &unit.duties {
            for sentence in sentences(&duty.text) {
                found.extend(rule(sentence, Some(&unit.name), duty.line));
            }
        }
    }
    let said: HashSet<usize> = found.iter().map(|rule: &Reporting| rule.line).collect();
    for (index, node) in outline.nodes.iter().enumerate() {
        if found.len() >= MOST_RULES {
            break;
        }
        let closing = node.role == Role::Closing;
        let own_part = node.role == Role::Reporting && (node.parent.is_some() || closing);
        if closing || own_part || is_loose(outline, index) {
            let rules = sentences(&node.text).filter(|_| !said.contains(&node.line));
            found.extend(rules.filter_map(|text| rule(text, None, node.line)));
        }
    }
    found
}

/// No plan has more rules for reports.
const MOST_RULES: usize = 500;

/// A paragraph of the units part that stands under no unit.
fn is_loose(outline: &Outline, index: usize) -> bool {
    outline.nodes.get(index).is_some_and(|node| {
        node.role == Role::Unit
            && node.label.is_none()
            && node
                .parent
                .and_then(|i| outline.nodes.get(i))
                .is_some_and(|p| p.parent.is_none())
    })
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(". ")
        .map(str::trim)
        .filter(|sentence| !sentence.is_empty())
}

fn rule(sentence: &str, unit: Option<&str>, line: usize) -> Option<Reporting> {
    if sentence.len() > LONGEST_PARAGRAPH {
        return None;
    }
    let folded = fold(sentence);
    if !is_rule(&folded) {
        return None;
    }
    let raw = from_first_relevant(sentence);
    // "Yêu cầu các đơn vị …" asks others than the unit under which it happens to stand.
    let others = ["yeu cau", "de nghi"]
        .iter()
        .any(|opening| folded.starts_with(opening));
    let reporter = Some(sentence)
        .filter(|_| others || unit.is_none())
        .and_then(asked)
        .or_else(|| unit.map(str::to_owned));
    Some(Reporting {
        reporter,
        recipient: recipient(raw),
        via: via(raw),
        period: period(&fold(raw)),
        deadline_raw: deadline(raw),
        raw: raw.trim_end_matches(['/', ' ']).to_owned(),
        line,
    })
}

fn is_rule(folded: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    let about = has(&[
        "ket qua",
        "tinh hinh",
        "dinh ky",
        "hang quy",
        "hang thang",
        "hang nam",
        "kho khan",
        "6 thang",
        "sau thang",
        "mot nam",
        "hang tuan",
        "so ket",
        "tong ket",
        "cuoi nam",
        "(qua ",
    ]) || ((has(&["tong hop", "gui bao cao", "hoc ky"])
        || folded.starts_with("bao cao"))
        && folded.contains("truoc ngay"));
    let money = has(&["bo tri ngan sach", "bo tri kinh phi", "du toan"]);
    // Figures sent again and again are a report by another name.
    let figures = has(&["so lieu"])
        && has(&["gui ve", "gui "])
        && has(&["hang thang", "hang quy", "hang nam", "dinh ky"]);
    // What stands in the way is told to somebody.
    let troubles = has(&["vuong mac", "phat sinh"])
        && has(&[
            "phan anh ve",
            "phan anh kip thoi ve",
            "kien nghi ve",
            "phan anh voi",
        ]);
    (has(&["bao cao"]) && about && !money) || figures || troubles
}

/// Clauses before the one that speaks of reporting, or of when, are left out.
fn from_first_relevant(sentence: &str) -> &str {
    let mut from = 0;
    for clause in sentence.split_inclusive(';') {
        let folded = fold(clause);
        let relevant = [
            "bao cao",
            "dinh ky",
            "tong hop",
            "hang quy",
            "hang thang",
            "phan anh",
            "kien nghi",
            "so lieu",
        ];
        if relevant.iter().any(|w| folded.contains(w)) {
            return sentence.get(from..).unwrap_or(sentence).trim_start();
        }
        from += clause.len();
    }
    sentence
}

/// "yêu cầu các phòng, ban … triển khai", "đề nghị các đơn vị … báo cáo".
fn asked(sentence: &str) -> Option<String> {
    let words = words(sentence);
    let start = (0..words.len()).find_map(|at| {
        let asks = ["yeu cau", "de nghi"]
            .iter()
            .any(|verb| begins_with(&words, at, verb));
        let plural = begins_with(&words, at, "cac") && at > 0;
        if asks {
            Some(at + 2)
        } else {
            plural.then_some(at)
        }
    })?;
    let verbs = [
        "trien khai",
        "bao cao",
        "kip thoi",
        "to chuc",
        "tong hop",
        "nghiem tuc",
        "thuc hien",
        "dinh ky",
        "gui",
        "can cu",
        "phan anh",
        "kien nghi",
    ];
    let end = (start..words.len().min(start + 40))
        .find(|&at| verbs.iter().any(|verb| begins_with(&words, at, verb)))?;
    let said = joined(&words, start, end);
    let name = said.trim_end_matches([',', ' ']).to_owned();
    (!name.is_empty()).then_some(name)
}

/// The body named after "báo cáo", close behind it, or else after "gửi".
fn recipient(sentence: &str) -> Option<String> {
    let words = words(sentence);
    let sends = |at: &usize| {
        let said = ["bao cao", "gui ve", "gui", "phan anh", "kien nghi"];
        said.iter().any(|verb| begins_with(&words, *at, verb))
    };
    let last = (0..words.len()).rev().find(sends)?;
    let first = (0..words.len()).find(sends)?;
    [last, first].into_iter().find_map(|at| {
        let near = at + 1..words.len().min(at + 16);
        let from = near.into_iter().find(|&i| is_recipient(&words, i))?;
        name_from(&words, from)
    })
}

/// A body, not the one through which the report goes nor the one of which it speaks.
fn is_recipient(words: &[Word], at: usize) -> bool {
    const LEADERS: &[&str] = &[
        "giam doc",
        "chu tich",
        "ban thuong",
        "thuong truc",
        "bi thu",
        "chi huy",
        "lanh dao",
        "truong ban",
    ];
    let led_by = |before: &Word| matches!(before.folded.as_str(), "qua" | "cua");
    let aside = at
        .checked_sub(1)
        .and_then(|i| words.get(i))
        .is_some_and(led_by);
    let named =
        has_strong_head(words, at) || LEADERS.iter().any(|head| begins_with(words, at, head));
    named && !aside && words.get(at).is_some_and(Word::is_capital)
}

/// The words of a name, to the mark or the word that ends it.
fn name_from(words: &[Word], from: usize) -> Option<String> {
    let mut name: Vec<&str> = Vec::new();
    for at in from..words.len().min(from + 12) {
        let word = words.get(at)?;
        let stops = matches!(
            word.folded.as_str(),
            "ve" | "de" | "ket" | "xem" | "qua" | "truoc" | "dinh" | "tinh" | "theo" | "vao"
        ) && (name.len() > 1 || matches!(word.folded.as_str(), "truoc" | "ve"))
            && !(word.folded == "tinh" && word.text.trim_end_matches([',', '.']) == "tỉnh");
        let next = words.get(at + 1).map(|word| word.folded.as_str());
        let rhythm = matches!(word.folded.as_str(), "hang" | "moi")
            && matches!(next, Some("tuan" | "thang" | "quy" | "nam"));
        let through = word.folded == "thong" && next == Some("qua");
        if stops || rhythm || through || word.text.starts_with('(') {
            break;
        }
        name.push(&word.text);
        if word.ends_with(&[',', ';', '.', ')', '/']) {
            break;
        }
    }
    let name = name
        .join(" ")
        .trim_matches([',', ';', '.', ' ', '/', ')'])
        .to_owned();
    (!name.is_empty()).then_some(name)
}

/// "(qua Phòng …)", "(thông qua …)", "… qua Sở …".
fn via(sentence: &str) -> Option<String> {
    let inside = sentence
        .split('(')
        .skip(1)
        .filter_map(|part| part.split(')').next());
    let named = inside.filter_map(|part| {
        let part = part.trim();
        part.strip_prefix("thông qua ")
            .or_else(|| part.strip_prefix("qua "))
            .map(str::trim)
    });
    named.map(str::to_owned).next().or_else(|| {
        let words = words(sentence);
        let at = (1..words.len()).find(|&at| {
            words.get(at - 1).is_some_and(|word| word.folded == "qua")
                && has_strong_head(&words, at)
                && words.get(at).is_some_and(Word::is_capital)
        })?;
        name_from(&words, at)
    })
}

fn period(folded: &str) -> Option<String> {
    const PERIODS: [(&[&str], &str); 5] = [
        (&["hang tuan"], "weekly"),
        (&["hang thang", "dinh ky thang", "moi thang"], "monthly"),
        (
            &["hang quy", "moi quy", "dinh ky quy", "cuoi quy"],
            "quarterly",
        ),
        (&["6 thang", "06 thang", "sau thang"], "half_yearly"),
        (
            &["hang nam", "moi nam", "dinh ky nam", "bao cao nam"],
            "yearly",
        ),
    ];
    let named: Vec<&str> = PERIODS
        .iter()
        .filter(|(words, _)| words.iter().any(|word| folded.contains(word)))
        .map(|(_, period)| *period)
        .collect();
    (!named.is_empty()).then(|| named.join("+"))
}

/// "trước ngày 20 của tháng cuối quý", to the end of its clause.
fn deadline(sentence: &str) -> Option<String> {
    let lower = sentence.to_lowercase();
    // Lower case may differ in length; then no deadline is cut out of the sentence.
    let text = if lower.len() == sentence.len() {
        sentence
    } else {
        lower.as_str()
    };
    // A day named is worth more than a rhythm.
    let openings: [&[&str]; 2] = [&["định kỳ trước", "trước ngày", "chậm nhất"], &["định kỳ"]];
    let from = openings
        .iter()
        .find_map(|group| group.iter().filter_map(|opening| lower.find(opening)).min())?;
    let rest = text.get(from..)?;
    let end = rest.find([';', ')', '(', '.']).unwrap_or(rest.len());
    let clause = rest.get(..end)?;
    let clause = clause.split(" báo cáo").next().unwrap_or(clause);
    let clause = clause.split(", gửi").next().unwrap_or(clause);
    let clause = [" về ", " qua ", " để ", " gửi ", " tổng hợp"]
        .iter()
        .fold(clause, |clause, end| {
            clause.split(end).next().unwrap_or(clause)
        });
    Some(clause.trim().trim_end_matches(',').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_with_all_its_parts() {
        let read = rule(
            "Định kỳ trước ngày 12 tháng cuối mỗi quý, báo cáo kết quả về UBND xã (qua Trạm y tế) để tổng hợp.",
            Some("Công an xã"),
            7,
        )
        .unwrap_or_default();
        assert_eq!(read.reporter.as_deref(), Some("Công an xã"));
        assert_eq!(read.recipient.as_deref(), Some("UBND xã"));
        assert_eq!(read.via.as_deref(), Some("Trạm y tế"));
        assert_eq!(read.period.as_deref(), Some("quarterly"));
        assert_eq!(
            read.deadline_raw.as_deref(),
            Some("Định kỳ trước ngày 12 tháng cuối mỗi quý")
        );
    }

    #[test]
    fn through_whom_without_brackets() {
        let read = |text: &str| {
            let read = rule(text, None, 1).unwrap_or_default();
            [read.recipient, read.via, read.deadline_raw].map(Option::unwrap_or_default)
        };
        assert_eq!(
            read("Báo cáo kết quả về UBND xã qua Phòng Văn hóa - Xã hội trước ngày 25 hằng tháng."),
            [
                "UBND xã",
                "Phòng Văn hóa - Xã hội",
                "trước ngày 25 hằng tháng"
            ]
        );
        assert_eq!(
            read("Báo cáo tình hình trước ngày 25 hằng tháng qua Phòng Văn hóa - Xã hội."),
            ["", "Phòng Văn hóa - Xã hội", "trước ngày 25 hằng tháng"]
        );
        assert_eq!(
            read("Tổng hợp kết quả của Ban Chỉ đạo hằng quý, báo cáo Ban Chỉ đạo tỉnh hằng quý.")
                [0],
            "Ban Chỉ đạo tỉnh"
        );
    }

    #[test]
    fn figures_sent_every_month_are_a_report() {
        let read = rule(
            "Gửi số liệu về Văn phòng trước ngày 25 hằng tháng.",
            None,
            1,
        );
        assert_eq!(
            read.unwrap_or_default().recipient.as_deref(),
            Some("Văn phòng")
        );
    }

    #[test]
    fn a_report_with_its_day_is_a_rule() {
        let text = "Gửi báo cáo học kỳ I trước ngày 10/01/2027 về UBND xã.";
        let read = rule(text, None, 1).unwrap_or_default();
        assert_eq!(read.recipient.as_deref(), Some("UBND xã"));
    }

    #[test]
    fn troubles_are_told_to_somebody() {
        let text = "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các đơn vị phản ánh về \
                    Ủy ban nhân dân xã (qua Trạm y tế) để xem xét, giải quyết./.";
        let read = rule(text, None, 1).unwrap_or_default();
        assert_eq!(read.reporter.as_deref(), Some("các đơn vị"));
        assert_eq!(read.recipient.as_deref(), Some("Ủy ban nhân dân xã"));
        assert_eq!(read.via.as_deref(), Some("Trạm y tế"));
        assert_eq!(read.raw, text.trim_end_matches('/'));
    }

    #[test]
    fn other_duties_are_no_rules() {
        for text in [
            "Tổng hợp, báo cáo UBND xã bố trí kinh phí theo kết quả.",
            "Mở lớp hằng quý.",
            "",
        ] {
            assert_eq!(rule(text, None, 1), None, "{text}");
        }
    }
}
