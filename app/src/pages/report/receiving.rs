//! Receiving a report from below: it is accepted, or returned for a reason.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use model::{problem::Code, sync::TEXT_MAX_CHARS, view::report::ReportView};
use web_sys::HtmlTextAreaElement;

use crate::{
    device::Draft,
    element::element,
    erased::{heard, live, view},
    outbox::Outbox,
    parts::toast::Toaster,
    signal::{Memo, RwSignal},
};

/// Of the box that is typed into.
const ID: &str = "ly-do-tra-lai";

pub fn receiving(view: RwSignal<ReportView>) -> AnyView {
    let may = Memo::new(move |_| view.with(|view| view.may_reply && view.is_frozen));
    let is_returning = RwSignal::new(false);
    live(move || {
        may.get().then(|| match is_returning.get() {
            true => returning(view, is_returning),
            false => choosing(view, is_returning),
        })
    })
}

fn choosing(view: RwSignal<ReportView>, is_returning: RwSignal<bool>) -> AnyView {
    let (outbox, toaster) = (Outbox::from_context(), Toaster::from_context());
    let accept = move |_| {
        let Some(draft) = view.with_untracked(|view| draft(view, None)) else {
            return;
        };
        spawn_local(async move {
            match outbox.save(vec![draft]).await {
                Ok(_) => toaster.say("Đã nhận báo cáo."),
                Err(error) => toaster.say(error.sentence()),
            }
        });
    };
    view! {
        <p class="row">
            <button class="btn btn--primary" type="button" on:click=heard(accept)>
                "Nhận báo cáo"
            </button>
            <button class="btn" type="button" on:click=heard(move |_| is_returning.set(true))>
                "Trả lại…"
            </button>
        </p>
    }
}

fn returning(view: RwSignal<ReportView>, is_returning: RwSignal<bool>) -> AnyView {
    let (outbox, toaster) = (Outbox::from_context(), Toaster::from_context());
    let problem = RwSignal::new(None::<&'static str>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let input = element::<HtmlTextAreaElement>(ID);
        let reason = input.map_or_else(String::new, |it| crate::text::nfc(it.value().trim()));
        if reason.is_empty() {
            problem.set(Some(Code::ReasonMissing.sentence()));
            return;
        }
        let Some(draft) = view.with_untracked(|view| draft(view, Some(reason))) else {
            return;
        };
        spawn_local(async move {
            match outbox.save(vec![draft]).await {
                Ok(_) => {
                    is_returning.set(false);
                    toaster.say("Đã trả lại báo cáo.");
                }
                Err(error) => problem.set(Some(error.sentence())),
            }
        });
    };
    view! {
        <form class="saying flow-half" on:submit=heard(submit)>
            <label class="field__label" for=ID>
                "Lý do trả lại"
            </label>
            <textarea class="input" id=ID rows="3" maxlength=TEXT_MAX_CHARS></textarea>
            {move || problem.get().map(|problem| view! { <p class="field__problem" role="alert">{problem}</p> })}
            <p class="row">
                <button class="btn btn--primary" type="submit">
                    "Trả lại báo cáo"
                </button>
                <button
                    class="btn btn--quiet"
                    type="button"
                    on:click=heard(move |_| is_returning.set(false))
                >
                    "Thôi"
                </button>
            </p>
        </form>
    }
}

fn draft(view: &ReportView, returned: Option<String>) -> Option<Draft> {
    let deed = if returned.is_some() {
        "Trả lại"
    } else {
        "Nhận"
    };
    let (period, unit) = (view.id.period_name(), &view.unit.name);
    Some(Draft {
        about: format!("{deed} báo cáo {period} của {unit}"),
        unit: view.unit.id.clone(),
        replaces: None,
        after: None,
        fact: view.reply(returned)?,
    })
}
