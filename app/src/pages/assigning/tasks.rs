//! The tasks to choose from: what the plan says of each, who has it already, and a way to take it back.

use super::desk::{Desk, TASK_HEADING, anchor};
use crate::{
    erased::{heard, view},
    parts::{
        due::words_of,
        icon::{Glyph, Icon},
    },
    signal::{Memo, RwSignal},
    text::{self, lowercase},
    words::count,
};
use leptos::prelude::*;
use model::{
    assignment::Duty,
    id::{NodeId, UnitId},
    plan::written_label,
    unit::{UnitHead, UnitKind},
    view::assigning::AssignableTask,
};

/// Up to this many units of one duty are shown at once; more are folded.
const OPEN_UNITS: usize = 4;

#[component]
pub fn TaskSide(desk: Desk) -> impl IntoView {
    let words = RwSignal::new(String::new());
    let only_open = RwSignal::new(false);
    let shown = Memo::new(move |_| {
        desk.tasks.with(|tasks| {
            words.with(|words| {
                let kept = tasks
                    .iter()
                    .filter(|task| is_shown(task, words, only_open.get()));
                kept.cloned().collect::<Vec<_>>()
            })
        })
    });
    let n_open = move || {
        desk.tasks
            .with(|tasks| tasks.iter().filter(|task| task.given.is_empty()).count())
    };
    view! {
        <section class="assign__tasks flow" aria-labelledby="chon-nhiem-vu">
            <h2 id=TASK_HEADING tabindex="-1">"Nhiệm vụ"</h2>
            <div class="assign__filters">
                <input
                    class="input"
                    type="search"
                    placeholder="Tìm nhiệm vụ, không cần dấu"
                    aria-label="Tìm nhiệm vụ"
                    autocomplete="off"
                    prop:value=move || words.get()
                    on:input=heard(move |event| words.set(event_target_value(&event)))
                />
                <label class="check">
                    <input type="checkbox" prop:checked=move || only_open.get() on:change=heard(move |event| only_open.set(event_target_checked(&event))) />
                    <span>"Chỉ việc chưa phân công (" {move || count(n_open())} ")"</span>
                </label>
                <ChooseShown desk shown />
            </div>
            {move || {
                shown
                    .with(|shown| {
                        if shown.is_empty() {
                            view! { <p class="txt-soft">"Không có nhiệm vụ nào như vậy."</p> }.into_any()
                        } else {
                            let rows = shown.iter().map(|task| row(desk, task)).collect_view();
                            view! { <ul class="task-choices">{rows}</ul> }.into_any()
                        }
                    })
            }}
        </section>
    }
}

/// All that the filter leaves, chosen or let go at once.
#[component]
fn ChooseShown(desk: Desk, shown: Memo<Vec<AssignableTask>>) -> impl IntoView {
    let all = move || {
        shown.with(|shown| {
            !shown.is_empty()
                && desk
                    .chosen_tasks
                    .with(|chosen| shown.iter().all(|task| chosen.contains(&task.id)))
        })
    };
    let change = move |_| {
        let choose = !untrack(all);
        desk.chosen_tasks.update(|chosen| {
            shown.with_untracked(|shown| {
                for task in shown {
                    chosen.set(task.id.clone(), choose);
                }
            });
        });
    };
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=all on:change=heard(change) />
            <span>"Chọn cả " {move || count(shown.with(Vec::len))} " nhiệm vụ đang hiện"</span>
        </label>
    }
}

fn is_shown(task: &AssignableTask, words: &str, only_open: bool) -> bool {
    if only_open && !task.given.is_empty() {
        return false;
    }
    let label = task.label.as_deref().unwrap_or_default();
    let names: Vec<_> = task.named.iter().map(|(_, name)| name.as_str()).collect();
    words.trim().is_empty()
        || text::matches(
            &text::fold(&format!("{label} {} {}", task.text, names.join(" "))),
            words,
        )
}

fn row(desk: Desk, task: &AssignableTask) -> impl IntoView + use<> {
    let (id, of_input) = (task.id.clone(), task.id.clone());
    let checked = move || desk.chosen_tasks.with(|chosen| chosen.contains(&id));
    let change = move |event| {
        let checked = event_target_checked(&event);
        desk.chosen_tasks
            .update(|chosen| chosen.set(of_input.clone(), checked));
    };
    view! {
        <li class="task-choice" id=anchor(&task.id)>
            <label class="check task-choice__main">
                <input type="checkbox" prop:checked=checked on:change=heard(change) />
                <span class="task-choice__text">
                    {task.label.as_deref().map(|bare| view! { <span class="plan-label">{written_label(bare)}</span> " " })}
                    {task.text.clone()}
                </span>
            </label>
            <div class="task-choice__more">
                <p class="task-choice__about">{words_of(&task.schedule)} {named(&task.named)}</p>
                {given(desk, task)}
            </div>
        </li>
    }
}

