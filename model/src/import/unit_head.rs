//! The words with which names of bodies begin: "Sở", "Ủy ban", "các tổ chức".

use super::word::{Word, begins_with};

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
    "bao va dai",
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
    "doan co so",
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

pub fn begins_with_any(words: &[Word], at: usize, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| begins_with(words, at, phrase))
}

#[cfg(test)]
mod tests {
    use super::super::word::words;
    use super::*;

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
