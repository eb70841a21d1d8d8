//! Unsent work by another road: out of this phone as a file or as codes, and into it for others.
//!
//! What never changes is drawn without handlers of its own, which costs the program least; the whole
//! section listens, and the buttons say in `data-do` what they are for.

mod bring;
mod file;

use leptos::{ev, prelude::*, task::spawn_local};
use model::{
    handover::{draw, split},
    sync::receipt,
};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlTextAreaElement};

use crate::{
    element::{chosen_file, element},
    erased::{heard, view},
    outbox::Outbox,
    signal::RwSignal,
    source::Trouble,
};
use bring::Brought;

#[component]
pub fn HandOver() -> impl IntoView {
    let desk = Desk {
        outbox: Outbox::from_context(),
        said: RwSignal::new(String::new()),
        codes: RwSignal::new(String::new()),
        at: RwSignal::new(0),
        is_left: RwSignal::new(false),
    };
    view! {
        <section
            class="handover flow"
            aria-labelledby="chuyen-may"
            on:click=heard(move |event| desk.tapped(&event))
            on:change=heard(move |event| desk.chosen(&event))
            on:input=heard(move |event| desk.scanned(&event))
        >
            <h2 id="chuyen-may">"Chuyển qua máy khác"</h2>
            <div class="flow" hidden=move || desk.outbox.entries().is_empty()>
                <p class="txt-soft">
                    "Máy sắp hết pin hay lâu chưa có mạng: đưa việc chưa gửi sang máy của người cùng đơn vị \
                     hoặc của xã để gửi giúp. Trên máy này vẫn còn nguyên, và không bị tính hai lần."
                </p>
                <p class="row">
                    <button class="btn" type="button" data-do="file">"Lưu thành tệp"</button>
                    <button class="btn" type="button" data-do="codes">"Hiện mã QR"</button>
                </p>
                <div class="flow-half" hidden=move || desk.codes.with(String::is_empty)>
                    <svg class="handover__code" viewBox="-4 -4 93 93" role="img" aria-label="Mã QR">
                        <path d=move || desk.path() />
                    </svg>
                    <p class="row spread">
                        <strong class="num">{move || desk.place()}</strong>
                        <button class="btn" type="button" data-do="next">"Tiếp"</button>
                    </p>
                    <p class="txt-small txt-soft">
                        "Máy kia mở Tôi → Chuyển qua máy khác → Quét mã QR, quét đủ các mã, mã nào trước cũng được."
                    </p>
                </div>
            </div>
            <h3>"Nhận việc từ máy khác"</h3>
            <p class="txt-soft">"Gửi giúp việc chưa gửi của người khác. Máy này cần có mạng."</p>
            <div class="flow-half" id="quet-ma" data-scanning="">
                <p class="row">
                    <input class="visually-hidden handover__input" type="file" id="tep-chuyen" accept=".json,.txt,.hvs" />
                    <label class="btn" for="tep-chuyen">"Chọn tệp"</label>
                    <button class="btn scan__begin" type="button" data-wish="scan">"Quét mã QR"</button>
                </p>
                <p class="scan__failed txt-bad">
                    "Không mở được máy ảnh. Hãy cho phép dùng máy ảnh, hoặc dùng tệp."
                </p>
                <p class="scan__picture">"Đã quét " <output>"0"</output> " mã."</p>
                <video class="scan__picture" playsinline="" muted=""></video>
                <textarea id="ma-da-quet" hidden=""></textarea>
            </div>
            <div hidden=move || !desk.is_left.get()>
                <p class="row">
                    <button class="btn" type="button" data-do="again">"Gửi lại"</button>
                    <button class="btn" type="button" data-do="keep">"Lưu thành tệp"</button>
                </p>
            </div>
            <p class="handover__said" role="status">{move || desk.said.get()}</p>
        </section>
    }
}

const FAILED: &str = "Máy gặp lỗi nên chưa làm được. Hãy thử lại.";

#[derive(Clone, Copy)]
struct Desk {
    outbox: Outbox,
    said: RwSignal<String>,
    /// What is shown, a line a code, and which of them.
    codes: RwSignal<String>,
    at: RwSignal<usize>,
    /// What was read off a screen has not got to the server.
    is_left: RwSignal<bool>,
}

