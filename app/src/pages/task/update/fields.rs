//! The fields of the update form: how they are filled, and what they say when they are read.

use crate::erased::{heard, view};
use chrono::NaiveDate;
use leptos::prelude::*;
use model::{
    assignment::{Status, TaskUpdate},
    day,
    id::NodeId,
    problem::Code,
    sync::TEXT_MAX_CHARS,
};
use wasm_bindgen::JsCast as _;
use web_sys::{FormData, HtmlFormElement, HtmlInputElement};

use crate::parts::{
    field::Field,
    icon::{Glyph, Icon},
};

/// Which fields show is up to the style sheet: it sees which status is checked.
#[component]
pub fn Fields(update: TaskUpdate, day: NaiveDate) -> impl IntoView {
    let done_on = update.done_on.unwrap_or(day);
    let has_difficulty = update.difficulty.is_some();
    let choices = Status::ALL.map(|status| view! { <Choice status chosen=update.status /> });
    view! {
        <fieldset class="choices">
            <legend class="visually-hidden">"Tình trạng"</legend>
            {choices.into_iter().collect_view()}
        </fieldset>
        <PercentField percent=update.percent />
        <div class="update__done">
            <Field name="done_on" label="Xong ngày">
                <input
                    class="input"
                    id="done_on"
                    name="done_on"
                    type="date"
                    value=done_on.to_string()
                    max=day.to_string()
                />
            </Field>
        </div>
        <div class="update__number">
            <Field name="number" label="Số lượng">
                <input
                    class="input num"
                    id="number"
                    name="number"
                    inputmode="numeric"
                    autocomplete="off"
                    value=update.number.map(|number| number.to_string())
                />
            </Field>
            <Field name="number_of" label="Đơn vị tính">
                <input
                    class="input"
                    id="number_of"
                    name="number_of"
                    list="don-vi-tinh"
                    autocomplete="off"
                    placeholder="người, lớp, hộ…"
                    value=update.number_of
                />
            </Field>
            <datalist id="don-vi-tinh">
                {["người", "lượt người", "lớp", "buổi", "hộ", "tài khoản VNeID", "tin bài"]
                    .map(|word| view! { <option value=word></option> })
                    .into_iter()
                    .collect_view()}
            </datalist>
        </div>
        <Field name="note" label="Đã làm gì">
            <textarea
                class="input"
                id="note"
                name="note"
                rows="2"
                maxlength=TEXT_MAX_CHARS
                placeholder="Ví dụ: mở 1 lớp tại nhà văn hóa, 25 người học"
            >
                {update.note}
            </textarea>
        </Field>
        <details class="update__difficulty" open=has_difficulty>
            <summary>
                <Glyph icon=Icon::Alert />
                "Vướng mắc cần cấp trên gỡ"
            </summary>
            <Field name="difficulty" label="Vướng mắc" hint="Để trống nếu không có, hoặc đã gỡ xong.">
                <textarea
                    class="input"
                    id="difficulty"
                    name="difficulty"
                    aria-describedby="difficulty-hint"
                    rows="2"
                    maxlength=TEXT_MAX_CHARS
                >
                    {update.difficulty}
                </textarea>
            </Field>
        </details>
    }
}

#[component]
fn Choice(status: Status, chosen: Status) -> impl IntoView {
    let icon = match status {
        Status::NotStarted => Icon::Open,
        Status::Doing => Icon::Steady,
        Status::Done => Icon::Check,
    };
    view! {
        <label class="choice">
            <input
                class="choice__input"
                type="radio"
                name="status"
                value=status.as_str()
                checked=status == chosen
            />
            <span class="choice__face">
                <Glyph icon />
                {status.name()}
            </span>
        </label>
    }
}

