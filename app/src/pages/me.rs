//! `/toi`: who one is, how the program looks, what has not been sent yet, the way to
//! another phone, and the way out.

mod handover;
mod look;
mod unsent;

use leptos::{ev::SubmitEvent, prelude::*};
use model::view::me::Me;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlFormElement;

use crate::{
    erased::view,
    outbox::Outbox,
    parts::{
        facts::{Fact, Facts},
        icon::{Glyph, Icon},
        install::Install,
        page_head::PageHead,
    },
};
use handover::HandOver;
use look::Look;
use unsent::Unsent;

#[component]
pub fn MePage() -> impl IntoView {
    let me: Me = expect_context();
    let above: Vec<_> = me.above.iter().map(|unit| unit.name.clone()).collect();
    let post = me.person.post.clone();
    view! {
        <PageHead title="Tôi" />
        <div class="me flow-double">
            <section aria-label="Tài khoản">
                <Facts>
                    <Fact name="Họ tên">
                        <strong>{me.person.name.clone()}</strong>
                    </Fact>
                    {(!post.is_empty()).then(|| view! { <Fact name="Chức vụ">{post}</Fact> })}
                    <Fact name="Vai trò">{me.role.name()}</Fact>
                    <Fact name="Đơn vị">
                        {me.unit.name.clone()}
                        <span class="txt-soft">
                            {(!above.is_empty()).then(|| format!(", {}", above.join(", ")))}
                        </span>
                    </Fact>
                    <Fact name="Tên đăng nhập">
                        <span class="txt-mono">{me.person.login.clone()}</span>
                    </Fact>
                </Facts>
            </section>
            <Unsent />
            <HandOver />
            <Install />
            <Look />
            <SignOut />
        </div>
    }
}

/// Unsent work stays on the phone after signing out, but nobody should leave without knowing.
#[component]
fn SignOut() -> impl IntoView {
    let outbox = Outbox::from_context();
    let me: Me = expect_context();
    let n_left = move || {
        outbox
            .entries()
            .iter()
            .filter(|entry| entry.record.by == me.person.id)
            .count()
    };
    let n_left = Memo::new(move |_| n_left());
    let is_asking = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        if n_left.get_untracked() > 0 && !is_asking.get_untracked() {
            event.prevent_default();
            is_asking.set(true);
        }
    };
    let send_first = move |_| {
        is_asking.set(false);
        outbox.send();
    };
    view! {
        <form class="sign-out flow-half" method="post" action="/dang-xuat" on:submit=submit>
            {move || is_asking.get().then(|| view! {
                <div class="notice notice--warn" role="alert">
                    <Glyph icon=Icon::Waiting />
                    <div class="flow-half">
                        <p>
                            <strong>{format!("Còn {} bản ghi chưa gửi.", n_left.get())}</strong>
                            " Nếu đăng xuất, chúng vẫn nằm trên máy này và chỉ được gửi khi chính bạn đăng nhập lại trên máy này."
                        </p>
                        <p class="row">
                            <button class="btn" type="button" on:click=send_first>
                                "Ở lại và gửi ngay"
                            </button>
                            <button class="btn btn--bad" type="button" on:click=sign_out>
                                "Vẫn đăng xuất"
                            </button>
                        </p>
                    </div>
                </div>
            })}
            <button class="btn" type="submit" hidden=move || is_asking.get()>
                <Glyph icon=Icon::SignOut />
                "Đăng xuất"
            </button>
        </form>
    }
}

fn sign_out(event: web_sys::MouseEvent) {
    let form = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|element| element.closest("form").ok().flatten())
        .and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    if let Some(form) = form {
        // Not `request_submit`: the question has been answered.
        let _ = form.submit();
    }
}
