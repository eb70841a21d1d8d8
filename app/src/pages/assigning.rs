//! `/ke-hoach/:id/phan-cong`: tasks of a plan on one side, units on the other, and a sentence of what will be.

pub mod chosen;
pub mod desk;
pub mod giving;
mod tasks;
mod units;
mod unsent;

use crate::{
    erased::{heard, live, view},
    pages::plan::crumbs,
    parts::{
        icon::{Glyph, Icon},
        page_head::PageHead,
        problem::ProblemNote,
        reading::{Content, Reading},
    },
    signal::RwSignal,
    source::Reader,
    words::count,
};
use desk::{Desk, Side};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    assignment::Duty,
    id::{NodeId, PlanId},
    problem::Code,
    view::assigning::Assigning,
};
use tasks::TaskSide;
use units::UnitSide;

#[component]
pub fn AssigningPage() -> impl IntoView {
    let parameters = use_params_map();
    let key = move || parameters.read().get("id").unwrap_or_default();
    let read = move |reader: &Reader| reader.assigning(PlanId::new(key()));
    view! { <Content key read draw /> }
}

fn draw(reading: Reading<Assigning>) -> AnyView {
    let view = reading.now;
    let asked = use_query_map()
        .with_untracked(|query| query.get("nhiem-vu"))
        .map(NodeId::new);
    let desk = Desk::new(view, asked);
    let counts = move || {
        let (n_tasks, n_open) = desk.tasks.with(|tasks| {
            (
                tasks.len(),
                tasks.iter().filter(|task| task.given.is_empty()).count(),
            )
        });
        format!(
            "{} nhiệm vụ · {} chưa phân công",
            count(n_tasks),
            count(n_open)
        )
    };
    view! {
        <PageHead title="Phân công" above=move || live(move || view.with(|view| crumbs(&view.plan, &view.plan_title)))>
            {move || counts()}
        </PageHead>
        <noscript>
            <p class="import-noscript">
                "Phân công cần JavaScript. Không có JavaScript, trang này chỉ cho xem việc đã giao."
            </p>
        </noscript>
        <div class="assign" class:assign--units=move || desk.shows_units.get()>
            <TaskSide desk />
            <UnitSide desk />
            <Actions desk />
        </div>
    }
    .into_any()
}

/// What will happen, and the button that makes it so. On a phone it also leads from side to side.
#[component]
fn Actions(desk: Desk) -> impl IntoView {
    let giving = desk.giving;
    let sentence = move || giving.with(|giving| giving.sentence(desk.duty.get()));
    let ready = move || giving.with(|giving| giving.is_ready());
    let no_task = move || desk.chosen_tasks.with(|chosen| chosen.items().is_empty());
    view! {
        <div class="action-bar assign__actions">
            <div class="action-bar__words" role="status">
                <p>{move || sentence()}</p>
                {move || {
                    desk.error.get().map(|error| view! { <ProblemNote problem=Code::Other.saying(error.sentence()) /> })
                }}
            </div>
            <button class="btn assign__to-tasks" type="button" on:click=heard(move |_| desk.turn_to(Side::Tasks))>
                <Glyph icon=Icon::Back />
                "Nhiệm vụ"
            </button>
            <button
                class="btn btn--primary assign__to-units"
                type="button"
                disabled=no_task
                on:click=heard(move |_| desk.turn_to(Side::Units))
            >
                "Chọn đơn vị"
                <Glyph icon=Icon::Chevron />
            </button>
            <button
                class="btn btn--primary assign__give"
                type="button"
                disabled=move || !ready()
                on:click=heard(move |_| desk.give())
            >
                "Giao"
            </button>
        </div>
    }
}

/// In which duty the units get the tasks.
#[component]
fn DutyChoice(duty: RwSignal<Duty>) -> impl IntoView {
    let choices = Duty::ALL
        .map(|choice| {
            view! {
                <label class="choice">
                    <input
                        class="choice__input"
                        type="radio"
                        name="vai-tro"
                        value=choice.as_str()
                        prop:checked=move || duty.get() == choice
                        on:change=heard(move |_| duty.set(choice))
                    />
                    <span class="choice__face">{choice.name()}</span>
                </label>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <fieldset>
            <legend class="field__label">"Vai trò"</legend>
            <div class="choices">{choices}</div>
        </fieldset>
    }
}
