//! Takes what another phone holds back, from its file or off its screen, and brings it to the server.

use leptos::{ev, prelude::*, task::spawn_local};
use model::{
    handover::{Taken, count},
    problem::{Code, Problem},
    sync::receipt,
};
use wasm_bindgen::JsValue;

use super::giving::save;
use crate::{
    element::chosen_file,
    erased::view,
    network,
    outbox::Outbox,
    parts::{
        icon::{Glyph, Icon},
        problem::ProblemNote,
    },
    source::Trouble,
};

#[component]
pub fn Taking() -> impl IntoView {
    let outbox = Outbox::from_context();
    let busy = RwSignal::new(false);
    let taken = RwSignal::new(None::<Taken>);
    let problem = RwSignal::new(None::<Problem>);
    // What the camera has read, a line a code.
    let lines = RwSignal::new(String::new());
    let counted = Memo::new(move |_| lines.with(|lines| count(lines)));
    let is_whole = move || matches!(counted.get(), (has, n) if n > 0 && has == n);
    let bring = move |body: JsValue| {
        busy.set(true);
        problem.set(None);
        taken.set(None);
        spawn_local(async move {
            // Which of the two it is says its content, to the server.
            let answer = network::post_body(ADDRESS, "text/plain", &body).await;
            busy.set(false);
            match answer {
                Ok(answer) => {
                    taken.set(Some(answer));
                    lines.set(String::new());
                    // What came is shown here, too.
                    outbox.send();
                }
                Err(trouble) => problem.set(Some(said(trouble))),
            }
        });
    };
    let bring_lines = move || bring(JsValue::from_str(&lines.get_untracked()));
    let choose = move |event: ev::Event| {
        if let Some(file) = chosen_file(&event) {
            bring(file.into());
        }
    };
    let read = move |event: ev::Event| {
        lines.set(event_target_value(&event));
        if is_whole() {
            bring_lines();
        }
    };
    view! {
        <h3>"Nhận việc từ máy khác"</h3>
        <p class="txt-soft">"Việc chưa gửi của người khác, gửi giúp từ máy này. Máy này cần có mạng."</p>
        <div class="row">
            <span>
                <input class="visually-hidden handover__input" type="file" id="tep-chuyen" accept=".json,.txt" on:change=choose />
                <label class="btn" for="tep-chuyen">
                    <Glyph icon=Icon::Upload />
                    "Chọn tệp"
                </label>
            </span>
            <div class="scan flow-half" data-scanning="" hidden=is_whole>
                <button class="btn scan__begin" type="button" data-wish="scan">"Quét mã QR"</button>
                <p class="scan__failed txt-bad">"Không mở được máy ảnh. Hãy cho phép dùng máy ảnh, hoặc dùng tệp."</p>
                <video class="scan__picture" playsinline="" muted=""></video>
                <p class="num" role="status">
                    {move || match counted.get() {
                        (_, 0) => String::new(),
                        (has, n) => format!("Đã quét {has}/{n} mã."),
                    }}
                </p>
                <textarea hidden="" prop:value=move || lines.get() on:input=read></textarea>
            </div>
        </div>
        {move || (is_whole() && !busy.get()).then(|| view! {
            <p class="row">
                <button class="btn" type="button" on:click=move |_| bring_lines()>"Gửi lại"</button>
                <button class="btn" type="button" on:click=move |_| { save(&lines.get_untracked()); }>"Lưu thành tệp"</button>
            </p>
        })}
        <div role="status" aria-busy=move || busy.get().to_string()>
            {move || busy.get().then_some("Đang gửi…")}
            {move || taken.get().map(tell)}
        </div>
        {move || problem.get().map(|problem| view! { <ProblemNote problem /> })}
    }
}

const ADDRESS: &str = "/api/v1/handover";

fn tell(taken: Taken) -> AnyView {
    let Taken {
        taken,
        known,
        refused,
    } = taken;
    let refused = refused.into_iter().map(|refused| {
        let code = refused.id.as_ref().map(receipt).unwrap_or_default();
        view! {
            <li>
                <strong class="txt-mono">{code}</strong>
                " "
                {refused.problem.message.into_owned()}
            </li>
        }
    });
    let refused: Vec<_> = refused.collect();
    view! {
        <p>
            {format!(
                "Đã nhận {} bản ghi; {} đã có từ trước; {} không nhận được.",
                taken.len(),
                known.len(),
                refused.len(),
            )}
        </p>
        <ul class="handover__refused">{refused}</ul>
    }
}

fn said(trouble: Trouble) -> Problem {
    match trouble {
        Trouble::Problem(problem) => problem,
        Trouble::NoNetwork => Code::Other.saying(
            "Máy này cũng chưa có mạng nên chưa gửi được. Hãy giữ tệp lại và chọn lần nữa khi có mạng.",
        ),
    }
}
