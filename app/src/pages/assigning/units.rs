//! The units to choose from: whole classes that open to each of theirs, then the single ones.

use super::{
    DutyChoice,
    desk::{Desk, UNIT_HEADING},
};
use crate::{
    erased::{heard, live, view},
    parts::icon::{Glyph, Icon},
    signal::{Memo, RwSignal, StoredValue},
    words::count,
};
use leptos::prelude::*;
use model::{
    id::UnitId,
    unit::{Unit, UnitKind},
};

/// The most units listed at once; more are found by words.
const LISTED: usize = 200;

#[component]
pub fn UnitSide(desk: Desk) -> impl IntoView {
    let words = RwSignal::new(String::new());
    let is_searching = Memo::new(move |_| words.with(|words| !words.trim().is_empty()));
    view! {
        <section class="assign__units flow" aria-labelledby="chon-don-vi">
            <h2 id=UNIT_HEADING tabindex="-1">"Đơn vị nhận việc"</h2>
            <DutyChoice duty=desk.duty />
            <input
                class="input"
                type="search"
                placeholder="Tìm đơn vị, không cần dấu"
                aria-label="Tìm đơn vị"
                autocomplete="off"
                prop:value=move || words.get()
                on:input=heard(move |event| words.set(event_target_value(&event)))
            />
            {move || if is_searching.get() {
                live(move || words.with(|words| found(desk, words)))
            } else {
                view! { <Classes desk /> }.into_any()
            }}
            <ChosenUnits desk />
        </section>
    }
}

fn found(desk: Desk, words: &str) -> AnyView {
    let ids: Vec<UnitId> = desk.index.with_value(|index| {
        index
            .find(words, LISTED)
            .into_iter()
            .map(|unit| unit.id.clone())
            .collect()
    });
    if ids.is_empty() {
        return view! { <p class="txt-soft">"Không có đơn vị nào như vậy."</p> }.into_any();
    }
    unit_list(desk, &ids).into_any()
}

/// Classes first, because most tasks go to all of a kind.
#[component]
fn Classes(desk: Desk) -> impl IntoView {
    let classes = desk.index.with_value(|index| index.classes());
    let in_class = |unit: &Unit| classes.iter().any(|(kind, _)| *kind == unit.kind);
    let single: Vec<UnitId> = desk.index.with_value(|index| {
        index
            .units()
            .iter()
            .filter(|unit| !in_class(unit))
            .map(|unit| unit.id.clone())
            .collect()
    });
    let rows = classes
        .iter()
        .map(|(kind, units)| view! { <Class desk kind=*kind units=units.clone() /> })
        .collect_view();
    view! {
        <div class="flow-half">
            {rows}
            {(!single.is_empty())
                .then(|| {
                    view! {
                        <h3 class="assign__single">"Từng đơn vị"</h3>
                        {unit_list(desk, &single)}
                    }
                })}
        </div>
    }
}

/// "Tất cả thôn, xóm, khối (15)", which opens to each.
#[component]
fn Class(desk: Desk, kind: UnitKind, units: Vec<UnitId>) -> impl IntoView {
    let open = RwSignal::new(false);
    let units = StoredValue::new(units);
    let n_units = units.with_value(Vec::len);
    let n_chosen = move || {
        desk.chosen_units.with(|chosen| {
            units.with_value(|units| units.iter().filter(|unit| chosen.contains(unit)).count())
        })
    };
    let change = move |event| {
        let checked = event_target_checked(&event);
        units.with_value(|units| desk.choose_class(kind, units, checked));
    };
    view! {
        <div class="unit-class">
            <div class="unit-class__head">
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || n_chosen() == n_units
                        prop:indeterminate=move || (1..n_units).contains(&n_chosen())
                        on:change=heard(change)
                    />
                    <span>
                        "Tất cả " {kind.plural()} " (" {count(n_units)} ")"
                        {move || {
                            let n = n_chosen();
                            (1..n_units).contains(&n).then(|| format!(", đã chọn {}", count(n)))
                        }}
                    </span>
                </label>
                <button
                    class="unit-class__open"
                    type="button"
                    aria-expanded=move || open.get().to_string()
                    aria-label=format!("Xem từng đơn vị trong {}", kind.plural())
                    on:click=heard(move |_| open.update(|open| *open = !*open))
                >
                    <Glyph icon=Icon::Chevron />
                </button>
            </div>
            {move || open.get().then(|| units.with_value(|units| unit_list(desk, units)))}
        </div>
    }
}

