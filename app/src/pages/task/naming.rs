//! Naming people in the box for comments: whoever is begun behind a sign is offered in a list, which
//! keys and fingers work.

use crate::{
    element::element,
    erased::{heard, view},
    signal::RwSignal,
};
use leptos::{ev, prelude::*};
use model::{
    mention::{self, Colleague},
    view::task::TaskView,
};
use web_sys::HtmlTextAreaElement;

const LIST: &str = "nhac-ten";

#[derive(Clone, Copy)]
pub struct Naming {
    /// Of the box that is typed into.
    field: &'static str,
    view: RwSignal<TaskView>,
    /// What has been typed behind the sign.
    typed: RwSignal<Option<String>>,
    chosen: RwSignal<usize>,
}

impl Naming {
    pub fn new(field: &'static str, view: RwSignal<TaskView>) -> Self {
        Self {
            field,
            view,
            typed: RwSignal::new(None),
            chosen: RwSignal::new(0),
        }
    }

    /// Something was typed, or the cursor has moved.
    pub fn look(self) {
        let typed = self.before().and_then(|before| {
            let begun = mention::begun(&before)?;
            Some(begun.to_owned())
        });
        if self.typed.with_untracked(|now| *now != typed) {
            self.chosen.set(0);
            self.typed.set(typed);
        }
    }

    pub fn close(self) {
        self.typed.set(None);
    }

    /// Keys belong to the list while there is one.
    pub fn pressed(self, event: &ev::KeyboardEvent) {
        let n = untrack(|| self.offered()).len();
        if n == 0 || event.is_composing() {
            return;
        }
        let chosen = self.chosen.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => self.chosen.set((chosen + 1) % n),
            "ArrowUp" => self.chosen.set((chosen + n - 1) % n),
            "Enter" | "Tab" => self.write(chosen),
            "Escape" => self.close(),
            _ => return,
        }
        event.prevent_default();
    }

    pub fn list_id(self) -> Option<&'static str> {
        (!self.offered().is_empty()).then_some(LIST)
    }

    /// The entry of the list that the keys have come to.
    pub fn active(self) -> Option<String> {
        (!self.offered().is_empty()).then(|| format!("{LIST}-{}", self.chosen.get()))
    }

    pub fn list(self) -> AnyView {
        let entry = move |(place, handle): (usize, Colleague)| {
            let choose = move |event: ev::MouseEvent| {
                // The cursor stays in the box.
                event.prevent_default();
                self.write(place);
            };
            view! {
                <li
                    class="naming__one"
                    id=format!("{LIST}-{place}")
                    role="option"
                    aria-selected=move || (self.chosen.get() == place).to_string()
                    on:mousedown=heard(choose)
                >
                    <strong>{handle.name}</strong>
                    " "
                    <span class="txt-soft">{handle.post}</span>
                </li>
            }
        };
        let drawn = move || {
            let offered = self.offered();
            (!offered.is_empty()).then(|| {
                let entries: Vec<_> = offered.into_iter().enumerate().map(entry).collect();
                view! {
                    <ul class="naming" id=LIST role="listbox" aria-label="Người có thể nhắc tên">
                        {entries}
                    </ul>
                }
            })
        };
        let told = move || match self.offered().len() {
            0 => String::new(),
            n => format!("{n} người. Bấm mũi tên để chọn, Enter để nhắc tên."),
        };
        view! {
            {move || drawn()}
            <p class="visually-hidden" role="status">{told}</p>
        }
        .into_any()
    }

    fn offered(self) -> Vec<Colleague> {
        self.typed.with(|typed| {
            let Some(typed) = typed else {
                return Vec::new();
            };
            self.view.with(|view| {
                let offered = mention::offered(&view.handles, typed);
                offered.into_iter().cloned().collect()
            })
        })
    }

    /// Puts the name in the place of what was typed.
    fn write(self, place: usize) {
        let offered = untrack(|| self.offered());
        let (Some(handle), Some(before), Some(field)) = (
            offered.get(place),
            self.before(),
            element::<HtmlTextAreaElement>(self.field),
        ) else {
            return;
        };
        let n_typed = mention::begun(&before).map_or(0, str::len);
        let after = field.value();
        let after = after.strip_prefix(before.as_str()).unwrap_or_default();
        let before = format!("{}{} ", &before[..before.len() - n_typed], handle.name);
        field.set_value(&format!("{before}{after}"));
        let caret = u32::try_from(before.encode_utf16().count()).unwrap_or(0);
        let _ = field.set_selection_range(caret, caret);
        self.close();
    }

    /// What stands before the cursor.
    fn before(self) -> Option<String> {
        let field = element::<HtmlTextAreaElement>(self.field)?;
        let caret = field.selection_end().ok().flatten()?;
        let units: Vec<u16> = field.value().encode_utf16().take(caret as usize).collect();
        String::from_utf16(&units).ok()
    }
}
