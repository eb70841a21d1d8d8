//! What is said between a unit and those above it: an answer to a difficulty, taking a task on, a
//! reason for not doing so.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use model::{
    assignment::{Difficulty, Progress},
    clock::Stamp,
    problem::Code,
    record::{AssignmentReplied, DifficultyAnswered, Fact},
    sync::{TEXT_MAX_CHARS, receipt},
    unit::UnitHead,
    view::task::{AssignmentView, TaskView},
};
use web_sys::HtmlTextAreaElement;

use crate::{
    device::Draft,
    element::element,
    erased::{heard, live, view},
    outbox::Outbox,
    parts::{
        icon::{Glyph, Icon},
        toast::Toaster,
    },
    signal::RwSignal,
    words,
};

/// Of the box that is typed into.
const ID: &str = "tra-loi";

/// What is being written, to or for which unit.
#[derive(Clone, PartialEq)]
pub struct Saying {
    unit: UnitHead,
    /// The difficulty that is answered; without one the task is declined.
    difficulty: Option<Difficulty>,
    /// What its author has seen.
    after: Stamp,
}

/// The difficulty that stands, how long it has waited or what was answered, and a way to answer.
pub fn difficulty(
    view: RwSignal<TaskView>,
    given: &AssignmentView,
    progress: &Progress,
    saying: RwSignal<Option<Saying>>,
) -> Option<AnyView> {
    let difficulty = progress.difficulty()?;
    let n_days = view.with_untracked(|view| difficulty.n_days(view.today));
    let open = Saying {
        unit: given.unit.clone(),
        after: progress
            .said
            .as_ref()
            .map_or_else(Stamp::default, |said| said.made_at),
        difficulty: Some(difficulty.clone()),
    };
    let label = if difficulty.is_open() {
        "Trả lời"
    } else {
        "Trả lời thêm"
    };
    Some(view! {
        <div class="difficulty">
            <p class="difficulty__raised">
                <Glyph icon=Icon::Alert />
                <span>
                    <strong>"Vướng mắc: "</strong>
                    {difficulty.text.clone()}
                    " "
                    <span class="difficulty__clock">{clock(difficulty.is_open(), n_days)}</span>
                </span>
            </p>
            {difficulty.answer.map(|answer| view! {
                <p class="difficulty__answer">
                    <strong>"Trả lời: "</strong>
                    {answer.text}
                </p>
            })}
            {given.may_answer.then(|| view! {
                <button class="btn btn--small" type="button" on:click=heard(move |_| say(saying, open.clone()))>
                    {label}
                </button>
            })}
        </div>
    })
}

/// "đã chờ 5 ngày" · "trả lời sau 2 ngày".
pub fn clock(is_open: bool, n_days: i64) -> String {
    match (is_open, n_days) {
        (true, 0) => "nêu hôm nay, chờ trả lời".into(),
        (true, n) => format!("đã chờ trả lời {} ngày", words::number(n)),
        (false, 0) => "đã trả lời trong ngày".into(),
        (false, n) => format!("đã trả lời sau {} ngày", words::number(n)),
    }
}

/// Whether the unit has taken the task on; for those who speak for it, a way to say so.
pub fn reply(
    view: RwSignal<TaskView>,
    given: &AssignmentView,
    saying: RwSignal<Option<Saying>>,
) -> Option<AnyView> {
    if let Some(reason) = given.declined.clone() {
        return Some(view! {
            <p class="difficulty__raised">
                <Glyph icon=Icon::Refused />
                <span><strong>"Không nhận việc: "</strong>{reason}</span>
            </p>
        });
    }
    if !(given.is_unanswered && given.may_update) {
        return None;
    }
    let (outbox, toaster) = (Outbox::from_context(), Toaster::from_context());
    let (unit, set_at) = (given.unit.clone(), given.set_at);
    let decline = Saying {
        unit: given.unit.clone(),
        difficulty: None,
        after: set_at,
    };
    let accept = move |_| {
        let (unit, about) = (
            unit.clone(),
            view.with_untracked(|view| view.node.text.clone()),
        );
        let fact = view.with_untracked(|view| AssignmentReplied {
            task: view.node.id.clone(),
            declined: None,
        });
        spawn_local(async move {
            let draft = Draft {
                about: format!("Nhận việc: {about}"),
                unit: unit.id,
                replaces: None,
                after: Some(set_at),
                fact: Fact::AssignmentReplied(fact),
            };
            match outbox.save(vec![draft]).await {
                Ok(_) => toaster.say(format!("{} đã nhận việc.", unit.name)),
                Err(error) => toaster.say(error.sentence()),
            }
        });
    };
    Some(view! {
        <p class="unit-row__reply">
            <button class="btn btn--small" type="button" on:click=heard(accept)>
                "Nhận việc"
            </button>
            <button
                class="btn btn--small btn--quiet"
                type="button"
                on:click=heard(move |_| say(saying, decline.clone()))
            >
                "Không nhận…"
            </button>
        </p>
    })
}

