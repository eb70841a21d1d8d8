//! What the other communes and their hamlets said of the province's tasks: drawn from a table of
//! how each stands and a stock of words, always the same.

use super::{RecordBook, Row, doing, done, keeps_on};
use crate::demo::{
    assignments::{HANDED_ON, TO_COMMUNES, WITHOUT_END},
    chance::{between, mix, one_in, pick},
    province_plan::PLAN,
};

/// How a unit stands with its tasks.
#[derive(Clone, Copy)]
struct Standing {
    unit: &'static str,
    /// Of the tasks whose day has come: how many are open, and how many were done late.
    n_overdue: u64,
    n_late: u64,
    /// Of the tasks without an end: about how many nothing was heard for long.
    n_silent: u64,
}

impl Standing {
    /// Silent nearly everywhere: what is silent there has never been spoken of.
    fn is_mute(&self) -> bool {
        self.n_silent >= 7
    }
}

const fn stands(unit: &'static str, n_overdue: u64, n_late: u64, n_silent: u64) -> Standing {
    Standing {
        unit,
        n_overdue,
        n_late,
        n_silent,
    }
}

/// Good ones along the lower river, weak ones in the mountains, mixed ones by the sea. D109 has
/// never said anything.
const COMMUNES: &[Standing] = &[
    stands("D102", 0, 0, 0),
    stands("D103", 2, 1, 2),
    stands("D104", 0, 0, 0),
    stands("D105", 1, 0, 1),
    stands("D106", 5, 0, 8),
    stands("D107", 4, 1, 7),
    stands("D108", 3, 0, 4),
    stands("D110", 2, 0, 2),
    stands("D111", 1, 0, 0),
    stands("D112", 0, 0, 1),
    stands("D113", 5, 0, 5),
    stands("D114", 3, 0, 1),
    stands("D115", 0, 0, 0),
    stands("D116", 2, 0, 1),
    stands("D117", 5, 0, 3),
    stands("D118", 1, 1, 0),
    stands("D119", 0, 1, 0),
    stands("D120", 1, 0, 2),
    stands("D121", 4, 0, 4),
    stands("D122", 0, 0, 1),
    stands("D123", 3, 1, 2),
];

const HAMLETS: &[Standing] = &[
    stands("D102-tdp01", 0, 0, 0),
    stands("D102-tdp02", 0, 0, 0),
    stands("D102-tdp03", 0, 0, 1),
    stands("D102-tdp04", 1, 0, 0),
    stands("D102-tdp05", 0, 0, 0),
    stands("D102-tdp06", 0, 0, 0),
    stands("D102-tdp07", 0, 1, 0),
    stands("D102-tdp08", 0, 0, 0),
    stands("D102-tdp09", 0, 0, 1),
    stands("D102-tdp10", 1, 0, 2),
    stands("D103-yenha", 0, 0, 0),
    stands("D103-yenthuong", 0, 0, 1),
    stands("D103-yentrung", 0, 0, 0),
    stands("D103-linhdong", 1, 0, 0),
    stands("D103-linhtay", 0, 1, 0),
    stands("D103-dongmit", 1, 0, 0),
    stands("D103-rutre", 0, 0, 0),
    stands("D103-caydua", 1, 0, 1),
    stands("D103-vuccao", 2, 0, 1),
    stands("D103-khesu", 2, 0, 2),
    stands("D103-bannga", 1, 0, 3),
    stands("D103-banchieng", 2, 0, 3),
];

/// What is counted for a task, and the most a commune and a hamlet would count.
struct Line {
    task: &'static str,
    /// How many days ago its last day on time was; 0 where that has not come or never comes.
    due_days_ago: i64,
    of: &'static str,
    commune_most: u32,
    hamlet_most: u32,
    notes: &'static [&'static str],
}

const fn line(
    task: &'static str,
    due_days_ago: i64,
    of: &'static str,
    most: (u32, u32),
    notes: &'static [&'static str],
) -> Line {
    Line {
        task,
        due_days_ago,
        of,
        commune_most: most.0,
        hamlet_most: most.1,
        notes,
    }
}

