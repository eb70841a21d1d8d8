//! Names of units as the plan writes them, each with the units it stands for.

use super::{
    matching::{Match, n_tasks},
    picker::Picker,
};
use crate::{
    erased::view,
    pages::unit_index::UnitIndex,
    parts::icon::{Glyph, Icon},
    words::count,
};
use leptos::prelude::*;
use model::{
    assignment::Duty,
    id::{NodeId, UnitId},
    view::import::NamedUnit,
};

/// So many units of a name are shown; the rest is a number until one asks.
const SHOWN: usize = 6;

/// A name while it is being matched.
#[derive(Clone)]
pub struct Name {
    name: String,
    uses: Vec<(NodeId, Duty)>,
    matched: RwSignal<Vec<UnitId>>,
}

/// Those without a unit come first: they want a decision.
pub fn names_of(named: Vec<NamedUnit>) -> Vec<Name> {
    let mut names: Vec<_> = named
        .into_iter()
        .map(|named| Name {
            name: named.name,
            uses: named.uses,
            matched: RwSignal::new(named.matched),
        })
        .collect();
    names.sort_by_key(|name| name.matched.with_untracked(|matched| !matched.is_empty()));
    names
}

/// What was decided so far; follows every change.
pub fn matches(names: &[Name]) -> Vec<Match> {
    names
        .iter()
        .map(|name| (name.uses.clone(), name.matched.get()))
        .collect()
}

#[component]
pub fn Names(names: Vec<Name>, index: StoredValue<UnitIndex>) -> impl IntoView {
    let n_names = names.len();
    let all = names.clone();
    let n_open = move || {
        all.iter()
            .filter(|name| name.matched.with(Vec::is_empty))
            .count()
    };
    let rows = names
        .into_iter()
        .map(|name| view! { <NameRow name index /> })
        .collect_view();
    view! {
        <section class="flow">
            <div class="flow-half">
                <h2>"Đơn vị có tên trong kế hoạch"</h2>
                <p class="txt-soft">
                    {count(n_names)} " tên"
                    {move || match n_open() {
                        0 => ", tên nào cũng đã có đơn vị.".to_owned(),
                        n => format!(", {} tên để sau.", count(n)),
                    }} " Mỗi đơn vị được giao những nhiệm vụ mà kế hoạch ghi tên nó. \
                    Tên chưa rõ thì để sau, phân công lúc nào cũng được."
                </p>
            </div>
            <ul class="named-units">{rows}</ul>
        </section>
    }
}

#[component]
fn NameRow(name: Name, index: StoredValue<UnitIndex>) -> impl IntoView {
    let Name {
        name,
        uses,
        matched,
    } = name;
    let is_open = move || matched.with(Vec::is_empty);
    let add = move |units: Vec<UnitId>| {
        matched.update(|matched| {
            let new: Vec<_> = units
                .into_iter()
                .filter(|unit| !matched.contains(unit))
                .collect();
            matched.extend(new);
        });
    };
    let all_shown = RwSignal::new(false);
    let chips_of = name.clone();
    view! {
        <li class="named-unit" class:named-unit--later=is_open>
            <p class="named-unit__name">
                <q>{name.clone()}</q>
                <span class="named-unit__tasks num">{count(n_tasks(&uses))} " nhiệm vụ"</span>
            </p>
            <div class="named-unit__units">
                {move || chips(index, matched, all_shown, &chips_of)}
                {move || is_open().then(|| view! { <span class="named-unit__state">"Để sau: chưa giao cho ai"</span> })}
                <Picker index to=name add />
                {move || {
                    (!is_open())
                        .then(|| {
                            view! {
                                <button class="btn btn--quiet" type="button" on:click=move |_| matched.set(Vec::new())>
                                    "Để sau"
                                </button>
                            }
                        })
                }}
            </div>
        </li>
    }
}

fn chips(
    index: StoredValue<UnitIndex>,
    matched: RwSignal<Vec<UnitId>>,
    all_shown: RwSignal<bool>,
    of: &str,
) -> impl IntoView + use<> {
    let units = matched.get();
    let n_shown = if all_shown.get() { units.len() } else { SHOWN };
    let n_hidden = units.len().saturating_sub(n_shown);
    let chips = units
        .into_iter()
        .take(n_shown)
        .map(|id| {
            let unit = index.with_value(|index| index.name(&id));
            let label = format!("Bỏ {unit} khỏi {of}");
            let let_go = move |_| matched.update(|matched| matched.retain(|other| *other != id));
            view! {
                <span class="unit-chip">
                    {unit}
                    <button class="unit-chip__remove" type="button" aria-label=label on:click=let_go>
                        <Glyph icon=Icon::Close />
                    </button>
                </span>
            }
        })
        .collect_view();
    view! {
        {chips}
        {(n_hidden > 0)
            .then(|| {
                view! {
                    <button class="btn btn--quiet" type="button" on:click=move |_| all_shown.set(true)>
                        "và " {count(n_hidden)} " đơn vị nữa"
                    </button>
                }
            })}
    }
}
