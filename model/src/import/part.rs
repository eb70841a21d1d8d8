//! The four parts of a plan's text: head, body, tail with recipients and signature, annex.

use super::block::is_upper;
use super::label::{self, Label};
use super::line::Line;
use crate::text::fold;

pub struct Parts<'a> {
    pub head: &'a [Line],
    pub body: &'a [Line],
    pub tail: &'a [Line],
    pub annex: &'a [Line],
}

impl<'a> Parts<'a> {
    pub fn of(lines: &'a [Line]) -> Parts<'a> {
        let annex = annex_start(lines).unwrap_or(lines.len());
        let (before, annex) = lines.split_at(annex);
        // A signature before the body is one that a reader of PDF has displaced.
        let body = body_start(before);
        let tail = before
            .iter()
            .enumerate()
            .position(|(index, line)| index > body && is_tail(&line.text))
            .unwrap_or(before.len());
        let (before, tail) = before.split_at(tail);
        let (head, body) = before.split_at(body_start(before));
        Parts {
            head,
            body,
            tail,
            annex,
        }
    }
}

/// The first heading: a Roman number or a part, or failing those the number 1.
fn body_start(lines: &[Line]) -> usize {
    let opens = |wanted: fn(&Label) -> bool| {
        lines
            .iter()
            .position(|line| label::split(&line.text).is_some_and(|(l, _)| wanted(&l)))
    };
    opens(|label| matches!(label, Label::Roman(_)))
        .into_iter()
        .chain(opens(|label| matches!(label, Label::Part(_))))
        .min()
        .or_else(|| opens(|label| matches!(label, Label::Number(number) if number == "1")))
        .unwrap_or_else(|| after_title(lines))
}

/// Without any heading the body is what follows the name of the document.
fn after_title(lines: &[Line]) -> usize {
    let named = lines
        .iter()
        .position(|line| line.text.trim_end_matches([':', '.', ' ']) == "KẾ HOẠCH");
    named.map_or(0, |index| (index + 2).min(lines.len()))
}

fn is_tail(text: &str) -> bool {
    let start: String = text.chars().take(14).collect();
    let folded = fold(&start);
    let recipients = folded.starts_with("noi nhan") && !folded.starts_with("noi nhan dan");
    recipients || (is_signature(text) && is_upper(text))
}

/// "TM.", "KT." and their kin at the start of a line of the signature.
pub fn is_signature(text: &str) -> bool {
    const SIGNS: &[&str] = &[
        "TM.", "T/M", "TM ", "KT.", "K/T", "KT ", "TL.", "T/L", "TL ", "TUQ.", "TUQ ", "Q. ",
    ];
    SIGNS.iter().any(|sign| text.starts_with(sign))
}

fn annex_start(lines: &[Line]) -> Option<usize> {
    lines.iter().enumerate().skip(5).find_map(|(index, line)| {
        let start: String = line.text.chars().take(40).collect();
        let folded = fold(&start);
        let titled = folded.starts_with("phu luc") && is_annex_title(&line.text);
        let caption = ["kem theo", "ban hanh kem", "dinh kem"];
        let bare = folded.trim_start_matches('(');
        let captioned = caption.iter().any(|opening| bare.starts_with(opening));
        if titled {
            return Some(index);
        }
        captioned
            .then(|| title_before(lines, index))
            // The caption of a plan that is itself the annex of a decision stands before its body.
            .filter(|&start| start > body_start(lines))
    })
}

fn is_annex_title(text: &str) -> bool {
    is_upper(text) || text.chars().count() <= 16
}

/// The lines in capitals above a caption are the title of the annex.
fn title_before(lines: &[Line], caption: usize) -> usize {
    let mut start = caption;
    for (index, line) in lines.iter().enumerate().take(caption).rev().take(6) {
        if line.is_blank() {
            continue;
        }
        let titled = is_upper(&line.text) && !is_signature(&line.text);
        if !titled {
            break;
        }
        start = index;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    #[test]
    fn a_text_falls_into_its_parts() {
        let lines = lines(
            "KẾ HOẠCH\nMở lớp\n\nCăn cứ Luật;\n\nI. MỤC ĐÍCH\n- Một.\nNơi nhận:\n- Trạm;\n\
             TM. ỦY BAN NHÂN DÂN\nTrần Văn Ví Dụ\nDANH MỤC\n(Kèm theo Kế hoạch số 1)\n1 Mở lớp",
        );
        let parts = Parts::of(&lines);
        assert_eq!(parts.head.len(), 5);
        assert_eq!(parts.body.len(), 2);
        assert_eq!(parts.tail.len(), 4);
        assert_eq!(
            parts.annex.first().map(|line| line.text.as_str()),
            Some("DANH MỤC")
        );
    }

    #[test]
    fn nothing_has_no_parts() {
        let lines = lines("");
        let parts = Parts::of(&lines);
        assert!(parts.tail.is_empty() && parts.annex.is_empty());
    }
}