const LINES: &[Line] = &[
    line(
        "1.1",
        0,
        "tin, bài",
        (48, 6),
        &["Phát loa sáng, chiều.", "Mỗi tuần một bài trên trang xã."],
    ),
    line(
        "1.2",
        35,
        "người dự",
        (650, 120),
        &["Phát động tại chợ phiên.", "Gắn với ngày hội đại đoàn kết."],
    ),
    line(
        "2.1",
        42,
        "kế hoạch",
        (1, 1),
        &[
            "Đã gửi Sở qua trục liên thông.",
            "Có phụ lục giao việc từng thôn.",
        ],
    ),
    line(
        "2.2",
        28,
        "người",
        (110, 8),
        &["Đủ tổ ở các thôn.", "Giáo viên và đoàn viên chiếm một nửa."],
    ),
    line(
        "2.3",
        14,
        "người trưởng thành",
        (6200, 340),
        &["Đếm theo từng hộ.", "Đối chiếu với số của công an."],
    ),
    line(
        "2.4",
        0,
        "hồ sơ",
        (540, 20),
        &["Có bàn hướng dẫn riêng.", "Đoàn viên trực luân phiên."],
    ),
    line(
        "3.1",
        0,
        "người học",
        (620, 44),
        &["Lớp tối ở nhà văn hóa.", "Mượn phòng máy của trường."],
    ),
    line(
        "3.2",
        7,
        "người",
        (64, 4),
        &["Đã nộp chứng nhận.", "Hoàn thành trên nền tảng."],
    ),
    line(
        "3.4",
        0,
        "người",
        (90, 12),
        &["Đang chốt danh sách HTX.", "Đã mở một lớp thử."],
    ),
    line(
        "3.5",
        0,
        "người",
        (180, 16),
        &["Con cháu kèm ông bà.", "Có phiên dịch tiếng dân tộc."],
    ),
    line(
        "3.6",
        0,
        "người",
        (1400, 90),
        &["Số cộng dồn.", "Công an làm lưu động tại thôn."],
    ),
    line(
        "4.1",
        0,
        "đại sứ",
        (85, 7),
        &["Mỗi đại sứ có sổ người học.", "Chủ yếu là giáo viên trẻ."],
    ),
    line(
        "4.2",
        0,
        "hộ",
        (1150, 80),
        &["Chấm theo phiếu.", "Gắn với gia đình văn hóa."],
    ),
    line(
        "4.3",
        0,
        "quầy",
        (70, 10),
        &["Chọn chợ trung tâm.", "Chọn vùng chè làm điểm."],
    ),
    line(
        "4.4",
        0,
        "tài khoản",
        (5200, 300),
        &["Làm tại nhà cho người già yếu.", "Còn người đi làm xa."],
    ),
    line("5.2", 0, "biểu", (6, 2), &["Đang tổng hợp từ các thôn."]),
];

const DIFFICULTIES: &[&str] = &[
    "Nhiều hộ chưa có điện thoại thông minh.",
    "Sóng yếu ở các thôn trong khe, quay video không gửi được.",
    "Thiếu người hướng dẫn, tổ chủ yếu là người lớn tuổi.",
    "Bà con đi làm ăn xa, về nhà mới làm được.",
    "Đang mùa gặt, mở lớp ban ngày không có người.",
    "Một công chức kiêm ba việc, không kịp đi cơ sở.",
    "Bà con sợ lừa đảo, không dám cài ứng dụng.",
    "Chưa có kinh phí mua máy chiếu, đường truyền.",
];

/// Writes down what all of them said.
pub fn write(book: &mut RecordBook) {
    let of_communes: Vec<_> = TO_COMMUNES.iter().map(|(task, _)| *task).collect();
    for (seed, standing) in (1..).zip(COMMUNES) {
        write_unit(book, seed, standing, &of_communes);
    }
    for (seed, standing) in (100..).zip(HAMLETS) {
        write_unit(book, seed, standing, &HANDED_ON);
    }
}

