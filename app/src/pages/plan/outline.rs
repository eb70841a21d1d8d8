//! The outline of a plan as a document: headings, running text, targets and tasks, labelled as written.

use super::words;
use crate::erased::view;
use crate::parts::{cell_mark::CellMark, cells::CellsBar, due::Due, task_row::is_open};
use chrono::NaiveDate;
use leptos::prelude::*;
use model::{
    id::NodeId,
    plan::{Node, NodeBody, NodeField, Target, Task},
    view::plan::Entry,
};

/// The id of an entry's element, to which the table of contents leads.
pub fn anchor(node: &Node) -> String {
    anchor_of(&node.id)
}

pub fn anchor_of(node: &NodeId) -> String {
    format!("muc-{node}")
}

pub fn outline(entries: &[Entry], today: NaiveDate) -> impl IntoView + use<> {
    entries
        .iter()
        .map(|entry| item(entry, today))
        .collect_view()
}

fn item(entry: &Entry, today: NaiveDate) -> AnyView {
    let drawn = match &entry.node.body {
        NodeBody::Section => section(entry),
        NodeBody::Paragraph => paragraph(&entry.node),
        NodeBody::Target(target) => target_item(&entry.node, target),
        NodeBody::Task(task) => task_item(entry, task, today),
    };
    let marks = marks(&entry.node);
    if marks.is_empty() {
        return drawn;
    }
    let marks = marks
        .into_iter()
        .map(|mark| view! { <p class="plan-mark">{mark}</p> });
    view! {
        {drawn}
        {marks.collect_view()}
    }
    .into_any()
}

/// What people who edited the plan at the same time have to agree on.
fn marks(node: &Node) -> Vec<String> {
    let withdrawn = node
        .is_withdrawn()
        .then(|| "Đã rút khỏi kế hoạch, nhưng bên dưới còn mục chưa rút.".to_owned());
    let disputed = node.edits.fields.disputed().filter_map(|field| {
        let rivals = node.edits.fields.rivals(field).into_iter();
        let said: Vec<_> = rivals
            .filter_map(|(_, setting)| NodeField::read(field, setting.value.clone()).ok())
            .collect();
        let title = said.first()?.title();
        let words = said
            .iter()
            .map(NodeField::words)
            .filter(|words| !words.is_empty());
        let words: Vec<_> = words.map(|words| format!("“{words}”")).collect();
        let told = format!("{title}: {} người cùng sửa, chưa thống nhất", said.len());
        Some(if words.is_empty() {
            told
        } else {
            format!("{told}: {}", words.join(" · "))
        })
    });
    withdrawn.into_iter().chain(disputed).collect()
}

fn section(entry: &Entry) -> AnyView {
    let node = &entry.node;
    let id = anchor(node);
    let text = view! {
        {label(node)}
        {node.text.clone()}
    };
    // The page's own heading is the first level.
    match entry.depth {
        0 => view! { <h2 class="plan-section" id=id>{text}</h2> }.into_any(),
        1 => view! { <h3 class="plan-section plan-section--second" id=id>{text}</h3> }.into_any(),
        _ => view! { <h4 class="plan-section plan-section--third" id=id>{text}</h4> }.into_any(),
    }
}

fn paragraph(node: &Node) -> AnyView {
    view! {
        <p class="plan-text" id=anchor(node)>
            {label(node)}
            {node.text.clone()}
        </p>
    }
    .into_any()
}

fn target_item(node: &Node, target: &Target) -> AnyView {
    let before = [
        target.aspirational.then_some("phấn đấu"),
        Some(target.comparator.word()).filter(|word| !word.is_empty()),
    ];
    let before: Vec<_> = before.into_iter().flatten().collect();
    view! {
        <div class="plan-target" id=anchor(node)>
            <p class="plan-target__figure">
                {(!before.is_empty()).then(|| view! { <span class="plan-target__word">{before.join(" ")}</span> " " })}
                {words::value(target).map(|value| view! { <strong class="plan-target__value num">{value}</strong> " " })}
                {target.year.map(|year| view! { <span class="plan-target__word">"năm " {year}</span> " " })}
            </p>
            <p class="plan-target__statement">
                {label(node)}
                {node.text.clone()}
            </p>
        </div>
    }
    .into_any()
}

fn task_item(entry: &Entry, task: &Task, today: NaiveDate) -> AnyView {
    let node = &entry.node;
    let text = view! {
        {label(node)}
        {node.text.clone()}
    };
    let actions = task
        .actions
        .iter()
        .map(|action| view! { <li>{action.clone()}</li> })
        .collect_view();
    view! {
        <article class="plan-task" id=anchor(node)>
            <p class="plan-task__text">
                <a href=format!("/nhiem-vu/{}", node.id)>{text}</a>
            </p>
            {(!task.actions.is_empty()).then(|| view! { <ul class="plan-task__actions">{actions}</ul> })}
            {standing_facts(entry, task, today)}
            {task.output.as_ref().map(|output| said("Sản phẩm", output))}
            {task.note.as_ref().map(|note| said("Ghi chú", note))}
        </article>
    }
    .into_any()
}

/// Who leads, until when, and how it stands.
fn standing_facts(entry: &Entry, task: &Task, today: NaiveDate) -> AnyView {
    let standing = match (entry.cells.total(), entry.cells.worst()) {
        (1, Some(cell)) => view! { <CellMark cell /> }.into_any(),
        (2.., Some(cell)) => view! {
            <CellMark cell />
            <span class="plan-task__bar">
                <CellsBar cells=entry.cells of="đơn vị" />
            </span>
        }
        .into_any(),
        _ => ().into_any(),
    };
    let who = match (entry.leads.is_empty(), entry.n_units) {
        (_, 0) => view! { <span class="plan-task__unassigned">"Chưa phân công"</span> }.into_any(),
        (false, n) => {
            let others = n.saturating_sub(entry.leads.len());
            let more = (others > 0).then(|| format!(" và {others} đơn vị"));
            view! { <span>{entry.leads.join(", ")} {more}</span> }.into_any()
        }
        (true, n) => view! { <span>{n} " đơn vị"</span> }.into_any(),
    };
    // Where nobody was given the task yet, what the plan wrote is the hint.
    let named = (entry.n_units == 0 && !task.lead.is_empty())
        .then(|| said("Kế hoạch ghi", &task.lead.join("; ")));
    view! {
        <div class="plan-task__facts">
            {standing} {who} <Due schedule=task.schedule.clone() today open=is_open(&entry.cells) />
        </div>
        {named}
    }
    .into_any()
}

fn said(name: &'static str, words: &str) -> impl IntoView + use<> {
    view! {
        <p class="plan-task__said">
            <span class="plan-task__name">{name} ": "</span>
            {words.to_owned()}
        </p>
    }
}

fn label(node: &Node) -> Option<impl IntoView + use<>> {
    let label = node.written_label()?;
    Some(view! { <span class="plan-label">{label}</span> " " })
}