/// A slider for the thumb and a number for those who know it; each follows the other.
#[component]
fn PercentField(percent: Option<u8>) -> impl IntoView {
    let follow = |event: web_sys::Event| {
        let Some(changed) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        else {
            return;
        };
        let other = if changed.name() == "percent" {
            "percent_slider"
        } else {
            "percent"
        };
        if let Some(other) = document()
            .get_element_by_id(other)
            .and_then(|other| other.dyn_into::<HtmlInputElement>().ok())
        {
            other.set_value(&changed.value());
        }
    };
    view! {
        <div class="update__percent">
            <label class="field__label" for="percent">
                "Đã làm được"
            </label>
            <input
                class="slider"
                id="percent_slider"
                name="percent_slider"
                type="range"
                min="0"
                max="100"
                step="5"
                value=percent.unwrap_or(0)
                aria-label="Đã làm được bao nhiêu phần trăm"
                on:input=heard(follow)
            />
            <span class="update__percent-number">
                <input
                    class="input num"
                    id="percent"
                    name="percent"
                    inputmode="numeric"
                    autocomplete="off"
                    value=percent
                    on:input=heard(follow)
                />
                "%"
            </span>
        </div>
    }
}

/// What the fields say, or what is wrong with them.
pub fn read_fields(form: &HtmlFormElement, task: NodeId) -> Result<TaskUpdate, String> {
    let data = FormData::new_with_form(form).map_err(|_| Code::MalformedRecord.sentence())?;
    let text = |name: &str| {
        data.get(name)
            .as_string()
            .map(|text| crate::text::nfc(text.trim()))
            .filter(|text| !text.is_empty())
    };
    read(task, super::device_day(), text)
}

fn read(
    task: NodeId,
    today: NaiveDate,
    text: impl Fn(&str) -> Option<String>,
) -> Result<TaskUpdate, String> {
    let status = text("status")
        .and_then(|word| Status::parse(&word))
        .unwrap_or_default();
    let percent = match (status, text("percent")) {
        (Status::Doing, Some(percent)) => Some(read_percent(&percent)?),
        _ => None,
    };
    let number = text("number")
        .map(|number| read_number(&number))
        .transpose()?;
    let done_on = match (status, text("done_on")) {
        (Status::Done, Some(day)) => Some(read_day(&day, today)?),
        _ => None,
    };
    Ok(TaskUpdate {
        task,
        status,
        percent,
        number,
        number_of: number.and(text("number_of")),
        note: text("note"),
        difficulty: text("difficulty"),
        // Without a day it is the day of the update.
        done_on: done_on.filter(|day| *day != today),
        ..TaskUpdate::default()
    })
}

fn read_percent(text: &str) -> Result<u8, String> {
    let digits = text.trim_end_matches('%').trim();
    digits
        .parse()
        .ok()
        .filter(|percent| *percent <= 100)
        .ok_or_else(|| Code::PercentOutOfRange.sentence().into())
}

/// "1.200" and "1 200" are twelve hundred.
fn read_number(text: &str) -> Result<u32, String> {
    let digits: String = text
        .chars()
        .filter(|c| !matches!(c, '.' | ' ' | '\u{a0}'))
        .collect();
    digits
        .parse()
        .map_err(|_| "Số lượng phải là số nguyên, ví dụ 25.".into())
}

fn read_day(text: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    let day = day::parse(text).ok_or("Ngày hoàn thành không đọc được.")?;
    if day > today {
        Err(Code::DoneInFuture.sentence().into())
    } else {
        Ok(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&str, &str)]) -> Result<TaskUpdate, String> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        read("t".into(), today, |name| {
            fields
                .iter()
                .find(|(field, _)| *field == name)
                .map(|(_, text)| (*text).into())
        })
    }

    #[test]
    fn only_the_fields_of_the_status_count() {
        let hidden = [("percent", "40"), ("done_on", "2026-11-19")];
        let with = |status| form(&[("status", status), hidden[0], hidden[1]]).unwrap();
        assert_eq!(
            (with("doing").percent, with("doing").done_on),
            (Some(40), None)
        );
        let done = with("done");
        assert_eq!(
            (done.percent, done.done_on),
            (None, NaiveDate::from_ymd_opt(2026, 11, 19))
        );
        assert_eq!(with("not_started").percent, None);
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let number = |text| form(&[("number", text), ("number_of", "người")]).map(|u| u.number);
        assert_eq!(number("1.200"), Ok(Some(1_200)));
        assert!(number("hai mươi").is_err());
        assert!(form(&[("status", "doing"), ("percent", "101")]).is_err());
        assert!(form(&[("status", "done"), ("done_on", "2026-11-21")]).is_err());
    }

    #[test]
    fn done_today_leaves_the_day_to_the_record() {
        let done = form(&[("status", "done"), ("done_on", "2026-11-20")]).unwrap();
        assert_eq!(done.done_on, None);
    }
}
