//! Who does the task: each unit with its duty, how far it says it is, and when it last said so.

use leptos::prelude::*;
use model::{
    assignment::{Assignment, Progress, Status},
    clock::Stamp,
    id::UnitId,
    status::Cell,
    unit::UnitHead,
    view::task::{AssignmentView, TaskView},
};

use super::{
    people::{box_of_people, in_charge},
    rivals::rivals,
    talk::{self, Saying, SayingBox},
};
use crate::{
    erased::{heard, view},
    outbox::Outbox,
    parts::{
        ago::Ago,
        cell_mark::CellMark,
        cells::CellsBar,
        icon::{Glyph, Icon},
        progress::Percent,
    },
    signal::{Memo, RwSignal},
    words,
};

#[component]
pub fn Units(view: RwSignal<TaskView>, chosen: RwSignal<Option<UnitHead>>) -> impl IntoView {
    let address = move |view: &TaskView| {
        format!(
            "/ke-hoach/{}/phan-cong?nhiem-vu={}",
            view.plan, view.node.id
        )
    };
    let saying = RwSignal::new(None::<Saying>);
    let naming = RwSignal::new(None);
    view! {
        <section class="units" aria-labelledby="ai-thuc-hien">
            <div class="row spread units__head">
                <h2 id="ai-thuc-hien">
                    "Ai thực hiện"
                    <span class="group__count num">
                        {move || view.with(|view| words::count(view.assignments.len()))}
                    </span>
                </h2>
                {move || {
                    view.with(|view| {
                        view.may_assign
                            .then(|| {
                                view! {
                                    <a class="btn btn--small" href=address(view)>
                                        <Glyph icon=Icon::Plus />
                                        "Phân công"
                                    </a>
                                }
                            })
                    })
                }}
            </div>
            {move || view.with(overview)}
            <ul class="units__list">
                {move || {
                    view.get()
                        .assignments
                        .into_iter()
                        .map(|given| view! { <UnitRow view given chosen saying naming /> })
                        .collect_view()
                }}
            </ul>
            <SayingBox view saying />
            {box_of_people(view, naming)}
        </section>
    }
}

fn overview(view: &TaskView) -> AnyView {
    match view.cells.total() {
        0 if view.assignments.is_empty() => {
            view! { <p class="txt-soft">"Chưa giao cho đơn vị nào mà bạn được xem."</p> }.into_any()
        }
        0 | 1 => ().into_any(),
        _ => view! { <CellsBar cells=view.cells of="đơn vị" /> }.into_any(),
    }
}

#[component]
fn UnitRow(
    view: RwSignal<TaskView>,
    given: AssignmentView,
    chosen: RwSignal<Option<UnitHead>>,
    saying: RwSignal<Option<Saying>>,
    naming: RwSignal<Option<UnitId>>,
) -> impl IntoView {
    let about = given.clone();
    let replied = talk::reply(view, &given, saying);
    let outbox = Outbox::from_context();
    let AssignmentView {
        unit,
        duty,
        progress: told,
        cell: told_cell,
        by,
        may_update,
        ..
    } = given;
    let (task, today) = view.with_untracked(|view| (view.node.id.clone(), view.today));
    let progress = {
        let unit = unit.id.clone();
        Memo::new(move |_| outbox.progress(&task, &unit, &told))
    };
    let cell = {
        let unit = unit.id.clone();
        move || {
            let progress = progress.get();
            if progress.said.is_some() {
                view.with_untracked(|view| cell_of(view, unit.clone(), progress))
            } else {
                told_cell
            }
        }
    };
    let is_waiting = move || {
        let said = progress.with(|progress| progress.said.as_ref().map(|said| said.record.clone()));
        said.is_some_and(|record| outbox.is_waiting(&record))
    };
    let (name, rival_unit) = (unit.name.clone(), unit.id.clone());
    let update = {
        let unit = unit.clone();
        move |_| {
            chosen.set(Some(unit.clone()));
            super::update::show();
        }
    };
    let is_chosen =
        move || chosen.with(|chosen| chosen.as_ref().map(|unit| &unit.id) == Some(&unit.id));
    view! {
        <li class="unit-row">
            <p class="unit-row__name">
                <strong>{name}</strong>
                <span class="unit-row__duty">{duty.name()}</span>
            </p>
            <p class="unit-row__facts">
                {move || view! { <CellMark cell=cell() /> }}
                {move || progress.with(percent_on_the_way).map(|percent| view! { <Percent percent /> })}
                {move || is_waiting().then(|| view! { <Waiting /> })}
            </p>
            <p class="unit-row__said">
                {move || progress.with(|progress| match progress.last_at() {
                    None => "Chưa cập nhật lần nào".into_any(),
                    Some(at) => view! {
                        "Cập nhật " <Ago at today />
                        {if is_waiting() { Some("bạn".into()) } else { by.clone() }.map(|by| format!(", {by}"))}
                    }.into_any(),
                })}
            </p>
            {
                let given = about.clone();
                move || progress.with(|progress| in_charge(&given, progress, naming))
            }
            {replied}
            {move || progress.with(|progress| talk::difficulty(view, &about, progress, saying))}
            {move || progress.with(|progress| {
                view.with(|view| rivals(view, &rival_unit, progress, may_update))
            })}
            {may_update.then(|| view! {
                <button
                    class="btn btn--small btn--quiet unit-row__update"
                    type="button"
                    on:click=heard(update)
                    aria-pressed=move || if is_chosen() { "true" } else { "false" }
                >
                    "Cập nhật"
                </button>
            })}
        </li>
    }
}

/// What is done needs no bar.
fn percent_on_the_way(progress: &Progress) -> Option<u8> {
    progress
        .percent()
        .filter(|_| progress.status() == Status::Doing)
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <span class="unsent">
            <Glyph icon=Icon::Waiting />
            "chưa gửi"
        </span>
    }
}

/// The cell of what a unit says now, unsent word included.
fn cell_of(view: &TaskView, unit: UnitId, progress: Progress) -> Cell {
    let schedule = view
        .node
        .task()
        .map(|task| task.schedule.clone())
        .unwrap_or_default();
    let assignment = Assignment {
        task: view.node.id.clone(),
        unit,
        plan: view.plan.clone(),
        duty: None,
        // Only counts while a unit has not said anything.
        set_at: Stamp::default(),
        set_by: String::new().as_str().into(),
        progress,
    };
    Cell::of(&schedule, &assignment, view.today)
}
