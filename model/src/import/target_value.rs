//! Amounts in a statement: the number, what is counted, and on which side of it one is to be.

use super::draft::Comparator;
use crate::text::{Number, fold, read_number};

/// An amount and where it stands in its clause.
pub struct Value {
    pub number: f64,
    pub unit: &'static str,
    pub from: usize,
    pub to: usize,
}

/// What is counted when it is not a share.
const UNITS: &[&str] = &[
    "bé trai/100 bé gái",
    "đồng/người/năm",
    "đồng/năm",
    "đồng",
    "tiêu chí",
    "km",
    "ha",
    "tổ dân phố",
    "khu dân cư",
    "ấp",
    "xóm",
    "khóm",
    "buôn",
    "bậc",
    "trẻ em",
    "lượt người",
    "lượt",
    "đại sứ số",
    "đội hình",
    "đội",
    "câu lạc bộ",
    "nhóm",
    "tình nguyện viên",
    "cán bộ",
    "đảng viên",
    "thành viên",
    "gia đình số",
    "gia đình",
    "công trình",
    "chợ",
    "trường",
    "cơ sở",
    "đơn vị",
    "hợp tác xã",
    "hồ sơ",
    "giao dịch",
    "sản phẩm",
    "chuyên mục",
    "video",
    "bài",
    "lần",
    "đợt",
    "khóa",
    "khoá",
    "hội thi",
    "hội nghị",
    "người dân",
    "người",
    "hộ gia đình",
    "hộ",
    "lớp",
    "mô hình",
    "học viên",
    "hội viên",
    "đoàn viên",
    "tổ",
    "buổi",
    "cuộc",
    "điểm",
    "tin, bài",
    "tài khoản",
    "thôn",
    "doanh nghiệp",
    "tuyến đường",
    "tuyến phố",
    "tiết dạy",
    "tiết học",
    "chuyên đề",
    "phóng sự",
    "chi bộ",
    "chi đoàn",
    "chi hội",
    "phụ nữ",
    "nông dân",
    "công nhân",
    "giáo viên",
    "giảng viên",
    "học sinh",
    "sinh viên",
    "khu phố",
    "thủ tục",
    "sáng kiến",
];

/// What people are counted in: a number of them goes with a number of classes.
const PEOPLE: &[&str] = &[
    "lượt người",
    "lượt",
    "người",
    "học viên",
    "đoàn viên",
    "hội viên",
    "giáo viên",
    "học sinh",
];

/// The value of a clause, and the counts that are promised together with it: "30 lớp, 900 người".
pub fn values(clause: &str) -> Vec<Value> {
    let Some(first) = value(clause) else {
        return Vec::new();
    };
    let counts = first.unit != "%";
    let mut found = vec![first];
    for later in all_values(clause).filter(|value| counts && value.unit != "%") {
        let Some(last) = found.last() else { break };
        let between = clause.get(last.to..later.from).unwrap_or_default();
        if later.from > last.to && goes_with(between, later.unit) {
            found.push(later);
        }
    }
    found
}

/// Whether the words between two counts only join them.
fn goes_with(between: &str, unit: &str) -> bool {
    // The rest of a name in quotation marks belongs to what the first counts.
    let between = between.rsplit(['”', '"']).next().unwrap_or(between);
    let folded = fold(between);
    let words = folded.trim_matches([',', ' ']);
    let joins = between.starts_with(',');
    let bound = ["", "it nhat", "toi thieu", "tren", "va"].contains(&words);
    let people = PEOPLE.contains(&unit)
        && ["voi", "cho", "thu hut"].iter().any(|word| {
            let (_, after) = words.rsplit_once(word).unwrap_or_default();
            words.ends_with(word)
                || ["it nhat", "toi thieu", "tren", "hon", "khoang"].contains(&after.trim())
        });
    (joins && bound) || people
}

fn all_values(clause: &str) -> impl Iterator<Item = Value> + '_ {
    numbers(clause).filter_map(|(at, number)| valued(clause, at, number))
}

/// What a statement promises: on which side of which number of what.
pub fn promise_in(statement: &str) -> Option<(Comparator, f64, &'static str)> {
    let value = value(statement)?;
    Some((comparator(statement, &value), value.number, value.unit))
}