impl Desk {
    fn tapped(self, event: &ev::MouseEvent) {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        let button = target.and_then(|at: Element| at.closest("[data-do]").ok()?);
        match button
            .and_then(|button| button.get_attribute("data-do"))
            .as_deref()
        {
            Some("file") => spawn_local(async move { self.saved(file::save_all().await) }),
            Some("codes") => spawn_local(async move { self.show(file::text().await) }),
            Some("next") => self.at.update(|at| *at += 1),
            Some("again") => self.bring_scanned(),
            Some("keep") => self.saved(file::save(&scanned_text())),
            _ => {}
        }
    }

    fn saved(self, saved: Option<()>) {
        let said = match saved {
            Some(()) => "Đã lưu tệp. Hãy chuyển tệp sang máy kia (Zalo, Bluetooth, USB).",
            None => FAILED,
        };
        self.said.set(said.into());
    }

    fn show(self, text: Option<String>) {
        let parts = text.as_deref().map(split);
        let said = match parts {
            Some(Some(_)) => "",
            Some(None) => "Nhiều quá, không đủ chỗ trong mã QR. Hãy lưu thành tệp.",
            None => FAILED,
        };
        self.said.set(said.into());
        self.at.set(0);
        self.codes
            .set(parts.flatten().unwrap_or_default().join("\n"));
    }

    /// "Mã 2/5": after the last comes the first.
    fn place(self) -> String {
        let n = self.codes.with(|codes| codes.lines().count()).max(1);
        format!("Mã {}/{n}", self.at.get() % n + 1)
    }

    fn path(self) -> String {
        let at = self.at.get();
        self.codes.with(|codes| {
            let mut codes = codes.lines().cycle();
            codes.nth(at).and_then(draw).unwrap_or_default()
        })
    }

    fn chosen(self, event: &ev::Event) {
        if let Some(file) = chosen_file(event) {
            self.said.set(SENDING.into());
            spawn_local(async move { self.brought(bring::with_photos(&file).await) });
        }
    }

    /// The camera has read all codes of a series.
    fn scanned(self, event: &ev::Event) {
        let target = event.target().map(JsValue::from);
        if target.is_some_and(|target| target.is_instance_of::<HtmlTextAreaElement>()) {
            self.bring_scanned();
        }
    }

    fn bring_scanned(self) {
        self.said.set(SENDING.into());
        spawn_local(async move {
            let codes = JsValue::from_str(&scanned_text());
            let taken = bring::words_alone(&codes).await;
            self.is_left.set(taken.is_err());
            if taken.is_ok()
                && let Some(place) = scanned_place()
            {
                place.set_value("");
            }
            self.brought(taken.map(|taken| Brought {
                taken,
                photos: None,
            }));
        });
    }

    fn brought(self, brought: Result<Brought, Trouble>) {
        self.said.set(match brought {
            Ok(brought) => {
                // What came is shown here, too.
                self.outbox.send();
                tell(&brought)
            }
            Err(Trouble::NoNetwork) => NO_NETWORK.into(),
            Err(Trouble::Problem(problem)) => problem.message.into_owned(),
        });
    }
}

const SENDING: &str = "Đang gửi…";
const NO_NETWORK: &str =
    "Máy này cũng chưa có mạng nên chưa gửi được. Hãy giữ tệp và chọn lại khi có mạng.";

/// A line for each that was sent back, and one for photos.
fn tell(Brought { taken, photos }: &Brought) -> String {
    let mut said = format!(
        "Đã nhận {} bản ghi; {} đã có từ trước; {} không nhận được.",
        taken.taken.len(),
        taken.known.len(),
        taken.refused.len(),
    );
    for refused in &taken.refused {
        let code = refused.id.as_ref().map(receipt).unwrap_or_default();
        said += &format!("\n{code}: {}", refused.problem.message);
    }
    if let Some(problem) = photos {
        said += &format!("\nẢnh: {}", problem.message);
    }
    said
}

fn scanned_place() -> Option<HtmlTextAreaElement> {
    element("ma-da-quet")
}

fn scanned_text() -> String {
    scanned_place()
        .map(|place| place.value())
        .unwrap_or_default()
}
