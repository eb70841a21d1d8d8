//! The end of a plan: who receives it and who signs.

use super::block::is_upper;
use super::document::columns;
use super::draft::{Recipient, Signatory};
use super::label;
use super::line::Line;
use super::part::is_signature;
use crate::text::{fold, is_dash};

/// No plan is sent to more.
const MOST_RECIPIENTS: usize = 200;

pub fn recipients(tail: &[Line]) -> Vec<Recipient> {
    let start = tail
        .iter()
        .position(|line| fold(&line.text).starts_with("noi nhan"));
    let Some(start) = start else {
        return Vec::new();
    };
    let mut found: Vec<Recipient> = tail.get(start).map(beside_heading).unwrap_or_default();
    let mut gap = false;
    for line in tail.iter().skip(start + 1) {
        let part = first_column(line);
        if part.is_empty() || is_upper(&part) && label::split(&part).is_none() {
            gap |= part.is_empty();
            continue;
        }
        match label::split(&part) {
            Some((label, words)) if label.is_bullet() => {
                found.push(Recipient {
                    text: words.to_owned(),
                    purpose: purpose(words),
                    line: line.number,
                });
            }
            _ => {
                // A line broken in the middle of a recipient; after the last there is a name.
                let open = found.last_mut().filter(|last| !gap && !ends(&last.text));
                if let Some(last) = open {
                    last.text = format!("{} {part}", last.text);
                    last.purpose = purpose(&last.text);
                }
            }
        }
        gap = false;
        if found.len() >= MOST_RECIPIENTS {
            break;
        }
    }
    found
}

/// The words of the left column; a tab may stand between a dash and its words.
fn first_column(line: &Line) -> String {
    let mut parts = columns(line);
    let first = parts.next().unwrap_or_default();
    let bare = first.chars().all(|c| is_dash(c) || c == '+');
    match parts.next().filter(|_| bare && !first.is_empty()) {
        Some(words) => format!("{first} {words}"),
        None => first,
    }
}

/// "Nơi nhận: UBND tỉnh (b/c); Lưu: VT." on one line.
fn beside_heading(line: &Line) -> Vec<Recipient> {
    let first = columns(line).next().unwrap_or_default();
    let Some((_, list)) = first.split_once(':') else {
        return Vec::new();
    };
    let texts = list
        .split(';')
        .map(str::trim)
        // The signature of the right column is none of them.
        .filter(|text| !text.is_empty() && !is_signature(text));
    texts
        .map(|text| Recipient {
            text: text.to_owned(),
            purpose: purpose(text),
            line: line.number,
        })
        .collect()
}

fn ends(text: &str) -> bool {
    text.ends_with([';', '.'])
}

/// "(b/c)": for what it is sent.
fn purpose(text: &str) -> Option<String> {
    let (_, inside) = text.rsplit_once('(')?;
    let inside = inside.split(')').next()?.trim();
    let known = [
        "b/c",
        "p/h",
        "t/h",
        "để b/c",
        "để p/h",
        "để t/h",
        "báo cáo",
        "để báo cáo",
    ];
    known
        .contains(&inside)
        .then(|| inside.trim_start_matches("để ").to_owned())
}

pub fn signatory(tail: &[Line]) -> Option<Signatory> {
    let mut signatory = Signatory::default();
    let parts = tail
        .iter()
        .flat_map(|line| columns(line).map(move |part| (line.number, part)));
    for (line, part) in parts {
        let part = beside_recipients(part);
        let signed = signatory.capacity.is_some()
            || signatory.authority.is_some()
            || signatory.position.is_some();
        if is_upper(&part) && part.chars().count() <= 60 {
            take_capitals(&mut signatory, part, line);
        } else if signed && is_person(without_rank(&part)) {
            signatory.name = Some(without_rank(&part).to_owned());
            return Some(signatory);
        }
    }
    (signatory.line > 0).then_some(signatory)
}

/// "Nơi nhận: TM. ỦY BAN NHÂN DÂN": one space is left between the two columns.
fn beside_recipients(part: String) -> String {
    match part.split_once(": ") {
        Some((head, rest)) if fold(head) == "noi nhan" && is_upper(rest) => rest.to_owned(),
        _ => part,
    }
}