/// The one box of the page in which such words are written. News leave it alone.
#[component]
pub fn SayingBox(view: RwSignal<TaskView>, saying: RwSignal<Option<Saying>>) -> impl IntoView {
    let (outbox, toaster) = (Outbox::from_context(), Toaster::from_context());
    let problem = RwSignal::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some((input, said)) = element::<HtmlTextAreaElement>(ID).zip(saying.get_untracked())
        else {
            return;
        };
        let text = crate::text::nfc(input.value().trim());
        if text.is_empty() {
            problem.set(Some(Code::TextMissing.sentence().into()));
            return;
        }
        let draft = view.with_untracked(|view| draft(view, said, text));
        spawn_local(async move {
            match outbox.save(vec![draft]).await {
                Ok(made) => {
                    problem.set(None);
                    saying.set(None);
                    if let Some(entry) = made.first() {
                        toaster.say(format!("Đã lưu · mã {}", receipt(&entry.record.id)));
                    }
                }
                Err(error) => problem.set(Some(error.sentence().into())),
            }
        });
    };
    live(move || {
        saying.get().map(|said| {
            let (title, label, button) = match &said.difficulty {
                Some(_) => ("Trả lời vướng mắc của ", "Câu trả lời", "Gửi trả lời"),
                None => ("Không nhận việc: ", "Lý do không nhận", "Gửi lý do"),
            };
            view! {
                <form class="saying flow-half" aria-labelledby="tra-loi-ten" on:submit=heard(submit)>
                    <h3 id="tra-loi-ten">{title} {said.unit.name}</h3>
                    {said.difficulty.map(|difficulty| view! { <p class="saying__quote">{difficulty.text}</p> })}
                    <label class="field__label" for=ID>
                        {label}
                    </label>
                    <textarea class="input" id=ID rows="3" maxlength=TEXT_MAX_CHARS></textarea>
                    {move || problem.get().map(|problem| view! { <p class="field__problem" role="alert">{problem}</p> })}
                    <p class="row">
                        <button class="btn btn--primary" type="submit">
                            {button}
                        </button>
                        <button class="btn btn--quiet" type="button" on:click=heard(move |_| saying.set(None))>
                            "Thôi"
                        </button>
                    </p>
                </form>
            }
        })
    })
}

/// Opens the box and takes eyes and focus to it.
fn say(saying: RwSignal<Option<Saying>>, what: Saying) {
    saying.set(Some(what));
    request_animation_frame(|| {
        if let Some(input) = element::<HtmlTextAreaElement>(ID) {
            let _ = input.focus();
        }
    });
}

fn draft(view: &TaskView, said: Saying, text: String) -> Draft {
    let task = view.node.id.clone();
    let (deed, fact) = match said.difficulty {
        Some(difficulty) => {
            let update = difficulty.raised_in;
            let fact = DifficultyAnswered { task, update, text };
            ("Trả lời", Fact::DifficultyAnswered(fact))
        }
        None => {
            let declined = Some(text);
            let fact = AssignmentReplied { task, declined };
            ("Không nhận", Fact::AssignmentReplied(fact))
        }
    };
    Draft {
        about: format!("{deed}: {}", view.node.text),
        unit: said.unit.id,
        replaces: None,
        after: Some(said.after),
        fact,
    }
}
