//! The row in which one writes: its words as a field, what can be done to it, and its other fields.

use super::{
    desk::{Desk, Verb},
    fields::{Caret, focus_text, mirror},
    rows::{class_of, facts, level},
};
use crate::{
    element::element,
    erased::{heard, view},
    parts::node_form::{FORM, TEXT, fields, kind, line},
    signal::StoredValue,
};
use leptos::{ev, prelude::*};
use model::{
    schedule::Schedule,
    view::editing::{EditingRow, EditingView},
};
use web_sys::HtmlTextAreaElement;

pub fn open_row(desk: Desk, row: &EditingRow) -> AnyView {
    let id = StoredValue::new(row.id.clone());
    // Moving and renumbering change the row while its element stays.
    let now = move |draw: fn(&EditingRow) -> String| {
        let of = move |view: &EditingView| id.with_value(|id| view.row(id).map(draw));
        desk.view.with(of).unwrap_or_default()
    };
    let label = move || now(|row| row.label.clone().unwrap_or_default());
    let about = move || {
        let label = label();
        if label.is_empty() {
            "Nội dung mục đang soạn".to_owned()
        } else {
            format!("Nội dung mục {label}")
        }
    };
    let text = desk.form.with_untracked(|form| form.text.clone());
    let words = text.clone();
    let node = row.id.to_string();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        desk.commit();
    };
    view! {
        <li
            class=move || format!("{} edit-row--open", now(class_of))
            {..level(move || now(|row| (row.depth + 1).to_string()))}
        >
            <form class="edit-open" id=FORM data-node=node on:change=heard(move |_| desk.commit()) on:submit=heard(submit)>
                <div class="edit-open__line">
                    <span class="plan-label">{move || label()}</span>
                    <div class="edit-open__words" data-words=words>
                        <textarea
                            class="edit-open__text"
                            id=TEXT
                            name="text"
                            rows="1"
                            autocomplete="off"
                            aria-label=about
                            aria-describedby="soan-phim"
                            on:input=heard(move |_| {
                                if let Some(field) = element::<HtmlTextAreaElement>(TEXT) {
                                    mirror(&field);
                                }
                                desk.typed();
                            })
                        >
                            {text}
                        </textarea>
                    </div>
                </div>
                {move || desk.view.with(|view| id.with_value(|id| view.row(id).map(facts)))}
                {tools(desk)} {details(desk)}
            </form>
        </li>
    }
}

fn tools(desk: Desk) -> AnyView {
    let tool = |words: &'static str, keys: &'static str, verb: Verb| {
        view! {
            <button class="btn btn--small" type="button" title=keys on:click=heard(move |_| desk.run(verb))>
                {words}
            </button>
        }
    };
    let arrow = |sign: &'static str, words: &'static str, verb: Verb| {
        view! {
            <button
                class="btn btn--small edit-open__arrow"
                type="button"
                title=words
                aria-label=words
                on:click=heard(move |_| desk.run(verb))
            >
                {sign}
            </button>
        }
    };
    view! {
        <div class="edit-open__tools" role="group" aria-label="Việc với mục đang soạn">
            {tool("Thêm", "Thêm mục sau (Enter)", Verb::Add)}
            {tool("Tách", "Tách ở con trỏ (Enter giữa câu)", Verb::Split)}
            {tool("Gộp lên", "Gộp với mục trên (Backspace ở đầu câu)", Verb::Join)}
            {arrow("←", "Lùi ra (Shift+Tab)", Verb::Outdent)} {arrow("→", "Lùi vào (Tab)", Verb::Indent)}
            {arrow("↑", "Chuyển lên (Alt+↑)", Verb::Up)} {arrow("↓", "Chuyển xuống (Alt+↓)", Verb::Down)}
            {tool("Bỏ mục", "Bỏ khỏi kế hoạch, khôi phục được", Verb::Withdraw)}
            <button class="btn btn--small btn--primary" type="button" title="Esc" on:click=heard(move |_| desk.close())>
                "Xong"
            </button>
        </div>
    }
}

/// Kind, number, and what a task or a target says besides its words.
fn details(desk: Desk) -> AnyView {
    let drawn = move || {
        desk.form.with(|form| {
            let read = Schedule::read_composed(&form.time).words();
            view! {
                <div class="node-form">
                    <div class="node-form__pair">
                        {kind(&form.body)} {line("label", "Số thứ tự", &form.label, "")}
                    </div>
                    {fields(form, &read)}
                </div>
            }
        })
    };
    let turn = move |_| {
        desk.shows_fields.update(|shows| *shows = !*shows);
        if !desk.shows_fields.get_untracked() {
            focus_text(Caret::End);
        }
    };
    view! {
        <button
            class="edit-open__more link"
            type="button"
            aria-expanded=move || desk.shows_fields.get().to_string()
            on:click=heard(turn)
        >
            {move || if desk.shows_fields.get() { "Ẩn loại mục và các trường" } else { "Loại mục, số thứ tự, thời gian, đơn vị…" }}
        </button>
        // Hidden fields are still part of the form.
        <div hidden=move || !desk.shows_fields.get()>{move || drawn()}</div>
    }
}
