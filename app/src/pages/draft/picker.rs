//! Adding units to a name: found by words, a whole class at once, or made on the spot.

use super::desk::Desk;
use crate::{
    erased::{heard, view},
    parts::icon::{Glyph, Icon},
    signal::RwSignal,
    text,
};
use leptos::{ev, prelude::*};
use model::{draft::Change, id::UnitId, unit::UnitKind, view::draft::DraftName};

/// The most units listed; more words find the rest.
const FOUND: usize = 8;

/// A button that opens a search.
pub fn picker(desk: Desk, name: &DraftName) -> AnyView {
    let open = RwSignal::new(false);
    let words = RwSignal::new(String::new());
    let label = format!("Thêm đơn vị cho {}", name.name);
    let (written, matched) = (name.name.clone(), name.matched.clone());
    let search = move || {
        let (written, matched) = (written.clone(), matched.clone());
        open.get().then(|| search(desk, written, matched, words))
    };
    view! {
        <div class="picker" on:keydown=heard(move |event: ev::KeyboardEvent| if event.key() == "Escape" { open.set(false) })>
            <button
                class="btn btn--quiet"
                type="button"
                aria-expanded=move || open.get().to_string()
                aria-label=label
                on:click=heard(move |_| open.update(|open| *open = !*open))
            >
                <Glyph icon=Icon::Plus />
                "Thêm đơn vị"
            </button>
            {move || search()}
        </div>
    }
}

fn search(desk: Desk, name: String, matched: Vec<UnitId>, words: RwSignal<String>) -> AnyView {
    let new = name.clone();
    view! {
        <div class="picker__search">
            <input
                class="input"
                type="search"
                placeholder="Tìm đơn vị, không cần dấu"
                aria-label="Tìm đơn vị"
                autocomplete="off"
                prop:value=move || words.get()
                on:input=heard(move |event| words.set(event_target_value(&event)))
            />
            <ul class="picker__found">{move || found(desk, &name, &matched, &words.get())}</ul>
            {new_unit(desk, new)}
        </div>
    }
}

fn found(desk: Desk, name: &str, matched: &[UnitId], words: &str) -> AnyView {
    let choice = |words: String, place: Option<String>, units: Vec<UnitId>| {
        let (name, mut all) = (name.to_owned(), matched.to_vec());
        all.extend(units.into_iter().filter(|unit| !matched.contains(unit)));
        let change = Change::Match { name, units: all };
        view! {
            <li>
                <button class="picker__choice" type="button" on:click=heard(move |_| desk.make(change.clone()))>
                    {words}
                    {place.map(|place| view! { <span class="picker__place">{place}</span> })}
                </button>
            </li>
        }
    };
    desk.index.with_value(|index| {
        let classes = index.classes().into_iter();
        let class_rows = classes
            .filter(|(kind, _)| text::matches(&text::fold(kind.plural()), words))
            .map(|(kind, units)| {
                let words = format!("Tất cả {} ({})", kind.plural(), units.len());
                choice(words, None, units)
            });
        let unit_rows = index.find(words, FOUND).into_iter().map(|unit| {
            let units = vec![unit.id.clone()];
            choice(unit.name.clone(), index.place(unit), units)
        });
        let rows: Vec<_> = class_rows.chain(unit_rows).collect();
        if rows.is_empty() {
            view! { <li class="picker__none">"Không có đơn vị nào như vậy."</li> }
        } else {
            rows.into_any()
        }
    })
}

/// A unit that is not in the tree yet: it will be made together with the plan.
fn new_unit(desk: Desk, name: String) -> AnyView {
    let kinds = UnitKind::ALL
        .into_iter()
        .filter(|kind| *kind == UnitKind::Hamlet || !kind.is_place())
        .map(|kind| view! { <option value=kind.as_str()>{kind.plural()}</option> })
        .collect_view();
    let make = move |event: ev::Event| {
        let Some(of_kind) = UnitKind::parse(&event_target_value(&event)) else {
            return;
        };
        desk.make(Change::NewUnit {
            unit: name.clone(),
            name: name.clone(),
            of_kind,
            id: UnitId::default(),
        });
    };
    view! {
        <label class="picker__new">
            "Chưa có trong danh sách? Tạo đơn vị mới, loại:"
            <select class="input" on:change=heard(make)>
                <option value="">"chọn loại…"</option>
                {kinds}
            </select>
        </label>
    }
}
