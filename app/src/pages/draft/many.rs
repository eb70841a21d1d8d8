//! What is done to many tasks at once: their units in one duty, or their time.

use super::desk::Desk;
use crate::{
    element::element,
    erased::{heard, live, view},
    pages::assigning::chosen::Chosen,
    words::count,
};
use leptos::{ev, prelude::*};
use model::{assignment::Duty, draft::Change};
use web_sys::{FormData, HtmlFormElement};

const FORM: &str = "nhieu";
const TIME: &str = "time";

pub fn many(desk: Desk) -> AnyView {
    let n_picked = move || desk.picked.with(|picked| picked.items().len());
    live(move || (n_picked() > 0).then(|| form(desk, n_picked())))
}

fn form(desk: Desk, n_picked: usize) -> AnyView {
    let duties = Duty::ALL
        .map(|duty| view! { <option value=duty.as_str()>{duty.name()}</option> })
        .into_iter()
        .collect_view();
    let units = desk.index.with_value(|index| {
        let units = index.units().iter();
        units
            .map(|unit| view! { <option value=unit.name.clone()></option> })
            .collect_view()
    });
    let give = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if let Some(change) = typed(desk) {
            desk.make(change);
            desk.picked.update(Chosen::clear);
            // The rows show what is picked only when they are drawn.
            desk.view.update(|_| {});
        }
    };
    view! {
        <form class="draft-many" id=FORM on:submit=heard(give)>
            <p class="draft-many__count" role="status">"Đã chọn " {count(n_picked)} " nhiệm vụ"</p>
            <select class="input" name="what" aria-label="Đặt gì cho các nhiệm vụ đã chọn">
                {duties} <option value=TIME>"Thời gian"</option>
            </select>
            <input class="input" type="text" name="words" list="ten-don-vi" autocomplete="off" aria-label="Đơn vị hoặc thời gian" />
            <datalist id="ten-don-vi">{units}</datalist>
            <button class="btn btn--primary" type="submit">"Đặt"</button>
            <button class="btn btn--quiet" type="button" on:click=heard(move |_| {
                desk.picked.update(Chosen::clear);
                desk.view.update(|_| {});
            })>"Bỏ chọn"</button>
        </form>
    }
}

fn typed(desk: Desk) -> Option<Change> {
    let form = element::<HtmlFormElement>(FORM)?;
    let data = FormData::new_with_form(&form).ok()?;
    let (what, words) = (
        data.get("what").as_string()?,
        data.get("words").as_string()?,
    );
    let nodes = desk.picked.with_untracked(|picked| picked.items().to_vec());
    Some(match Duty::parse(&what) {
        Some(duty) => Change::Units {
            nodes,
            duty,
            names: words,
        },
        None => Change::Time { nodes, words },
    })
}
