//! `/ke-hoach/:id/soan`: a plan as a living document, edited in place from the phone's own records.

mod desk;
mod drag;
mod fields;
mod hand;
mod keys;
mod measures;
mod open_row;
mod rows;
mod side;
mod stage;

use crate::{
    erased::{heard, live, view},
    pages::plan::crumbs,
    parts::{
        icon::{Glyph, Icon},
        page_head::PageHead,
        presence::presence,
        reading::{Content, Reading},
    },
    source::Reader,
    words::count,
};
use desk::{Desk, Verb};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{id::PlanId, plan::NodeKind, view::editing::EditingView};

#[component]
pub fn EditingPage() -> impl IntoView {
    let parameters = use_params_map();
    let key = move || parameters.read().get("id").unwrap_or_default();
    let read = move |reader: &Reader| reader.editing(PlanId::new(key()));
    view! { <Content key read draw /> }
}

fn draw(reading: Reading<EditingView>) -> AnyView {
    let desk = Desk::new(reading.now);
    let above = move || desk.head.with(|head| crumbs(&head.plan, &head.title));
    view! {
        <PageHead title="Soạn kế hoạch" above=move || live(above)>
            {move || desk.view.with(counts)}
        </PageHead>
        <noscript>
            <p class="import-noscript">
                "Soạn kế hoạch cần JavaScript. Không có JavaScript, trang này chỉ cho đọc."
            </p>
        </noscript>
        <div class="editing">
            <div class="editing__stage">{presence(desk.plan(), true)} {stage::stage(desk)} {side::disputes(desk)}</div>
            <section class="editing__outline" aria-label="Nội dung kế hoạch">{rows::rows(desk)}</section>
            {measures::measures(desk)}
            <aside class="editing__side" aria-label="Công cụ">{side::side(desk)}</aside>
        </div>
        {bar(desk)}
    }
    .into_any()
}

/// "120 mục · 28 nhiệm vụ · 10 chỉ tiêu".
fn counts(view: &EditingView) -> String {
    let n = |kind: NodeKind| view.rows.iter().filter(|row| row.kind == kind).count();
    format!(
        "{} mục · {} nhiệm vụ · {} chỉ tiêu",
        count(view.rows.len()),
        count(n(NodeKind::Task)),
        count(n(NodeKind::Target))
    )
}

/// What is always within reach: whether all is kept, undo and redo, and one more at the end.
fn bar(desk: Desk) -> AnyView {
    let tool = |words: &'static str, keys: &'static str, verb: Verb| {
        let is_off = move || match verb {
            // What was done to a plan that has been signed since is taken back in an amendment.
            _ if !desk.is_at_work() => true,
            Verb::Undo => !desk.can.get().0,
            Verb::Redo => !desk.can.get().1,
            _ => false,
        };
        view! {
            <button
                class="btn"
                type="button"
                title=keys
                aria-keyshortcuts=keys
                disabled=is_off
                on:click=heard(move |_| desk.run(verb))
            >
                {words}
            </button>
        }
    };
    view! {
        <div class="action-bar editing-bar">
            <p class="action-bar__words">{move || live(move || standing(desk))}</p>
            {tool("Hoàn tác", "Control+Z", Verb::Undo)} {tool("Làm lại", "Control+Shift+Z", Verb::Redo)}
            {tool("Thêm mục cuối", "", Verb::AddLast)}
        </div>
    }
    .into_any()
}

fn standing(desk: Desk) -> AnyView {
    let (icon, words) = match (desk.trouble.get(), desk.is_ready.get()) {
        (Some(trouble), _) => {
            return view! {
                <span class="editing-bar__trouble" role="alert">
                    <Glyph icon=Icon::Alert />
                    {trouble}
                </span>
            };
        }
        (None, false) => (Icon::Waiting, desk.why_not_ready()),
        (None, true) if !desk.head.with(|head| head.may_write) => {
            (Icon::Note, "Đang ở bước chỉ đọc.")
        }
        (None, true) if desk.is_saving.get() => (Icon::Waiting, "Đang lưu…"),
        (None, true) => (Icon::Check, "Đã lưu trên máy."),
    };
    view! {
        <span class="editing-bar__standing">
            <Glyph icon />
            {words}
        </span>
    }
}
