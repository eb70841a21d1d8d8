//! The fields of a node of a plan, as one types them: of a draft, and of a plan that is edited.

use crate::{
    element::element,
    erased::{heard, view},
    signal::RwSignal,
    text,
};
use leptos::prelude::*;
use model::{
    draft::NodeForm,
    id::NodeId,
    plan::{Comparator, NodeKind},
    schedule::Schedule,
};
use web_sys::{FormData, HtmlFormElement, HtmlTextAreaElement};

/// Ids of the form and of the words in it.
pub const FORM: &str = "sua";
pub const TEXT: &str = "sua-chu";

/// The form as it stands, while a node is open.
pub fn typed(id: NodeId) -> Option<NodeForm> {
    let form = element::<HtmlFormElement>(FORM)?;
    let data = FormData::new_with_form(&form).ok()?;
    let field = |name: &str| text::nfc(&data.get(name).as_string().unwrap_or_default());
    Some(NodeForm {
        id,
        body: field("body"),
        label: field("label"),
        text: field("text"),
        lead: field("lead"),
        coordinating: field("coordinating"),
        implementing: field("implementing"),
        time: field("time"),
        output: field("output"),
        note: field("note"),
        actions: field("actions"),
        year: field("year"),
        comparator: field("comparator"),
        aspirational: field("aspirational"),
        value: field("value"),
        unit: field("unit"),
    })
}

/// The node's words before the cursor, and those after it.
pub fn halves() -> Option<(String, String)> {
    let field = element::<HtmlTextAreaElement>(TEXT)?;
    // Browsers count in units of UTF-16.
    let units: Vec<u16> = field.value().encode_utf16().collect();
    let cursor = field.selection_start().ok().flatten().unwrap_or_default();
    let (first, second) = units.split_at(units.len().min(cursor as usize));
    Some((
        text::nfc(&String::from_utf16_lossy(first)),
        text::nfc(&String::from_utf16_lossy(second)),
    ))
}

/// What the node can be.
pub fn kind(body: &str) -> AnyView {
    let kinds = NodeKind::ALL.map(|kind| (kind.as_str(), kind.name()));
    choice("body", "Loại mục", body, &kinds)
}

/// What a node of its kind says besides its words; `understood` is how its time was read.
pub fn fields(form: &NodeForm, understood: &str) -> AnyView {
    match form.body.as_str() {
        "task" => task_fields(form, understood),
        "target" => target_fields(form),
        _ => ().into_any(),
    }
}

fn task_fields(form: &NodeForm, understood: &str) -> AnyView {
    view! {
        {time(&form.time, understood)}
        {line("lead", "Đơn vị chủ trì", &form.lead, "Nhiều đơn vị thì ngăn bằng dấu chấm phẩy.")}
        {line("coordinating", "Đơn vị phối hợp", &form.coordinating, "")}
        {line("implementing", "Đơn vị thực hiện", &form.implementing, "")}
        {line("output", "Sản phẩm", &form.output, "")}
        {text("actions", "Việc cụ thể, mỗi việc một dòng", &form.actions, "sua-viec")}
        {line("note", "Ghi chú", &form.note, "")}
    }
}

/// A time as people write it, and how it is understood while one types.
fn time(raw: &str, understood: &str) -> AnyView {
    let reading = RwSignal::new(understood.to_owned());
    let read = move |event: leptos::ev::Event| {
        let words = text::nfc(&event_target_value(&event));
        reading.set(Schedule::read_composed(&words).words());
    };
    view! {
        <div class="field">
            <label class="field__label" for="sua-time">"Thời gian"</label>
            <input
                class="input"
                type="text"
                id="sua-time"
                name="time"
                autocomplete="off"
                placeholder="trước tháng 6/2026, hằng quý, thường xuyên…"
                aria-describedby="sua-hieu"
                prop:value=raw.to_owned()
                on:input=heard(read)
            />
            <p class="field__hint" id="sua-hieu" role="status">"Hiểu là: " {move || reading.get()} "."</p>
        </div>
    }
}

fn target_fields(form: &NodeForm) -> AnyView {
    let comparators = Comparator::ALL.map(|comparator| {
        let word = match comparator {
            Comparator::Eq => "đúng bằng",
            other => other.word(),
        };
        (comparator.as_str(), word)
    });
    let striving = [("", "Phải đạt"), ("on", "Phấn đấu")];
    view! {
        <div class="node-form__pair">
            {choice("aspirational", "Mức độ", &form.aspirational, &striving)}
            {choice("comparator", "So với", &form.comparator, &comparators)}
            {line("value", "Con số", &form.value, "")} {line("unit", "Đơn vị tính", &form.unit, "")}
            {line("year", "Năm", &form.year, "")}
        </div>
    }
}

/// A field of one line; `hint` says more about it.
pub fn line(name: &'static str, label: &'static str, value: &str, hint: &str) -> AnyView {
    let id = format!("sua-{name}");
    let hint = hint.to_owned();
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{label}</label>
            <input class="input" type="text" id=id name=name autocomplete="off" prop:value=value.to_owned() />
            {(!hint.is_empty()).then(|| view! { <p class="field__hint">{hint}</p> })}
        </div>
    }
}

/// A field of several lines.
pub fn text(name: &'static str, label: &'static str, value: &str, id: &'static str) -> AnyView {
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <textarea class="input" id=id name=name prop:value=value.to_owned()></textarea>
        </div>
    }
}

/// One of a few.
pub fn choice(
    name: &'static str,
    label: &'static str,
    value: &str,
    choices: &[(&'static str, &'static str)],
) -> AnyView {
    let id = format!("sua-{name}");
    let options = choices
        .iter()
        .map(|(word, words)| {
            let (word, words) = (*word, *words);
            view! { <option value=word selected=word == value>{words}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{label}</label>
            <select class="input" id=id name=name>{options}</select>
        </div>
    }
}
