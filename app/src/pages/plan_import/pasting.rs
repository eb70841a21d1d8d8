//! The first step: the text is pasted or taken from a file, and sent to be read.

use super::{Step, file};
use crate::{
    erased::view,
    network,
    parts::{
        icon::{Glyph, Icon},
        problem::ProblemNote,
    },
    source::Trouble,
};
use leptos::{ev, prelude::*, task::spawn_local};
use model::{
    id::UnitId,
    problem::{Code, Problem},
    view::import::Reading as PlanReading,
};

#[component]
pub fn Pasting(
    units: Vec<(UnitId, String)>,
    unit: RwSignal<UnitId>,
    text: RwSignal<String>,
    step: RwSignal<Step>,
) -> impl IntoView {
    let problem = RwSignal::new(None::<Trouble>);
    let busy = RwSignal::new(false);
    let read = move |text: String| {
        if text.trim().is_empty() {
            problem.set(Some(Code::ImportEmpty.into()));
            return;
        }
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            let address = format!("/api/v1/plans/import?unit={}", unit.get_untracked());
            let answer = network::post_text(&address, "text/plain; charset=utf-8", &text).await;
            busy.set(false);
            match answer {
                Ok(reading) => step.set(Step::Confirming(Box::<PlanReading>::new(reading))),
                Err(trouble) => problem.set(Some(trouble)),
            }
        });
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        read(text.get_untracked());
    };
    let choose = move |event: ev::Event| {
        let Some(input) = file::input_of(&event) else {
            return;
        };
        spawn_local(async move {
            match file::chosen_text(input).await {
                Some(chosen) if file::is_writing(&chosen) => {
                    problem.set(None);
                    text.set(chosen);
                }
                Some(chosen) => read(chosen),
                None => {}
            }
        });
    };
    view! {
        <form class="import-form flow" on:submit=submit aria-busy=move || busy.get().to_string()>
            <p class="measure">
                "Dán toàn văn kế hoạch đã ban hành, kể cả phụ lục nhiệm vụ. Hệ thống đọc ra chỉ tiêu, \
                 nhiệm vụ, đơn vị và thời hạn; bạn kiểm tra rồi mới xác nhận. Văn bản mật không đưa vào đây."
            </p>
            {(units.len() > 1).then(|| unit_choice(units, unit))}
            <div class="field">
                <label class="field__label" for="van-ban">"Văn bản kế hoạch"</label>
                <p class="field__hint" id="van-ban-hint">
                    "Chép từ Word, PDF hay cổng thông tin đều được; bảng biểu và số trang không cần xóa."
                </p>
                <textarea
                    class="input import-form__text"
                    id="van-ban"
                    rows="14"
                    spellcheck="false"
                    aria-describedby="van-ban-hint"
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
            </div>
            <div class="import-file">
                <input class="visually-hidden import-file__input" type="file" id="tep" accept=".txt,.md,text/plain,text/markdown" on:change=choose />
                <label class="btn" for="tep">
                    <Glyph icon=Icon::Upload />
                    "Chọn tệp .txt, .md"
                </label>
                <button class="btn btn--primary" type="submit" disabled=move || busy.get()>
                    {move || if busy.get() { "Đang đọc…" } else { "Đọc kế hoạch" }}
                </button>
            </div>
            {move || problem.get().map(|trouble| view! { <ProblemNote problem=said(trouble) /> })}
        </form>
    }
}

fn unit_choice(units: Vec<(UnitId, String)>, unit: RwSignal<UnitId>) -> impl IntoView {
    let options = units
        .into_iter()
        .map(|(id, name)| view! { <option value=id.to_string()>{name}</option> })
        .collect_view();
    view! {
        <div class="field">
            <label class="field__label" for="don-vi">"Kế hoạch của đơn vị"</label>
            <select class="input" id="don-vi" on:change=move |event| unit.set(UnitId::new(event_target_value(&event)))>
                {options}
            </select>
        </div>
    }
}

/// The server's sentence; without a network there is none.
pub fn said(trouble: Trouble) -> Problem {
    match trouble {
        Trouble::Problem(problem) => problem,
        Trouble::NoNetwork => Code::Other.saying(
            "Không có mạng nên chưa đọc được. Văn bản vẫn còn trong ô; hãy thử lại khi có mạng.",
        ),
    }
}
