//! The name of a body in capitals, written as in a sentence: "Sở Khoa học và Công nghệ".

use crate::text::fold;

/// Phrases of which only the first word has a capital.
const PHRASES: &[&str] = &[
    "ban chấp hành",
    "ban chỉ đạo",
    "ban quản lý",
    "bình dân học vụ số",
    "cải cách hành chính",
    "chuyển đổi số",
    "công an",
    "công đoàn",
    "công nghệ",
    "cựu chiến binh",
    "dân tộc",
    "dịch vụ",
    "du lịch",
    "đảng bộ",
    "đào tạo",
    "đổi mới sáng tạo",
    "đô thị",
    "giao thông",
    "giáo dục",
    "hành chính",
    "hành chính công",
    "hạ tầng",
    "hội đồng",
    "kế hoạch",
    "khoa học",
    "khuyến học",
    "kinh tế",
    "lao động",
    "liên hiệp",
    "mầm non",
    "mặt trận",
    "môi trường",
    "ngoại vụ",
    "người cao tuổi",
    "nội vụ",
    "nông dân",
    "nông nghiệp",
    "nông thôn",
    "phát triển",
    "phát triển khoa học",
    "phụ nữ",
    "phục vụ hành chính công",
    "quản lý",
    "tài chính",
    "thanh niên",
    "thể thao",
    "thông tin",
    "thống kê",
    "thường trực",
    "tiểu học",
    "tôn giáo",
    "tỉnh đoàn",
    "tổng hợp",
    "thành đoàn",
    "trung học",
    "trung học cơ sở",
    "trung học phổ thông",
    "trung tâm",
    "truyền thông",
    "tư pháp",
    "tổ quốc",
    "văn hóa",
    "văn hoá",
    "văn phòng",
    "văn thể",
    "xã hội",
    "xã đoàn",
    "xây dựng",
    "y tế",
    "ủy ban",
    "uỷ ban",
    "ủy ban nhân dân",
    "đề án",
];

/// Words that stand small wherever they are but at the start.
const SMALL: &[&str] = &["và", "của", "các", "về", "thuộc", "tỉnh", "xã", "phường"];

/// Abbreviations, which have no vowels or are known, stay as they are; names keep their capitals.
pub fn in_sentence_case(capitals: &str) -> String {
    let words: Vec<&str> = capitals.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let mut written: Vec<String> = Vec::with_capacity(words.len());
    while let Some(word) = words.get(written.len()) {
        let at = written.len();
        let length = phrase_at(&lower, at);
        if length > 0 {
            let rest = lower.iter().skip(at).take(length).enumerate();
            written.extend(rest.map(|(nth, word)| match nth {
                0 => capitalised(word),
                _ => word.clone(),
            }));
            continue;
        }
        let bare = lower.get(at).map(String::as_str).unwrap_or_default();
        written.push(if at > 0 && SMALL.contains(&bare) {
            bare.to_owned()
        } else if is_abbreviation(word) {
            (*word).to_owned()
        } else {
            capitalised(bare)
        });
    }
    written.join(" ")
}

pub fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters
        .next()
        .map(|c| c.to_uppercase().to_string())
        .unwrap_or_default();
    first + letters.as_str()
}

/// How many words the longest phrase takes that begins here.
fn phrase_at(lower: &[String], at: usize) -> usize {
    let fits = |phrase: &&&str| {
        phrase.split(' ').enumerate().all(|(nth, part)| {
            let word = lower.get(at + nth).map(String::as_str).unwrap_or_default();
            word.trim_end_matches([',', ';']) == part
        })
    };
    let lengths = PHRASES
        .iter()
        .filter(fits)
        .map(|phrase| phrase.split(' ').count());
    lengths.max().unwrap_or_default()
}

fn is_abbreviation(word: &str) -> bool {
    const KNOWN: &[&str] = &["UBND", "HĐND", "UBMTTQ", "TNCS", "ĐTN", "BCĐ", "CĐS"];
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let spoken = fold(bare).contains(['a', 'e', 'i', 'o', 'u', 'y']);
    KNOWN.contains(&bare) || !spoken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_in_a_sentence() {
        let cases = [
            ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Sở Khoa học và Công nghệ"),
            (
                "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",
                "Sở Văn hóa, Thể thao và Du lịch",
            ),
            ("PHÒNG VĂN HÓA - XÃ HỘI", "Phòng Văn hóa - Xã hội"),
            ("TRƯỜNG THPT NGUYỄN HUỆ", "Trường THPT Nguyễn Huệ"),
            ("TRƯỜNG TIỂU HỌC HÒA BÌNH", "Trường Tiểu học Hòa Bình"),
            ("VĂN PHÒNG HĐND VÀ UBND", "Văn phòng HĐND và UBND"),
            (
                "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
                "Trung tâm Phục vụ hành chính công",
            ),
            ("TỈNH ĐOÀN SƠN LÂM", "Tỉnh đoàn Sơn Lâm"),
            ("", ""),
        ];
        for (capitals, sentence) in cases {
            assert_eq!(in_sentence_case(capitals), sentence);
        }
    }
}
