//! Where pages read from: the store on the server; in the browser what the phone holds, and the
//! network for the rest.

use model::{
    id::{NodeId, PlanId},
    json::Unreadable,
    problem::{Code, Problem},
    view::{
        assigning::Assigning,
        device_list::DeviceList,
        draft::DraftView,
        editing::EditingView,
        figures::{FiguresQuery, FiguresView},
        map::MapView,
        me::Me,
        plan::{PlanList, PlanView},
        query::{MapQuery, TaskQuery},
        report::{ReportQuery, ReportView},
        report_list::ReportList,
        superior::SuperiorView,
        task::TaskView,
        task_list::TaskList,
        today::Today,
        versions::{VersionsQuery, VersionsView},
    },
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::json;
use std::{any::Any, fmt, future::Future, marker::PhantomData, pin::Pin, str::FromStr, sync::Arc};

pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, Problem>> + Send>>;

/// Reads on behalf of the person who is signed in. The server gives one to every request through
/// the context, as `Arc<dyn Source>`.
pub trait Source: Send + Sync {
    /// `None` when nobody is signed in.
    fn me(&self) -> Answer<Option<Me>>;
    fn today(&self) -> Answer<Today>;
    fn tasks(&self, query: TaskQuery) -> Answer<TaskList>;
    fn task(&self, id: NodeId) -> Answer<TaskView>;
    fn plans(&self) -> Answer<PlanList>;
    fn plan(&self, id: PlanId) -> Answer<PlanView>;
    fn draft(&self, id: PlanId) -> Answer<DraftView>;
    fn assigning(&self, plan: PlanId) -> Answer<Assigning>;
    fn editing(&self, plan: PlanId) -> Answer<EditingView>;
    fn versions(&self, plan: PlanId, query: VersionsQuery) -> Answer<VersionsView>;
    fn superior(&self, plan: PlanId) -> Answer<SuperiorView>;
    fn reports(&self) -> Answer<ReportList>;
    fn report(&self, query: ReportQuery) -> Answer<ReportView>;
    fn devices(&self) -> Answer<DeviceList>;
    fn map(&self, query: MapQuery) -> Answer<MapView>;
    fn figures(&self, query: FiguresQuery) -> Answer<FiguresView>;
}

/// Why a page has nothing to show: the server refused, or it could not be reached at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    NoNetwork,
    Problem(Problem),
}

impl Trouble {
    pub fn is(&self, code: Code) -> bool {
        matches!(self, Self::Problem(problem) if problem.code == code)
    }
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Code> for Trouble {
    fn from(code: Code) -> Self {
        Self::Problem(code.into())
    }
}

/// What a reader gives. What waits for answers, keeps and carries them does not know what they are:
/// so it is in the program once, and not once for every kind of answer.
pub struct Read<T> {
    answer: Reply,
    content: PhantomData<fn() -> T>,
}

pub type Reply = Pin<Box<dyn Future<Output = Told> + Send>>;

impl<T> Read<T> {
    /// Without asking anybody.
    pub fn failed(trouble: impl Into<Trouble>) -> Self {
        let told = Told(Err(trouble.into()));
        Self::of(async { told })
    }

    pub fn into_reply(self) -> Reply {
        self.answer
    }

    fn of(answer: impl Future<Output = Told> + Send + 'static) -> Self {
        Self {
            answer: Box::pin(answer),
            content: PhantomData,
        }
    }
}

/// An answer: as JSON from the server, or made here.
#[derive(Clone)]
pub enum Content {
    Text(String),
    Made(Arc<dyn Any + Send + Sync>),
}

impl Content {
    /// Reads the answer as what was asked for.
    pub fn take<T: DeserializeOwned + Clone + 'static>(&self) -> Result<T, Trouble> {
        let content = match self {
            Self::Text(text) => json::parse(text).ok(),
            Self::Made(content) => content.downcast_ref().cloned(),
        };
        // Another version of the program, or something between that answers in our place.
        content.ok_or_else(|| Code::Other.into())
    }
}

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => one == other,
            (Self::Made(one), Self::Made(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

/// An answer in the form in which the server puts it into a page.
#[derive(Clone, PartialEq)]
pub struct Told(pub Result<Content, Trouble>);

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Ok(Content::Text(text)) => write!(f, "={text}"),
            // Only a browser makes content, and it writes no pages.
            Ok(Content::Made(_)) => Err(fmt::Error),
            Err(trouble) => {
                let trouble = json::write(trouble).map_err(|_| fmt::Error)?;
                write!(f, "!{trouble}")
            }
        }
    }
}

