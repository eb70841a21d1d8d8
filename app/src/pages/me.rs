//! `/toi`: who one is, how the program looks, what has not been sent yet, the way to
//! another phone, and the way out.

mod handover;
mod look;
mod push;
mod sent;
mod unsent;

use leptos::{ev::SubmitEvent, prelude::*};
use model::{person::Action, view::me::Me};

use crate::{
    erased::{heard, view},
    network,
    outbox::Outbox,
    parts::{
        facts::{Fact, Facts},
        icon::{Glyph, Icon},
        install::Install,
        page_head::PageHead,
    },
    signal::{Memo, RwSignal},
    source::Trouble,
};
use handover::HandOver;
use look::Look;
use push::Push;
use sent::Sent;
use unsent::Unsent;

#[component]
pub fn MePage() -> impl IntoView {
    let me: Me = expect_context();
    let above: Vec<_> = me.above.iter().map(|unit| unit.name.clone()).collect();
    let post = me.person.post.clone();
    let compiles = me.carries(Action::Assign);
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
            <Sent />
            {compiles.then(|| view! {
                <p>
                    <a href="/dien-thoai">"Điện thoại của các đơn vị: máy nào chưa gửi hết"</a>
                </p>
            })}
            <Install />
            <Push />
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
    let is_away = RwSignal::new(false);
    let leave = move || {
        leptos::task::spawn_local(async move {
            match network::delete("/api/v1/session").await {
                Err(Trouble::NoNetwork) => is_away.set(true),
                _ => {
                    outbox.sign_out().await;
                    let _ = window().location().set_href("/dang-nhap");
                }
            }
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if n_left.get_untracked() > 0 && !is_asking.get_untracked() {
            is_asking.set(true);
        } else {
            leave();
        }
    };
    let send_first = move |_| {
        is_asking.set(false);
        outbox.send();
    };
    view! {
        <form class="sign-out flow-half" method="post" action="/dang-xuat" on:submit=heard(submit)>
            {move || is_asking.get().then(|| view! {
                <div class="notice notice--warn" role="alert">
                    <Glyph icon=Icon::Waiting />
                    <div class="flow-half">
                        <p>
                            <strong>{format!("Còn {} bản ghi chưa gửi.", n_left.get())}</strong>
                            " Nếu đăng xuất, chúng vẫn nằm trên máy này và chỉ được gửi khi chính bạn đăng nhập lại trên máy này."
                        </p>
                        <p class="row">
                            <button class="btn" type="button" on:click=heard(send_first)>
                                "Ở lại và gửi ngay"
                            </button>
                            <button class="btn btn--bad" type="button" on:click=heard(move |_| leave())>
                                "Vẫn đăng xuất"
                            </button>
                        </p>
                    </div>
                </div>
            })}
            {move || is_away.get().then(|| view! {
                <p class="notice" role="alert">
                    <Glyph icon=Icon::Offline />
                    <span>"Cần có mạng để đăng xuất. Hãy thử lại khi có mạng."</span>
                </p>
            })}
            <button class="btn" type="submit" hidden=move || is_asking.get()>
                <Glyph icon=Icon::SignOut />
                "Đăng xuất"
            </button>
        </form>
    }
}
