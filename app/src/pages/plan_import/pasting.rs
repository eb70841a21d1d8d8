//! The first step: the text is pasted or taken from a file, and sent to be read.

use super::kept_text;
use crate::{
    element::chosen_file,
    erased::{heard, view},
    network,
    parts::{
        icon::{Glyph, Icon},
        problem::ProblemNote,
    },
    signal::RwSignal,
    source::Trouble,
};
use leptos::{ev, prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{
    id::{PlanId, UnitId},
    problem::{Code, Problem},
};
use serde::Deserialize;
use wasm_bindgen::JsValue;

/// The draft that was begun.
#[derive(Deserialize)]
struct Made {
    id: PlanId,
}

#[component]
pub fn Pasting(units: Vec<(UnitId, String)>) -> impl IntoView {
    let text = kept_text::kept();
    let unit = RwSignal::new(units.first().map(|(id, _)| id.clone()).unwrap_or_default());
    let navigate = use_navigate();
    let open = Callback::new(move |made: Made| {
        text.set(String::new());
        navigate(
            &format!("/ke-hoach/nhap/{}", made.id),
            NavigateOptions::default(),
        );
    });
    let problem = RwSignal::new(None::<Trouble>);
    let busy = RwSignal::new(false);
    let read = move |kind: &'static str, body: JsValue| {
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            let address = format!("/api/v1/plans/import?unit={}", unit.get_untracked());
            let answer = network::post_body::<Made>(&address, kind, &body).await;
            busy.set(false);
            match answer {
                Ok(made) => open.run(made),
                Err(trouble) => problem.set(Some(trouble)),
            }
        });
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let text = text.get_untracked();
        if text.trim().is_empty() {
            problem.set(Some(Code::ImportEmpty.into()));
        } else {
            read("text/plain; charset=utf-8", text.into());
        }
    };
    let choose = move |event: ev::Event| {
        if let Some(file) = chosen_file(&event) {
            // What kind of file it is says its content, to the server.
            read("application/octet-stream", file.into());
        }
    };
    view! {
        <noscript>
            <p class="import-noscript">
                "Nhập kế hoạch cần JavaScript. Hãy bật JavaScript trong trình duyệt rồi mở lại trang này."
            </p>
        </noscript>
        <form class="import-form flow" on:submit=heard(submit) aria-busy=move || busy.get().to_string()>
            <p class="measure">
                "Chọn tệp hoặc dán toàn văn kế hoạch đã ban hành, kể cả phụ lục nhiệm vụ. Hệ thống đọc ra \
                 chỉ tiêu, nhiệm vụ, đơn vị và thời hạn; bạn kiểm tra rồi mới xác nhận. Văn bản mật không \
                 đưa vào đây."
            </p>
            {(units.len() > 1).then(|| unit_choice(units, unit))}
            <div class="import-file">
                <input class="visually-hidden import-file__input" type="file" id="tep" accept=".docx,.pdf,.txt,.md" on:change=heard(choose) />
                <label class="btn" for="tep">
                    <Glyph icon=Icon::Upload />
                    "Chọn tệp Word, PDF"
                </label>
            </div>
            <div class="field">
                <label class="field__label" for="van-ban">"Văn bản kế hoạch"</label>
                <p class="field__hint" id="van-ban-hint">
                    "Hoặc dán vào đây: chép từ Word, PDF hay cổng thông tin đều được; bảng biểu và số trang \
                     không cần xóa."
                </p>
                <textarea
                    class="input import-form__text"
                    id="van-ban"
                    rows="14"
                    spellcheck="false"
                    aria-describedby="van-ban-hint"
                    prop:value=move || text.get()
                    on:input=heard(move |event| text.set(event_target_value(&event)))
                ></textarea>
            </div>
            <div class="import-file">
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
            <select class="input" id="don-vi" on:change=heard(move |event| unit.set(UnitId::new(event_target_value(&event))))>
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
            "Không có mạng nên chưa đọc được. Chữ đã dán vẫn còn trong ô; khi có mạng hãy đọc lại, hoặc chọn lại tệp.",
        ),
    }
}
