//! The document's own data, to be put right before the plan is made.

use super::desk::Desk;
use crate::{
    element::element,
    erased::{heard, view},
    parts::node_form::{choice, line, text},
};
use leptos::{ev, prelude::*};
use model::{
    draft::{Change, DocumentForm},
    formalities::System,
};
use web_sys::{FormData, HtmlFormElement};

const FORM: &str = "van-ban-du-lieu";
/// Id of the first field.
pub const FIRST: &str = "van-ban-tua";

pub fn document(desk: Desk) -> AnyView {
    view! {
        <section class="flow-half">
            <h2>"Thông tin văn bản"</h2>
            <form
                class="node-form"
                id=FORM
                on:change=heard(move |_| {
                    if let Some(form) = typed() {
                        desk.make(Change::Document(form));
                    }
                })
                on:submit=heard(|event: ev::SubmitEvent| event.prevent_default())
            >
                {move || desk.view.with(|view| fields(&view.document))}
            </form>
        </section>
    }
}

fn fields(form: &DocumentForm) -> AnyView {
    let systems = System::ALL.map(|system| (system.as_str(), system.name()));
    let date = form.date.clone();
    view! {
        {text("title", "Tên kế hoạch", &form.title, FIRST)}
        <div class="node-form__pair">
            {line("number", "Số, ký hiệu", &form.number, "")}
            <div class="field">
                <label class="field__label" for="van-ban-ngay">"Ngày ban hành"</label>
                <input class="input" id="van-ban-ngay" type="date" name="date" prop:value=date />
            </div>
            {line("issuing_body", "Cơ quan ban hành", &form.issuing_body, "")}
            {line("years", "Năm thực hiện", &form.years, "")}
        </div>
        <details>
            <summary class="draft-more">"Nơi nhận, người ký, thể thức"</summary>
            <div class="node-form__pair">
                {choice("system", "Thể thức văn bản của", &form.system, &systems)}
                {line("superior", "Cơ quan cấp trên", &form.superior, "")}
                {line("place", "Địa danh", &form.place, "")} {line("authority", "Ký thay mặt", &form.authority, "")}
                {line("capacity", "Quyền hạn", &form.capacity, "")} {line("position", "Chức vụ", &form.position, "")}
                {line("signer", "Người ký", &form.signer, "")}
            </div>
            {text("recipients", "Nơi nhận, mỗi nơi một dòng", &form.recipients, "van-ban-noi-nhan")}
        </details>
    }
}

/// The form as it stands.
pub fn typed() -> Option<DocumentForm> {
    let form = element::<HtmlFormElement>(FORM)?;
    let data = FormData::new_with_form(&form).ok()?;
    let field = |name: &str| data.get(name).as_string().unwrap_or_default();
    Some(DocumentForm {
        title: field("title"),
        number: field("number"),
        date: field("date"),
        years: field("years"),
        issuing_body: field("issuing_body"),
        superior: field("superior"),
        system: field("system"),
        place: field("place"),
        recipients: field("recipients"),
        authority: field("authority"),
        capacity: field("capacity"),
        position: field("position"),
        signer: field("signer"),
    })
}
