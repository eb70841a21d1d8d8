//! Who in a unit is in charge of the task, and the box in which that is said: a tick a person.

use leptos::{prelude::*, task::spawn_local};
use model::{
    assignment::Progress,
    id::{PersonId, UnitId},
    record::{Fact, PutInCharge},
    view::task::{AssignmentView, TaskView},
};
use web_sys::HtmlElement;

use crate::{
    device::Draft,
    element::element,
    erased::{heard, live, view},
    outbox::Outbox,
    parts::toast::Toaster,
    signal::RwSignal,
};

/// Of the box.
const ID: &str = "phu-trach";

/// "Người phụ trách: Lan, An", and the way to the box for those who give tasks here.
pub fn in_charge(
    given: &AssignmentView,
    progress: &Progress,
    naming: RwSignal<Option<UnitId>>,
) -> Option<AnyView> {
    let names: Vec<_> = progress.in_charge().into_iter().map(|it| it.1).collect();
    let may_name = given.may_unassign && !(given.staff.is_empty() && names.is_empty());
    if names.is_empty() && !may_name {
        return None;
    }
    let words = match names.is_empty() {
        true => "Chưa giao người phụ trách".to_owned(),
        false => format!("Người phụ trách: {}", names.join(", ")),
    };
    let unit = given.unit.id.clone();
    let open = move |_| {
        naming.set(Some(unit.clone()));
        request_animation_frame(|| {
            if let Some(it) = element::<HtmlElement>(ID) {
                let _ = it.focus();
            }
        });
    };
    let label = format!("Giao người phụ trách ở {}", given.unit.name);
    Some(view! {
        <p class="unit-row__people">
            {words}
            {may_name.then(|| view! {
                <button class="btn btn--small btn--quiet" type="button" aria-label=label on:click=heard(open)>
                    "Giao người…"
                </button>
            })}
        </p>
    })
}

/// The one box of the page in which people are chosen. News leave it alone.
pub fn box_of_people(view: RwSignal<TaskView>, naming: RwSignal<Option<UnitId>>) -> AnyView {
    live(move || -> Option<AnyView> {
        let unit = naming.get()?;
        let (name, people) = view.with_untracked(|view| {
            let given = view.assignments.iter().find(|it| it.unit.id == unit)?;
            Some((given.unit.name.clone(), people(given)))
        })?;
        let ticks = people
            .into_iter()
            .map(|(id, name, post)| tick(view, &unit, (id, name), post));
        let ticks = ticks.collect_view();
        Some(view! {
            <fieldset class="saying flow-half" id=ID tabindex="-1">
                <legend>"Người phụ trách ở " {name}</legend>
                {ticks}
                <button class="btn" type="button" on:click=heard(move |_| naming.set(None))>
                    "Xong"
                </button>
            </fieldset>
        })
    })
}

/// Those who can be put in charge, and those who are and have left since.
fn people(given: &AssignmentView) -> Vec<(PersonId, String, String)> {
    let staff = given.staff.iter();
    let staff = staff.map(|one| (one.id.clone(), one.name.clone(), one.post.clone()));
    let mut people: Vec<_> = staff.collect();
    for (id, name) in given.progress.in_charge() {
        if people.iter().all(|(known, ..)| known != id) {
            let gone = "không còn làm việc ở đây".to_owned();
            people.push((id.clone(), name.to_owned(), gone));
        }
    }
    people
}

fn tick(
    view: RwSignal<TaskView>,
    unit: &UnitId,
    (person, name): (PersonId, String),
    post: String,
) -> AnyView {
    let (outbox, toaster) = (Outbox::from_context(), Toaster::from_context());
    let (of, who) = (unit.clone(), person.clone());
    let checked = move || view.with(|view| now(outbox, view, &of).is_in_charge(&who));
    let (unit, told) = (unit.clone(), name.clone());
    let change = move |event| {
        let is_over = !event_target_checked(&event);
        let fact = PutInCharge {
            task: view.with_untracked(|view| view.node.id.clone()),
            person: person.clone(),
            name: name.clone(),
            is_over,
        };
        let draft = view.with_untracked(|view| draft(outbox, view, &unit, fact));
        let said = match is_over {
            true => format!("Đã thôi giao {name} phụ trách."),
            false => format!("Đã giao {name} phụ trách."),
        };
        spawn_local(async move {
            match outbox.save(vec![draft]).await {
                Ok(_) => toaster.say(said),
                Err(error) => toaster.say(error.sentence()),
            }
        });
    };
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=checked on:change=heard(change) />
            <span>
                {told}
                <span class="txt-small txt-soft">" " {post}</span>
            </span>
        </label>
    }
    .into_any()
}

fn draft(outbox: Outbox, view: &TaskView, unit: &UnitId, fact: PutInCharge) -> Draft {
    let seen = now(outbox, view, unit);
    let seen = seen.people.get(&fact.person).map(|it| it.set_at);
    let given = view.assignments.iter().find(|it| it.unit.id == *unit);
    Draft {
        about: format!("Giao {} phụ trách: {}", fact.name, view.node.text),
        unit: unit.clone(),
        replaces: None,
        after: seen.or(given.map(|given| given.set_at)),
        fact: Fact::PutInCharge(fact),
    }
}

/// What is said of the unit's people, with what was said here on top.
fn now(outbox: Outbox, view: &TaskView, unit: &UnitId) -> Progress {
    let given = view.assignments.iter().find(|it| it.unit.id == *unit);
    let told = given.map(|given| &given.progress);
    outbox.progress(&view.node.id, unit, told.unwrap_or(&Progress::default()))
}