impl FromStr for Told {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.strip_prefix('!') {
            Some(trouble) => json::parse(trouble).map(|trouble| Self(Err(trouble))),
            None => {
                let text = text.strip_prefix('=').unwrap_or(text);
                Ok(Self(Ok(Content::Text(text.to_owned()))))
            }
        }
    }
}

pub use reader::Reader;
#[cfg(not(feature = "ssr"))]
pub use reader::keep_map;

/// Where pages are drawn there is no phone to keep anything on.
#[cfg(feature = "ssr")]
pub async fn keep_map() {}

#[cfg(feature = "ssr")]
mod reader {
    //! On the server the reader asks the store.

    use super::*;
    use leptos::prelude::use_context;
    #[derive(Clone)]
    pub struct Reader(Arc<dyn Source>);

    impl Reader {
        /// The reader of this request.
        ///
        /// # Panics
        /// If the server gave the request no source.
        pub fn from_context() -> Self {
            Self(use_context().expect("the server gives every request a source"))
        }

        pub fn me(&self) -> Read<Option<Me>> {
            told(self.0.me())
        }

        pub fn today(&self) -> Read<Today> {
            told(self.0.today())
        }

        pub fn tasks(&self, query: TaskQuery) -> Read<TaskList> {
            told(self.0.tasks(query))
        }

        pub fn task(&self, id: NodeId) -> Read<TaskView> {
            told(self.0.task(id))
        }

        pub fn plans(&self) -> Read<PlanList> {
            told(self.0.plans())
        }

        pub fn plan(&self, id: PlanId) -> Read<PlanView> {
            told(self.0.plan(id))
        }

        pub fn draft(&self, id: PlanId) -> Read<DraftView> {
            told(self.0.draft(id))
        }

        pub fn assigning(&self, plan: PlanId) -> Read<Assigning> {
            told(self.0.assigning(plan))
        }

        pub fn editing(&self, plan: PlanId) -> Read<EditingView> {
            told(self.0.editing(plan))
        }

        pub fn versions(&self, plan: PlanId, query: VersionsQuery) -> Read<VersionsView> {
            told(self.0.versions(plan, query))
        }

        pub fn superior(&self, plan: PlanId) -> Read<SuperiorView> {
            told(self.0.superior(plan))
        }

        pub fn reports(&self) -> Read<ReportList> {
            told(self.0.reports())
        }

        pub fn report(&self, query: ReportQuery) -> Read<ReportView> {
            told(self.0.report(query))
        }

        pub fn devices(&self) -> Read<DeviceList> {
            told(self.0.devices())
        }

        pub fn map(&self, query: MapQuery) -> Read<MapView> {
            told(self.0.map(query))
        }

        pub fn figures(&self, query: FiguresQuery) -> Read<FiguresView> {
            told(self.0.figures(query))
        }
    }

    fn told<T: Serialize + 'static>(answer: Answer<T>) -> Read<T> {
        Read::of(async {
            let text = answer.await.map(|content| serde_json::to_string(&content));
            Told(match text {
                Ok(Ok(text)) => Ok(Content::Text(text)),
                Ok(Err(_)) => Err(Code::Internal.into()),
                Err(problem) => Err(problem.into()),
            })
        })
    }
}

#[cfg(not(feature = "ssr"))]
mod reader {
    //! In the browser the reader looks at what the phone holds, and asks the interface for programs
    //! for what it does not.

    use super::*;
    use crate::{device::Device as _, local, network, phone};
    use leptos::prelude::window;
    use local::Local;
    use send_wrapper::SendWrapper;

    const MAP: &str = "/api/v1/map/tasks";

    #[derive(Clone, Copy)]
    pub struct Reader;

    impl Reader {
        pub fn from_context() -> Self {
            Self
        }

        /// Whoever the phone belongs to; the server says otherwise when it is next spoken to.
        pub fn me(&self) -> Read<Option<Me>> {
            Read::of(SendWrapper::new(async {
                if let Some(me) = local::me().await {
                    return made(Some(me));
                }
                match network::get("/api/v1/me").await {
                    Err(trouble) if trouble.is(Code::SignInNeeded) => made(None::<Me>),
                    answer => Told(answer.map(Content::Text)),
                }
            }))
        }

        pub fn today(&self) -> Read<Today> {
            here_first("/api/v1/today".into(), Local::today)
        }

        pub fn tasks(&self, query: TaskQuery) -> Read<TaskList> {
            let address = format!("/api/v1/tasks{}", query.to_query());
            here_first(address, |here| here.tasks(query))
        }

        pub fn task(&self, id: NodeId) -> Read<TaskView> {
            here_first(format!("/api/v1/tasks/{id}"), move |here| here.task(&id))
        }

        /// The server knows of drafts too.
        pub fn plans(&self) -> Read<PlanList> {
            server_first("/api/v1/plans".into(), Local::plans)
        }

