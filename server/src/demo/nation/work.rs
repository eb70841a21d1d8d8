//! What a country's communes and hamlets said over a year: updates of their tasks, and figures.

use model::{
    assignment::{Status, TaskUpdate},
    record::Fact,
    unit::Unit,
};

use super::{
    super::{
        chance::{between, mix, one_in, pick},
        figures::{self, Rounds},
        outline::task_id,
        records::RecordBook,
    },
    plans::{OF_COMMUNES, OF_HAMLETS, plan_id},
    seed,
};

const ROUNDS: Rounds = Rounds {
    population: 345,
    counts: &[300, 210, 120, 30],
    classes: &[270, 180, 90, 12],
};
/// When updates are given, in days ago: of each task there are some of these.
const UPDATE_DAYS: [u32; 5] = [310, 240, 160, 80, 9];

pub fn of_commune(book: &mut RecordBook, unit: &Unit) {
    let above = unit.parent.as_ref();
    let plan = above.map(|above| format!("kh-{above}"));
    for (nth, label) in (0..).zip(OF_COMMUNES) {
        if let Some(plan) = &plan {
            updates(book, unit, plan, label, mix(seed(unit) ^ nth));
        }
    }
    figures::write_commune(book, unit, ROUNDS);
}

pub fn of_hamlet(book: &mut RecordBook, commune: &Unit, unit: &Unit) {
    let plan = plan_id(commune);
    for (nth, label) in (0..).zip(OF_HAMLETS) {
        updates(book, unit, &plan, label, mix(seed(unit) ^ nth));
    }
    figures::write_hamlet(book, unit, ROUNDS);
}

fn updates(book: &mut RecordBook, unit: &Unit, plan: &str, label: &str, chance: u64) {
    const NOTES: [&str; 4] = [
        "Đã họp, giao việc cho từng hộ.",
        "Đã hướng dẫn tại nhà văn hóa.",
        "Đoàn viên xuống giúp hai buổi.",
        "Đang rà lại danh sách.",
    ];
    const DIFFICULTIES: [&str; 3] = [
        "Nhiều hộ chưa có điện thoại thông minh.",
        "Sóng yếu, lớp học không vào mạng được.",
        "Thiếu người hướng dẫn.",
    ];
    let mut percent = 0;
    for (nth, day) in (0..).zip(UPDATE_DAYS) {
        let chance = mix(chance ^ (nth << 8));
        if one_in(2, chance) {
            continue;
        }
        percent += between(chance ^ 1, 10, 45);
        let is_done = percent >= 100;
        let update = TaskUpdate {
            task: task_id(plan, label),
            status: if is_done { Status::Done } else { Status::Doing },
            percent: u8::try_from(percent.min(100)).ok(),
            number: Some(between(chance ^ 2, 3, 60)),
            number_of: Some("người".to_owned()),
            note: Some(pick(chance ^ 3, &NOTES).to_owned()),
            difficulty: (!is_done && one_in(6, chance ^ 4))
                .then(|| pick(chance ^ 5, &DIFFICULTIES).to_owned()),
            ..TaskUpdate::default()
        };
        let days_ago = i64::from(day - between(chance ^ 6, 0, 6));
        book.add_own(days_ago, unit.id.clone(), Fact::TaskUpdated(update));
        if is_done {
            return;
        }
    }
}
