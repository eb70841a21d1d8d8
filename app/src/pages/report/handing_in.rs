//! The parts of a report that are written by hand, and handing it in.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{
    report::{ReportId, WORDS_MAX_CHARS},
    sync::receipt,
    view::report::ReportView,
};
use web_sys::HtmlTextAreaElement;

use crate::{
    device::Draft,
    element::element,
    erased::{heard, live, view},
    outbox::Outbox,
    parts::toast::Toaster,
    signal::{Memo, RwSignal},
    takeover::after_takeover,
};

/// Of the boxes that are typed into.
const ASSESSMENT: &str = "danh-gia";
const PROPOSALS: &str = "kien-nghi";

/// Drawn once, so that newer data leave what is being typed alone.
pub fn handing_in(view: RwSignal<ReportView>) -> AnyView {
    let may = Memo::new(move |_| view.with(|view| view.may_submit && !view.is_frozen));
    live(move || may.get().then(|| form(view)))
}

fn form(view: RwSignal<ReportView>) -> AnyView {
    let (outbox, toaster) = (Outbox::from_context(), Toaster::from_context());
    let problem = RwSignal::new(None::<&'static str>);
    let is_live = after_takeover();
    let navigate = use_navigate();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let navigate = navigate.clone();
        let draft = view.with_untracked(|view| draft(view, &typed(ASSESSMENT), &typed(PROPOSALS)));
        let report = view.with_untracked(|view| view.id.clone());
        spawn_local(async move {
            match outbox.save(vec![draft]).await {
                Ok(made) => {
                    problem.set(None);
                    forget(&report);
                    if let Some(entry) = made.first() {
                        let code = receipt(&entry.record.id);
                        toaster.say(format!("Đã lưu báo cáo để nộp · mã {code}"));
                    }
                    navigate(&format!("/bao-cao/{report}"), NavigateOptions::default());
                }
                Err(error) => problem.set(Some(error.sentence())),
            }
        });
    };
    let (report, earlier) = view.with_untracked(|view| {
        let contents = &view.contents;
        let earlier = (contents.assessment.clone(), contents.proposals.clone());
        (view.id.clone(), earlier)
    });
    view! {
        <form class="report__form flow" on:submit=heard(submit)>
            <h2>"Phần viết tay và nộp"</h2>
            {field(&report, ASSESSMENT, "Đánh giá chung", earlier.0)}
            {field(&report, PROPOSALS, "Kiến nghị, đề xuất", earlier.1)}
            <p class="txt-small txt-soft">
                "Nộp rồi, nội dung trên được giữ nguyên như lúc này; cấp trên nhận hoặc trả lại. Chưa được nhận thì còn tổng hợp và nộp lại được."
            </p>
            {move || problem.get().map(|problem| view! { <p class="field__problem" role="alert">{problem}</p> })}
            <p>
                <button class="btn btn--primary" type="submit" disabled=move || !is_live.get()>
                    "Nộp báo cáo"
                </button>
            </p>
        </form>
    }
}

fn field(report: &ReportId, id: &'static str, label: &'static str, earlier: String) -> AnyView {
    let words = kept(report, id).unwrap_or(earlier);
    let report = report.clone();
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {label}
            </label>
            <textarea
                class="input"
                id=id
                rows="5"
                maxlength=WORDS_MAX_CHARS
                prop:value=words
                on:input=heard(move |_| keep(&report, id))
            ></textarea>
        </div>
    }
}

fn typed(id: &str) -> String {
    let input = element::<HtmlTextAreaElement>(id);
    input.map_or_else(String::new, |input| crate::text::nfc(input.value().trim()))
}

fn draft(view: &ReportView, assessment: &str, proposals: &str) -> Draft {
    Draft {
        unit: view.unit.id.clone(),
        replaces: view.submitted.as_ref().map(|step| step.record.clone()),
        after: None,
        about: format!("Nộp báo cáo {}", view.id.period_name()),
        fact: view.submission(assessment, proposals),
    }
}

/// What is being written stays in this browser until it is handed in.
fn keep(report: &ReportId, id: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&name(report, id), &typed(id));
    }
}

fn kept(report: &ReportId, id: &str) -> Option<String> {
    storage()?.get_item(&name(report, id)).ok().flatten()
}

fn forget(report: &ReportId) {
    for id in [ASSESSMENT, PROPOSALS] {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&name(report, id));
        }
    }
}

fn name(report: &ReportId, id: &str) -> String {
    format!("{id} {report}")
}

#[cfg(feature = "ssr")]
fn storage() -> Option<web_sys::Storage> {
    None
}

#[cfg(not(feature = "ssr"))]
fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
