//! What stands around a plan: the ways from its page to its versions and the like.

use crate::erased::view;
use leptos::prelude::*;
use model::view::plan::PlanView;

pub fn ways(view: &PlanView) -> impl IntoView + use<> {
    let to = |page: &str| format!("/ke-hoach/{}/{page}", view.plan.id);
    view! {
        <nav class="plan-ways" aria-label="Quanh kế hoạch">
            <a href=to("phien-ban")>"Phiên bản"</a>
        </nav>
    }
}
