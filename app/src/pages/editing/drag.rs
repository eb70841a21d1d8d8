//! Rows that are dragged by their handle, with a mouse or a finger. Whoever cannot do that has keys and
//! arrows for the same moves.
//!
//! The line that shows where a row would go is an attribute of the row beside it, set by hand: five
//! hundred rows that each watch the pointer would be felt.

use super::{
    desk::Desk,
    rows::{ROW, level_of},
};
use crate::{erased::view, signal::StoredValue};
use leptos::{ev, prelude::*};
use model::{
    id::NodeId,
    view::dropping::{self, Drop},
};
use std::time::Duration;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

/// On a row before which, or behind which, the dragged one would stand; its value is the level there.
const BEFORE: &str = "data-drop";
const BEHIND: &str = "data-drop-behind";
/// Marks the row that is being dragged.
const DRAGGED: &str = "data-dragged";
/// A pointer that has moved less may have been a tap.
const SLACK: i32 = 5;
/// So near to the upper end of the window the page scrolls, and to the lower, where bars stand.
const UPPER: f64 = 96.0;
const LOWER: f64 = 184.0;
const SCROLL: f64 = 14.0;
const SCROLLS_EVERY: Duration = Duration::from_millis(30);

pub struct Drag {
    node: NodeId,
    depth: usize,
    from: (i32, i32),
    to: (i32, i32),
    has_begun: bool,
    drop: Option<Drop>,
    scrolling: Option<IntervalHandle>,
}

type Held = StoredValue<Option<Drag>>;

pub fn handle() -> AnyView {
    view! {
        <span class="edit-row__grip" aria-hidden="true">
            "⠿"
        </span>
    }
}

pub fn down(desk: Desk, held: Held, event: &ev::PointerEvent) {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let Some(grip) = target.filter(|it| it.class_list().contains("edit-row__grip")) else {
        return;
    };
    if event.button() != 0 || !desk.is_ready.get_untracked() {
        return;
    }
    let Some(node) = row_of(&grip).and_then(|row| node_of(&row)) else {
        return;
    };
    let depth = desk
        .view
        .with_untracked(|view| view.row(&node).map(|row| row.depth));
    let Some(depth) = depth else { return };
    event.prevent_default();
    // What follows comes to the handle wherever the pointer is.
    let _ = grip.set_pointer_capture(event.pointer_id());
    let at = (event.client_x(), event.client_y());
    held.set_value(Some(Drag {
        node,
        depth,
        from: at,
        to: at,
        has_begun: false,
        drop: None,
        scrolling: None,
    }));
}

pub fn moved(desk: Desk, held: Held, event: &ev::PointerEvent) {
    let at = (event.client_x(), event.client_y());
    let mut begins = false;
    held.update_value(|drag| {
        let Some(drag) = drag else { return };
        drag.to = at;
        let far = (at.0 - drag.from.0).abs().max((at.1 - drag.from.1).abs());
        begins = !drag.has_begun && far > SLACK;
        drag.has_begun |= begins;
    });
    if begins {
        begin(desk, held);
    }
    show(desk, held);
}

/// The pointer is let go, or taken away: then nothing happens.
pub fn ended(desk: Desk, held: Held, is_let_go: bool) {
    let Some(drag) = held.try_update_value(Option::take).flatten() else {
        return;
    };
    if let Some(timer) = drag.scrolling {
        timer.clear();
    }
    for name in [BEFORE, BEHIND, DRAGGED] {
        unmark(name);
    }
    if let Some(drop) = drag.drop.filter(|_| is_let_go) {
        desk.drop_at(&drag.node, &drop);
    }
}

fn begin(desk: Desk, held: Held) {
    desk.shut();
    let scroll = move || {
        // The page may have been left meanwhile.
        let y = held.try_with_value(|drag| drag.as_ref().map(|drag| f64::from(drag.to.1)));
        let y = y.flatten();
        let height = window().inner_height().ok().and_then(|it| it.as_f64());
        let (Some(y), Some(height)) = (y, height) else {
            return;
        };
        if y < UPPER {
            window().scroll_by_with_x_and_y(0.0, -SCROLL);
        } else if y > height - LOWER {
            window().scroll_by_with_x_and_y(0.0, SCROLL);
        } else {
            return;
        }
        show(desk, held);
    };
    let timer = set_interval_with_handle(scroll, SCROLLS_EVERY).ok();
    held.update_value(|drag| {
        if let Some(drag) = drag {
            drag.scrolling = timer;
        }
    });
}

/// Draws the line where the row would go now.
fn show(desk: Desk, held: Held) {
    held.update_value(|drag| {
        let Some(drag) = drag.as_mut().filter(|drag| drag.has_begun) else {
            return;
        };
        unmark(BEFORE);
        unmark(BEHIND);
        let found = desk.view.with_untracked(|view| {
            let (x, y) = drag.to;
            #[expect(clippy::cast_precision_loss, reason = "a window is not that large")]
            let under = document().element_from_point(x as f32, y as f32)?;
            let row = row_of(&under)?;
            let node = node_of(&row)?;
            let place = view.rows.iter().position(|row| row.id == node)?;
            let frame = row.get_bounding_client_rect();
            let is_behind = f64::from(y) > frame.top() + frame.height() / 2.0;
            let depth = level_of(drag.depth, x - drag.from.0);
            let gap = place + usize::from(is_behind);
            let drop = dropping::place(&view.rows, &drag.node, gap, depth)?;
            Some((row, is_behind, drop))
        });
        drag.drop = found.map(|(row, is_behind, drop)| {
            let name = if is_behind { BEHIND } else { BEFORE };
            let _ = row.set_attribute(name, &drop.depth.to_string());
            drop
        });
        if let Some(row) = crate::element::element::<Element>(&super::rows::anchor(&drag.node))
            .and_then(|words| row_of(&words))
        {
            let _ = row.set_attribute(DRAGGED, "");
        }
    });
}

fn row_of(element: &Element) -> Option<Element> {
    element.closest("li.edit-row").ok().flatten()
}

pub fn node_of(row: &Element) -> Option<NodeId> {
    let words = row.query_selector(".edit-row__text").ok().flatten()?;
    words.id().strip_prefix(ROW).map(NodeId::new)
}

fn unmark(name: &str) {
    let marked = document().query_selector(&format!("[{name}]"));
    if let Some(row) = marked.ok().flatten() {
        let _ = row.remove_attribute(name);
    }
}
