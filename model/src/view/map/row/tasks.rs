//! Rows of a map of tasks.

use super::{Frame, NOTHING, POINTS, Turn, change};
use crate::{
    clock::day_in_vietnam,
    day,
    status::{Cell, Cells},
    text::written_count,
    view::map::{
        Area,
        drawing::{Entry, Row, Side},
        scale::Scale,
    },
};

impl Frame<'_> {
    /// `before` is the share in the earlier period.
    pub(super) fn of_tasks(&self, area: &Area, before: Option<Option<u8>>) -> Row {
        let share = area.share_on_time;
        let n_overdue = area.cells.count(Cell::OpenOverdue);
        let before = before.map(|before| {
            let change = change(before.map(f64::from), share.map(f64::from), POINTS);
            (before, change)
        });
        let number = share.map(|share| format!("{share}\u{a0}%"));
        let said = match &number {
            Some(number) => format!("{number} đúng hạn, {} quá hạn", count(n_overdue)),
            None => NOTHING.to_owned(),
        };
        let name = &area.unit.name;
        let mut sentence = match area.n_units {
            0 => format!("{name}: chưa được giao việc"),
            _ => format!("{name}: {said}, {}", heard(area)),
        };
        if let Some((_, change)) = &before {
            sentence.push_str("; ");
            sentence.push_str(&change.words);
        }
        Row {
            unit: area.unit.clone(),
            code: area.code.clone(),
            cell: area.cell,
            class: Scale::class_of_share(share),
            amount: number.clone().unwrap_or_else(|| "–".to_owned()),
            number,
            second: match &before {
                Some((_, change)) => change.signed.clone(),
                None => count(n_overdue),
            },
            change: before.as_ref().map(|(_, change)| change.words.clone()),
            is_bad: before.is_none() && n_overdue > 0,
            under: match area.n_units {
                0 => "chưa được giao việc".to_owned(),
                _ => heard(area),
            },
            sentence,
            bar: share.map(f64::from),
            main: share.map(f64::from),
            turn: match &before {
                Some((_, change)) => change.by,
                None => Some(-f64::from(n_overdue)),
            },
            entries: entries(area, before.as_ref()),
            ..Row::default()
        }
    }
}

/// All areas as one.
pub fn whole_of(side: &Side) -> Area {
    let sum = |count: fn(&Area) -> u32| side.areas.iter().map(count).sum::<u32>();
    let mut cells = Cells::default();
    side.areas.iter().for_each(|area| cells.merge(area.cells));
    Area {
        unit: side.unit.clone(),
        code: None,
        cell: None,
        boundary: None,
        cells,
        share_on_time: cells.share_on_time(),
        n_units: sum(|area| area.n_units),
        n_heard: sum(|area| area.n_heard),
        last_at: side.areas.iter().filter_map(|area| area.last_at).max(),
    }
}

/// "12/15 đơn vị đã báo, cập nhật 18/11/2026".
pub fn heard(area: &Area) -> String {
    let told = format!(
        "{}/{} đơn vị đã báo",
        count(area.n_heard),
        count(area.n_units)
    );
    match area.last_at {
        Some(at) => format!("{told}, cập nhật {}", day::short(day_in_vietnam(at))),
        None => told,
    }
}

/// What a file has of it.
fn entries(area: &Area, before: Option<&(Option<u8>, Turn)>) -> Vec<Entry> {
    let mut entries: Vec<_> = vec![
        Entry::share(area.share_on_time.map(f64::from)),
        Entry::Count(area.cells.total().into()),
    ];
    let cells = Cell::ALL.map(|cell| Entry::Count(area.cells.count(cell).into()));
    entries.extend(cells);
    entries.push(Entry::Count(area.n_heard.into()));
    entries.push(Entry::Count(area.n_units.into()));
    entries.push(Entry::day(area.last_at.map(day_in_vietnam)));
    if let Some((before, change)) = before {
        entries.push(Entry::share(before.map(f64::from)));
        entries.push(Entry::Words(change.words.clone()));
    }
    entries
}

fn count(n: u32) -> String {
    written_count(n.into())
}
