//! The state of the board: what is shown, what is chosen, and the deeds.

use leptos::{
    ev::{KeyboardEvent, MouseEvent},
    prelude::*,
};
use model::{
    assignment::Duty,
    id::{NodeId, UnitId},
    unit::UnitKind,
    view::{
        assigning::{AssignableTask, Assigning},
        query::Missing,
    },
};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

use super::grid::{self, Column, Mark, Place, Selection, giving, letter, taking_back};
use crate::{
    element::element,
    pages::assigning::{chosen::Chosen, desk::Desk},
    parts::toast::Toaster,
    signal::{Effect, Memo, RwSignal, StoredValue},
    text::lowercase,
    words::count,
};

/// Classes of up to this many are laid out unit by unit from the beginning.
const LAID_OUT: usize = 6;

#[derive(Clone, Copy)]
pub struct Board {
    pub desk: Desk,
    pub layout: Memo<Layout>,
    /// Classes that are laid out unit by unit.
    pub opened: RwSignal<Chosen<UnitKind>>,
    pub selection: RwSignal<Option<Selection>>,
    /// The next tap draws the rectangle out to where it is.
    pub is_stretching: RwSignal<bool>,
    /// One was in the board last; drawing a row anew takes the focus away.
    is_inside: StoredValue<bool>,
    toaster: Toaster,
}

/// What is in sight.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// In reading order.
    pub tasks: Vec<NodeId>,
    pub columns: Vec<Column>,
}

impl Layout {
    pub fn size(&self) -> Place {
        (self.tasks.len(), self.columns.len())
    }
}

/// The id of a cell.
pub fn cell(place: Place) -> String {
    format!("o-{}-{}", place.0, place.1)
}

/// The id of the button for a duty.
pub fn button(duty: Duty) -> String {
    format!("giao-{}", letter(duty))
}

impl Board {
    pub fn new(
        now: RwSignal<Assigning>,
        missing: impl Fn() -> Option<Missing> + Send + Sync + 'static,
    ) -> Self {
        let desk = Desk::new(now, None);
        let classes = desk.index.with_value(|index| index.classes());
        let small = classes.iter().filter(|(_, units)| units.len() <= LAID_OUT);
        let opened = RwSignal::new(Chosen::new(small.map(|(kind, _)| *kind).collect()));
        let layout = Memo::new(move |_| {
            let missing = missing();
            let tasks = desk.tasks.with(|tasks| {
                let tasks = tasks.iter();
                let tasks = tasks.filter(|task| missing.is_none_or(|what| task.lacks(what)));
                tasks.map(|task| task.id.clone()).collect()
            });
            let columns = opened.with(|opened| columns(desk, opened));
            Layout { tasks, columns }
        });
        let board = Self {
            desk,
            layout,
            opened,
            selection: RwSignal::new(None),
            is_stretching: RwSignal::new(false),
            is_inside: StoredValue::new(false),
            toaster: Toaster::from_context(),
        };
        board.keep_painted();
        board
    }

    pub fn open(self, kind: UnitKind, opened: bool) {
        self.selection.set(None);
        self.opened.update(|all| all.set(kind, opened));
    }

    pub fn name(self, column: &Column) -> String {
        match column {
            Column::Class(kind, units) => {
                format!("Tất cả {} ({})", kind.plural(), count(units.len()))
            }
            Column::Unit(unit) => self.desk.index.with_value(|index| index.name(unit)),
        }
    }

    fn size(self) -> Place {
        self.layout.with_untracked(Layout::size)
    }

    pub fn give(self, duty: Duty) {
        let Some((tasks, columns)) = self.chosen() else {
            return;
        };
        let giving = giving(&tasks, &columns, duty, self.desk.follows_tree());
        if giving.is_ready() {
            self.desk.give_all(giving, duty, || {});
        } else {
            self.toaster
                .say("Đã giao đúng như vậy, không có gì thay đổi.");
        }
        self.focus();
    }

