//! The cells of an interleaved table: runs of words that only name bodies, or only speak of time.

use super::unit_head::{has_head, has_strong_head, is_plural};
use super::word::{Word, begins_with};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Body,
    Time,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub kind: Kind,
    pub from: usize,
    pub to: usize,
}

/// Reads as many cells as stand one after another from a place, and says where they end.
pub fn cells(words: &[Word], from: usize, resumed: bool) -> (Vec<Cell>, usize) {
    let mut found: Vec<Cell> = Vec::new();
    let mut at = from;
    while at < words.len() {
        if let Some(to) = time(words, at) {
            found.push(Cell {
                kind: Kind::Time,
                from: at,
                to,
            });
            at = to;
            continue;
        }
        let listed = at > from
            && words
                .get(at - 1)
                .is_some_and(|word| word.ends_with(&[';', ',']));
        let lower = listed || (resumed && at == from);
        let Some(to) = body(words, at, lower) else {
            break;
        };
        match found.last_mut() {
            Some(cell) if listed && cell.kind == Kind::Body => cell.to = to,
            _ => found.push(Cell {
                kind: Kind::Body,
                from: at,
                to,
            }),
        }
        at = to;
    }
    (found, at)
}

/// One name of a body, to its delimiter or to where the next cell begins.
fn body(words: &[Word], from: usize, lower: bool) -> Option<usize> {
    let first = words.get(from)?;
    if !(first.is_capital() || lower || is_count(first))
        || !has_head(words, skip_count(words, from))
    {
        return None;
    }
    let mut at = from + 1;
    while let Some(word) = words.get(at) {
        let before = words.get(at - 1)?;
        if before.ends_with(&[';', '.']) || starts_cell(words, from, at) {
            break;
        }
        let place = word.is_capital() && !word.starts_line && !before.ends_with(&[',']);
        if !(in_vocabulary(word) || place) {
            break;
        }
        at += 1;
    }
    Some(at)
}

/// A new cell begins at a capital head that no word before it leads into.
fn starts_cell(words: &[Word], from: usize, at: usize) -> bool {
    let Some((word, before)) = words.get(at).zip(words.get(at - 1)) else {
        return false;
    };
    if time(words, at).is_some() {
        return true;
    }
    let head = has_strong_head(words, at) || is_plural(words, at) || has_head(words, at);
    if !word.is_capital() || !head || before.ends_with(&[',']) {
        return false;
    }
    let leads_in = (is_plural(words, at - 1) && !is_singular(words, at))
        || matches!(
            before.folded.as_str(),
            "va" | "thuoc" | "cua" | "&" | "-" | "phong" | "ban"
        )
        || (at - 1 == from && before.folded == "de");
    let inside = matches!(
        word.folded.as_str(),
        "ubnd" | "hdnd" | "xa" | "phuong" | "so" | "dang"
    ) && matches!(
        before.folded.as_str(),
        "phong" | "ban" | "nganh" | "hdnd" | "van"
    );
    !(leads_in || inside)
}

/// Bodies of which there is one, so that no "các" leads into their name.
fn is_singular(words: &[Word], at: usize) -> bool {
    const ONE: &[&str] = &[
        "cong an",
        "mat tran",
        "van phong",
        "ubmttq",
        "mttq",
        "uy ban",
        "ubnd",
    ];
    let office = begins_with(words, at, "phong") && has_strong_head(words, at);
    office || ONE.iter().any(|head| begins_with(words, at, head))
}

fn is_count(word: &Word) -> bool {
    !word.folded.is_empty()
        && word.folded.len() <= 3
        && word.folded.bytes().all(|b| b.is_ascii_digit())
}

/// "25 khối, xóm": a number may stand before a class of bodies.
fn skip_count(words: &[Word], from: usize) -> usize {
    let bare = |word: &Word| !word.ends_with(&[';', ',', '.']);
    if words
        .get(from)
        .is_some_and(|word| is_count(word) && bare(word))
    {
        from + 1
    } else {
        from
    }
}

/// Words that names of bodies are made of.
const BODY_WORDS: &str = " & - an ap ban bao bi bo bon buon buu ca cac can cao cap chi chinh chu chuc \
    chuyen co con cong cot cu cua cuc cuu dai dan dang dao dat de di dia dich dien do doan doanh doi \
    don dong du duc dung gia giam giao gioi ha han hanh hang hdnd he hiep hinh ho hoa hoc hoi hop hung \
    huong huu huy huyen ke khac khach khoa khoi khu khuyen kiem kinh ky lang lao lien loi lien luc ly \
    mam mat mien minh moi mon mttq mua mttqvn nam nang nganh nghe nghiep ngoai nguoi nha nhan nien non nuoc \
    nong nu o pho phat phap phong phu phuc phuong quan quang quoc quy quyen san sat sinh so soat su \
    tac tai tam tang tao the thanh thao the thi thieu thap thong thon thu thuan thue thuoc thuong tiep \
    tich tien tieu tin tinh to toan ton tong tra trach tram tran trang tren tri trien trong truc trung \
    truong truyen truyenthanh tu tuoi tuyen ubmttq ubnd uy va van vat ve vi vien viet vn vu vuc xa xay xom \
    xuat y yte te ct xh vh vhxh kt cntt cds cnscd cscd khcn hcc ttpvhcc htx tn tncs ccb lhpn nd pn thcs \
    thpt th chqs qs ca bch bcd btv ";

