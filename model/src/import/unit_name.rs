//! Names of bodies as plans write them: where one begins, and lists of them cut apart.
//!
//! Commas and "và" stand both between names and inside them ("Các cơ quan, đơn vị"; "Văn phòng HĐND
//! và UBND"), so a list is cut at semicolons, and at commas and "và" only where a name plainly begins.

use super::unit_head::{begins_with_any, has_head, has_strong_head, is_plural};
use super::word::{Word, begins_with, words};
use crate::text::is_dash;

/// The names in a list, as written; nothing that is in doubt is cut.
pub fn split(list: &str) -> Vec<String> {
    let pieces = list.split([';', '\n']);
    pieces
        .flat_map(split_piece)
        .filter(|name| !name.is_empty())
        .collect()
}

/// Longer than any list of bodies; such a text stays whole.
const MOST_WORDS: usize = 400;

fn split_piece(piece: &str) -> Vec<String> {
    let words = words(piece);
    if words.len() > MOST_WORDS {
        return vec![clean(piece)];
    }
    let mut names: Vec<Vec<&str>> = vec![Vec::new()];
    let mut start = 0;
    for (at, word) in words.iter().enumerate() {
        let joined = word.folded == "va" && starts_name(&words, start, at + 1, true);
        if joined {
            names.push(Vec::new());
            start = at + 1;
            continue;
        }
        let after_comma = at > start && words.get(at - 1).is_some_and(|w| w.ends_with(&[',']));
        if after_comma && starts_name(&words, start, at, false) {
            names.push(Vec::new());
            start = at;
        }
        if let Some(name) = names.last_mut() {
            name.push(&word.text);
        }
    }
    names.iter().map(|name| clean(&name.join(" "))).collect()
}

/// Whether the words at a place begin another name than the one that started before them.
fn starts_name(words: &[Word], start: usize, at: usize, after_and: bool) -> bool {
    let earlier = words.get(start..at).unwrap_or_default();
    let has = |word: &str| earlier.iter().any(|earlier| earlier.folded == word);
    let plural = is_plural(words, at);
    let front = has("mttq") || has("ubmttq") || (has("mat") && has("tran"));
    let groups = begins_with(words, at + 1, "doan the") || begins_with(words, at + 1, "to chuc");
    if after_and && front && plural && groups {
        return false;
    }
    if has("hdnd") && after_and && begins_with(words, at, "ubnd") {
        return false;
    }
    // "Các trường THCS, Tiểu học, Mầm non" is one class of schools.
    let schools = earlier.first().is_some_and(|word| word.folded == "cac") && has("truong");
    let level = ["mam non", "tieu hoc", "thcs", "thpt", "trung hoc"];
    if schools && begins_with_any(words, at, &level) {
        return false;
    }
    // "Báo, Đài …" is one body in many provinces; a team's hamlets are where it works.
    let media = earlier.len() == 1 && has("bao");
    if media || (has("to") && plural && is_territory(words, at + 1)) {
        return false;
    }
    has_strong_head(words, at) || (plural && has_head(words, at))
}

fn is_territory(words: &[Word], at: usize) -> bool {
    begins_with_any(
        words,
        at,
        &[
            "khoi", "xom", "thon", "ap", "ban", "bon", "buon", "khu", "to dan",
        ],
    )
}

fn clean(name: &str) -> String {
    let name = name.trim_matches(|c: char| ".,;: ".contains(c) || is_dash(c));
    // A bracket that the list stands in, not one of a name's own.
    let name = match (name.contains('('), name.contains(')')) {
        (true, false) => name.trim_start_matches('('),
        (false, true) => name.trim_end_matches(')'),
        _ => name,
    };
    name.strip_prefix("và ").unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_and_and_part_names_only_between_names() {
        let cases: [(&str, &[&str]); 8] = [
            (
                "Các cơ quan, đơn vị liên quan.",
                &["Các cơ quan, đơn vị liên quan"],
            ),
            (
                "Phòng Kinh tế, Trạm y tế; Công an xã",
                &["Phòng Kinh tế", "Trạm y tế", "Công an xã"],
            ),
            (
                "Trạm y tế và các cơ quan, đơn vị",
                &["Trạm y tế", "các cơ quan, đơn vị"],
            ),
            (
                "Phòng Kinh tế, Hạ tầng và Đô thị",
                &["Phòng Kinh tế, Hạ tầng và Đô thị"],
            ),
            (
                "Văn phòng HĐND và UBND phường",
                &["Văn phòng HĐND và UBND phường"],
            ),
            ("MTTQ xã và các đoàn thể", &["MTTQ xã và các đoàn thể"]),
            (
                "Tổ công nghệ số xã, các thôn",
                &["Tổ công nghệ số xã, các thôn"],
            ),
            ("Trường Mầm non A, THCS B", &["Trường Mầm non A", "THCS B"]),
        ];
        for (list, names) in cases {
            assert_eq!(split(list), names, "{list}");
        }
        assert!(split(" ;; ").is_empty());
    }
}
