//! The outline: words that become a field where one writes. Only rows that differ are drawn again.

use super::{desk::Desk, drag, fields::Caret, keys, open_row};
use crate::{
    erased::{heard, view},
    parts::{
        empty::Empty,
        icon::{Glyph, Icon},
    },
    signal::StoredValue,
};
use leptos::{
    attr::{Attribute, AttributeValue, custom::custom_attribute},
    ev,
    prelude::*,
};
use model::{
    id::NodeId,
    view::editing::{EditingRow, Mark},
};
use wasm_bindgen::JsCast as _;
use web_sys::Element;

/// Indentation ends here.
const MAX_INDENT: usize = 4;

/// So many pixels to the side are another level.
const LEVEL: i32 = 20;

/// Begins the id of the element with a row's words.
pub const ROW: &str = "muc-";

/// A row, and how it is drawn.
struct Item {
    row: EditingRow,
    is_open: bool,
    may_write: bool,
    is_first: bool,
}

pub fn rows(desk: Desk) -> AnyView {
    let items = move || {
        let open = desk.open.get();
        let may_write = desk.head.with(|head| head.may_write);
        desk.view.with(|view| {
            let rows = view.rows.iter().enumerate();
            let item = |(place, row): (usize, &EditingRow)| Item {
                row: row.clone(),
                is_open: row.id == open,
                may_write,
                is_first: place == 0,
            };
            rows.map(item).collect::<Vec<_>>()
        })
    };
    // The open row keeps its element whatever it says: somebody is typing into it.
    let key = |item: &Item| {
        let how = u64::from(item.may_write) + 2 * u64::from(item.is_first);
        let print = if item.is_open {
            0
        } else {
            item.row.print().wrapping_add(1 + how)
        };
        (item.row.id.clone(), print)
    };
    let draw = move |item: Item| {
        if item.is_open {
            open_row::open_row(desk, &item.row)
        } else {
            closed(&item)
        }
    };
    let held = StoredValue::new(None);
    view! {
        <ol
            class="edit-rows"
            on:click=heard(move |event| clicked(desk, &event))
            on:keydown=heard(move |event| keys::pressed(desk, &event))
            on:pointerdown=heard(move |event| drag::down(desk, held, &event))
            on:pointermove=heard(move |event| drag::moved(desk, held, &event))
            on:pointerup=heard(move |_| drag::ended(desk, held, true))
            on:pointercancel=heard(move |_| drag::ended(desk, held, false))
        >
            <For each=items key children=draw />
        </ol>
        {move || {
            desk.view
                .with(|view| view.rows.is_empty())
                .then(|| view! { <Empty title="Kế hoạch chưa có mục nào">"Bấm “Thêm mục cuối” để bắt đầu viết."</Empty> })
        }}
    }
}

pub fn anchor(node: &NodeId) -> String {
    format!("{ROW}{node}")
}

pub fn class_of(row: &EditingRow) -> String {
    format!(
        "edit-row edit-row--{} edit-row--in-{}",
        row.kind.as_str(),
        row.depth.min(MAX_INDENT)
    )
}

/// The level that a pointer means which has gone so far to the side.
pub fn level_of(depth: usize, moved: i32) -> usize {
    let n_levels = moved / LEVEL;
    depth.saturating_add_signed(isize::try_from(n_levels).unwrap_or(0))
}

/// How deep an entry of the list lies, for readers; Leptos has no name for this attribute.
pub fn level(depth: impl AttributeValue) -> impl Attribute {
    custom_attribute("aria-level", depth)
}

/// One handler for all rows.
fn clicked(desk: Desk, event: &ev::MouseEvent) {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let Some(target) = target else { return };
    let is_in = |class: &str| target.closest(class).ok().flatten();
    let row = target.closest("li.edit-row").ok().flatten();
    let Some(node) = row.and_then(|row| drag::node_of(&row)) else {
        return;
    };
    if is_in(".edit-row__restore").is_some() {
        desk.restore(&node);
    } else if is_in(".edit-row__text").is_some() {
        desk.open(&node, Caret::End);
    }
}

fn closed(item: &Item) -> AnyView {
    let row = &item.row;
    let label = row
        .label
        .clone()
        .map(|label| view! { <span class="plan-label">{label} " "</span> });
    let is_wordless = row.text.trim().is_empty();
    let words = if is_wordless {
        "(chưa viết)".to_owned()
    } else {
        row.text.clone()
    };
    let id = anchor(&row.id);
    let depth = (row.depth + 1).to_string();
    let face = if item.may_write {
        // The arrows go from row to row; Tab goes past them all.
        let tab = if item.is_first { "0" } else { "-1" };
        view! {
            <button class="edit-row__text" class:edit-row__text--empty=is_wordless type="button" id=id tabindex=tab>
                {label}
                {words}
            </button>
        }
    } else {
        view! {
            <p class="edit-row__text" id=id>
                {label}
                {words}
            </p>
        }
    };
    view! {
        <li class=class_of(row) class:edit-row--movable=item.may_write {..level(depth)}>
            {item.may_write.then(drag::handle)} {face} {facts(row)}
            {(item.may_write && row.marks.contains(&Mark::Withdrawn)).then(|| restore(row))}
        </li>
    }
}

/// Of a heading that was withdrawn while somebody wrote under it.
fn restore(row: &EditingRow) -> AnyView {
    view! {
        <button
            class="btn btn--small edit-row__restore"
            type="button"
            aria-label=format!("Khôi phục: {}", row.text)
        >
            "Khôi phục"
        </button>
    }
}

/// What the row says besides its words, and what wants an eye.
pub fn facts(row: &EditingRow) -> AnyView {
    let facts = row.facts.clone();
    let marks: Vec<_> = row.marks.iter().map(|mark| mark_of(*mark)).collect();
    if facts.is_empty() && marks.is_empty() {
        return ().into_any();
    }
    view! {
        <p class="edit-row__facts">
            {(!facts.is_empty()).then(|| view! { <span>{facts}</span> })} {marks}
        </p>
    }
}

fn mark_of(mark: Mark) -> AnyView {
    let (is_grave, words) = match mark {
        Mark::Disputed => (true, "Nhiều người cùng sửa, cần thống nhất"),
        Mark::Strayed => (
            true,
            "Đã về chỗ cũ vì người khác cũng vừa chuyển. Hãy chuyển lại nếu cần",
        ),
        Mark::Withdrawn => (true, "Đã bỏ, nhưng bên dưới còn mục chưa bỏ"),
        Mark::Timeless => (false, "Chưa có thời hạn"),
        Mark::Leaderless => (false, "Chưa ghi đơn vị chủ trì"),
    };
    view! {
        <span class="edit-row__mark" class:edit-row__mark--grave=is_grave>
            {is_grave.then(|| view! { <Glyph icon=Icon::Alert /> })}
            {words}
        </span>
    }
}