fn take_capitals(signatory: &mut Signatory, part: String, line: usize) {
    let folded = fold(&part);
    let position = [
        "chu tich",
        "pho",
        "bi thu",
        "giam doc",
        "truong",
        "chanh van phong",
        "hieu truong",
    ]
    .iter()
    .any(|word| folded.starts_with(word));
    let acts_for = is_signature(&part) && !part.starts_with("TM") && !part.starts_with("T/M");
    if acts_for {
        signatory.capacity = Some(part);
    } else if is_signature(&part) {
        signatory.authority = Some(part);
    } else if position {
        // "TRƯỞNG BAN" over "CHỦ TỊCH UBND XÃ": who signs does so as the first.
        signatory.position.get_or_insert(part);
    } else {
        return;
    }
    signatory.line = line;
}

/// "Thiếu tá", "TS." before a name.
fn without_rank(text: &str) -> &str {
    const RANKS: &[&str] = &["Đại", "Thượng", "Trung", "Thiếu"];
    const GRADES: &[&str] = &["tướng", "tá", "úy", "uý"];
    let mut rest = text;
    while let Some((word, after)) = rest.split_once(' ') {
        let ranked = RANKS
            .contains(&word)
            .then(|| after.split_once(' '))
            .flatten();
        match ranked.filter(|(grade, _)| GRADES.contains(grade)) {
            Some((_, name)) => rest = name,
            None if word.ends_with('.') && word.len() <= 8 => rest = after,
            None => break,
        }
    }
    rest
}

/// A name: two to six words, each with a capital, no marks but those inside "H’Lan" and "K'Sor-Byă".
fn is_person(text: &str) -> bool {
    const INNER: &[char] = &['\'', '’', '‘', '`', '-'];
    let words: Vec<&str> = text.split(' ').collect();
    (2..=6).contains(&words.len())
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase)
                && word
                    .chars()
                    .all(|c| c.is_alphabetic() || INNER.contains(&c))
        })
        && !is_upper(text)
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    const TAIL: &str = "Nơi nhận:\n- UBND tỉnh (b/c);\n- Các thôn, \nxóm;\n- Lưu: VT.\n\n\
                        TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n(Đã ký)\n\nTrần Văn Ví Dụ\n";

    #[test]
    fn recipients_and_their_purposes() {
        let found = recipients(&lines(TAIL));
        let texts: Vec<&str> = found
            .iter()
            .map(|recipient| recipient.text.as_str())
            .collect();
        assert_eq!(texts, ["UBND tỉnh (b/c);", "Các thôn, xóm;", "Lưu: VT."]);
        assert_eq!(found[0].purpose.as_deref(), Some("b/c"));
    }

    #[test]
    fn who_signs() {
        let signed = signatory(&lines(TAIL)).unwrap_or_default();
        assert_eq!(signed.authority.as_deref(), Some("TM. ỦY BAN NHÂN DÂN"));
        assert_eq!(signed.capacity.as_deref(), Some("KT. CHỦ TỊCH"));
        assert_eq!(signed.position.as_deref(), Some("PHÓ CHỦ TỊCH"));
        assert_eq!(signed.name.as_deref(), Some("Trần Văn Ví Dụ"));
        assert_eq!(signatory(&lines("Nơi nhận:\n- Lưu.")), None);
        let tail = lines("Nơi nhận: TM. ỦY BAN NHÂN DÂN\n- Lưu.\nCHỦ TỊCH\nTrần Văn Ví Dụ");
        let authority = signatory(&tail).unwrap_or_default().authority;
        assert_eq!(authority.as_deref(), Some("TM. ỦY BAN NHÂN DÂN"));
        assert_eq!(recipients(&tail).len(), 1);
        let name = |written: &str| {
            let tail = format!("TRƯỞNG CÔNG AN XÃ\n\n{written}");
            signatory(&lines(&tail)).unwrap_or_default().name
        };
        assert_eq!(name("Thiếu tá Lê Văn Ví").as_deref(), Some("Lê Văn Ví"));
        assert_eq!(name("PGS.TS. Đại Văn Ví").as_deref(), Some("Đại Văn Ví"));
        assert_eq!(name("H’ Lan Ví").as_deref(), Some("H’ Lan Ví"));
    }
}