    pub fn take_back(self) {
        let Some((tasks, columns)) = self.chosen() else {
            return;
        };
        let back = taking_back(&tasks, &columns, self.desk.follows_tree());
        if back == grid::TakingBack::default() {
            self.toaster.say("Các ô này chưa giao cho ai.");
        } else {
            self.desk.take_back_all(back.units, back.classes);
        }
        self.focus();
    }

    /// "1.4 Mở lớp… · Xóm Bến: chủ trì".
    pub fn sentence(self) -> String {
        let Some(selection) = self.selection.get() else {
            return "Chạm vào một ô, tên nhiệm vụ hoặc tên đơn vị để chọn.".to_owned();
        };
        // Whatever was given meanwhile is said at once.
        self.desk.tasks.track();
        let Some((tasks, columns)) = self.chosen_of(selection) else {
            return String::new();
        };
        match (tasks.as_slice(), columns.as_slice()) {
            ([task], [column]) => {
                let mark = words(column, task);
                let label = task.label.as_deref().map(model::plan::written_label);
                let label = label.unwrap_or_default();
                format!(
                    "{label} {} · {}: {mark}",
                    clipped(&task.text),
                    self.name(column)
                )
            }
            (tasks, columns) => format!(
                "Đã chọn {} ô: {} nhiệm vụ × {} cột.",
                count(tasks.len() * columns.len()),
                count(tasks.len()),
                count(columns.len())
            ),
        }
    }

    /// A tap: on a cell, on a task for its row, on a unit for its column.
    pub fn tap(self, event: &MouseEvent) {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let hit = target.and_then(|it| it.closest("[data-r], [data-c]").ok().flatten());
        let Some(hit) = hit else {
            return;
        };
        let at = |name: &str| hit.get_attribute(name).and_then(|text| text.parse().ok());
        let size = self.size();
        let stretches = self.is_stretching.get_untracked() || event.shift_key();
        let before = self.selection.get_untracked().filter(|_| stretches);
        let chosen = match (at("data-r"), at("data-c")) {
            (Some(row), Some(column)) => {
                let focus = (row, column);
                let anchor = before.map_or(focus, |before| before.anchor);
                Selection { anchor, focus }
            }
            (Some(row), None) => {
                let chosen = Selection::row(row, size);
                let anchor = before.map_or(chosen.anchor, |it| (it.anchor.0, chosen.anchor.1));
                Selection { anchor, ..chosen }
            }
            (None, Some(column)) => {
                let chosen = Selection::column(column, size);
                let anchor = before.map_or(chosen.anchor, |it| (chosen.anchor.0, it.anchor.1));
                Selection { anchor, ..chosen }
            }
            (None, None) => return,
        };
        self.is_inside.set_value(true);
        self.selection.set(Some(chosen));
    }

    pub fn press(self, event: &KeyboardEvent) {
        let (key, shift) = (event.key(), event.shift_key());
        let ctrl = event.ctrl_key() || event.meta_key();
        let now = self.selection.get_untracked().unwrap_or_default();
        if let Some(moved) = now.after_key(&key, shift, ctrl, self.size()) {
            event.prevent_default();
            self.selection.set(Some(moved));
            self.focus();
            return;
        }
        if ctrl || event.alt_key() {
            return;
        }
        let duty = Duty::ALL
            .into_iter()
            .find(|duty| key.eq_ignore_ascii_case(letter(*duty)));
        match (duty, key.as_str()) {
            (Some(duty), _) => self.give(duty),
            (None, "Delete" | "Backspace") => self.take_back(),
            (None, "Enter") => {
                if let Some(button) = element::<HtmlElement>(&button(Duty::Lead)) {
                    let _ = button.focus();
                }
            }
            _ => return,
        }
        event.prevent_default();
    }

    /// Whoever comes in by the keyboard stands on a cell.
    pub fn enter(self) {
        self.is_inside.set_value(true);
        if self.selection.with_untracked(Option::is_none) {
            self.selection.set(Some(Selection::default()));
        }
    }

    pub fn leave(self, event: &web_sys::FocusEvent) {
        // Without a place to go to, the cell itself went.
        if event.related_target().is_some() {
            self.is_inside.set_value(false);
        }
    }

    /// Back from the buttons to the cell.
    pub fn leave_bar(self, event: &KeyboardEvent) {
        if event.key() == "Escape" {
            self.focus();
        }
    }

