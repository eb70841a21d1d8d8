//! The frame around every page: where one is, who one is, and whether one's work has been sent.

use std::any::TypeId;

use leptos::prelude::*;
use leptos_router::{
    components::{A, Outlet, Redirect},
    hooks::use_location,
    location::Url,
};
use model::{clock::Millis, unit::UnitKind, view::me::Me};

use crate::{
    device,
    erased::view,
    outbox::Outbox,
    parts::{
        icon::{Glyph, Icon},
        loading::Loading,
        page_head::HasMoved,
        problem::TroublePage,
        reading::{News, read_once},
        sync_badge::SyncBadge,
        toast::{ToastPlace, Toaster},
    },
    signal::{Effect, StoredValue},
    source::Reader,
    takeover::Painted,
};

/// Whether the server shows made-up data. The server provides it; in the browser the body says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demo(pub bool);

pub fn provide_demo() {
    #[cfg(not(feature = "ssr"))]
    provide_context(Demo(
        document()
            .body()
            .is_some_and(|body| body.has_attribute("data-demo")),
    ));
}

pub fn is_demo() -> bool {
    use_context::<Demo>().is_some_and(|demo| demo.0)
}

/// The sign-in page, which afterwards leads back to where the browser is now.
pub fn sign_in_address() -> String {
    let location = window().location();
    let here = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
    sign_in_address_from(&here)
}

fn sign_in_address_from(here: &str) -> String {
    if here == "/" {
        "/dang-nhap".into()
    } else {
        format!("/dang-nhap?next={}", Url::escape(here))
    }
}

/// Finds out who is signed in, and draws frame and page for that person.
#[component]
pub fn Frame() -> impl IntoView {
    let news = News::provide();
    let outbox = Outbox::provide(news);
    Toaster::provide();
    HasMoved::provide();
    let painted = Painted::provide();
    read_again_on_return(news);
    let reader = Reader::from_context();
    let asked = (TypeId::of::<Me>(), String::new());
    let (me, retry) = read_once(asked, move || reader.me().into_reply());
    let location = use_location();
    let here = Signal::derive(move || {
        let search = location.search.get();
        let mark = if search.is_empty() { "" } else { "?" };
        format!("{}{mark}{search}", location.pathname.get())
    });
    view! {
        <Suspense fallback=|| {
            view! {
                <main class="frame__main">
                    <Loading />
                </main>
            }
        }>
            {move || Suspend::new(async move {
                match me.await.0.and_then(|content| content.take::<Option<Me>>()) {
                    Ok(Some(me)) => view! { <Framed me outbox painted /> }.into_any(),
                    Ok(None) => {
                        let path = sign_in_address_from(&here.get_untracked());
                        view! { <Redirect path /> }.into_any()
                    }
                    Err(trouble) => {
                        view! {
                            <main class="frame__main">
                                <TroublePage trouble retry />
                            </main>
                        }
                            .into_any()
                    }
                }
            })}
        </Suspense>
    }
}

#[component]
fn Framed(me: Me, outbox: Outbox, painted: Painted) -> impl IntoView {
    let who = me.clone();
    Effect::new(move |_| outbox.start(&who));
    painted.soon();
    provide_context(me.clone());
    view! {
        <a class="skip" href="#noi-dung">
            "Tới nội dung chính"
        </a>
        <div class="frame">
            <Places name=me.person.name.clone() />
            <div class="frame__column">
                <DemoBanner />
                <header class="frame__top">
                    <p class="frame__unit">
                        <strong>{me.unit.name.clone()}</strong>
                        <span class="frame__above">{above(&me)}</span>
                    </p>
                    <SyncBadge />
                </header>
                <main class="frame__main" id="noi-dung" tabindex="-1">
                    <Outlet />
                </main>
            </div>
            <ToastPlace />
        </div>
    }
}

/// The units above, down to the province: names of communes are not unique.
fn above(me: &Me) -> String {
    me.above
        .iter()
        .filter(|unit| unit.kind != UnitKind::Country)
        .map(|unit| format!(", {}", unit.name))
        .collect()
}

/// The five places: a bar under the thumb, or a column at the side.
#[component]
fn Places(name: String) -> impl IntoView {
    view! {
        <nav class="places" aria-label="Các trang chính">
            <a class="places__brand" href="/">
                <img src="/icon.svg" alt="" width="32" height="32" loading="lazy" />
                "Học vụ số"
            </a>
            <ul class="places__list">
                <Place address="/" icon=Icon::Today name="Hôm nay" exact=true />
                <Place address="/nhiem-vu" icon=Icon::Tasks name="Nhiệm vụ" />
                <Place address="/ke-hoach" icon=Icon::Plan name="Kế hoạch" />
                <Place address="/ban-do" icon=Icon::Map name="Bản đồ" />
                <Place address="/toi" icon=Icon::Person name="Tôi" note=name />
            </ul>
        </nav>
    }
}

#[component]
fn Place(
    address: &'static str,
    icon: Icon,
    name: &'static str,
    #[prop(optional)] exact: bool,
    /// More about it, where there is room.
    #[prop(optional, into)]
    note: String,
) -> impl IntoView {
    view! {
        <li class="places__item">
            <A href=address exact attr:class="places__link">
                <Glyph icon />
                <span class="places__name">{name}</span>
                {(!note.is_empty()).then(|| view! { <span class="places__note">{note}</span> })}
            </A>
        </li>
    }
}

#[component]
pub fn DemoBanner() -> impl IntoView {
    is_demo().then(|| {
        view! {
            <aside class="demo-banner" aria-label="Lưu ý">
                "Dữ liệu minh họa — không phải số liệu thật"
            </aside>
        }
    })
}

/// A page that was left open for a while is read again when one comes back to it.
fn read_again_on_return(news: News) {
    const OLD_MS: Millis = 60_000;
    Effect::new(move |_| {
        let read_at = StoredValue::new(device::now());
        let handle = window_event_listener_untyped("focus", move |_| {
            if device::now() - read_at.get_value() > OLD_MS {
                read_at.set_value(device::now());
                news.tell();
            }
        });
        on_cleanup(move || handle.remove());
    });
}
