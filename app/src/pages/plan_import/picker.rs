//! Adding units to a name: found by words, or a whole class at once.

use crate::{
    erased::view,
    pages::unit_index::UnitIndex,
    parts::icon::{Glyph, Icon},
};
use leptos::{html, prelude::*};
use model::id::UnitId;

/// The most units listed; more words find the rest.
const FOUND: usize = 8;

/// A button that opens a search. `add` is given what was picked.
#[component]
pub fn Picker(
    index: StoredValue<UnitIndex>,
    /// What it adds to, for those who listen.
    to: String,
    #[prop(into)] add: Callback<Vec<UnitId>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let button = NodeRef::<html::Button>::new();
    let close = move || {
        open.set(false);
        if let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
    };
    let pick = Callback::new(move |units: Vec<UnitId>| {
        add.run(units);
        close();
    });
    view! {
        <div class="picker" on:keydown=move |event| if event.key() == "Escape" && open.get_untracked() { close() }>
            <button
                class="btn btn--quiet"
                type="button"
                node_ref=button
                aria-expanded=move || open.get().to_string()
                aria-label=format!("Thêm đơn vị cho {to}")
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Glyph icon=Icon::Plus />
                "Thêm đơn vị"
            </button>
            {move || open.get().then(|| view! { <Search index pick /> })}
        </div>
    }
}

#[component]
fn Search(index: StoredValue<UnitIndex>, pick: Callback<Vec<UnitId>>) -> impl IntoView {
    let words = RwSignal::new(String::new());
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    view! {
        <div class="picker__search">
            <input
                class="input"
                type="search"
                node_ref=input
                placeholder="Tìm đơn vị, không cần dấu"
                aria-label="Tìm đơn vị"
                autocomplete="off"
                prop:value=move || words.get()
                on:input=move |event| words.set(event_target_value(&event))
                // Enter belongs to this search, not to the form around it.
                on:keydown=move |event| if event.key() == "Enter" { event.prevent_default() }
            />
            <ul class="picker__found">{move || found(index, &words.get(), pick)}</ul>
        </div>
    }
}

fn found(index: StoredValue<UnitIndex>, words: &str, pick: Callback<Vec<UnitId>>) -> AnyView {
    index.with_value(|index| {
        let class_rows = index
            .classes()
            .into_iter()
            .filter(|(kind, _)| crate::text::matches(&crate::text::fold(kind.plural()), words))
            .map(|(kind, units)| {
                let name = format!("Tất cả {} ({})", kind.plural(), units.len());
                choice(name, None, units, pick)
            });
        let unit_rows = index.find(words, FOUND).into_iter().map(|unit| {
            choice(
                unit.name.clone(),
                index.place(unit),
                vec![unit.id.clone()],
                pick,
            )
        });
        let rows: Vec<_> = class_rows.chain(unit_rows).collect();
        if rows.is_empty() {
            view! { <li class="picker__none">"Không có đơn vị nào như vậy."</li> }.into_any()
        } else {
            rows.into_any()
        }
    })
}

fn choice(
    name: String,
    place: Option<String>,
    units: Vec<UnitId>,
    pick: Callback<Vec<UnitId>>,
) -> impl IntoView {
    view! {
        <li>
            <button class="picker__choice" type="button" on:click=move |_| pick.run(units.clone())>
                {name}
                {place.map(|place| view! { <span class="picker__place">{place}</span> })}
            </button>
        </li>
    }
}
