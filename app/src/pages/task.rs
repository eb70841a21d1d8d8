//! `/nhiem-vu/:id`: one task: what the plan says, who does it, how far they are, what was done.

mod comment;
mod history;
mod naming;
mod people;
mod rivals;
mod talk;
mod units;
mod update;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    id::{NodeId, RecordId},
    unit::UnitHead,
    view::{me::Me, task::TaskView},
};

use crate::{
    erased::{live, view},
    parts::{
        due::{Due, words_of},
        facts::{Fact, Facts},
        page_head::{Crumbs, PageHead},
        reading::{Content, Reading},
        task_row::is_open,
    },
    seen,
    signal::{Effect, Memo, RwSignal},
    source::Reader,
    takeover::later,
    words,
};
use comment::CommentBox;
use history::History;
pub use history::tell;
pub use talk::clock;
use units::Units;
pub use update::MEND;
use update::Update;

#[component]
pub fn TaskPage() -> impl IntoView {
    let parameters = use_params_map();
    let id = Memo::new(move |_| parameters.read().get("id").unwrap_or_default());
    // Another task is another page: nothing of the form may be carried over.
    live(move || {
        let id = NodeId::new(id.get());
        let read = move |reader: &Reader| reader.task(id.clone());
        view! { <Content key=String::new read draw /> }
    })
}

fn draw(reading: Reading<TaskView>) -> AnyView {
    let view = reading.now;
    let chosen = RwSignal::new(first_unit(&view.get_untracked()));
    let me: Me = expect_context();
    // Whoever has this page open has seen where they are named.
    Effect::new(move |_| view.with(|view| seen::see(naming(view, &me))));
    let title = move || view.with(|view| view.node.text.clone());
    view! {
        <div class="task">
            <div class="task__head">
                <PageHead title long=true above=move || view! { <Place view /> }>
                    {move || view.with(due)}
                </PageHead>
            </div>
            <div class="task__update">
                <Update view chosen />
            </div>
            <div class="task__body flow-double">
                {move || view.with(said_by_the_plan)}
                {later(move || view! { <Units view chosen /> })}
            </div>
            <div class="task__talk flow-double">
                {later(move || view! { <History view /><CommentBox view /> })}
            </div>
        </div>
    }
    .into_any()
}

/// The unit that a person most likely came to update: the one the address names, the own one, or
/// the only one.
fn first_unit(view: &TaskView) -> Option<UnitHead> {
    let me: Me = expect_context();
    let named = use_query_map().with_untracked(|parameters| parameters.get("don-vi"));
    let mut mine = view.assignments.iter().filter(|given| given.may_update);
    let find = |id: &str| mine.clone().find(|given| given.unit.id.as_str() == id);
    let own = named
        .and_then(|id| find(&id))
        .or_else(|| find(me.unit.id.as_str()));
    own.or_else(|| mine.next().filter(|_| mine.next().is_none()))
        .map(|given| given.unit.clone())
}

/// The comments that name the person.
fn naming<'a>(view: &'a TaskView, me: &Me) -> impl Iterator<Item = &'a RecordId> {
    let me = me.person.id.clone();
    let events = view.history.iter();
    events
        .filter(move |event| event.fact.mentions().contains(&me))
        .map(|event| &event.record)
}

/// Plan and headings above the task.
#[component]
fn Place(view: RwSignal<TaskView>) -> impl IntoView {
    live(move || {
        view.with(|view| {
            let plan = (
                Some(format!("/ke-hoach/{}", view.plan)),
                view.plan_title.clone(),
            );
            let headings = view.headings.iter().map(|heading| (None, heading.clone()));
            let label = view
                .node
                .label
                .clone()
                .map(|label| (None, format!("Mục {label}")));
            let steps: Vec<_> = std::iter::once(plan).chain(headings).chain(label).collect();
            view! { <Crumbs steps /> }
        })
    })
}

fn due(view: &TaskView) -> impl IntoView + use<> {
    let schedule = view
        .node
        .task()
        .map(|task| task.schedule.clone())
        .unwrap_or_default();
    view! { <Due schedule today=view.today open=is_open(&view.cells) /> }
}

/// What stands in the document, in its words.
fn said_by_the_plan(view: &TaskView) -> AnyView {
    let Some(task) = view.node.task().cloned() else {
        return ().into_any();
    };
    let named = [
        ("Chủ trì", task.lead),
        ("Phối hợp", task.coordinating),
        ("Thực hiện", task.implementing),
    ];
    let named: Vec<_> = named
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(duty, names)| view! { <Fact name=duty>{names.join("; ")}</Fact> })
        .collect();
    let reading = task
        .schedule
        .due()
        .filter(|_| !task.schedule.raw.trim().is_empty());
    let actions: Vec<_> = task
        .actions
        .into_iter()
        .map(|action| view! { <li>{action}</li> })
        .collect();
    view! {
        <section class="task__plan" aria-labelledby="trong-ke-hoach">
            <h2 id="trong-ke-hoach">"Kế hoạch ghi"</h2>
            {(!actions.is_empty()).then(|| view! { <ul class="task__actions">{actions}</ul> })}
            <Facts>
                <Fact name="Thời gian">
                    <span class="txt-serif">{words_of(&task.schedule)}</span>
                    {reading
                        .map(|due| {
                            view! {
                                <span class="task__reading">
                                    {format!("Hạn cuối: {}", words::date(due))}
                                </span>
                            }
                        })}
                </Fact>
                {task.output.map(|output| view! { <Fact name="Sản phẩm">{output}</Fact> })}
                {named}
                {task.note.map(|note| view! { <Fact name="Ghi chú">{note}</Fact> })}
            </Facts>
        </section>
    }
    .into_any()
}
