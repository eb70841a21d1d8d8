//! Verbs of duties: where one begins after the name of a body, the name has ended.

use super::word::{Word, begins_with};

const VERBS: &[&str] = &[
    "ban hanh",
    "bao cao",
    "bao dam",
    "bien soan",
    "bo tri",
    "boi duong",
    "can cu",
    "can doi",
    "cai dat",
    "cap nhat",
    "chi dao",
    "chiu trach nhiem",
    "chu dong",
    "chu tri",
    "co nhiem vu",
    "co trach nhiem",
    "cu can bo",
    "cu the hoa",
    "cung cap",
    "cung co",
    "dam bao",
    "danh gia",
    "dang tai",
    "dau moi",
    "day manh",
    "de xuat",
    "don doc",
    "dua noi dung",
    "dua tin",
    "duoc giao",
    "giam sat",
    "giup",
    "hoan thanh",
    "ho tro",
    "huong dan",
    "huy dong",
    "khao sat",
    "khen thuong",
    "kiem tra",
    "kien toan",
    "la co quan",
    "la don vi",
    "la dau moi",
    "lam dau moi",
    "lanh dao",
    "lap danh sach",
    "lap ke hoach",
    "lien he",
    "long ghep",
    "mo lop",
    "nghien cuu",
    "pho bien",
    "pho cap",
    "phoi hop",
    "phu trach",
    "phan cong",
    "phat dong",
    "phat huy",
    "phat thanh",
    "quan ly",
    "quan triet",
    "ra quan",
    "ra soat",
    "so hoa",
    "so ket",
    "tang cuong",
    "tap huan",
    "tham gia",
    "tham muu",
    "thanh lap",
    "theo doi",
    "thong ke",
    "thu thap",
    "thuc hien",
    "tiep nhan",
    "tiep tuc",
    "to chuc cac",
    "to chuc cho",
    "to chuc hoi",
    "to chuc le",
    "to chuc lop",
    "to chuc ngay",
    "to chuc tap",
    "to chuc thuc",
    "to chuc trien",
    "tong hop",
    "trien khai",
    "truyen thong",
    "tuyen truyen",
    "ung dung",
    "van dong",
    "van hanh",
    "xay dung",
    "yeu cau",
];

/// Verbs of one word, which without their marks would be other words: "cử", "cũ", "cựu".
const SHORT: &[&str] = &[
    "cử", "đưa", "gửi", "họp", "khám", "ký", "lắp", "mở", "mời", "nộp", "tặng", "thăm", "trồng",
];

pub fn begins(words: &[Word], at: usize) -> bool {
    let short = || {
        words
            .get(at)
            .is_some_and(|word| SHORT.contains(&word.text.as_str()))
    };
    !names_body(words, at) && (short() || VERBS.iter().any(|verb| begins_with(words, at, verb)))
}

/// "Ban Xây dựng Đảng", "Ủy ban Kiểm tra", "Tổng phụ trách Đội": the verb is part of a name.
fn names_body(words: &[Word], at: usize) -> bool {
    const HEADS: &[&str] = &[
        "ban", "so", "phong", "cuc", "tam", "to", "va", "&", "-", "dai",
    ];
    let Some((before, verb)) = at
        .checked_sub(1)
        .and_then(|before| words.get(before))
        .zip(words.get(at))
    else {
        return false;
    };
    let headed = HEADS.contains(&before.folded.as_str()) || before.text == "-";
    // "Trung tâm dịch vụ tổng hợp".
    if before.folded == "vu" && verb.folded == "tong" {
        return true;
    }
    // "Các đơn vị được phân công xây dựng …": what is done to them is no duty of theirs.
    matches!(before.folded.as_str(), "tong" | "duoc") || (verb.is_capital() && headed)
}

#[cfg(test)]
mod tests {
    use super::super::word::words;
    use super::*;

    #[test]
    fn a_capital_inside_a_name_is_no_verb() {
        let words = words("Ban Xây dựng Đảng xây dựng kế hoạch");
        assert!(!begins(&words, 1));
        assert!(begins(&words, 4));
        assert!(begins(
            &super::super::word::words("Hội Nông dân Vận động"),
            3
        ));
    }
}
