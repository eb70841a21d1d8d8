//! Tasks as a list: what, until when, where it stands, and when anybody last said so.

use chrono::NaiveDate;
use leptos::prelude::*;
use model::{
    status::{Cell, Cells},
    view::task_list::TaskRow,
};

use super::{
    ago::Ago,
    cell_mark::CellMark,
    cells::{CellsBar, cells_text},
    due::Due,
    icon::{Glyph, Icon},
    progress::Percent,
};
use crate::{erased::view, outbox::Outbox, text::lowercase, words};

/// What a row must say because the rows of the page differ in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Naming {
    plan: bool,
    unit: bool,
}

impl Naming {
    /// What all rows share goes without saying.
    pub fn of<'a>(rows: impl Iterator<Item = &'a TaskRow> + Clone) -> Self {
        let Some(first) = rows.clone().next() else {
            return Self {
                plan: false,
                unit: false,
            };
        };
        let unit = first.unit.as_ref().map(|unit| &unit.id);
        Self {
            plan: rows.clone().any(|row| row.plan != first.plan),
            unit: unit.is_none()
                || rows
                    .clone()
                    .any(|row| row.unit.as_ref().map(|unit| &unit.id) != unit),
        }
    }
}

#[component]
pub fn TaskRows(
    rows: Vec<TaskRow>,
    today: NaiveDate,
    /// What each row names; without it, whatever differs among these rows.
    #[prop(optional)]
    naming: Option<Naming>,
) -> impl IntoView {
    let naming = naming.unwrap_or_else(|| Naming::of(rows.iter()));
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| view! { <Row row today naming /> })
        .collect();
    view! { <ol class="task-rows">{rows}</ol> }
}

#[component]
fn Row(row: TaskRow, today: NaiveDate, naming: Naming) -> impl IntoView {
    let outbox = Outbox::from_context();
    let task = row.task.clone();
    let has_unsent = move || outbox.has_update_of(&task);
    view! {
        <li class="task-row">
            <a class="task-row__link" href=format!("/nhiem-vu/{}", row.task)>
                {row.label.clone().map(|label| view! { <span class="task-row__label num">{label}</span> " " })}
                {row.text.clone()}
            </a>
            <div class="task-row__facts">
                <Standing cells=row.cells />
                <Due schedule=row.schedule.clone() today open=is_open(&row.cells) />
                {is_open(&row.cells).then(|| how_far(&row))}
                {move || {
                    has_unsent()
                        .then(|| {
                            view! {
                                <span class="task-row__unsent">
                                    <Glyph icon=Icon::Waiting />
                                    "chưa gửi"
                                </span>
                            }
                        })
                }}
            </div>
            <p class="task-row__about">
                {naming
                    .unit
                    .then(|| {
                        let units = row
                            .unit
                            .map_or_else(|| about_units(&row.cells), |unit| unit.name);
                        view! { <span>{units}</span> }
                    })}
                {match row.last_at {
                    Some(at) => view! { <span>"cập nhật " <Ago at today /></span> }.into_any(),
                    None => view! { <span>"chưa cập nhật lần nào"</span> }.into_any(),
                }}
                {row.is_mine.then(|| view! { <span class="task-row__mine">"Giao cho tôi"</span> })}
                {(row.n_difficulties > 0).then(|| difficulties(row.n_difficulties))}
                {naming.plan.then(|| view! { <span class="task-row__plan">{row.plan_title}</span> })}
            </p>
        </li>
    }
}

/// One unit has a mark, several have a bar.
#[component]
fn Standing(cells: Cells) -> impl IntoView {
    match (cells.total(), cells.worst()) {
        (1, Some(cell)) => view! { <CellMark cell /> }.into_any(),
        (0, _) | (_, None) => ().into_any(),
        (_, Some(worst)) => view! {
            <CellMark
                cell=worst
                words=format!(
                    "{}/{} {}",
                    words::number(cells.count(worst)),
                    words::number(cells.total()),
                    lowercase(worst.name()),
                )
            />
            <span class="task-row__bar" title=cells_text(&cells, "đơn vị")>
                <CellsBar cells of="đơn vị" />
            </span>
        }
        .into_any(),
    }
}

fn about_units(cells: &Cells) -> String {
    match cells.total() {
        0 => "Chưa giao đơn vị nào".into(),
        total => format!("{} đơn vị", words::number(total)),
    }
}

fn difficulties(count: u32) -> impl IntoView {
    let text = if count == 1 {
        "có vướng mắc".to_owned()
    } else {
        format!("{count} đơn vị có vướng mắc")
    };
    view! { <span class="task-row__difficulty">{text}</span> }
}

/// One unit has a bar of its own; of several, the bar shows where they stand and this their mean.
fn how_far(row: &TaskRow) -> Option<AnyView> {
    let percent = row.percent?;
    Some(if row.cells.total() == 1 {
        view! { <Percent percent /> }.into_any()
    } else {
        let words = format!("tiến độ chung {}", words::percent(percent));
        view! { <span class="txt-small txt-soft num">{words}</span> }.into_any()
    })
}

/// Whether anybody still has to do something.
pub fn is_open(cells: &Cells) -> bool {
    cells.total() == 0
        || cells.total() > cells.count(Cell::DoneOnTime) + cells.count(Cell::DoneLate)
}