/// The first share in a clause, or failing that the first count.
pub fn value(clause: &str) -> Option<Value> {
    let values: Vec<Value> = all_values(clause).collect();
    // "Giảm từ 30% xuống dưới 10%" promises the second.
    let reached = values.iter().position(|value| {
        let before = fold(clause.get(..value.from).unwrap_or_default());
        let last = before.rsplit("xuong").next().unwrap_or_default();
        before.contains("xuong") && last.split(' ').count() <= 3
    });
    let share = || values.iter().position(|value| value.unit == "%");
    let chosen = reached.or_else(share).unwrap_or_default();
    values.into_iter().nth(chosen)
}

/// More numbers than any clause has.
pub const MOST_NUMBERS: usize = 60;

fn numbers(clause: &str) -> impl Iterator<Item = (usize, Number)> + '_ {
    let mut at = 0;
    let next = move || {
        let rest = clause.get(at..)?;
        let start = at + rest.find(|c: char| c.is_ascii_digit())?;
        let before = clause.get(..start)?.chars().next_back();
        let number = clause.get(start..).and_then(read_number);
        at = start + number.map_or(1, |number| number.length.max(1));
        let joined = before.is_some_and(|c| c.is_alphanumeric() || "/-.".contains(c));
        Some(number.filter(|_| !joined).map(|number| (start, number)))
    };
    std::iter::from_fn(next).take(MOST_NUMBERS).flatten()
}

fn valued(clause: &str, from: usize, number: Number) -> Option<Value> {
    let end = from + number.length;
    let end = end + all_of(clause.get(end..)?, number.value);
    let rest = clause.get(end..)?;
    let trimmed = rest.trim_start_matches([' ', '“', '"']);
    let spaces = rest.len() - trimmed.len();
    let lower: String = trimmed.chars().take(24).collect::<String>().to_lowercase();
    let (unit, length) = if trimmed.starts_with('%') {
        ("%", 1)
    } else {
        let whole = |unit: &&&str| {
            let rest = lower.strip_prefix(**unit);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        };
        let unit = UNITS.iter().find(whole)?;
        (
            if unit.starts_with("người") {
                "người"
            } else {
                *unit
            },
            unit.len(),
        )
    };
    Some(Value {
        number: number.value,
        unit,
        from,
        to: end + spaces + length,
    })
    .filter(|value| clause.is_char_boundary(value.to))
}

/// The length of "/12" in "12/12 thôn": how many there are does not change how many are promised.
fn all_of(rest: &str, part: f64) -> usize {
    let whole = rest.strip_prefix('/').and_then(read_number);
    let fits = whole.filter(|whole| whole.value >= part);
    fits.map_or(0, |whole| 1 + whole.length)
}

pub fn comparator(clause: &str, value: &Value) -> Comparator {
    comparator_in(clause, value.from, value.to)
}

/// The first number of a text with where it begins and ends.
pub fn first_number(text: &str) -> Option<(usize, f64, usize)> {
    numbers(text)
        .next()
        .map(|(at, number)| (at, number.value, at + number.length))
}

/// What the words around a value make of it.
pub fn comparator_in(clause: &str, from: usize, to: usize) -> Comparator {
    let before = fold(clause.get(..from).unwrap_or_default());
    let after = fold(clause.get(to..).unwrap_or_default());
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    // "Từ 95% người dân trở lên"
    let from_up = before.ends_with("tu") && after.contains("tro len");
    if from_up
        || after.starts_with("tro len")
        || ends(&[
            "it nhat",
            "toi thieu",
            "khong duoi",
            "≥",
            ">=",
            "it nhat la",
        ])
    {
        Comparator::Gte
    } else if after.starts_with("tro xuong")
        || ends(&["khong qua", "toi da", "khong vuot qua", "≤", "<="])
    {
        Comparator::Lte
    } else if ends(&["tren", "hon", "vuot", ">"]) {
        Comparator::Gt
    } else if ends(&["duoi", "<", "it hon"]) {
        Comparator::Lt
    } else {
        Comparator::Eq
    }
}
