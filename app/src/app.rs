//! The root of every page and the table of addresses.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    erased::view,
    frame::{self, Frame},
    pages::{
        assigning::AssigningPage, board::BoardPage, devices::DevicesPage, draft::DraftPage,
        editing::EditingPage, figures::FiguresPage, map::MapPage, me::MePage, not_found::NotFound,
        plan::PlanPage, plan_import::PlanImportPage, plans::PlansPage, report::ReportPage,
        reports::ReportsPage, sign_in::SignIn, superior::SuperiorPage, task::TaskPage,
        tasks::TasksPage, today::TodayPage, versions::VersionsPage,
    },
    parts::reading::ReadBefore,
};

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    frame::provide_demo();
    ReadBefore::provide();
    view! {
        <Title formatter=|title: String| format!("{title} · Học vụ số") />
        <Router>
            // Every route is `Async`: streamed out of order, a page without JavaScript sometimes
            // shows only the "loading" words.
            <Routes fallback=NotFound>
                <Route path=path!("/dang-nhap") view=SignIn ssr=SsrMode::Async />
                <ParentRoute path=path!("") view=Frame ssr=SsrMode::Async>
                    <Route path=path!("") view=TodayPage />
                    <Route path=path!("nhiem-vu") view=TasksPage />
                    <Route path=path!("nhiem-vu/:id") view=TaskPage />
                    <Route path=path!("ke-hoach") view=PlansPage />
                    <Route path=path!("ke-hoach/nhap") view=PlanImportPage />
                    <Route path=path!("ke-hoach/nhap/:id") view=DraftPage />
                    <Route path=path!("ke-hoach/:id") view=PlanPage />
                    <Route path=path!("ke-hoach/:id/soan") view=EditingPage />
                    <Route path=path!("ke-hoach/:id/phan-cong") view=AssigningPage />
                    <Route path=path!("ke-hoach/:id/bang") view=BoardPage />
                    <Route path=path!("ke-hoach/:id/cap-tren") view=SuperiorPage />
                    <Route path=path!("ke-hoach/:id/phien-ban") view=VersionsPage />
                    <Route path=path!("ban-do") view=MapPage />
                    <Route path=path!("so-lieu") view=FiguresPage />
                    <Route path=path!("bao-cao") view=ReportsPage />
                    <Route path=path!("bao-cao/:id") view=ReportPage />
                    <Route path=path!("dien-thoai") view=DevicesPage />
                    <Route path=path!("toi") view=MePage />
                    <Route path=path!("*any") view=NotFound />
                </ParentRoute>
            </Routes>
        </Router>
    }
}
