//! Where pages read from: the store on the server, the network (and later the phone's own store) in
//! the browser.

use model::{
    id::{NodeId, PlanId},
    problem::Problem,
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
