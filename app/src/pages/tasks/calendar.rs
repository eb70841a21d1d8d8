//! A month with what is due in it: on a phone the days with something, elsewhere whole weeks.

use leptos::prelude::*;
use model::{
    period::Period,
    view::{
        calendar::{Calendar, Day, Due},
        query::TaskQuery,
    },
};

use super::address;
use crate::{
    erased::view,
    parts::{
        cell_mark::{class_word, icon},
        icon::{Glyph, Icon},
    },
    words,
};

const WEEKDAYS: [&str; 7] = [
    "Thứ Hai",
    "Thứ Ba",
    "Thứ Tư",
    "Thứ Năm",
    "Thứ Sáu",
    "Thứ Bảy",
    "Chủ nhật",
];

pub fn draw(calendar: &Calendar, query: &TaskQuery) -> AnyView {
    let month = |period: Period| {
        address(&TaskQuery {
            period: Some(period),
            page: 0,
            ..query.clone()
        })
    };
    let n_due: usize = calendar
        .days
        .iter()
        .filter(|day| day.is_inside)
        .map(|day| day.due.len())
        .sum();
    let heads: Vec<_> = WEEKDAYS
        .map(|name| view! { <span class="calendar__weekday">{name}</span> })
        .into_iter()
        .collect();
    let days: Vec<_> = calendar.days.iter().map(day).collect();
    let without = calendar.n_without;
    view! {
        <section class="calendar" aria-labelledby="thang">
            <div class="calendar__head">
                <a class="btn" href=month(calendar.before) rel="prev">
                    <Glyph icon=Icon::Back />
                    <span class="visually-hidden">{calendar.before.name()}</span>
                </a>
                <h2 id="thang">{calendar.month.name()}</h2>
                <a class="btn calendar__next" href=month(calendar.after) rel="next">
                    <Glyph icon=Icon::Chevron />
                    <span class="visually-hidden">{calendar.after.name()}</span>
                </a>
                <p class="txt-soft">
                    {if n_due == 0 {
                        "Không có nhiệm vụ nào đến hạn trong tháng này.".to_owned()
                    } else {
                        format!("{} nhiệm vụ đến hạn trong tháng.", words::count(n_due))
                    }}
                </p>
            </div>
            <div class="calendar__weekdays" aria-hidden="true">{heads}</div>
            <ol class="calendar__days">{days}</ol>
            {(without > 0).then(|| view! {
                <p class="txt-small txt-soft">
                    {words::count(without)} " nhiệm vụ khác không có ngày đến hạn (thường xuyên, hoặc chưa nêu)."
                </p>
            })}
        </section>
    }
}

fn day(day: &Day) -> AnyView {
    let class = match (day.is_inside, day.due.is_empty()) {
        (false, _) => "calendar__day calendar__day--outside",
        (true, true) => "calendar__day calendar__day--empty",
        (true, false) => "calendar__day",
    };
    let current = day.is_today.then_some("date");
    let due: Vec<_> = day.due.iter().map(due).collect();
    view! {
        <li class=class aria-current=current>
            <p class="calendar__date">
                <span class="calendar__long">{words::weekday_date(day.date)}</span>
                <span class="calendar__short num" aria-hidden="true">
                    {chrono::Datelike::day(&day.date)}
                </span>
            </p>
            {(!due.is_empty()).then(|| view! { <ul class="calendar__due">{due}</ul> })}
        </li>
    }
}

fn due(due: &Due) -> AnyView {
    let mark = due.cell.map(|cell| {
        view! {
            <span class=format!("cell-mark cell-mark--{}", class_word(cell)) title=cell.name()>
                <Glyph icon=icon(cell) />
                <span class="visually-hidden">{cell.name()} ": "</span>
            </span>
        }
    });
    view! {
        <li>
            <a class="calendar__task" href=format!("/nhiem-vu/{}", due.task) title=due.text.clone()>
                {mark}
                <span>
                    {due.label.clone().map(|label| format!("{label}. "))}
                    {due.text.clone()}
                </span>
            </a>
        </li>
    }
}
