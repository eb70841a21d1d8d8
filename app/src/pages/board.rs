//! `/ke-hoach/:id/bang`: tasks × units, who has what in which duty, many at once, by touch and by keys.

mod desk;
mod grid;
mod table;

use desk::{Board, Layout};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    assignment::Duty,
    id::PlanId,
    unit::UnitKind,
    view::{assigning::Assigning, query::Missing},
};

use crate::{
    erased::{heard, live, view},
    pages::plan::crumbs,
    parts::{
        icon::{Glyph, Icon},
        page_head::PageHead,
        problem::ProblemNote,
        reading::{Content, Reading},
    },
    signal::Memo,
    source::Reader,
    words::count,
};
use model::problem::Code;

#[component]
pub fn BoardPage() -> impl IntoView {
    let parameters = use_params_map();
    let key = move || parameters.with(|it| it.get("id")).unwrap_or_default();
    let read = move |reader: &Reader| reader.assigning(PlanId::new(key()));
    view! { <Content key read draw /> }
}

fn draw(reading: Reading<Assigning>) -> AnyView {
    let now = reading.now;
    let query = use_query_map();
    let word = Memo::new(move |_| query.with(|query| query.get("thieu")).unwrap_or_default());
    let missing = move || word.with(|word| Missing::parse(word));
    let board = Board::new(now, missing);
    let plan = move || now.with_untracked(|view| view.plan.clone());
    let above = move || live(move || now.with(|view| crumbs(&view.plan, &view.plan_title)));
    view! {
        <PageHead title="Bảng phân công" above>
            {move || {
                let (n_tasks, n_columns) = board.layout.with(Layout::size);
                format!("{} nhiệm vụ × {} cột", count(n_tasks), count(n_columns))
            }}
        </PageHead>
        <div class="board-page flow">
            {move || chips(board, &plan(), missing())}
            {help(board)}
            {stretch(board)}
            {table::draw(board)}
            {actions(board)}
        </div>
    }
    .into_any()
}

/// What somebody should settle, one tap away.
fn chips(board: Board, plan: &PlanId, chosen: Option<Missing>) -> AnyView {
    let chip = |missing: Option<Missing>| {
        let n = board.desk.tasks.with(|tasks| {
            let tasks = tasks.iter();
            let is_of = |what| tasks.clone().filter(|task| task.lacks(what)).count();
            missing.map_or(tasks.len(), is_of)
        });
        let name = missing.map_or("Tất cả", Missing::name);
        let query = missing.map(|missing| format!("?thieu={}", missing.as_str()));
        let address = format!("/ke-hoach/{plan}/bang{}", query.unwrap_or_default());
        let current = (missing == chosen).then_some("true");
        view! {
            <a class="chip chip--open" href=address aria-current=current data-noscroll="true">
                {name}
                <span class="chip__count num">{count(n)}</span>
            </a>
        }
    };
    let all = [None].into_iter().chain(Missing::ALL.map(Some));
    let chips: Vec<_> = all.map(chip).collect();
    view! { <div class="chips">{chips}</div> }.into_any()
}

/// What is needed once, and would push the board off a phone: what the letters say, and which classes
/// are laid out unit by unit.
fn help(board: Board) -> AnyView {
    view! {
        <details class="board-page__help">
            <summary>"Chú giải, hiện từng đơn vị"</summary>
            {legend()}
            {classes(board)}
        </details>
    }
}

fn classes(board: Board) -> Option<AnyView> {
    let classes = board.desk.index.with_value(|index| index.classes());
    let check = |(kind, units): &(UnitKind, Vec<_>)| {
        let kind = *kind;
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || board.opened.with(|opened| opened.contains(&kind))
                    on:change=heard(move |event| {
                        let checked = event_target_checked(&event);
                        board.open(kind, checked);
                    })
                />
                <span>{kind.plural()} " (" {count(units.len())} ")"</span>
            </label>
        }
    };
    (!classes.is_empty()).then(|| {
        let checks = classes.iter().map(check).collect_view();
        view! {
            <fieldset class="board-page__classes">
                <legend>"Hiện từng đơn vị của nhóm"</legend>
                <div class="row">{checks}</div>
            </fieldset>
        }
        .into_any()
    })
}

fn legend() -> AnyView {
    let duties = Duty::ALL.map(|duty| {
        let name = crate::text::lowercase(duty.name());
        view! {
            <span>
                <strong>{grid::letter(duty)}</strong>
                " "
                {name}
            </span>
        }
    });
    view! {
        <p class="board-page__legend">{duties.into_iter().collect_view()} <span>"2/15: hai trong mười lăm đơn vị"</span></p>
    }
    .into_any()
}

fn stretch(board: Board) -> AnyView {
    let stretch = move |_| board.is_stretching.update(|is| *is = !*is);
    view! {
        <button
            class="btn btn--small board-page__stretch"
            type="button"
            aria-pressed=move || board.is_stretching.get().to_string()
            on:click=heard(stretch)
        >
            "Chọn nhiều ô"
        </button>
        <p class="board-page__keys" id="phim-bang">
            "Phím mũi tên để đi, giữ Shift để chọn nhiều ô, Shift + phím cách chọn cả hàng, Ctrl + phím cách chọn cả cột; C, P, T để giao, Delete để thu hồi."
        </p>
    }
    .into_any()
}

/// What is chosen, and what to do with it.
fn actions(board: Board) -> AnyView {
    let none = move || board.selection.with(Option::is_none);
    let buttons = Duty::ALL.map(|duty| {
        view! {
            <button
                class="btn board-page__give"
                id=desk::button(duty)
                type="button"
                disabled=none
                on:click=heard(move |_| board.give(duty))
            >
                <strong aria-hidden="true">{grid::letter(duty)}</strong>
                {duty.name()}
            </button>
        }
    });
    view! {
        <div class="action-bar board-page__actions" on:keydown=heard(move |event| board.leave_bar(&event))>
            <div class="action-bar__words" role="status">
                <p>{move || board.sentence()}</p>
                {move || {
                    let error = board.desk.error.get();
                    error.map(|error| view! { <ProblemNote problem=Code::Other.saying(error.sentence()) /> })
                }}
            </div>
            <div class="board-page__buttons">
                {buttons.into_iter().collect_view()}
                <button class="btn" type="button" disabled=none on:click=heard(move |_| board.take_back())>
                    <Glyph icon=Icon::Close />
                    "Thu hồi"
                </button>
            </div>
        </div>
    }
    .into_any()
}
