//! What pages read from on the server: the store, on behalf of whoever asks.

use std::future::Future;

use app::source::{Answer, Source};
use axum::http::request::Parts;
use model::{
    id::{NodeId, PlanId},
    problem::Code,
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

use crate::{
    failure::{Failure, Result},
    guard::visitor::Visitor,
    reader::Reader,
};

/// The source of one request; without a reader nobody is signed in.
pub struct StoreSource(Option<Reader>);

impl StoreSource {
    pub fn of_request(parts: &Parts) -> Self {
        Self(
            parts
                .extensions
                .get::<Visitor>()
                .and_then(|visitor| visitor.0.clone()),
        )
    }

    fn read<T, F>(&self, read: impl FnOnce(Reader) -> F) -> Answer<T>
    where
        T: Send + 'static,
        F: Future<Output = Result<T>> + Send + 'static,
    {
        let reading = self.0.clone().map(read);
        Box::pin(async move {
            let reading = reading.ok_or(Code::SignInNeeded)?;
            reading.await.map_err(Failure::into_problem)
        })
    }
}

impl Source for StoreSource {
    fn me(&self) -> Answer<Option<Me>> {
        if self.0.is_none() {
            return Box::pin(async { Ok(None) });
        }
        self.read(|reader| async move { reader.me().await })
    }

    fn today(&self) -> Answer<Today> {
        self.read(|reader| async move { reader.today().await })
    }

    fn tasks(&self, query: TaskQuery) -> Answer<TaskList> {
        self.read(|reader| async move { reader.tasks(query).await })
    }

    fn task(&self, id: NodeId) -> Answer<TaskView> {
        self.read(|reader| async move { reader.task(&id).await })
    }

    fn plans(&self) -> Answer<PlanList> {
        self.read(|reader| async move { reader.plans().await })
    }

    fn plan(&self, id: PlanId) -> Answer<PlanView> {
        self.read(|reader| async move { reader.plan(&id).await })
    }

    fn draft(&self, id: PlanId) -> Answer<DraftView> {
        self.read(|reader| async move { reader.draft(&id).await })
    }

    fn assigning(&self, plan: PlanId) -> Answer<Assigning> {
        self.read(|reader| async move { reader.assigning(&plan).await })
    }

    fn editing(&self, plan: PlanId) -> Answer<EditingView> {
        self.read(|reader| async move { reader.editing(&plan).await })
    }

    fn versions(&self, plan: PlanId, query: VersionsQuery) -> Answer<VersionsView> {
        self.read(|reader| async move { reader.versions(&plan, query).await })
    }

    fn superior(&self, plan: PlanId) -> Answer<SuperiorView> {
        self.read(|reader| async move { reader.superior(&plan).await })
    }

    fn reports(&self) -> Answer<ReportList> {
        self.read(|reader| async move { reader.reports().await })
    }

    fn report(&self, query: ReportQuery) -> Answer<ReportView> {
        self.read(|reader| async move { reader.report(query).await })
    }

    fn devices(&self) -> Answer<DeviceList> {
        self.read(|reader| async move { reader.devices().await })
    }

    fn map(&self, query: MapQuery) -> Answer<MapView> {
        self.read(|reader| async move { reader.map(query).await })
    }

    fn figures(&self, query: FiguresQuery) -> Answer<FiguresView> {
        self.read(|reader| async move { reader.figures(query).await })
    }
}
