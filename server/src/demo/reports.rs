//! The main commune's report of the last month whose data are complete, handed in and not yet received.

use chrono::NaiveDate;
use model::{
    clock::{Stamp, end_of_day},
    fold::State,
    period::Period,
    record::Fact,
    report::{ReportId, window},
    unit::UnitTree,
    view::{
        Sight,
        report::{ReportQuery, ReportView, Sources, targets},
    },
};

use super::{commune_plan, people, records::RecordBook, units};

const ASSESSMENT: &str = "Các xóm, khối giữ được nếp mở lớp buổi tối ở nhà văn hóa; đoàn viên \
    nhận kèm từng nhà ở những nơi sóng yếu. Số người được xác nhận tăng đều, nhưng nhóm cao tuổi còn chậm \
    vì thiếu máy để thực hành.";
const PROPOSALS: &str = "Đề nghị tỉnh hỗ trợ máy tính bảng dùng chung cho ba xóm xa trung tâm.\n\
    Đề nghị doanh nghiệp viễn thông phủ sóng Xóm Núi.";

/// Its data end, and a day later it is handed in.
const DAYS_AFTER: i64 = 1;

pub fn write(book: &mut RecordBook) {
    let period = complete(book.clock.today);
    let as_of = window(period).last;
    let days_ago = book.clock.today.signed_duration_since(as_of).num_days() - DAYS_AFTER;
    let by = people::id_of("chuyenvien.xa");
    if let Some(fact) = submission(book, period, as_of, days_ago) {
        book.add_at(days_ago, MINUTE, units::MAIN_COMMUNE.into(), by, fact);
    }
}

/// Half past nine.
const MINUTE: i64 = 9 * 60 + 30;

/// The last month after whose end a report could be handed in before today.
fn complete(today: NaiveDate) -> Period {
    let month = Period::month_of(today);
    let is_over = |period: Period| {
        let since = today.signed_duration_since(window(period).last);
        since.num_days() > DAYS_AFTER
    };
    if is_over(month) {
        month
    } else {
        month.previous()
    }
}

/// As it would be compiled of what has been written down so far.
fn submission(book: &RecordBook, period: Period, as_of: NaiveDate, days_ago: i64) -> Option<Fact> {
    let tree = UnitTree::new(units::all());
    let people = people::all();
    let officer = people.iter().find(|it| it.login == "chuyenvien.xa")?;
    let records = book.clone().finish();
    let until = Stamp::at(end_of_day(as_of));
    let handed_in = Stamp::at(book.clock.at(days_ago, MINUTE));
    let mut state = State::default();
    let known = records.iter().filter(|record| record.made_at <= until);
    known.for_each(|record| state.apply(record));
    let through = records.iter().filter(|it| it.made_at < handed_in).count();
    let sight = Sight {
        person: officer,
        tree: &tree,
        state: &state,
        today: as_of,
    };
    let id = ReportId {
        plan: commune_plan::PLAN.into(),
        period,
    };
    let sources = Sources {
        filing: None,
        handed_in: None,
        targets: &targets(sight, &id)?,
        through: i64::try_from(through).ok()?,
    };
    let query = ReportQuery { id, is_anew: true };
    let view = ReportView::new(sight, &query, &sources, |_| None)?;
    Some(view.submission(ASSESSMENT, PROPOSALS))
}
