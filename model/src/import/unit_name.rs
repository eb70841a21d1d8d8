//! Names of bodies as plans write them: where one begins, and lists of them cut apart.
//!
//! Commas and "và" stand both between names and inside them ("Các cơ quan, đơn vị"; "Văn phòng HĐND
//! và UBND"), so a list is cut at semicolons, and at commas and "và" only where a name plainly begins.

use crate::text::{fold, is_dash};

/// A word with its search form, without the marks that close it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Word {
    pub text: String,
    pub folded: String,
    pub line: usize,
    pub starts_line: bool,
}

impl Word {
    pub fn new(text: &str, line: usize, starts_line: bool) -> Word {
        let bare = text.trim_matches(|c: char| ".,;:()“”\"'".contains(c));
        Word {
            text: text.to_owned(),
            folded: fold(bare),
            line,
            starts_line,
        }
    }

    pub fn ends_with(&self, marks: &[char]) -> bool {
        self.text.ends_with(marks)
    }

    pub fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

pub fn words(text: &str) -> Vec<Word> {
    text.split_whitespace()
        .map(|word| Word::new(word, 0, false))
        .collect()
}

/// Heads that name one body; a comma before them parts a list.
const STRONG: &[&str] = &[
    "ban an ninh",
    "ban bao ve",
    "ban chi dao",
    "ban chi huy",
    "ban chqs",
    "ban cong tac",
    "ban dan van",
    "ban dai dien",
    "ban giam hieu",
    "ban nhan dan",
    "ban phong trao",
    "ban quan ly",
    "ban to chuc",
    "ban thuong",
    "ban tuyen giao",
    "ban van hoa",
    "ban xay dung",
    "bao dai",
    "bao va phat",
    "benh vien",
    "bo doi",
    "bo chi huy",
    "buu dien",
    "chi cuc",
    "chi doan",
    "chi hoi",
    "chi uy",
    "chi nhanh",
    "chinh quyen",
    "cong an",
    "cong doan",
    "cong ty",
    "dai hoc",
    "dai phat",
    "dai truyen",
    "dang uy",
    "diem ho tro",
    "dien luc",
    "doan tn",
    "doan tncs",
    "doan thanh nien",
    "doan truong",
    "doan cac",
    "doan phuong",
    "doan xa",
    "hdnd",
    "hieu truong",
    "hoc vien",
    "hoi cuu",
    "hoi chu",
    "hoi dong",
    "hoi khuyen",
    "hoi lien",
    "hoi lhpn",
    "hoi nguoi",
    "hoi nong",
    "hoi nd",
    "hoi phu",
    "hoi ccb",
    "hoi sinh",
    "kho bac",
    "lien doan",
    "mam non",
    "mat tran",
    "mttq",
    "ngan hang",
    "nha van hoa",
    "pho hieu",
    "phong van",
    "phong vh",
    "phong vhxh",
    "phong kinh",
    "phong kt",
    "phong giao",
    "phong noi",
    "phong tu",
    "phong tai",
    "phong y",
    "phong khoa",
    "phong nong",
    "phong ha",
    "phong cong",
    "phong chuyen",
    "phong lao",
    "phong quan",
    "phong tn",
    "quan su",
    "quy tin",
    "so",
    "thanh doan",
    "thcs",
    "thpt",
    "thu vien",
    "thuong truc",
    "thuong vu",
    "tieu hoc",
    "tinh doan",
    "to bao",
    "to chuyen doi",
    "to cong nghe",
    "to cnscd",
    "to dan",
    "to thanh",
    "tong phu trach",
    "toa an",
    "trung uong",
    "tram y",
    "trung tam",
    "truong mam",
    "truong mn",
    "truong pho",
    "truong th",
    "truong thcs",
    "truong thpt",
    "truong tieu",
    "truong trung",
    "truong dai",
    "truong cao",
    "truong chinh",
    "truong thon",
    "ubmttq",
    "ubmt",
    "ubnd",
    "uy ban",
    "van phong",
    "vien kiem",
    "vien thong",
    "viettel",
    "vnpt",
    "mobifone",
    "y te",
];

/// Heads of classes of bodies; inside a list they may be the second half of a name.
const WEAK: &[&str] = &[
    "phong",
    "ban",
    "nganh",
    "doan the",
    "to chuc",
    "co quan",
    "don vi",
    "dia phuong",
    "truong",
    "nha truong",
    "khoi",
    "xom",
    "thon",
    "ap",
    "ban lang",
    "bon",
    "buon",
    "khu vuc",
    "khu pho",
    "khu dan cu",
    "to",
    "hoi",
    "doan",
    "doanh nghiep",
    "hop tac xa",
    "chi bo",
    "co so",
    "ca nhan",
    "ho kinh doanh",
    "thanh vien",
    "giam doc",
    "thu truong",
    "chu tich",
    "so",
    "ubnd",
    "mttq",
    "cap uy",
    "xa",
    "phuong",
    "tram",
    "dang",
];

pub fn has_strong_head(words: &[Word], at: usize) -> bool {
    begins_with_any(words, at, STRONG) && !is_number_word(words, at)
}

pub fn has_weak_head(words: &[Word], at: usize) -> bool {
    let not_noun = begins_with_any(words, at, NOT_BODIES)
        || is_number_word(words, at)
        || is_organising(words, at);
    !not_noun && begins_with_any(words, at, WEAK)
}

/// Whether a name of a body begins here, "các" and "những" before it included.
pub fn has_head(words: &[Word], at: usize) -> bool {
    has_strong_head(words, at)
        || has_weak_head(words, at)
        || ((is_plural(words, at) || is_each(words, at))
            && (has_strong_head(words, at + 1) || has_weak_head(words, at + 1)))
}

pub fn is_plural(words: &[Word], at: usize) -> bool {
    words
        .get(at)
        .is_some_and(|word| matches!(word.folded.as_str(), "cac" | "nhung" | "toan"))
}

/// "Mỗi chi bộ", "từng thôn": one after another of a class.
pub fn is_each(words: &[Word], at: usize) -> bool {
    let each = |word: &Word| matches!(word.text.to_lowercase().as_str(), "mỗi" | "từng");
    words.get(at).is_some_and(each)
}

/// Phrases whose first word also begins names of bodies.
const NOT_BODIES: &[&str] = &[
    "ban hanh",
    "doan vien",
    "hoi nghi",
    "hoi thao",
    "hoi vien",
    "hoi dung",
    "truong hop",
    "khoi nghiep",
    "khoi dong",
    "xa hoi",
    "phong trao",
    "phong phu",
    "phong chong",
    "phong ngua",
    "bao cao",
    "ban dia",
    "dang vien",
    "dang tai",
    "dang ky",
    "khu vuc cong",
];

/// "tổ chức lớp" does something; "tổ chức chính trị - xã hội" is a body.
pub fn is_organising(words: &[Word], at: usize) -> bool {
    const BODIES: &[&str] = &[
        "chinh", "co", "doan", "dang", "hanh", "khac", "kinh", "lien", "nghe", "phi", "quan",
        "thanh", "tin", "tren", "tu", "va", "xa", "ct", "ct-xh", "ctxh",
    ];
    let next = words.get(at + 2);
    let named = next.is_none_or(|next| BODIES.contains(&next.folded.as_str()));
    let closed = words
        .get(at + 1)
        .is_some_and(|word| word.ends_with(&[',', ';', '.', ')']));
    begins_with(words, at, "to chuc") && !named && !closed
}

/// "số" folds like "sở": only the second is a body.
fn is_number_word(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| {
        word.folded == "so" && !matches!(word.text.to_lowercase().as_str(), "sở" | "sở,")
    })
}

fn begins_with_any(words: &[Word], at: usize, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| begins_with(words, at, phrase))
}

pub fn begins_with(words: &[Word], at: usize, phrase: &str) -> bool {
    // Asked of every word for every phrase: most are told apart by their first letter.
    let first = words.get(at).and_then(|word| word.folded.bytes().next());
    first == phrase.bytes().next()
        && phrase
            .split(' ')
            .enumerate()
            .all(|(i, part)| words.get(at + i).is_some_and(|word| word.folded == part))
}

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

    #[test]
    fn words_that_begin_like_bodies_are_none() {
        for text in [
            "tổ chức thực hiện",
            "Tổ chức Ngày hội",
            "số 5",
            "phong trào",
            "hội nghị",
            "ban hành",
        ] {
            assert!(!has_head(&words(text), 0), "{text}");
        }
        for text in [
            "Sở Nội vụ",
            "Các khối, xóm",
            "Đoàn Thanh niên",
            "Tổ công nghệ số",
            "Tổ chức chính trị - xã hội",
        ] {
            assert!(has_head(&words(text), 0), "{text}");
        }
    }
}
