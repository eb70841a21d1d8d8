//! A page's content: read once, drawn whole, and from then on only brought up to date.
//!
//! What is drawn is never thrown away when newer data arrive: the page holds a signal and only what
//! differs changes. So a form that someone is typing into stays as it is.

use std::{any::TypeId, sync::Arc};

use leptos::{prelude::*, server::codee::string::FromToStringCodec};
use serde::de::DeserializeOwned;

use super::{
    icon::{Glyph, Icon},
    loading::Loading,
    problem::TroublePage,
};
use crate::{
    erased::{live, view},
    signal::{Effect, Memo, RwSignal, StoredValue},
    source::{self, Read, Reader, Reply, Told, Trouble},
};

/// What has been read, and whether it is what was last asked for.
pub struct Reading<T: Send + Sync + 'static> {
    /// The content as last read.
    pub now: RwSignal<T>,
    /// Newer content is on its way.
    pub busy: RwSignal<bool>,
    /// Why the content could not be brought up to date, if so.
    pub stale: RwSignal<Option<Trouble>>,
}

impl<T: Send + Sync + 'static> Clone for Reading<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Reading<T> {}

/// Says that the server has something new, so that pages read again: after a sync, for example.
#[derive(Clone, Copy)]
pub struct News(RwSignal<usize>);

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

/// Reads what `key` tells apart and draws the content with `draw`. Another key, or news from the
/// server, is read into the same drawing.
#[component]
pub fn Content<K, T, R, D>(key: K, read: R, draw: D) -> impl IntoView
where
    K: Fn() -> String + Send + Sync + 'static,
    T: DeserializeOwned + Clone + PartialEq + Send + Sync + 'static,
    R: Fn(&Reader) -> Read<T> + Send + Sync + 'static,
    D: Fn(Reading<T>) -> AnyView + Send + Sync + 'static,
{
    let reader = Reader::from_context();
    let key = Memo::new(move |_| key());
    let question = Question {
        // Only the key and news make a page read again, whatever else `read` looks at.
        ask: Arc::new(move || untrack(|| read(&reader).into_reply())),
        // A memo that is only tracked and never read would not notice anything.
        watch: Arc::new(move || key.get()),
    };
    let asked = question.clone();
    let show = move |first: source::Content| {
        let now = RwSignal::new(first.take::<T>()?);
        let deliver = move |content: &source::Content| {
            content.take().map(|content| {
                if now.with_untracked(|shown| *shown != content) {
                    now.set(content);
                }
            })
        };
        let (busy, stale) = keep_current(asked.clone(), Box::new(deliver));
        let drawing = untrack(|| draw(Reading { now, busy, stale }));
        Ok(view! {
            <StaleNote stale />
            {drawing}
        }
        .into_any())
    };
    let asked = (TypeId::of::<R>(), key.get_untracked());
    first_drawing(asked, &question, Arc::new(show))
}

/// How the content is asked for, and how one notices that the question is another one.
#[derive(Clone)]
struct Question {
    ask: Arc<dyn Fn() -> Reply + Send + Sync>,
    watch: Arc<dyn Fn() -> String + Send + Sync>,
}

/// Draws the first answer.
type Show = Arc<dyn Fn(source::Content) -> Result<AnyView, Trouble> + Send + Sync>;

/// Puts a later answer into what is drawn.
type Deliver = Box<dyn Fn(&source::Content) -> Result<(), Trouble> + Send + Sync>;

type Answer = Resource<Told, FromToStringCodec>;
#[cfg(feature = "ssr")]
type Shared = ArcResource<Told, FromToStringCodec>;

/// What the server has read for the page that it draws. Leptos makes parts of a page anew until all that
/// they wait for is there; each time they would be read again, and stand in the page once more.
#[derive(Clone, Default)]
pub struct ReadBefore {
    #[cfg(feature = "ssr")]
    answers: Arc<std::sync::Mutex<Vec<(Asked, Shared)>>>,
}

impl ReadBefore {
    /// For one page, whatever parts it has.
    pub fn provide() {
        provide_context(Self::default());
    }

    #[cfg(feature = "ssr")]
    fn read(&self, asked: Asked, read: impl Fn() -> Reply + Send + Sync + 'static) -> Answer {
        let mut answers = self
            .answers
            .lock()
            .unwrap_or_else(|error| error.into_inner());
        let before = answers.iter().find(|(before, _)| *before == asked);
        if let Some((_, answer)) = before {
            return answer.clone().into();
        }
        let answer = Shared::new_str_blocking(|| (), move |()| read());
        answers.push((asked, answer.clone()));
        answer.into()
    }

    #[cfg(not(feature = "ssr"))]
    #[expect(
        clippy::unused_self,
        reason = "only the server draws a page before it is read"
    )]
    fn read(&self, _: Asked, read: impl Fn() -> Reply + Send + Sync + 'static) -> Answer {
        Resource::new_str_blocking(|| (), move |()| read())
    }
}

/// Where something is read, and what of it.
pub type Asked = (TypeId, String);

/// A value that is read once by the server, which puts it into the page, or else by the browser.
pub fn read_once(
    asked: Asked,
    read: impl Fn() -> Reply + Send + Sync + 'static,
) -> (Answer, Callback<()>) {
    let answer = expect_context::<ReadBefore>().read(asked, read);
    (answer, Callback::new(move |()| answer.refetch()))
}

fn first_drawing(asked: Asked, question: &Question, show: Show) -> AnyView {
    let ask = Arc::clone(&question.ask);
    let (first, retry) = read_once(asked, move || ask());
    view! {
        <Suspense fallback=Loading>
            {move || {
                let show = Arc::clone(&show);
                Suspend::new(async move {
                    match first.await.0.and_then(|content| show(content)) {
                        Ok(drawing) => drawing,
                        Err(trouble) => view! { <TroublePage trouble retry /> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}

/// Says that what is shown is older than what was asked for.
#[component]
fn StaleNote(stale: RwSignal<Option<Trouble>>) -> impl IntoView {
    live(move || {
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
    })
}

/// Reads again whenever the key changes or there is news, and says whether it is doing so and why it
/// could not. An answer that was overtaken by a later question is dropped.
fn keep_current(
    question: Question,
    deliver: Deliver,
) -> (RwSignal<bool>, RwSignal<Option<Trouble>>) {
    let busy = RwSignal::new(false);
    let stale = RwSignal::new(None);
    let news = use_context::<News>();
    let n_asked = StoredValue::new(0_usize);
    let deliver = StoredValue::new(deliver);
    Effect::new(move |before: Option<String>| {
        let key = (question.watch)();
        if let Some(News(news)) = news {
            news.track();
        }
        let Some(before) = before else {
            return key;
        };
        let answer = (question.ask)();
        n_asked.update_value(|n| *n = n.wrapping_add(1));
        let mine = n_asked.get_value();
        // News comes unasked: nobody waits for it, so the page does not turn pale for it.
        if before != key {
            busy.set(true);
        }
        leptos::task::spawn_local(async move {
            let Told(answer) = answer.await;
            // The page may have been left meanwhile, and its signals with it.
            if n_asked.try_get_value() != Some(mine) {
                return;
            }
            let result = answer.and_then(|content| deliver.with_value(|deliver| deliver(&content)));
            stale.set(result.err());
            busy.set(false);
        });
        key
    });
    (busy, stale)
}