fn write_unit(book: &mut RecordBook, seed: u64, standing: &Standing, tasks: &[&str]) {
    let lines = || LINES.iter().filter(|line| tasks.contains(&line.task));
    let due: Vec<_> = lines().filter(|line| line.due_days_ago > 0).collect();
    let endless: Vec<_> = lines()
        .filter(|line| WITHOUT_END.contains(&line.task))
        .collect();
    let ahead = lines().filter(|line| line.due_days_ago == 0 && !WITHOUT_END.contains(&line.task));
    let mut said = Vec::new();
    for (place, line) in places(seed, &due) {
        let seed = mix(seed * 1000 + place);
        if place < standing.n_overdue {
            said.extend(left_open(seed, standing, line));
        } else {
            let late = place < standing.n_overdue + standing.n_late;
            said.extend(finished(seed, standing, line, late));
        }
    }
    for (place, line) in places(seed, &endless) {
        let seed = mix(seed * 1000 + 100 + place);
        said.extend(kept_on(seed, standing, line, place < standing.n_silent));
    }
    // Whoever is mute has not begun what lies ahead either.
    for (place, line) in (0..).zip(ahead).filter(|_| !standing.is_mute()) {
        let seed = mix(seed * 1000 + 200 + place);
        said.extend(begun(seed, standing, line));
    }
    said.iter().for_each(|row| row.write(book, PLAN, row.unit));
}

/// The lines with their places, turned so that not every unit fails at the same.
fn places<'a>(seed: u64, lines: &[&'a Line]) -> Vec<(u64, &'a Line)> {
    let mut turned = lines.to_vec();
    let by = mix(seed) % (lines.len().max(1) as u64);
    turned.rotate_left(usize::try_from(by).unwrap_or(0));
    (0..).zip(turned).collect()
}

fn left_open(seed: u64, standing: &Standing, line: &Line) -> Option<Row> {
    // About one in four has not said anything at all.
    if one_in(4, seed ^ 1) {
        return None;
    }
    let days_ago = line.due_days_ago.min(40) - days(seed ^ 2, 0, 4);
    let percent = tens(seed ^ 3, 2, 8);
    let row = doing(days_ago.max(2), standing.unit, line.task, percent);
    Some(row.but(pick(seed ^ 4, DIFFICULTIES)))
}

fn finished(seed: u64, standing: &Standing, line: &Line, late: bool) -> Vec<Row> {
    let days_ago = if late {
        line.due_days_ago - days(seed ^ 1, 2, 5)
    } else {
        line.due_days_ago + days(seed ^ 1, 0, 4)
    };
    let mut rows = Vec::new();
    if one_in(3, seed ^ 2) {
        let before = days_ago + days(seed ^ 3, 4, 9);
        rows.push(doing(
            before,
            standing.unit,
            line.task,
            tens(seed ^ 4, 2, 7),
        ));
    }
    let row = done(days_ago, standing.unit, line.task).count(number(seed, standing, line), line.of);
    rows.push(with_note(seed, row, line));
    rows
}

fn kept_on(seed: u64, standing: &Standing, line: &Line, silent: bool) -> Vec<Row> {
    let n = number(seed, standing, line);
    let mut rows = Vec::new();
    if !standing.is_mute() && (silent || one_in(2, seed ^ 1)) {
        let early = keeps_on(days(seed ^ 2, 33, 41), standing.unit, line.task);
        rows.push(early.count(n / 2 + 1, line.of));
    }
    if !silent {
        let row = keeps_on(days(seed ^ 3, 3, 27), standing.unit, line.task).count(n, line.of);
        let row = with_note(seed, row, line);
        rows.push(if one_in(7, seed ^ 4) {
            row.but(pick(seed ^ 5, DIFFICULTIES))
        } else {
            row
        });
    }
    rows
}

fn begun(seed: u64, standing: &Standing, line: &Line) -> Option<Row> {
    if one_in(3, seed ^ 1) {
        return None;
    }
    let row = doing(
        days(seed ^ 2, 2, 20),
        standing.unit,
        line.task,
        tens(seed ^ 3, 1, 6),
    );
    Some(with_note(seed, row, line))
}

fn with_note(seed: u64, row: Row, line: &Line) -> Row {
    if one_in(2, seed ^ 6) {
        row.note(pick(seed ^ 7, line.notes))
    } else {
        row
    }
}

fn number(seed: u64, standing: &Standing, line: &Line) -> u32 {
    let is_hamlet = standing.unit.contains('-');
    let most = if is_hamlet {
        line.hamlet_most
    } else {
        line.commune_most
    };
    between(seed ^ 8, most / 3 + 1, most.max(1))
}

fn days(seed: u64, low: u32, high: u32) -> i64 {
    between(seed, low, high).into()
}

/// A percent in tens.
fn tens(seed: u64, low: u32, high: u32) -> u8 {
    u8::try_from(between(seed, low, high) * 10).unwrap_or(50)
}
