//! Names of units as the plan writes them, each with the units it stands for.

use super::{desk::Desk, picker::picker};
use crate::{
    erased::{heard, view},
    parts::icon::{Glyph, Icon},
    words::count,
};
use leptos::prelude::*;
use model::{
    draft::Change,
    id::UnitId,
    view::draft::{DraftName, DraftView},
};

/// So many units of a name are shown; the rest is a number.
const SHOWN: usize = 6;

pub fn names(desk: Desk) -> AnyView {
    view! {
        <section class="flow">
            <h2>"Đơn vị có tên trong kế hoạch"</h2>
            {move || desk.view.with(|view| list(desk, view))}
        </section>
    }
}

/// Those without a unit come first: they want a decision.
fn list(desk: Desk, view: &DraftView) -> AnyView {
    let (open, matched): (Vec<_>, Vec<_>) =
        (view.names.iter()).partition(|name| name.matched.is_empty());
    let state = match open.len() {
        0 => ", tên nào cũng đã có đơn vị.".to_owned(),
        n => format!(", {} tên để sau.", count(n)),
    };
    let rows = open.into_iter().chain(matched);
    let rows = rows.map(|name| row(desk, name)).collect_view();
    view! {
        <p class="txt-soft">
            {count(view.names.len())} " tên" {state}
            " Mỗi đơn vị được giao những nhiệm vụ mà kế hoạch ghi tên nó. Tên chưa rõ thì để sau, \
            phân công lúc nào cũng được."
        </p>
        <ul class="named-units">{rows}</ul>
    }
}

fn row(desk: Desk, name: &DraftName) -> AnyView {
    let is_open = name.matched.is_empty();
    let later = {
        let name = name.name.clone();
        move |_| {
            desk.make(Change::Match {
                name: name.clone(),
                units: Vec::new(),
            });
        }
    };
    let state = if is_open {
        Some("Để sau: chưa giao cho ai")
    } else {
        name.is_remembered
            .then_some("Cách viết này sẽ được nhớ cho lần sau")
    };
    view! {
        <li class="named-unit" class:named-unit--later=is_open>
            <p class="named-unit__name">
                <q>{name.name.clone()}</q>
                <span class="named-unit__tasks num">{count(name.n_tasks)} " nhiệm vụ"</span>
            </p>
            <div class="named-unit__units">
                {chips(desk, name)} {state.map(|state| view! { <span class="named-unit__state">{state}</span> })}
                {picker(desk, name)}
                {(!is_open)
                    .then(|| {
                        view! {
                            <button class="btn btn--quiet" type="button" on:click=heard(later)>
                                "Để sau"
                            </button>
                        }
                    })}
            </div>
        </li>
    }
}

fn chips(desk: Desk, name: &DraftName) -> AnyView {
    let n_hidden = name.matched.len().saturating_sub(SHOWN);
    let chip = |id: &UnitId| {
        let unit = desk.index.with_value(|index| index.name(id));
        let label = format!("Bỏ {unit} khỏi {}", name.name);
        let others = name.matched.iter().filter(|other| *other != id);
        let change = Change::Match {
            name: name.name.clone(),
            units: others.cloned().collect(),
        };
        view! {
            <span class="unit-chip">
                {unit}
                <button class="unit-chip__remove" type="button" aria-label=label on:click=heard(move |_| desk.make(change.clone()))>
                    <Glyph icon=Icon::Close />
                </button>
            </span>
        }
    };
    let chips = name.matched.iter().take(SHOWN).map(chip).collect_view();
    view! {
        {chips}
        {(n_hidden > 0)
            .then(|| view! { <span class="named-unit__state">"và " {count(n_hidden)} " đơn vị nữa"</span> })}
    }
}
