//! A page's content: read once, drawn whole, and from then on only brought up to date.
//!
//! What is drawn is never thrown away when newer data arrive: the page holds a signal and only what
//! differs changes. So a form that someone is typing into stays as it is.

use std::sync::Arc;

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use super::{
    icon::{Glyph, Icon},
    loading::Loading,
    problem::TroublePage,
};
use crate::source::{Read, Reader, Trouble};

/// What has been read, and whether it is what was last asked for.
pub struct Reading<T: Send + Sync + 'static> {
    /// The content as last read.
    pub now: ReadSignal<T>,
    /// Newer content is on its way.
    pub busy: ReadSignal<bool>,
    /// Why the content could not be brought up to date, if so.
    pub stale: ReadSignal<Option<Trouble>>,
}

impl<T: Send + Sync + 'static> Clone for Reading<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Reading<T> {}

/// Says that the server has something new, so that pages read again: after a sync, for example.
#[derive(Clone, Copy)]
pub struct News(RwSignal<u32>);

impl News {
    pub fn provide() -> Self {
        let news = Self(RwSignal::new(0));
        provide_context(news);
        news
    }

    pub fn tell(self) {
        self.0.update(|n| *n = n.wrapping_add(1));
    }
}

/// Reads by `key` and draws the content with `draw`. Another key, or news from the server, is read
/// into the same drawing.
#[component]
pub fn Content<K, T, R, D>(#[prop(into)] key: Signal<K>, read: R, draw: D) -> impl IntoView
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
    R: Fn(&Reader, K) -> Read<T> + Send + Sync + 'static,
    D: Fn(Reading<T>) -> AnyView + Send + Sync + 'static,
{
    let reader = Reader::from_context();
    // Only the key and news make a page read again, whatever else `read` and `draw` look at.
    let read = Arc::new(move |key| untrack(|| read(&reader, key)));
    let draw = Arc::new(draw);
    let tries = RwSignal::new(0);
    let first = {
        let read = Arc::clone(&read);
        Resource::new_blocking(move || tries.get(), move |_| read(key.get_untracked()))
    };
    view! {
        <Suspense fallback=Loading>
            {move || {
                let (read, draw) = (Arc::clone(&read), Arc::clone(&draw));
                Suspend::new(async move {
                    match first.await {
                        Ok(content) => {
                            let reading = keep_current(content, key, read);
                            view! {
                                <StaleNote stale=reading.stale />
                                {untrack(|| draw(reading))}
                            }
                                .into_any()
                        }
                        Err(trouble) => {
                            let retry = move |()| tries.update(|n| *n += 1);
                            view! { <TroublePage trouble retry /> }.into_any()
                        }
                    }
                })
            }}
        </Suspense>
    }
}

/// Says that what is shown is older than what was asked for.
#[component]
fn StaleNote(stale: ReadSignal<Option<Trouble>>) -> impl IntoView {
    move || {
        stale.get().map(|trouble| {
            let why = match trouble {
                Trouble::NoNetwork => "Không có mạng: đang xem số liệu đã tải trước đó.".into(),
                Trouble::Problem(problem) => problem.message.into_owned(),
            };
            view! {
                <p class="notice" role="status">
                    <Glyph icon=Icon::Offline />
                    <span>{why}</span>
                </p>
            }
        })
    }
}

/// Reads again whenever the key changes or there is news. An answer that was overtaken by a later
/// question is dropped.
fn keep_current<K, T>(
    first: T,
    key: Signal<K>,
    read: Arc<impl Fn(K) -> Read<T> + Send + Sync + 'static>,
) -> Reading<T>
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: PartialEq + Send + Sync + 'static,
{
    let (now, set_now) = signal(first);
    let (busy, set_busy) = signal(false);
    let (stale, set_stale) = signal(None);
    let news = use_context::<News>();
    let question = StoredValue::new(0_u32);
    Effect::new(move |before: Option<(K, u32)>| {
        let asked = (key.get(), news.map_or(0, |news| news.0.get()));
        if before.is_some_and(|before| before != asked) {
            let answer = read(asked.0.clone());
            question.update_value(|n| *n = n.wrapping_add(1));
            let mine = question.get_value();
            set_busy.set(true);
            leptos::task::spawn_local(async move {
                let answer = answer.await;
                // The page may have been left meanwhile, and its signals with it.
                if question.try_get_value() != Some(mine) {
                    return;
                }
                set_busy.set(false);
                set_stale.set(answer.as_ref().err().cloned());
                if let Ok(content) = answer
                    && now.with_untracked(|now| *now != content)
                {
                    set_now.set(content);
                }
            });
        }
        asked
    });
    Reading { now, busy, stale }
}
