//! What keys do: in the words of the open row, and on closed rows.

use super::{
    desk::{Desk, Verb},
    fields::{Caret, focus, focus_text},
    rows::{ROW, anchor},
};
use crate::{element::element, parts::node_form::TEXT};
use leptos::{ev, prelude::*};
use model::id::NodeId;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlTextAreaElement};

pub fn pressed(desk: Desk, event: &ev::KeyboardEvent) {
    // Vietnamese is often typed letter by letter through an input method that uses the same keys.
    if event.is_composing() {
        return;
    }
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let Some(target) = target else { return };
    let id = target.id();
    if let Some(node) = id.strip_prefix(ROW) {
        on_row(desk, event, &NodeId::new(node));
    } else if id == TEXT {
        in_text(desk, event);
    } else if id.starts_with("sua-") && event.key() == "Escape" {
        event.prevent_default();
        focus_text(Caret::End);
    }
}

fn in_text(desk: Desk, event: &ev::KeyboardEvent) {
    if let Some(verb) = verb(event) {
        event.prevent_default();
        return desk.run(verb);
    }
    if event.key() == "Enter" {
        event.prevent_default();
        return desk.enter_fields();
    }
    let has_modifier = event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key();
    match event.key().as_str() {
        "Escape" => {
            event.prevent_default();
            desk.close();
        }
        "ArrowUp" if !has_modifier => go_unless_moved(desk, event, false),
        "ArrowDown" if !has_modifier => go_unless_moved(desk, event, true),
        _ => {}
    }
}

fn verb(event: &ev::KeyboardEvent) -> Option<Verb> {
    let key = event.key();
    let (is_alt, is_shift) = (event.alt_key(), event.shift_key());
    if event.ctrl_key() || event.meta_key() {
        return undoing(&key, is_shift);
    }
    Some(match (key.as_str(), is_alt, is_shift) {
        ("Enter", false, _) => Verb::Enter,
        ("Tab", false, false) => Verb::Indent,
        ("Tab", false, true) => Verb::Outdent,
        ("ArrowUp", true, false) => Verb::Up,
        ("ArrowDown", true, false) => Verb::Down,
        ("Backspace", false, false) if selection() == Some((0, 0)) => Verb::Join,
        ("Delete", false, false) if is_at_end() => Verb::JoinNext,
        _ => return None,
    })
}

fn undoing(key: &str, is_shift: bool) -> Option<Verb> {
    match (key, is_shift) {
        ("z" | "Z", false) => Some(Verb::Undo),
        ("z" | "Z", true) | ("y" | "Y", false) => Some(Verb::Redo),
        _ => None,
    }
}

fn on_row(desk: Desk, event: &ev::KeyboardEvent, node: &NodeId) {
    if event.ctrl_key() || event.meta_key() {
        if let Some(verb) = undoing(&event.key(), event.shift_key()) {
            event.prevent_default();
            desk.run(verb);
        }
        return;
    }
    let next = desk.view.with_untracked(|view| {
        let place = view.rows.iter().position(|row| row.id == *node)?;
        let next = match event.key().as_str() {
            "ArrowUp" => place.checked_sub(1)?,
            "ArrowDown" => place + 1,
            "Home" => 0,
            "End" => view.rows.len().checked_sub(1)?,
            _ => return None,
        };
        Some(view.rows.get(next)?.id.clone())
    });
    if let Some(next) = next {
        event.prevent_default();
        focus(anchor(&next));
    }
}

/// The cursor goes through the lines of a row as everywhere; where it can go no further it goes to
/// the next row. Where that is plain beforehand it goes at once, or the next key would be too early.
fn go_unless_moved(desk: Desk, event: &ev::KeyboardEvent, after: bool) {
    let before = selection();
    let is_at_edge = if after {
        is_at_end()
    } else {
        before == Some((0, 0))
    };
    if is_at_edge || is_one_line() {
        event.prevent_default();
        return desk.go(after);
    }
    set_timeout(
        move || {
            if before.is_some() && selection() == before {
                desk.go(after);
            }
        },
        std::time::Duration::ZERO,
    );
}

fn selection() -> Option<(u32, u32)> {
    let field = element::<HtmlTextAreaElement>(TEXT)?;
    let start = field.selection_start().ok().flatten()?;
    let end = field.selection_end().ok().flatten()?;
    Some((start, end))
}

fn is_at_end() -> bool {
    let length = element::<HtmlTextAreaElement>(TEXT).map(|field| field.text_length());
    length.is_some() && selection() == length.map(|length| (length, length))
}

/// Whether the words of the open row stand on one line as they are shown.
fn is_one_line() -> bool {
    let height = || {
        let field = element::<HtmlTextAreaElement>(TEXT)?;
        let style = window().get_computed_style(&field).ok().flatten()?;
        let line = style.get_property_value("line-height").ok()?;
        let line: f64 = line.strip_suffix("px")?.parse().ok()?;
        Some(f64::from(field.client_height()) / line)
    };
    // With its padding one line is a little higher than a line.
    height().is_some_and(|n_lines| n_lines < 2.0)
}
