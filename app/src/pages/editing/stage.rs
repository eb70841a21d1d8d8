//! At which stage the plan is, who may change it there, and the steps that lead on.

use super::desk::Desk;
use crate::{
    element::element,
    erased::{heard, live, view},
    signal::RwSignal,
    text,
    words::exact_moment,
};
use leptos::{ev, prelude::*};
use model::{
    day,
    plan::{Signature, Stage, Step},
    view::editing::EditingHead,
};
use web_sys::{FormData, HtmlElement, HtmlFormElement};

const FORM: &str = "buoc";

pub fn stage(desk: Desk) -> AnyView {
    // The step whose form is open.
    let asked = RwSignal::new(None::<Step>);
    let drawn = move || desk.head.with(|head| card(desk, head, asked));
    view! {
        <section class="edit-stage" aria-labelledby="buoc-ten">
            {move || live(drawn)}
            {move || asked.get().map(|step| form(desk, step, asked))}
        </section>
    }
}

fn card(desk: Desk, head: &EditingHead, asked: RwSignal<Option<Step>>) -> AnyView {
    let what = match (head.stage, head.may_write) {
        (Stage::Draft, true) => "Sửa tự do. Mọi chữ được lưu ngay trên máy và gửi đi khi có mạng.",
        (Stage::Draft, false) => "Đang được soạn.",
        (Stage::Amending, true) => {
            "Sửa trong đợt sửa đổi, bổ sung này; bản đã ký vẫn được giữ nguyên."
        }
        (Stage::Amending, false) => "Đang được sửa đổi, bổ sung; bản đã ký vẫn được giữ nguyên.",
        (Stage::Submitted | Stage::AmendmentSubmitted, _) => {
            "Nội dung được khóa cho tới khi lãnh đạo ký hoặc trả lại."
        }
        (Stage::Signed, _) => "Kế hoạch đã ký chỉ sửa được khi mở một đợt sửa đổi, bổ sung.",
    };
    let last = head.last.as_ref().map(|last| {
        let reason = last.reason.clone().filter(|reason| !reason.is_empty());
        view! {
            <p class="edit-stage__last">
                {last.step.name()} ": " {last.by.name.clone()} ", " {exact_moment(last.at)} "."
                {reason.map(|reason| view! { " Lý do: " <q>{reason}</q> })}
            </p>
        }
    });
    let buttons = head.steps.iter().map(|step| {
        let step = *step;
        let class = if matches!(step, Step::AmendmentBegun) {
            "btn btn--primary"
        } else {
            "btn"
        };
        view! {
            <button
                class=class
                type="button"
                disabled=move || !desk.is_ready.get()
                on:click=heard(move |_| take(desk, step, asked))
            >
                {words(step)}
            </button>
        }
    });
    view! {
        <div class="edit-stage__words">
            <h2 id="buoc-ten">{head.stage.name()}</h2>
            <p>{what}</p>
            {last}
        </div>
        <p class="edit-stage__steps row">{buttons.collect_view()}</p>
    }
}

fn words(step: Step) -> &'static str {
    match step {
        Step::Returned => "Trả lại để sửa…",
        Step::Signed => "Ký ban hành…",
        Step::AmendmentBegun => "Mở sửa đổi, bổ sung…",
        Step::AmendmentSigned => "Ký bản sửa đổi…",
        Step::AmendmentDropped => "Bỏ đợt sửa đổi…",
        Step::Submitted => "Trình ký",
    }
}

/// Takes a step that needs no words at once; of the others the form opens.
fn take(desk: Desk, step: Step, asked: RwSignal<Option<Step>>) {
    if step == Step::Submitted {
        asked.set(None);
        return desk.step(step, None, None);
    }
    asked.set(Some(step));
    request_animation_frame(|| {
        if let Some(first) = element::<HtmlElement>("buoc-dau") {
            let _ = first.focus();
        }
    });
}

fn form(desk: Desk, step: Step, asked: RwSignal<Option<Step>>) -> AnyView {
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if step == Step::AmendmentDropped {
            asked.set(None);
            desk.drop_amendment();
        } else if let Some((reason, signature)) = filled(step) {
            asked.set(None);
            desk.step(step, reason, signature);
        }
    };
    let fields = if step.is_signing() {
        signing(desk, step)
    } else if step == Step::AmendmentDropped {
        dropping(desk)
    } else {
        view! {
            <div class="field">
                <label class="field__label" for="buoc-dau">"Lý do"</label>
                <textarea class="input" id="buoc-dau" name="reason" required></textarea>
            </div>
        }
    };
    view! {
        <form class="node-form edit-stage__form" id=FORM on:submit=heard(send)>
            {fields}
            <div class="node-form__tools">
                <button class="btn btn--primary" type="submit">{step.name()}</button>
                <button class="btn" type="button" on:click=heard(move |_| asked.set(None))>"Thôi"</button>
            </div>
        </form>
    }
}

fn signing(desk: Desk, step: Step) -> AnyView {
    let (number, signer) = desk.head.with_untracked(|head| {
        let number = head.number.clone().filter(|_| step == Step::Signed);
        (
            number.unwrap_or_default(),
            head.signer.clone().unwrap_or_default(),
        )
    });
    let label = if step == Step::Signed {
        "Số, ký hiệu"
    } else {
        "Số, ký hiệu văn bản sửa đổi"
    };
    view! {
        <div class="node-form__pair">
            <div class="field">
                <label class="field__label" for="buoc-dau">{label}</label>
                <input class="input" id="buoc-dau" name="number" required autocomplete="off" prop:value=number />
            </div>
            <div class="field">
                <label class="field__label" for="buoc-ngay">"Ngày ký"</label>
                <input class="input" id="buoc-ngay" type="date" name="date" required />
            </div>
        </div>
        <div class="field">
            <label class="field__label" for="buoc-nguoi">"Người ký"</label>
            <input class="input" id="buoc-nguoi" name="signer" required autocomplete="off" prop:value=signer />
        </div>
    }
}

/// Whoever drops an amendment that has changed something has to say that it may be taken back.
fn dropping(desk: Desk) -> AnyView {
    let n = desk.n_amended();
    if n == 0 {
        return view! {
            <p id="buoc-dau" tabindex="-1">
                "Đợt sửa đổi này chưa thay đổi gì. Bỏ đi thì kế hoạch trở lại là bản đã ký."
            </p>
        };
    }
    let href = desk
        .head
        .with_untracked(|head| format!("/ke-hoach/{}/phien-ban", head.plan));
    view! {
        <p>
            "Đợt sửa đổi này đã thay đổi " {n} " chỗ ("
            <a class="link" href=href>"xem thay đổi"</a>
            "). Nếu bỏ, mọi chỗ trở lại như bản đã ký. Những gì đã sửa vẫn còn trong nhật ký."
        </p>
        <label class="check">
            <input id="buoc-dau" type="checkbox" required />
            <span>"Tôi đồng ý bỏ các thay đổi này"</span>
        </label>
    }
}

fn filled(step: Step) -> Option<(Option<String>, Option<Signature>)> {
    let form = element::<HtmlFormElement>(FORM)?;
    let data = FormData::new_with_form(&form).ok()?;
    let field = |name: &str| {
        let typed = data.get(name).as_string().unwrap_or_default();
        Some(text::nfc(typed.trim())).filter(|typed| !typed.is_empty())
    };
    if step.is_signing() {
        let signature = Signature {
            number: field("number"),
            date: day::parse(&field("date")?),
            signer: field("signer"),
        };
        return Some((None, Some(signature)));
    }
    Some((Some(field("reason")?), None))
}