fn unit_list(desk: Desk, ids: &[UnitId]) -> impl IntoView + use<> {
    let n_more = ids.len().saturating_sub(LISTED);
    let rows = ids
        .iter()
        .take(LISTED)
        .map(|id| unit_row(desk, id))
        .collect_view();
    view! {
        <ul class="unit-choices">{rows}</ul>
        {(n_more > 0)
            .then(|| view! { <p class="txt-small txt-soft">"Còn " {count(n_more)} " đơn vị nữa: hãy tìm theo tên."</p> })}
    }
}

fn unit_row(desk: Desk, id: &UnitId) -> impl IntoView + use<> {
    let (name, place) = desk.index.with_value(|index| {
        let unit = index.get(id);
        // The place is worth saying only where it is not the one all stand under.
        let place =
            unit.filter(|unit| index.units().first().map(|root| &root.id) != unit.parent.as_ref());
        (index.name(id), place.and_then(|unit| index.place(unit)))
    });
    let (of_input, of_load, id) = (id.clone(), id.clone(), id.clone());
    let checked = move || desk.chosen_units.with(|chosen| chosen.contains(&id));
    let change = move |event| {
        let checked = event_target_checked(&event);
        desk.choose_unit(of_input.clone(), checked);
    };
    view! {
        <li>
            <label class="check">
                <input type="checkbox" prop:checked=checked on:change=heard(change) />
                <span>
                    {name}
                    {place.map(|place| view! { " " <span class="unit-choices__place">{place}</span> })}
                    {load(desk, &of_load)}
                </span>
            </label>
        </li>
    }
}

/// "đang làm 12 việc, 2 quá hạn": who has much in hand should not get more unseen.
fn load(desk: Desk, unit: &UnitId) -> Option<AnyView> {
    let load = desk
        .loads
        .with_value(|loads| loads.iter().find(|load| load.unit == *unit).cloned())?;
    if load.n_open == 0 {
        return None;
    }
    let late = match load.n_overdue {
        0 => String::new(),
        n => format!(", {n} quá hạn"),
    };
    let words = format!("đang làm {} việc{late}", load.n_open);
    Some(view! { " " <span class="unit-choices__place num">{words}</span> })
}

/// Who has been chosen, wherever in the lists they stand; a way to begin again.
#[component]
fn ChosenUnits(desk: Desk) -> impl IntoView {
    const NAMED: usize = 3;
    let words = move || {
        desk.chosen_units.with(|chosen| {
            let names: Vec<_> = desk.index.with_value(|index| {
                chosen
                    .items()
                    .iter()
                    .take(NAMED)
                    .map(|id| index.name(id))
                    .collect()
            });
            match chosen.items().len().saturating_sub(NAMED) {
                0 => names.join(", "),
                n => format!("{} và {} đơn vị nữa", names.join(", "), count(n)),
            }
        })
    };
    live(move || {
        desk.chosen_units.with(|chosen| !chosen.items().is_empty()).then(|| {
            view! {
                <p class="assign__chosen">
                    <span>"Đã chọn: " {move || words()}</span>
                    <button class="btn btn--quiet" type="button" on:click=heard(move |_| desk.choose_no_units())>
                        "Bỏ chọn"
                    </button>
                </p>
            }
        })
    })
}
