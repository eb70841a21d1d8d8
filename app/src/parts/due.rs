//! Until when: the day and how far it is, or the plan's own words where it names no day.

use chrono::NaiveDate;
use leptos::prelude::*;
use model::schedule::Schedule;

use super::icon::{Glyph, Icon};
use crate::{erased::view, words};

/// `open` is whether anybody still has to do it: what is done is never "quá 3 ngày".
#[component]
pub fn Due(
    schedule: Schedule,
    today: NaiveDate,
    #[prop(default = true)] open: bool,
) -> impl IntoView {
    let Some(due) = schedule.due() else {
        return view! {
            <span class="due">
                <Glyph icon=Icon::Clock />
                <span>{words_of(&schedule)}</span>
            </span>
        }
        .into_any();
    };
    let is_over = open && due < today;
    view! {
        <span class="due" class:due--over=is_over>
            <Glyph icon=Icon::Clock />
            <span>
                <span class="nowrap num">{words::date(due)}</span>
                {open.then(|| view! { " · " <span class="due__left nowrap">{words::days_left(due, today)}</span> })}
            </span>
        </span>
    }
    .into_any()
}

/// The time in the plan's words; an empty time is said to be so.
pub fn words_of(schedule: &Schedule) -> String {
    if schedule.raw.trim().is_empty() {
        "Chưa nêu thời hạn".into()
    } else {
        schedule.raw.clone()
    }
}
