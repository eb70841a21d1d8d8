//! What stands around a plan: the ways from its page to its versions and the like.

use crate::erased::view;
use leptos::prelude::*;
use model::{
    person::Action,
    view::{me::Me, plan::PlanView},
};

use super::next_year::next_year;

pub fn ways(view: &PlanView) -> impl IntoView + use<> {
    let me: Me = expect_context();
    // The server judges; this is whether it is worth offering.
    let may_edit = view.may_assign && me.carries(Action::EditPlan);
    // Whoever works below does not see what the authority reports.
    let reads_reports = view.reads_reports;
    let to = |page: &str| format!("/ke-hoach/{}/{page}", view.plan.id);
    view! {
        <nav class="plan-ways" aria-label="Quanh kế hoạch">
            {view.may_assign.then(|| view! { <a href=to("bang")>"Bảng phân công"</a> })}
            <a href=to("cap-tren")>"Kế hoạch cấp trên"</a>
            <a href=to("phien-ban")>"Phiên bản"</a>
            {reads_reports.then(|| view! { <a href="/bao-cao">"Báo cáo"</a> })}
        </nav>
        {may_edit.then(|| next_year(view)).flatten()}
    }
}
