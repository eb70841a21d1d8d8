//! `/ke-hoach/:id`: a plan as the document it is, with how each of its tasks stands.

mod contents;
mod next_year;
pub mod outline;
mod ways;
pub mod words;

use crate::{
    erased::{live, view},
    parts::{
        cells::CellsBar,
        icon::{Glyph, Icon},
        page_head::{Crumbs, PageHead},
        presence::presence,
        reading::{Content, Reading},
    },
    source::Reader,
    words::{count, date},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{id::PlanId, plan::Plan, view::plan::PlanView};
use outline::outline;

#[component]
pub fn PlanPage() -> impl IntoView {
    let parameters = use_params_map();
    let key = move || parameters.read().get("id").unwrap_or_default();
    let read = move |reader: &Reader| reader.plan(PlanId::new(key()));
    view! { <Content key read draw /> }
}

fn draw(reading: Reading<PlanView>) -> AnyView {
    let view = reading.now;
    let title = move || view.with(|view| view.plan.title.clone());
    view! {
        <PageHead title long=true above=move || live(move || view.with(above))>
            {move || view.with(counts)}
        </PageHead>
        {presence(view.with_untracked(|view| view.plan.id.clone()), false)}
        {move || view.with(standing)}
        {move || view.with(document)}
    }
    .into_any()
}

fn above(view: &PlanView) -> impl IntoView + use<> {
    let steps = vec![
        (Some("/ke-hoach".to_owned()), "Kế hoạch".to_owned()),
        (None, view.unit.name.clone()),
    ];
    view! { <Crumbs steps /> }
}

/// The way back from a page of the plan with this title.
pub fn crumbs(plan: &PlanId, title: &str) -> AnyView {
    let steps = vec![
        (Some("/ke-hoach".to_owned()), "Kế hoạch".to_owned()),
        (Some(format!("/ke-hoach/{plan}")), clipped(title)),
    ];
    view! { <Crumbs steps /> }
}

/// The beginning of a title: enough to know the plan by, on one line of a phone.
fn clipped(title: &str) -> String {
    const MAX_CHARS: usize = 36;
    let mut beginning = String::new();
    for word in title.split_whitespace() {
        if beginning.chars().count() + word.chars().count() > MAX_CHARS {
            return beginning + "…";
        }
        if !beginning.is_empty() {
            beginning.push(' ');
        }
        beginning.push_str(word);
    }
    beginning
}

/// "28 nhiệm vụ · 10 chỉ tiêu · 3 chưa phân công".
fn counts(view: &PlanView) -> String {
    let mut counts = vec![format!("{} nhiệm vụ", count(view.n_tasks))];
    if view.n_targets > 0 {
        counts.push(format!("{} chỉ tiêu", count(view.n_targets)));
    }
    if view.n_unassigned > 0 {
        counts.push(format!("{} chưa phân công", count(view.n_unassigned)));
    }
    counts.join(" · ")
}

/// Whose plan it is, how its tasks stand, and the way to assign them.
fn standing(view: &PlanView) -> impl IntoView + use<> {
    let share = view.cells.share_on_time();
    view! {
        <div class="plan-head flow-half">
            <p class="plan-head__issued">{issued(&view.plan)}</p>
            {(view.cells.total() > 0)
                .then(|| {
                    view! {
                        <div class="plan-head__bar">
                            <CellsBar cells=view.cells of="phân công" />
                            <span class="num">
                                {share.map_or_else(|| "chưa có số liệu".to_owned(), |share| format!("{share}\u{a0}% đúng hạn"))}
                            </span>
                        </div>
                    }
                })}
            <p class="row">
                {view
                    .may_assign
                    .then(|| {
                        view! {
                            <a
                                class="btn"
                                class:btn--primary={view.n_unassigned > 0}
                                href=format!("/ke-hoach/{}/phan-cong", view.plan.id)
                            >
                                <Glyph icon=Icon::Person />
                                "Phân công"
                            </a>
                        }
                    })}
                {view
                    .may_edit
                    .then(|| {
                        view! {
                            <a class="btn" href=format!("/ke-hoach/{}/soan", view.plan.id)>
                                <Glyph icon=Icon::Edit />
                                "Soạn"
                            </a>
                            <a class="btn" href=format!("/ke-hoach/{}/soan#chi-so", view.plan.id)>
                                "Chỉ số"
                            </a>
                        }
                    })} <a class="btn" href=format!("/nhiem-vu?ke-hoach={}", view.plan.id)>
                    <Glyph icon=Icon::Tasks />
                    "Danh sách nhiệm vụ"
                </a> <a class="btn" href=format!("/ban-do?ke-hoach={}", view.plan.id)>
                    <Glyph icon=Icon::Map />
                    "Bản đồ"
                </a>
                <a class="btn" href=format!("/api/v1/plans/{}.docx", view.plan.id) download="">
                    "Tải Word"
                </a>
                {view.has_original.then(|| view! {
                    <a class="btn" href=format!("/api/v1/plans/{}/original", view.plan.id) download="">
                        "Bản gốc"
                    </a>
                })}
            </p>
            {ways::ways(view)}
        </div>
    }
}

/// "Số 57/KH-UBND ngày 08/07/2025 của UBND xã Tân Kỳ".
fn issued(plan: &Plan) -> Option<String> {
    let mut words = Vec::new();
    if let Some(number) = plan.written_number() {
        words.push(format!("Số {number}"));
    }
    if let Some(day) = plan.date {
        words.push(format!("ngày {}", date(day)));
    }
    if let Some(body) = &plan.issuing_body {
        words.push(format!("của {body}"));
    }
    (!words.is_empty()).then(|| words.join(" "))
}

fn document(view: &PlanView) -> impl IntoView + use<> {
    view! {
        <div class="plan-page">
            {contents::contents(&view.entries)}
            <div class="plan-page__document">{outline(&view.entries, view.today)}</div>
        </div>
    }
}