/// "Kế hoạch ghi: Phòng VH & XH (chủ trì); Đoàn TN (phối hợp)".
fn named(named: &[(Duty, String)]) -> Option<impl IntoView + use<>> {
    if named.is_empty() {
        return None;
    }
    let parts: Vec<_> = Duty::ALL
        .into_iter()
        .filter_map(|duty| {
            let names: Vec<_> = named
                .iter()
                .filter(|(of, _)| *of == duty)
                .map(|(_, name)| name.as_str())
                .collect();
            let duty = lowercase(duty.name());
            (!names.is_empty()).then(|| format!("{} ({duty})", names.join(", ")))
        })
        .collect();
    Some(
        view! { " · " <span class="task-choice__named">"Kế hoạch ghi: " {parts.join("; ")}</span> },
    )
}

fn given(desk: Desk, task: &AssignableTask) -> AnyView {
    if task.given.is_empty() {
        return view! { <p class="task-choice__nobody">"Chưa phân công"</p> }.into_any();
    }
    Duty::ALL
        .into_iter()
        .filter_map(|duty| {
            // Those who have it through their class are named by that.
            let units: Vec<_> = task
                .given
                .iter()
                .filter(|(of, unit)| *of == duty && !task.classes.contains(&(duty, unit.kind)))
                .map(|(_, unit)| unit.clone())
                .collect();
            let classes: Vec<_> = task
                .classes
                .iter()
                .filter(|(of, _)| *of == duty)
                .map(|(_, class)| class_chip(desk, task, duty, *class))
                .collect();
            let of_classes = (!classes.is_empty()).then(|| {
                view! {
                    <div class="given">
                        <span class="given__duty">{duty.name()} ":"</span>
                        {classes}
                    </div>
                }
            });
            let single = (!units.is_empty()).then(|| given_in(desk, &task.id, duty, units));
            (of_classes.is_some() || single.is_some()).then(|| view! { {of_classes} {single} })
        })
        .chain(declined(desk, task))
        .collect_view()
        .into_any()
}

/// "Tất cả thôn, xóm, khối (15)".
fn class_chip(desk: Desk, task: &AssignableTask, duty: Duty, class: UnitKind) -> AnyView {
    let of_class = |given: &&(Duty, UnitHead)| given.0 == duty && given.1.kind == class;
    let n_units = task.given.iter().filter(of_class).count();
    let name = format!("Tất cả {} ({})", class.plural(), count(n_units));
    let label = format!("Thu hồi của tất cả {}", class.plural());
    let task = task.id.clone();
    view! {
        <span class="unit-chip">
            {name}
            {desk.follows_tree().then(|| view! {
                <button
                    class="unit-chip__remove"
                    type="button"
                    title=label.clone()
                    aria-label=label
                    on:click=heard(move |_| desk.take_back_class(&task, class))
                >
                    <Glyph icon=Icon::Close />
                </button>
            })}
        </span>
    }
}

/// Who does not do it, and why: for somebody to settle.
fn declined(desk: Desk, task: &AssignableTask) -> Option<AnyView> {
    if task.declined.is_empty() {
        return None;
    }
    let rows: Vec<_> = task
        .declined
        .iter()
        .map(|(unit, reason)| {
            let name = desk.index.with_value(|index| index.name(unit));
            view! { <p class="task-choice__nobody">{name} " không nhận: " {reason.clone()}</p> }
        })
        .collect();
    Some(rows.into_any())
}

/// The units that have the task in one duty.
fn given_in(desk: Desk, task: &NodeId, duty: Duty, units: Vec<UnitHead>) -> AnyView {
    let n_units = units.len();
    let ids: Vec<UnitId> = units.iter().map(|unit| unit.id.clone()).collect();
    let chips = units
        .into_iter()
        .map(|unit| chip(desk, task.clone(), unit))
        .collect_view();
    if n_units <= OPEN_UNITS {
        return view! {
            <div class="given">
                <span class="given__duty">{duty.name()} ":"</span>
                {chips}
            </div>
        }
        .into_any();
    }
    let task = task.clone();
    view! {
        <details class="given given--folded">
            <summary>
                <span class="given__duty">{duty.name()} ":"</span>
                " "
                {count(n_units)}
                " đơn vị"
            </summary>
            <div class="given">
                {chips}
                <button class="btn btn--quiet" type="button" on:click=heard(move |_| desk.take_back(&task, ids.clone()))>
                    "Thu hồi của cả " {count(n_units)} " đơn vị"
                </button>
            </div>
        </details>
    }
    .into_any()
}

fn chip(desk: Desk, task: NodeId, unit: UnitHead) -> impl IntoView {
    let label = format!("Thu hồi của {}", unit.name);
    view! {
        <span class="unit-chip">
            {unit.name}
            <button
                class="unit-chip__remove"
                type="button"
                title=label.clone()
                aria-label=label
                on:click=heard(move |_| desk.take_back(&task, vec![unit.id.clone()]))
            >
                <Glyph icon=Icon::Close />
            </button>
        </span>
    }
}
