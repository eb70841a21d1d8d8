//! Where something stands, as a sign and a word; the colour only helps.

use crate::erased::view;
use leptos::prelude::*;
use model::{assignment::Status, status::Cell};

use super::icon::{Glyph, Icon};

#[component]
pub fn CellMark(
    cell: Cell,
    /// Instead of the cell's name: "2/14 quá hạn".
    #[prop(optional, into)]
    words: Option<String>,
) -> impl IntoView {
    view! {
        <span class=format!("cell-mark cell-mark--{}", class_word(cell))>
            <Glyph icon=icon(cell) />
            {words.unwrap_or_else(|| cell.name().to_owned())}
        </span>
    }
}

/// What a unit says of its work.
#[component]
pub fn StatusMark(status: Status) -> impl IntoView {
    let (word, icon) = match status {
        Status::NotStarted => ("silent", Icon::Open),
        Status::Doing => ("open", Icon::Steady),
        Status::Done => ("done", Icon::Check),
    };
    view! {
        <span class=format!("cell-mark cell-mark--{word}")>
            <Glyph icon />
            {status.name()}
        </span>
    }
}

/// The end of class names and of colour tokens: `--overdue`, `--overdue-ink` …
pub fn class_word(cell: Cell) -> &'static str {
    match cell {
        Cell::OpenOverdue => "overdue",
        Cell::Silent => "silent",
        Cell::OpenInTime => "open",
        Cell::Steady => "steady",
        Cell::DoneLate => "late",
        Cell::DoneOnTime => "done",
    }
}

pub fn icon(cell: Cell) -> Icon {
    match cell {
        Cell::OpenOverdue => Icon::Alert,
        Cell::Silent => Icon::Silent,
        Cell::OpenInTime => Icon::Open,
        Cell::Steady => Icon::Steady,
        Cell::DoneLate => Icon::CheckLate,
        Cell::DoneOnTime => Icon::Check,
    }
}
