//! One node, open to be put right: every field is kept as soon as one leaves it.

use super::desk::{Desk, anchor, bring};
use crate::{element::element, erased::view};
use leptos::{ev, prelude::*};
use model::{
    draft::{Change, Direction, NodeForm},
    id::NodeId,
    plan::Comparator,
    view::draft::DraftRow,
};
use web_sys::{FormData, HtmlFormElement, HtmlTextAreaElement};

/// Ids of the form and of the words in it.
const FORM: &str = "sua";
const TEXT: &str = "sua-chu";

/// What a node can be, and how it is called.
const BODIES: [(&str, &str); 4] = [
    ("section", "Tiêu đề"),
    ("paragraph", "Đoạn văn"),
    ("target", "Chỉ tiêu"),
    ("task", "Nhiệm vụ"),
];

pub fn editor(desk: Desk, row: &DraftRow) -> AnyView {
    let form = &row.form;
    let id = form.id.clone();
    let keep = {
        let id = id.clone();
        move || {
            if let Some(form) = typed(id.clone()) {
                desk.make(Change::Node(form));
            }
        }
    };
    let close = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let node = desk.chosen.get_untracked();
        desk.chosen.set(NodeId::default());
        bring(anchor(&node));
    };
    let more = match form.body.as_str() {
        "task" => task_fields(row),
        "target" => target_fields(form),
        _ => ().into_any(),
    };
    view! {
        <form class="draft-editor" id=FORM on:change=move |_| keep() on:submit=close>
            <div class="draft-editor__pair">
                {choice("body", "Loại mục", &form.body, &BODIES)} {line("label", "Số, ký hiệu", &form.label, "")}
            </div>
            {text("text", "Nội dung", &form.text, TEXT)} {more}
            <div class="draft-editor__tools">
                <button class="btn btn--primary" type="submit">"Xong"</button>
                {tools(desk, &id)}
            </div>
        </form>
    }
}

fn task_fields(row: &DraftRow) -> AnyView {
    let form = &row.form;
    let understood = format!("Hiểu là: {}.", row.reading);
    view! {
        {line("lead", "Đơn vị chủ trì", &form.lead, "Nhiều đơn vị thì ngăn bằng dấu chấm phẩy.")}
        {line("coordinating", "Đơn vị phối hợp", &form.coordinating, "")}
        {line("implementing", "Đơn vị thực hiện", &form.implementing, "")}
        {line("time", "Thời gian", &form.time, &understood)} {line("output", "Sản phẩm", &form.output, "")}
        {text("actions", "Việc cụ thể, mỗi việc một dòng", &form.actions, "sua-viec")}
        {line("note", "Ghi chú", &form.note, "")}
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
        <div class="draft-editor__pair">
            {choice("aspirational", "Mức độ", &form.aspirational, &striving)}
            {choice("comparator", "So với", &form.comparator, &comparators)}
            {line("value", "Con số", &form.value, "")} {line("unit", "Đơn vị tính", &form.unit, "")}
            {line("year", "Năm", &form.year, "")}
        </div>
    }
}

/// What can be done to the node as a whole.
fn tools(desk: Desk, node: &NodeId) -> AnyView {
    let tool = |id: &'static str,
                words: &'static str,
                change: Box<dyn Fn(NodeId) -> Change + Send>| {
        let node = node.clone();
        view! {
            <button class="btn btn--quiet" type="button" id=id on:click=move |_| desk.make(change(node.clone()))>
                {words}
            </button>
        }
    };
    let go = |to| {
        Box::new(move |node| Change::Move { node, to }) as Box<dyn Fn(NodeId) -> Change + Send>
    };
    view! {
        {tool("sua-len", "Lên", go(Direction::Up))} {tool("sua-xuong", "Xuống", go(Direction::Down))}
        {tool("sua-vao", "Lùi vào", go(Direction::In))} {tool("sua-ra", "Đưa ra", go(Direction::Out))}
        {tool("sua-gop", "Gộp với mục trên", Box::new(|node| Change::Merge { node }))}
        {tool("sua-tach", "Tách ở con trỏ", Box::new(split))}
        {tool("sua-them", "Thêm mục sau", Box::new(|after| Change::Add {
            after,
            body: "task".to_owned(),
            id: NodeId::default(),
        }))}
        {tool("sua-xoa", "Xóa mục", Box::new(|node| Change::Remove { node }))}
    }
}

/// The words before the cursor, and those after it.
fn split(node: NodeId) -> Change {
    let (first, second) = element::<HtmlTextAreaElement>(TEXT)
        .map(|field| {
            // Browsers count in units of UTF-16.
            let units: Vec<u16> = field.value().encode_utf16().collect();
            let cursor = field.selection_start().ok().flatten().unwrap_or_default();
            let cursor = units.len().min(cursor as usize);
            let (first, second) = units.split_at(cursor);
            (
                String::from_utf16_lossy(first),
                String::from_utf16_lossy(second),
            )
        })
        .unwrap_or_default();
    Change::Split {
        node,
        first,
        second,
        id: NodeId::default(),
    }
}

/// The form as it stands, while a node is open.
pub fn typed(id: NodeId) -> Option<NodeForm> {
    let form = element::<HtmlFormElement>(FORM)?;
    let data = FormData::new_with_form(&form).ok()?;
    let field = |name: &str| data.get(name).as_string().unwrap_or_default();
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