        /// The server knows of originals too.
        pub fn plan(&self, id: PlanId) -> Read<PlanView> {
            server_first(format!("/api/v1/plans/{id}"), move |here| here.plan(&id))
        }

        pub fn draft(&self, id: PlanId) -> Read<DraftView> {
            server_first(format!("/api/v1/drafts/{id}"), |_| None)
        }

        pub fn assigning(&self, plan: PlanId) -> Read<Assigning> {
            let address = format!("/api/v1/plans/{plan}/assigning");
            here_first(address, move |here| here.assigning(&plan))
        }

        pub fn editing(&self, plan: PlanId) -> Read<EditingView> {
            let address = format!("/api/v1/plans/{plan}/editing");
            here_first(address, move |here| here.editing(&plan))
        }

        pub fn versions(&self, plan: PlanId, query: VersionsQuery) -> Read<VersionsView> {
            let address = format!("/api/v1/plans/{plan}/versions{}", query.to_query());
            here_first(address, move |here| here.versions(&plan, query))
        }

        pub fn superior(&self, plan: PlanId) -> Read<SuperiorView> {
            let address = format!("/api/v1/plans/{plan}/superior");
            here_first(address, move |here| here.superior(&plan))
        }

        pub fn reports(&self) -> Read<ReportList> {
            here_first("/api/v1/reports".into(), Local::reports)
        }

        pub fn report(&self, query: ReportQuery) -> Read<ReportView> {
            let address = format!("/api/v1/reports/{}{}", query.id, query.to_query());
            here_first(address, move |here| here.report(&query))
        }

        pub fn devices(&self) -> Read<DeviceList> {
            server_first("/api/v1/devices".into(), |_| None)
        }

        pub fn figures(&self, query: FiguresQuery) -> Read<FiguresView> {
            let address = format!("/api/v1/figures{}", query.to_query());
            here_first(address, |here| here.figures(query))
        }

        /// Of what it holds whole, the phone counts its own unsent records too; the server counts
        /// what neighbours do.
        pub fn map(&self, query: MapQuery) -> Read<MapView> {
            let address = format!("{MAP}{}", query.to_query());
            here_first(address, |here| here.map(query))
        }
    }

    /// Sees to it that there is a map when there is no network: of neighbours the phone itself holds
    /// nothing.
    pub async fn keep_map() {
        let address = format!("{MAP}{}", MapQuery::default().to_query());
        if let Ok(open) = phone::open().await
            && open.device.kept_answer(&address).await.is_none()
            && let Ok(text) = network::get(&address).await
        {
            open.device.keep_answer(&address, &text).await;
        }
    }

    fn here_first<T: Send + Sync + 'static>(
        address: String,
        draw: impl FnOnce(&Local) -> Option<T> + 'static,
    ) -> Read<T> {
        Read::of(SendWrapper::new(async move {
            match local::ready().await.and_then(|here| draw(&here)) {
                Some(content) => made(content),
                None => ask(&address).await,
            }
        }))
    }

    fn server_first<T: Send + Sync + 'static>(
        address: String,
        draw: impl FnOnce(&Local) -> Option<T> + 'static,
    ) -> Read<T> {
        Read::of(SendWrapper::new(async move {
            let told = ask(&address).await;
            if !matches!(told, Told(Err(Trouble::NoNetwork))) {
                return told;
            }
            let content = local::ready().await.and_then(|here| draw(&here));
            content.map_or(told, made)
        }))
    }

    fn made<T: Send + Sync + 'static>(content: T) -> Told {
        Told(Ok(Content::Made(Arc::new(content))))
    }

    /// Asks the server, and where it cannot be reached what it said last.
    async fn ask(address: &str) -> Told {
        let answer = network::get(address).await;
        if let Err(trouble) = &answer
            && trouble.is(Code::SignInNeeded)
        {
            // The session is over: the whole page goes, so that nothing half-known stays.
            let _ = window()
                .location()
                .set_href(&crate::frame::sign_in_address());
        }
        if let Ok(open) = phone::open().await {
            match &answer {
                Ok(text) => open.device.keep_answer(address, text).await,
                Err(Trouble::NoNetwork) => {
                    if let Some(text) = open.device.kept_answer(address).await {
                        return Told(Ok(Content::Text(text)));
                    }
                }
                Err(_) => {}
            }
        }
        Told(answer.map(Content::Text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_and_troubles_travel_as_text() {
        for told in [
            Told(Ok(Content::Text("{}".into()))),
            Told(Ok(Content::Text("\"!\"".into()))),
            Told(Err(Trouble::NoNetwork)),
            Told(Err(Code::NotFound.into())),
        ] {
            assert!(told.to_string().parse::<Told>().unwrap() == told);
        }
    }
}
