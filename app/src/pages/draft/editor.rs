//! One node, open to be put right: every field is kept as soon as one leaves it.

use super::desk::{Desk, anchor, bring};
use crate::{
    erased::{heard, view},
    parts::node_form::{FORM, TEXT, fields, halves, kind, line, text, typed},
};
use leptos::{ev, prelude::*};
use model::{
    draft::{Change, Direction},
    id::NodeId,
    view::draft::DraftRow,
};

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
    view! {
        <form class="node-form" id=FORM on:change=heard(move |_| keep()) on:submit=heard(close)>
            <div class="node-form__pair">
                {kind(&form.body)} {line("label", "Số, ký hiệu", &form.label, "")}
            </div>
            {text("text", "Nội dung", &form.text, TEXT)} {fields(form, &row.reading)}
            <div class="node-form__tools">
                <button class="btn btn--primary" type="submit">"Xong"</button>
                {tools(desk, &id)}
            </div>
        </form>
    }
}

/// What can be done to the node as a whole.
fn tools(desk: Desk, node: &NodeId) -> AnyView {
    let tool = |id: &'static str,
                words: &'static str,
                change: Box<dyn Fn(NodeId) -> Change + Send>| {
        let node = node.clone();
        view! {
            <button class="btn btn--quiet" type="button" id=id on:click=heard(move |_| desk.make(change(node.clone())))>
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

fn split(node: NodeId) -> Change {
    let (first, second) = halves().unwrap_or_default();
    Change::Split {
        node,
        first,
        second,
        id: NodeId::default(),
    }
}
