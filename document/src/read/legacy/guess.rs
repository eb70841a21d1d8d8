//! Tells from the words of a text how it was encoded: the scheme that makes the most Vietnamese of it.

use super::{Scheme, convert};

/// Syllables that official Vietnamese cannot do without; each has a letter that is not Latin.
const SYLLABLES: &[&str] = &[
    "bộ",
    "các",
    "cáo",
    "cán",
    "cấp",
    "chỉ",
    "chủ",
    "chức",
    "cơ",
    "công",
    "của",
    "cộng",
    "dạy",
    "độ",
    "đến",
    "để",
    "địa",
    "đơn",
    "đồng",
    "được",
    "đoàn",
    "giáo",
    "hiện",
    "hoạch",
    "hội",
    "học",
    "hợp",
    "kế",
    "kết",
    "khối",
    "kỳ",
    "kỹ",
    "là",
    "lớp",
    "mục",
    "một",
    "năm",
    "người",
    "nghệ",
    "nghị",
    "nhận",
    "nhân",
    "nhiệm",
    "những",
    "nội",
    "phát",
    "phối",
    "phòng",
    "phường",
    "quả",
    "quyết",
    "số",
    "sở",
    "tại",
    "tế",
    "thị",
    "thôn",
    "thực",
    "tỉnh",
    "tổ",
    "tổng",
    "trên",
    "triển",
    "trì",
    "trường",
    "tuyên",
    "từ",
    "ủy",
    "và",
    "vào",
    "vận",
    "về",
    "vị",
    "việc",
    "vụ",
    "với",
    "xã",
    "yêu",
    "đảng",
    "độc",
    "lập",
    "hạnh",
    "phúc",
    "việt",
    "đích",
    "cầu",
    "dân",
];

/// Judging more of a text would change nothing.
const ENOUGH: usize = 20_000;

/// The scheme of an 8-bit text given as one character a byte.
pub fn scheme(raw: &str) -> Option<Scheme> {
    let start: String = raw.chars().take(ENOUGH).collect();
    let (scheme, hits) = best(&start)?;
    (hits >= 2).then_some(scheme)
}

/// The scheme of a text that is Unicode by form but was typed in an old font.
pub fn misread(text: &str) -> Option<Scheme> {
    let start: String = text.chars().take(ENOUGH).collect();
    let already = hits(&start);
    let (scheme, found) = best(&start)?;
    (found >= 5 && found > 4 * already).then_some(scheme)
}

fn best(text: &str) -> Option<(Scheme, usize)> {
    let schemes = [Scheme::Tcvn3, Scheme::Vni, Scheme::Windows1258];
    let tried = schemes.map(|scheme| (scheme, hits(&convert(text, scheme))));
    tried.into_iter().max_by_key(|(_, hits)| *hits)
}

fn hits(text: &str) -> usize {
    let words = text.split(|c: char| !c.is_alphabetic());
    words
        .filter(|word| SYLLABLES.contains(&word.to_lowercase().as_str()))
        .filter(|word| !word.is_ascii())
        .count()
}
