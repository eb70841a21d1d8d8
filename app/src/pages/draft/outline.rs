//! The plan as it was read, row by row; one row at a time is open to be put right.

use super::{
    desk::{Desk, anchor},
    editor::editor,
};
use crate::{
    erased::{heard, view},
    words::count,
};
use leptos::prelude::*;
use model::{
    plan::written_label,
    view::draft::{DraftRow, DraftView},
};

/// Which rows are shown, by the word that the choice has.
const LEADERLESS: &str = "chu-tri";
const TIMELESS: &str = "thoi-han";

pub fn outline(desk: Desk) -> AnyView {
    let rows = move || {
        let shown = desk.shown.get();
        let chosen = desk.chosen.get();
        desk.view.with(|view| {
            let rows = view.rows.iter().filter(|row| is_shown(row, &shown));
            rows.map(|row| item(desk, row, row.form.id == chosen))
                .collect_view()
        })
    };
    view! {
        <section class="flow-half" aria-labelledby="doc-duoc">
            <h2 id="doc-duoc">"Kế hoạch đọc được"</h2>
            <p class="txt-soft">"Chọn một mục để xem dòng gốc và sửa ngay tại chỗ."</p>
            {move || desk.view.with(|view| choices(desk, view))}
            <ol class="draft-rows">{move || rows()}</ol>
        </section>
    }
}

fn is_shown(row: &DraftRow, shown: &str) -> bool {
    match shown {
        LEADERLESS => row.is_leaderless,
        TIMELESS => row.is_timeless,
        _ => true,
    }
}

/// What is missing, each a tap away.
fn choices(desk: Desk, view: &DraftView) -> AnyView {
    let n = |shown: &str| view.rows.iter().filter(|row| is_shown(row, shown)).count();
    let choice = |shown: &'static str, words: &'static str| {
        view! {
            <label class="choice">
                <input
                    class="choice__input"
                    type="radio"
                    name="xem"
                    prop:checked=move || desk.shown.get() == shown
                    on:change=heard(move |_| desk.shown.set(shown.to_owned()))
                />
                <span class="choice__face">{words} " (" {count(n(shown))} ")"</span>
            </label>
        }
    };
    view! {
        <fieldset class="choices">
            <legend class="visually-hidden">"Xem những mục nào"</legend>
            {choice("", "Tất cả")} {choice(LEADERLESS, "Chưa có đơn vị chủ trì")}
            {choice(TIMELESS, "Chưa có thời hạn")}
        </fieldset>
    }
}

fn item(desk: Desk, row: &DraftRow, is_open: bool) -> AnyView {
    let class = format!(
        "draft-row draft-row--{} draft-row--in-{}",
        row.form.body,
        row.depth.min(4)
    );
    let content = if is_open {
        editor(desk, row)
    } else {
        closed(desk, row)
    };
    view! { <li class=class>{content}</li> }
}

fn closed(desk: Desk, row: &DraftRow) -> AnyView {
    let form = &row.form;
    let id = form.id.clone();
    let label = Some(form.label.as_str()).filter(|label| !label.is_empty());
    let label =
        label.map(|label| view! { <span class="plan-label">{written_label(label)} " "</span> });
    view! {
        {(form.body == "task").then(|| pick(desk, row))}
        <button class="draft-row__text" type="button" id=anchor(&id) on:click=heard(move |_| desk.chosen.set(id.clone()))>
            {label}
            {form.text.clone()}
        </button>
        {(form.body == "task").then(|| task_facts(row))}
        {(form.body == "target").then(|| target_facts(row))}
    }
}

/// Chooses a task for what is done to many at once.
fn pick(desk: Desk, row: &DraftRow) -> AnyView {
    let id = row.form.id.clone();
    let is_picked = desk.picked.with_untracked(|picked| picked.contains(&id));
    view! {
        <input
            class="draft-row__pick"
            type="checkbox"
            aria-label=format!("Chọn nhiệm vụ {}", row.form.label)
            prop:checked=is_picked
            on:change=heard(move |event| {
                desk.picked.update(|picked| picked.set(id.clone(), event_target_checked(&event)));
            })
        />
    }
}

fn task_facts(row: &DraftRow) -> AnyView {
    let form = &row.form;
    let said = |name: &'static str, words: &str| {
        let words = words.to_owned();
        (!words.is_empty())
            .then(|| view! { <span class="draft-row__fact">{name} " " {words}</span> })
    };
    view! {
        <p class="draft-row__facts">
            {row.is_leaderless.then(|| view! { <strong class="draft-row__gap">"Chưa có đơn vị chủ trì"</strong> })}
            {said("Chủ trì:", &form.lead)} {said("Phối hợp:", &form.coordinating)}
            {said("Thực hiện:", &form.implementing)} {said("Thời gian:", &form.time)}
            {said("Sản phẩm:", &form.output)}
            {row.is_timeless.then(|| view! { <strong class="draft-row__gap">"Chưa có thời hạn"</strong> })}
        </p>
    }
}

fn target_facts(row: &DraftRow) -> AnyView {
    let form = &row.form;
    let year = if form.year.is_empty() {
        "không ghi năm".to_owned()
    } else {
        format!("năm {}", form.year)
    };
    view! {
        <p class="draft-row__facts num">
            <span class="draft-row__fact">{form.value.clone()} " " {form.unit.clone()} ", " {year}</span>
        </p>
    }
}