fn in_vocabulary(word: &Word) -> bool {
    let parts = word.folded.split(['&', '-', ',', '/']);
    let known = |part: &str| {
        part.is_empty()
            || part.bytes().all(|byte| byte.is_ascii_digit())
            || BODY_WORDS.contains(&format!(" {part} "))
    };
    word.folded == "&"
        || word.folded == "-"
        || (!word.folded.is_empty() && parts.into_iter().all(known))
}

/// A run of words about time that begins as such a cell does.
fn time(words: &[Word], from: usize) -> Option<usize> {
    let first = words.get(from)?;
    let digit = first.text.starts_with(|c: char| c.is_ascii_digit());
    if !(first.is_capital() || digit) || !is_time_head(words, from) {
        return None;
    }
    let mut to = from + 1;
    while words.get(to).is_some_and(|word| goes_on(words, to, word)) {
        to += 1;
    }
    Some(to)
}

fn goes_on(words: &[Word], at: usize, word: &Word) -> bool {
    let Some(before) = words.get(at - 1) else {
        return false;
    };
    let bare = word.folded.as_str();
    let dated = bare.split(['/', '-', '.']).all(|part| {
        part.bytes().all(|byte| byte.is_ascii_digit()) || matches!(part, "i" | "ii" | "iii" | "iv")
    });
    // "Theo Kế hoạch" goes on, but after a date a capital begins the next cell.
    let named = matches!(
        bare,
        "thang" | "nam" | "quy" | "qui" | "ngay" | "thuong" | "du" | "theo"
    );
    let new_cell = word.is_capital() && !named && !dated && before.folded != "theo";
    !before.ends_with(&['.']) && !new_cell && (dated || TIME_WORDS.contains(&format!(" {bare} ")))
}

const TIME_WORDS: &str = " thuong xuyen bat dau tu thang nam quy qui cac va nhung tiep theo du kien \
    hoan thanh duy tri trong truoc sau den het ngay dinh ky hang tuan lien tuc dau cuoi giua khi co \
    yeu cau tro di ve giai doan ke hoach giay moi cua tinh xa phuong cap tren thanh pho trung uong \
    phat sinh lich i ii iii iv lan cham nhat la moi mot hai ba buoi ";

pub fn is_time_head(words: &[Word], at: usize) -> bool {
    const HEADS: &[&str] = &[
        "thuong xuyen",
        "du kien",
        "hoan thanh",
        "lien tuc",
        "dinh ky",
        "theo ke hoach",
        "theo giay moi",
        "theo lich",
        "theo yeu cau",
        "theo thoi gian",
        "bat dau",
        "cham nhat",
        "ca nam",
        "giai doan",
        "khi co",
        "hang nam",
        "hang thang",
        "hang quy",
        "hang tuan",
        "trong nam",
        "trong thang",
        "trong quy",
        "sau khi",
        "duy tri",
    ];
    if HEADS.iter().any(|head| begins_with(words, at, head)) {
        return true;
    }
    let word = words
        .get(at)
        .map(|word| word.folded.as_str())
        .unwrap_or_default();
    let next = words
        .get(at + 1)
        .map(|word| word.folded.as_str())
        .unwrap_or_default();
    let counted = next.starts_with(|c: char| c.is_ascii_digit());
    match word {
        "thang" | "nam" | "ngay" => counted,
        "quy" | "qui" => counted || next.starts_with('i'),
        "truoc" | "tu" | "den" | "trong" => {
            counted || matches!(next, "thang" | "nam" | "ngay" | "quy")
        }
        _ => is_date(word),
    }
}

/// "10/2025", "15/9/2025" or a lone year.
fn is_date(word: &str) -> bool {
    let digits = word
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'/' || byte == b'-');
    let year = word.len() == 4 && word.starts_with("20");
    digits && (year || (word.contains('/') && word.len() >= 6))
}

#[cfg(test)]
mod tests {
    use super::super::word::words;
    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, String)> {
        let words = words(text);
        let (found, _) = cells(&words, 0, false);
        let text = |cell: &Cell| {
            let texts: Vec<&str> = words[cell.from..cell.to]
                .iter()
                .map(|w| w.text.as_str())
                .collect();
            texts.join(" ")
        };
        found.iter().map(|cell| (cell.kind, text(cell))).collect()
    }

    #[test]
    fn cells_follow_without_any_mark() {
        assert_eq!(
            kinds("Các trường học Phòng Kinh tế Năm 2025 và các năm tiếp theo"),
            [
                (Kind::Body, "Các trường học".to_owned()),
                (Kind::Body, "Phòng Kinh tế".to_owned()),
                (Kind::Time, "Năm 2025 và các năm tiếp theo".to_owned()),
            ]
        );
    }

    #[test]
    fn a_list_is_one_cell() {
        assert_eq!(
            kinds("Công an xã; các Tổ công nghệ số cộng đồng xã, các thôn. Trạm y tế"),
            [
                (
                    Kind::Body,
                    "Công an xã; các Tổ công nghệ số cộng đồng xã, các thôn.".to_owned()
                ),
                (Kind::Body, "Trạm y tế".to_owned()),
            ]
        );
    }

    #[test]
    fn a_sentence_is_no_cell() {
        assert!(kinds("Tổ chức các lớp học").is_empty());
        assert!(kinds("hướng dẫn bà con").is_empty());
    }
}