    fn chosen(self) -> Option<(Vec<AssignableTask>, Vec<Column>)> {
        self.chosen_of(self.selection.get_untracked()?)
    }

    fn chosen_of(self, selection: Selection) -> Option<(Vec<AssignableTask>, Vec<Column>)> {
        let layout = self.layout.get_untracked();
        let (ids, columns) = selection.of(&layout.tasks, &layout.columns);
        let tasks = self.desk.tasks.with_untracked(|tasks| {
            let of_id = |id: &NodeId| tasks.iter().find(|task| task.id == *id).cloned();
            ids.iter().filter_map(of_id).collect::<Vec<_>>()
        });
        (!tasks.is_empty() && !columns.is_empty()).then(|| (tasks, columns.to_vec()))
    }

    fn focus(self) {
        let Some(selection) = self.selection.get_untracked() else {
            return;
        };
        if let Some(cell) = element::<HtmlElement>(&cell(selection.focus)) {
            let _ = cell.focus();
        }
    }

    /// Marks the chosen cells. There are thousands, of which few change: each by itself would be
    /// followed by thousands of effects.
    fn keep_painted(self) {
        Effect::new(move |before: Option<Option<Selection>>| {
            // What is drawn anew comes without marks.
            self.desk.tasks.track();
            self.layout.track();
            let is = self.selection.get().map(|it| it.within(self.size()));
            let was = before.flatten();
            request_animation_frame(move || {
                paint(was, is);
                let is_lost = document()
                    .active_element()
                    .is_none_or(|it| it.tag_name() == "BODY");
                if is_lost && self.is_inside.try_get_value() == Some(true) {
                    self.focus();
                }
            });
            is
        });
    }
}

/// "chủ trì; người phụ trách: Lan, An".
pub fn words(column: &Column, task: &AssignableTask) -> String {
    let people = column.people(task);
    let mark = words_of(column, column.mark(task));
    match people.is_empty() {
        true => mark,
        false => format!("{mark}; người phụ trách: {}", people.join(", ")),
    }
}

fn words_of(column: &Column, mark: Mark) -> String {
    match (mark, column) {
        (Mark::Nobody, _) => "chưa giao".to_owned(),
        (Mark::Duty(duty), _) => lowercase(duty.name()),
        (Mark::Some(n), Column::Class(_, units)) => format!("{n}/{} đơn vị", units.len()),
        (Mark::Some(n), Column::Unit(_)) => n.to_string(),
    }
}

/// Enough to know a task by, beside what was chosen.
fn clipped(text: &str) -> String {
    const MAX_CHARS: usize = 40;
    match text.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// Classes, each before its units where it is laid out, then who is alone of a kind.
fn columns(desk: Desk, opened: &Chosen<UnitKind>) -> Vec<Column> {
    desk.index.with_value(|index| {
        let classes = index.classes();
        let is_alone = |kind: UnitKind| classes.iter().all(|(of_class, _)| *of_class != kind);
        let alone = index.units().iter().filter(|unit| is_alone(unit.kind));
        let alone: Vec<UnitId> = alone.map(|unit| unit.id.clone()).collect();
        let mut columns = Vec::new();
        for (kind, units) in classes {
            columns.push(Column::Class(kind, units.clone()));
            if opened.contains(&kind) {
                columns.extend(units.into_iter().map(Column::Unit));
            }
        }
        columns.extend(alone.into_iter().map(Column::Unit));
        columns
    })
}

fn paint(was: Option<Selection>, is: Option<Selection>) {
    let set = |place: Place, name: &str, value: &str| {
        if let Some(cell) = document().get_element_by_id(&cell(place)) {
            let _ = cell.set_attribute(name, value);
        }
    };
    let first = Selection::default();
    for place in was.unwrap_or(first).places() {
        set(place, "aria-selected", "false");
        set(place, "tabindex", "-1");
    }
    for place in is.iter().flat_map(Selection::places) {
        set(place, "aria-selected", "true");
    }
    set(is.unwrap_or(first).focus, "tabindex", "0");
}
