//! The text that was read, line by line: a node lights its lines, and a line leads to its node.

use super::desk::Desk;
use crate::{
    element::element,
    erased::{heard, view},
    signal::Effect,
};
use leptos::{ev, prelude::*};
use model::{id::NodeId, view::draft::DraftView};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

/// Id of the part of the page that scrolls.
const PANE: &str = "van-ban";
/// At most so many lines are lit: a node's words seldom go further.
const MOST_LIT: usize = 14;

pub fn source(desk: Desk) -> AnyView {
    light_up(desk);
    let lines = desk.view.with_untracked(|view| {
        let lines = (1..).zip(view.text.lines());
        lines
            .map(|(number, line)| view! { <li id=line_id(number)>{line.to_owned()}</li> })
            .collect_view()
    });
    view! {
        <section class="draft-source" aria-labelledby="van-ban-ten">
            <h2 id="van-ban-ten">"Văn bản gốc"</h2>
            <ol class="draft-source__lines" id=PANE tabindex="0" on:click=heard(move |event| follow(desk, &event))>
                {lines}
            </ol>
        </section>
    }
}

fn line_id(number: usize) -> String {
    format!("dong-{number}")
}

/// Lights the lines of whatever is chosen and brings them into the pane.
fn light_up(desk: Desk) {
    Effect::new(move |lit: Option<(usize, usize)>| {
        let chosen = desk.chosen.get();
        let now = desk.view.with_untracked(|view| lines_of(view, &chosen));
        if let Some(before) = lit {
            mark(before, false);
        }
        mark(now, true);
        let pane = element::<HtmlElement>(PANE);
        let first = element::<HtmlElement>(&line_id(now.0));
        if let (Some(pane), Some(first)) = (pane, first) {
            pane.set_scroll_top(first.offset_top() - pane.offset_top() - pane.client_height() / 4);
        }
        now
    });
}

/// From the first line of a node to before the first of the next; nothing where it has no line.
fn lines_of(view: &DraftView, node: &NodeId) -> (usize, usize) {
    let own = view.rows.iter().find(|row| row.form.id == *node);
    let first = own.map_or(0, |row| row.line);
    if first == 0 {
        return (0, 0);
    }
    let later = view
        .rows
        .iter()
        .map(|row| row.line)
        .filter(|line| *line > first);
    let end = later.min().unwrap_or(usize::MAX);
    (first, end.min(first + MOST_LIT))
}

fn mark((first, end): (usize, usize), lit: bool) {
    for number in first..end {
        if let Some(line) = element::<Element>(&line_id(number)) {
            line.set_class_name(if lit { "draft-source__lit" } else { "" });
        }
    }
}

/// Opens the node to which the line belongs: the last that begins on it or before it.
fn follow(desk: Desk, event: &ev::MouseEvent) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let id = target.map(|line| line.id()).unwrap_or_default();
    let Some(number) = id
        .strip_prefix("dong-")
        .and_then(|n| n.parse::<usize>().ok())
    else {
        return;
    };
    let node = desk.view.with_untracked(|view| {
        let before = view
            .rows
            .iter()
            .filter(|row| (1..=number).contains(&row.line));
        let nearest = before.max_by_key(|row| row.line);
        nearest.map(|row| row.form.id.clone())
    });
    if let Some(node) = node {
        desk.open(&node);
    }
}
