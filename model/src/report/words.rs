//! The sentences of a report: the same on the page, on paper and in tables.

use super::{Contents, ReportId, TargetTold, TaskTold};
use crate::{
    day,
    status::{Cell, Cells},
    text::written_count,
};

impl ReportId {
    /// "quý IV/2026", within a sentence.
    pub fn period_name(&self) -> String {
        lowered(&self.period.name())
    }

    /// "Kết quả thực hiện Kế hoạch số 57/KH-UBND quý IV/2026"; a plan without a number goes by its name.
    pub fn title(&self, plan_number: Option<&str>, plan_title: &str) -> String {
        let plan = plan_number.map_or_else(|| lowered(plan_title), |number| format!("số {number}"));
        let period = self.period_name();
        format!("Kết quả thực hiện Kế hoạch {plan} {period}")
    }
}

impl Contents {
    /// What the whole amounts to, in a sentence or two.
    pub fn summary(&self) -> String {
        let as_of = day::short(self.as_of);
        let n_tasks = written_count(count(self.tasks.len()));
        let mut summary = format!(
            "Tính đến ngày {as_of}, kế hoạch có {n_tasks} nhiệm vụ. {}.",
            given(self.cells())
        );
        let measured = self.targets.iter().filter(|it| it.is_met.is_some());
        let n_measured = measured.clone().count();
        if n_measured > 0 {
            let n_met = measured.filter(|it| it.is_met == Some(true)).count();
            summary.push_str(&format!(" Đạt {n_met}/{n_measured} chỉ tiêu có số liệu."));
        }
        let n_open = self.difficulties.iter();
        let n_open = n_open.filter(|told| told.answer.is_none()).count();
        if n_open > 0 {
            summary.push_str(&format!(" Còn {n_open} vướng mắc chưa được trả lời."));
        }
        summary
    }
}

impl TargetTold {
    pub fn judged(&self) -> &'static str {
        match self.is_met {
            Some(true) => "Đạt",
            Some(false) => "Chưa đạt",
            None if self.value.numerator.is_none() => "Chưa có số liệu",
            None => "Không có mức để so",
        }
    }
}

impl TaskTold {
    /// "Xong 18/25 đơn vị (2 muộn), 3 quá hạn"; of one unit, how it stands.
    pub fn standing(&self) -> String {
        match self.cells.total() {
            0 => "Chưa giao đơn vị nào".to_owned(),
            1 => self.cells.worst().map_or("", Cell::name).to_owned(),
            n => of_many(self.cells, n),
        }
    }

    /// "120 người, 5 lớp".
    pub fn counted(&self) -> Option<String> {
        let amounts = self.amounts.iter().map(|amount| {
            let number = i64::try_from(amount.number).unwrap_or(i64::MAX);
            format!("{} {}", written_count(number), amount.of)
        });
        let amounts: Vec<_> = amounts.collect();
        (!amounts.is_empty()).then(|| amounts.join(", "))
    }
}

/// "Giao 120 đầu việc cho các đơn vị: xong 30 (4 muộn), 5 quá hạn, 85 đang làm".
fn given(cells: Cells) -> String {
    match cells.total() {
        0 => "Chưa giao đầu việc nào cho đơn vị".to_owned(),
        n => {
            let parts = parts(cells);
            let n = written_count(n.into());
            format!(
                "Trong {n} đầu việc giao cho các đơn vị có {}",
                parts.join(", ")
            )
        }
    }
}

fn of_many(cells: Cells, n: u32) -> String {
    let done = cells.count(Cell::DoneOnTime) + cells.count(Cell::DoneLate);
    let late = match cells.count(Cell::DoneLate) {
        0 => String::new(),
        late => format!(" ({late} muộn)"),
    };
    let mut words = format!("Xong {done}/{n} đơn vị{late}");
    for cell in [Cell::OpenOverdue, Cell::Silent] {
        match cells.count(cell) {
            0 => {}
            n => words.push_str(&format!(", {n} {}", lowered(cell.name()))),
        }
    }
    words
}

/// What there is of each, the good first.
fn parts(cells: Cells) -> Vec<String> {
    let told = Cell::ALL.into_iter().rev();
    let told = told.filter(|cell| cells.count(*cell) > 0);
    told.map(|cell| {
        let n = written_count(cells.count(cell).into());
        format!("{n} {}", lowered(cell.name()))
    })
    .collect()
}

/// With a small first letter, as within a sentence.
pub fn lowered(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
