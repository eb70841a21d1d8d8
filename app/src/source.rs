//! Where pages read from: the store on the server, the network (and later the phone's own store) in
//! the browser.

use model::{
    id::{NodeId, PlanId},
    problem::{Code, Problem},
    view::{
        assigning::Assigning,
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
use std::{future::Future, pin::Pin};

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

/// What a reader gives: as `Answer`, but it may also fail for want of a network.
pub type Read<T> = Pin<Box<dyn Future<Output = Result<T, Trouble>> + Send>>;

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

        pub fn assigning(&self, plan: PlanId) -> Read<Assigning> {
            told(self.0.assigning(plan))
        }

        pub fn map(&self, query: MapQuery) -> Read<MapView> {
            told(self.0.map(query))
        }
    }

    fn told<T: 'static>(answer: Answer<T>) -> Read<T> {
        Box::pin(async { answer.await.map_err(Trouble::from) })
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
            Box::pin(SendWrapper::new(async {
                match network::get("/api/v1/me").await {
                    Ok(me) => Ok(Some(me)),
                    Err(trouble) if trouble.is(Code::SignInNeeded) => Ok(None),
                    Err(trouble) => Err(trouble),
                }
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

        pub fn assigning(&self, plan: PlanId) -> Read<Assigning> {
            get(format!("/api/v1/plans/{plan}/assigning"))
        }

        pub fn map(&self, query: MapQuery) -> Read<MapView> {
            get(format!("/api/v1/map/tasks{}", query.to_query()))
        }
    }

    /// An id is checked here because it comes from the page's own address.
    fn get<T: for<'de> Deserialize<'de> + 'static>(address: String) -> Read<T> {
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
            answer
        }))
    }
}
