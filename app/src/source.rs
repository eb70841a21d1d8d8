//! Where pages read from: the store on the server, the network (and later the phone's own store) in
//! the browser.

use model::{
    id::{NodeId, PlanId},
    json::Unreadable,
    problem::{Code, Problem},
    view::{
        assigning::Assigning,
        draft::DraftView,
        map::MapView,
        me::Me,
        plan::{PlanList, PlanView},
        query::{MapQuery, TaskQuery},
        task::TaskView,
        task_list::TaskList,
        today::Today,
    },
};
use serde::{Deserialize, Serialize};

use crate::json;
use std::{fmt, future::Future, marker::PhantomData, pin::Pin, str::FromStr};

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
    fn map(&self, query: MapQuery) -> Answer<MapView>;
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

/// What a reader gives. It travels as JSON and becomes a `T` at the very end: so all that waits for
/// answers, keeps and carries them is in the program once, and not once for every kind of answer.
pub struct Read<T> {
    text: ReadText,
    content: PhantomData<fn() -> T>,
}

pub type ReadText = Pin<Box<dyn Future<Output = Told> + Send>>;

impl<T> Read<T> {
    /// Without asking anybody.
    pub fn failed(trouble: impl Into<Trouble>) -> Self {
        let told = Told(Err(trouble.into()));
        Self::of(async { told })
    }

    pub fn into_text(self) -> ReadText {
        self.text
    }

    fn of(text: impl Future<Output = Told> + Send + 'static) -> Self {
        Self {
            text: Box::pin(text),
            content: PhantomData,
        }
    }
}

/// An answer in the form in which the server puts it into a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told(pub Result<String, Trouble>);

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Ok(text) => write!(f, "={text}"),
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
            None => Ok(Self(Ok(text.strip_prefix('=').unwrap_or(text).to_owned()))),
        }
    }
}

pub use reader::Reader;

#[cfg(feature = "ssr")]
mod reader {
    //! On the server the reader asks the store.

    use super::*;
    use leptos::prelude::use_context;
    use std::sync::Arc;

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

        pub fn map(&self, query: MapQuery) -> Read<MapView> {
            told(self.0.map(query))
        }
    }

    fn told<T: Serialize + 'static>(answer: Answer<T>) -> Read<T> {
        Read::of(async {
            let text = answer.await.map(|content| serde_json::to_string(&content));
            Told(match text {
                Ok(Ok(text)) => Ok(text),
                Ok(Err(_)) => Err(Code::Internal.into()),
                Err(problem) => Err(problem.into()),
            })
        })
    }
}

#[cfg(not(feature = "ssr"))]
mod reader {
    //! In the browser the reader asks the interface for programs.

    use super::*;
    use crate::network;
    use leptos::prelude::window;
    use send_wrapper::SendWrapper;

    #[derive(Clone, Copy)]
    pub struct Reader;

    impl Reader {
        pub fn from_context() -> Self {
            Self
        }

        pub fn me(&self) -> Read<Option<Me>> {
            Read::of(SendWrapper::new(async {
                Told(match network::get("/api/v1/me").await {
                    Err(trouble) if trouble.is(Code::SignInNeeded) => Ok("null".into()),
                    answer => answer,
                })
            }))
        }

        pub fn today(&self) -> Read<Today> {
            get("/api/v1/today".into())
        }

        pub fn tasks(&self, query: TaskQuery) -> Read<TaskList> {
            get(format!("/api/v1/tasks{}", query.to_query()))
        }

        pub fn task(&self, id: NodeId) -> Read<TaskView> {
            get(format!("/api/v1/tasks/{id}"))
        }

        pub fn plans(&self) -> Read<PlanList> {
            get("/api/v1/plans".into())
        }

        pub fn plan(&self, id: PlanId) -> Read<PlanView> {
            get(format!("/api/v1/plans/{id}"))
        }

        pub fn draft(&self, id: PlanId) -> Read<DraftView> {
            get(format!("/api/v1/drafts/{id}"))
        }

        pub fn assigning(&self, plan: PlanId) -> Read<Assigning> {
            get(format!("/api/v1/plans/{plan}/assigning"))
        }

        pub fn map(&self, query: MapQuery) -> Read<MapView> {
            get(format!("/api/v1/map/tasks{}", query.to_query()))
        }
    }

    fn get<T>(address: String) -> Read<T> {
        Read {
            text: get_text(address),
            content: PhantomData,
        }
    }

    fn get_text(address: String) -> ReadText {
        Box::pin(SendWrapper::new(async move {
            let answer = network::get(&address).await;
            if let Err(trouble) = &answer
                && trouble.is(Code::SignInNeeded)
            {
                // The session is over: the whole page goes, so that nothing half-known stays.
                let _ = window()
                    .location()
                    .set_href(&crate::frame::sign_in_address());
            }
            Told(answer)
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_and_troubles_travel_as_text() {
        for told in [
            Told(Ok("{}".into())),
            Told(Ok("\"!\"".into())),
            Told(Err(Trouble::NoNetwork)),
            Told(Err(Code::NotFound.into())),
        ] {
            assert_eq!(told.to_string().parse::<Told>().unwrap(), told);
        }
    }
}
