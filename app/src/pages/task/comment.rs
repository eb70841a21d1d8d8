//! A box to say something about the task to everyone who reads it.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use model::{
    mention,
    problem::Code,
    record::{Commented, Fact},
    sync::{TEXT_MAX_CHARS, receipt},
    view::task::TaskView,
};

use super::naming::Naming;
use crate::{
    device::Draft,
    element::element,
    erased::{heard, live, view},
    outbox::Outbox,
    parts::toast::Toaster,
    signal::{Memo, RwSignal},
    takeover::after_takeover,
};
use web_sys::HtmlTextAreaElement;

/// Of the box that is typed into.
const ID: &str = "gop-y";

#[component]
pub fn CommentBox(view: RwSignal<TaskView>) -> impl IntoView {
    let (outbox, toaster) = (Outbox::from_context(), Toaster::from_context());
    let problem = RwSignal::new(None::<String>);
    let is_live = after_takeover();
    let naming = Naming::new(ID, view);
    // A memo, so that newer data leave the box and what is in it alone.
    let may_comment =
        Memo::new(move |_| view.with(|view| view.may_comment && view.comment_unit.is_some()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(input) = element::<HtmlTextAreaElement>(ID) else {
            return;
        };
        let text = crate::text::nfc(input.value().trim());
        if text.is_empty() {
            problem.set(Some(Code::TextMissing.sentence().into()));
            return;
        }
        let Some(draft) = view.with_untracked(|view| draft(view, text)) else {
            return;
        };
        spawn_local(async move {
            match outbox.save(vec![draft]).await {
                Ok(made) => {
                    input.set_value("");
                    naming.close();
                    problem.set(None);
                    if let Some(entry) = made.first() {
                        toaster.say(format!("Đã lưu góp ý · mã {}", receipt(&entry.record.id)));
                    }
                }
                Err(error) => problem.set(Some(error.sentence().into())),
            }
        });
    };
    live(move || {
        may_comment.get().then(|| view! {
            <form class="comment flow-half" on:submit=heard(submit)>
                <label class="field__label" for=ID>
                    "Góp ý, trao đổi"
                </label>
                <div class="naming-box">
                <textarea
                    class="input"
                    id=ID
                    name="gop-y"
                    rows="2"
                    maxlength=TEXT_MAX_CHARS
                    placeholder="Ai đọc được nhiệm vụ này đều đọc được góp ý. Gõ @ để nhắc tên ai đó."
                    aria-autocomplete="list"
                    aria-haspopup="listbox"
                    aria-controls=move || naming.list_id()
                    aria-activedescendant=move || naming.active()
                    on:input=heard(move |_| naming.look())
                    on:click=heard(move |_| naming.look())
                    on:blur=heard(move |_| naming.close())
                    on:keydown=heard(move |event| naming.pressed(&event))
                ></textarea>
                {naming.list()}
                </div>
                {move || problem.get().map(|problem| view! { <p class="field__problem" role="alert">{problem}</p> })}
                <button class="btn" type="submit" disabled=move || !is_live.get()>
                    "Gửi góp ý"
                </button>
            </form>
        })
    })
}

fn draft(view: &TaskView, text: String) -> Option<Draft> {
    Some(Draft {
        unit: view.comment_unit.clone()?,
        replaces: None,
        after: None,
        about: format!("Góp ý: {}", view.node.text),
        fact: Fact::Commented(Commented {
            node: view.node.id.clone(),
            mentions: mention::named(&view.handles, &text),
            text,
        }),
    })
}
