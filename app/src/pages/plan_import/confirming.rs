//! The second step: what was read, beside what it was read from, to be put right and confirmed.

use super::{
    Step,
    document::{Document, DocumentFields},
    matching::assignments,
    names::{Names, matches, names_of},
    sending::{Sender, Sending},
    warnings::warnings,
};
use crate::{
    element::element,
    erased::view,
    pages::{
        plan::outline::{Stage, outline},
        unit_index::UnitIndex,
    },
    parts::{
        icon::{Glyph, Icon},
        problem::ProblemNote,
    },
    words::count,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{
    plan::in_reading_order,
    problem::Code,
    record::PlanCreated,
    status::Cells,
    view::{import::Reading as PlanReading, plan::Entry},
};
use web_sys::HtmlElement;

#[component]
pub fn Confirming(
    reading: PlanReading,
    text: RwSignal<String>,
    step: RwSignal<Step>,
) -> impl IntoView {
    let PlanReading {
        plan,
        names,
        warnings: doubts,
        units,
        text: _,
    } = reading;
    let document = Document::new(&plan.plan);
    let index = StoredValue::new(UnitIndex::new(units));
    let names = names_of(names);
    let entries = entries(&plan);
    let counts = counts(&entries);
    let sender = Sender::new();
    begin();
    leave_when_accepted(sender, text);

    let decided = {
        let names = names.clone();
        Signal::derive(move || matches(&names))
    };
    let confirm = move |_| {
        let plan = PlanCreated {
            plan: document.apply(plan.plan.clone()),
            nodes: plan.nodes.clone(),
        };
        sender.send(plan, &decided.get_untracked());
    };
    let n_given = Memo::new(move |_| assignments(&decided.get()).len());
    let ready = move || {
        document.missing().is_none()
            && matches!(
                sender.now.get(),
                Sending::No | Sending::NotKept(_) | Sending::Refused(_)
            )
    };
    view! {
        <div class="import-confirm">
            <p class="import-confirm__counts" tabindex="-1" id=BEGINNING>{counts}</p>
            <div class="import-confirm__columns">
                <div class="flow-double">
                    {warnings(&doubts, &text.get_untracked())}
                    <DocumentFields document />
                    <Names names index />
                </div>
                <section class="import-confirm__outline" aria-labelledby="doc-duoc">
                    <h2 id="doc-duoc">"Kế hoạch đọc được"</h2>
                    <div class="plan-page__document">{outline(&entries, Stage::Draft)}</div>
                </section>
            </div>
            <div class="action-bar">
                <div class="action-bar__words" role="status">
                    {move || state(sender)}
                    <p>"Sẽ tạo kế hoạch và " {move || count(n_given.get())} " phân công."</p>
                </div>
                <button class="btn" type="button" on:click=move |_| step.set(Step::Pasting)>
                    <Glyph icon=Icon::Back />
                    "Sửa văn bản"
                </button>
                <button class="btn btn--primary" type="button" disabled=move || !ready() on:click=confirm>
                    "Xác nhận và tạo kế hoạch"
                </button>
            </div>
        </div>
    }
}

/// Id of the first words.
const BEGINNING: &str = "doc-duoc-gi";

/// The page has become another one: eyes and focus go to its beginning.
fn begin() {
    Effect::new(|_| {
        request_animation_frame(|| {
            if let Some(beginning) = element::<HtmlElement>(BEGINNING) {
                let _ = beginning.focus();
                window().scroll_to_with_x_and_y(0.0, 0.0);
            }
        });
    });
}

fn state(sender: Sender) -> AnyView {
    match sender.now.get() {
        Sending::No | Sending::Accepted(_) => ().into_any(),
        Sending::Keeping => view! { <p>"Đang lưu…"</p> }.into_any(),
        Sending::Waiting => view! { <p>{sender.waits_for()}</p> }.into_any(),
        Sending::NotKept(error) => {
            view! { <ProblemNote problem=Code::Other.saying(error.sentence()) /> }.into_any()
        }
        Sending::Refused(problem) => view! { <ProblemNote problem /> }.into_any(),
    }
}

/// The plan is made: its text need not be kept any longer, and its page is the place to be.
fn leave_when_accepted(sender: Sender, text: RwSignal<String>) {
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Sending::Accepted(plan) = sender.now.get() {
            text.set(String::new());
            navigate(&format!("/ke-hoach/{plan}"), NavigateOptions::default());
        }
    });
}

/// The reading in the shape of a plan that stands, with nobody at work on it.
fn entries(plan: &PlanCreated) -> Vec<Entry> {
    in_reading_order(&plan.nodes)
        .into_iter()
        .map(|(depth, node)| Entry {
            depth,
            node: node.clone(),
            cells: Cells::default(),
            leads: Vec::new(),
            n_units: 0,
        })
        .collect()
}

/// "Đọc được 28 nhiệm vụ và 10 chỉ tiêu; 3 nhiệm vụ không nêu đơn vị, 2 không nêu thời gian."
fn counts(entries: &[Entry]) -> String {
    let tasks = || entries.iter().filter_map(|entry| entry.node.task());
    let n_targets = entries
        .iter()
        .filter(|entry| entry.node.target().is_some())
        .count();
    let n_nobody = tasks()
        .filter(|task| {
            task.lead.is_empty() && task.coordinating.is_empty() && task.implementing.is_empty()
        })
        .count();
    let n_timeless = tasks()
        .filter(|task| task.schedule.raw.trim().is_empty())
        .count();
    let mut words = format!(
        "Đọc được {} nhiệm vụ và {} chỉ tiêu",
        count(tasks().count()),
        count(n_targets)
    );
    match (n_nobody, n_timeless) {
        (0, 0) => {}
        (n, 0) => words.push_str(&format!("; {} nhiệm vụ không nêu đơn vị", count(n))),
        (0, n) => words.push_str(&format!("; {} nhiệm vụ không nêu thời gian", count(n))),
        (n, m) => words.push_str(&format!(
            "; {} nhiệm vụ không nêu đơn vị, {} không nêu thời gian",
            count(n),
            count(m)
        )),
    }
    words.push('.');
    words
}
