//! The rows of the page: a task or target of the superior plan, what covers it, and the way to say so.

use leptos::prelude::*;
use model::{
    id::{NodeId, PlanId},
    plan::coverage::Short,
};
use web_sys::HtmlSelectElement;

use super::{
    demand::{Cover, Demand},
    desk::Desk,
    may_edit, may_take_over,
};
use crate::{
    element::element,
    erased::{heard, live, view},
    pages::plan::outline::anchor_of,
    parts::icon::{Glyph, Icon},
};

/// Id of the list of what may cover a demand.
const OFFERS: &str = "muc-thuc-hien";

pub fn group(desk: Desk, rows: &[&Demand]) -> AnyView {
    let path = rows.first().map(|row| row.path.clone()).unwrap_or_default();
    let items = rows.iter().map(|row| item(desk, row)).collect_view();
    view! {
        <section class="superior__group">
            <h3 class="changes__path">{path}</h3>
            {items}
        </section>
    }
    .into_any()
}

fn item(desk: Desk, demand: &Demand) -> AnyView {
    let is_open = demand.by.is_empty();
    let mut facts = vec![demand.kind.to_owned()];
    facts.extend((!demand.facts.is_empty()).then(|| demand.facts.clone()));
    facts.extend(demand.is_given.then(|| "giao cho đơn vị".to_owned()));
    let plan = desk.told.with_untracked(|told| told.view.plan.id.clone());
    let covers = demand
        .by
        .iter()
        .map(|by| cover(desk, &plan, &demand.id, by));
    let text = demand.text.clone();
    let head = if is_open && may_take_over(desk) {
        let (id, picked) = (demand.id.clone(), demand.id.clone());
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || desk.picked.with(|it| it.contains(&picked))
                    on:change=heard(move |event| {
                        let checked = event_target_checked(&event);
                        desk.picked.update(|it| it.set(id.clone(), checked));
                    })
                />
                <span class="superior__text">{text}</span>
            </label>
        }
        .into_any()
    } else {
        view! { <p class="superior__text">{text}</p> }.into_any()
    };
    view! {
        <article class="superior__item">
            {head}
            <p class="superior__facts">{facts.join(" · ")}</p>
            {is_open.then(|| view! { <p class="superior__open">"Chưa có trong kế hoạch"</p> })}
            {covers.collect_view()}
            {linking(desk, &demand.id)}
        </article>
    }
    .into_any()
}

fn cover(desk: Desk, plan: &PlanId, demand: &NodeId, by: &Cover) -> AnyView {
    let address = format!("/ke-hoach/{plan}#{}", anchor_of(&by.id));
    let mut notes = Vec::new();
    if !by.is_named {
        notes.push("cùng chỉ số");
    }
    notes.extend(match by.short {
        Some(Short::Weaker) => Some("thấp hơn mức của cấp trên"),
        Some(Short::Later) => Some("muộn hơn hạn của cấp trên"),
        None => None,
    });
    let is_short = by.short.is_some();
    let remove = (by.is_named && may_edit(desk)).then(|| {
        let (own, demand) = (by.id.clone(), demand.clone());
        let label = format!("Bỏ nối với: {}", by.text);
        view! {
            <button
                class="unit-chip__remove"
                type="button"
                title="Bỏ nối"
                aria-label=label
                on:click=heard(move |_| desk.link(&own, &demand, false))
            >
                <Glyph icon=Icon::Close />
            </button>
        }
    });
    view! {
        <div class="superior__cover">
            <Glyph icon=Icon::Check />
            <p>
                <a href=address>{by.text.clone()}</a>
                {(!notes.is_empty())
                    .then(|| {
                        view! {
                            <span class="superior__note" class:superior__note--short=is_short>
                                " (" {notes.join(", ")} ")"
                            </span>
                        }
                    })}
            </p>
            {remove}
        </div>
    }
    .into_any()
}

/// The way to say that something of the plan carries this out.
fn linking(desk: Desk, demand: &NodeId) -> Option<AnyView> {
    if !may_edit(desk) {
        return None;
    }
    let id = demand.clone();
    Some(live(move || {
        if desk.linking.with(|linking| *linking != id) {
            let open = id.clone();
            return view! {
                <button
                    class="btn btn--quiet superior__link"
                    type="button"
                    on:click=heard(move |_| desk.linking.set(open.clone()))
                >
                    "Nối với mục đã có…"
                </button>
            }
            .into_any();
        }
        offers(desk, id.clone())
    }))
}

fn offers(desk: Desk, demand: NodeId) -> AnyView {
    let options = desk.offers(&demand).into_iter().map(|(id, text)| {
        view! { <option value=id.to_string()>{text}</option> }
    });
    let link = move |_| {
        let value = element::<HtmlSelectElement>(OFFERS).map(|select| select.value());
        if let Some(own) = value.filter(|value| !value.is_empty()) {
            desk.link(&NodeId::new(own), &demand, true);
        }
    };
    request_animation_frame(|| {
        if let Some(select) = element::<HtmlSelectElement>(OFFERS) {
            let _ = select.focus();
        }
    });
    view! {
        <div class="superior__form">
            <label class="field__label" for=OFFERS>
                "Mục của kế hoạch này thực hiện việc trên (gần giống nhất đứng đầu)"
            </label>
            <select class="input" id=OFFERS>
                {options.collect_view()}
            </select>
            <button class="btn btn--primary" type="button" on:click=heard(link)>
                "Nối"
            </button>
            <button class="btn" type="button" on:click=heard(move |_| desk.linking.set(NodeId::default()))>
                "Thôi"
            </button>
        </div>
    }
    .into_any()
}
