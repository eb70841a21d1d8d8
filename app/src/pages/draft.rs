//! `/ke-hoach/nhap/:id`: a plan that was read, beside what it was read from, to be put right and confirmed.

mod desk;
mod document;
mod doubts;
mod editor;
mod many;
mod names;
mod outline;
mod picker;
mod source;

use crate::{
    erased::{heard, view},
    parts::{
        page_head::{Crumbs, PageHead},
        problem::ProblemNote,
        reading::{Content, Reading},
    },
    source::Reader,
    words::count,
};
use desk::Desk;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{id::PlanId, view::draft::DraftView};

#[component]
pub fn DraftPage() -> impl IntoView {
    let parameters = use_params_map();
    let key = move || parameters.read().get("id").unwrap_or_default();
    let read = move |reader: &Reader| reader.draft(PlanId::new(key()));
    view! { <Content key read draw /> }
}

fn draw(reading: Reading<DraftView>) -> AnyView {
    let desk = Desk::new(reading);
    let steps = vec![
        (Some("/ke-hoach".to_owned()), "Kế hoạch".to_owned()),
        (
            Some("/ke-hoach/nhap".to_owned()),
            "Nhập kế hoạch".to_owned(),
        ),
    ];
    view! {
        <PageHead title="Bản nháp kế hoạch" above=move || view! { <Crumbs steps=steps.clone() /> }>
            {move || desk.view.with(counts)}
        </PageHead>
        <div class="draft">
            <div class="draft__doubts">{move || desk.view.with(|view| doubts::doubts(desk, view))}</div>
            {source::source(desk)}
            <div class="draft__reading">
                {document::document(desk)} {outline::outline(desk)} {names::names(desk)}
            </div>
        </div>
        {bar(desk)}
    }
    .into_any()
}

/// "28 nhiệm vụ · 10 chỉ tiêu".
fn counts(view: &DraftView) -> String {
    format!(
        "{} nhiệm vụ · {} chỉ tiêu",
        count(view.n_tasks),
        count(view.n_targets)
    )
}

/// What confirming will do, and the ways out.
fn bar(desk: Desk) -> AnyView {
    let state = move || match (desk.trouble.get(), desk.is_busy.get()) {
        (Some(problem), _) => view! {
            <ProblemNote problem />
            {desk
                .is_cut_off
                .get()
                .then(|| {
                    view! {
                        <button class="btn" type="button" on:click=heard(move |_| desk.send_waiting())>
                            "Gửi lại"
                        </button>
                    }
                })}
        },
        (None, true) => view! { <p>"Đang lưu…"</p> },
        (None, false) => view! {
            <p>
                "Đã lưu mọi sửa đổi. Sẽ tạo kế hoạch và "
                {move || desk.view.with(|view| count(view.n_assignments))} " phân công."
            </p>
        },
    };
    view! {
        <div class="action-bar draft-bar">
            {many::many(desk)}
            <div class="action-bar__words" role="status">{move || state()}</div>
            <button
                class="btn"
                type="button"
                disabled=move || desk.view.with(|view| !view.may_undo)
                on:click=heard(move |_| desk.undo())
            >
                "Hoàn tác"
            </button>
            <button
                class="btn btn--primary"
                type="button"
                disabled=move || desk.is_busy.get()
                on:click=heard(move |_| desk.confirm())
            >
                "Xác nhận kế hoạch"
            </button>
        </div>
        <p class="draft__discard">
            <button class="btn btn--quiet" type="button" on:click=heard(move |_| desk.discard())>
                "Bỏ bản nháp này"
            </button>
        </p>
    }
}
