//! `/ke-hoach/nhap`: the text of a plan is read and becomes a draft, which has a page of its own.

mod kept_text;
mod pasting;

use crate::erased::view;
use crate::parts::{
    empty::Empty,
    page_head::{Crumbs, PageHead},
};
use leptos::prelude::*;
use model::{id::UnitId, person::Action, view::me::Me};
use pasting::Pasting;

#[component]
pub fn PlanImportPage() -> impl IntoView {
    let units = units_to_plan_for(&expect_context());
    let steps = vec![
        (Some("/ke-hoach".to_owned()), "Kế hoạch".to_owned()),
        (None, "Nhập kế hoạch".to_owned()),
    ];
    view! {
        <PageHead title="Nhập kế hoạch" above=move || view! { <Crumbs steps=steps.clone() /> } />
        {if units.is_empty() {
            view! {
                <Empty title="Tài khoản này không nhập kế hoạch">
                    <p>
                        "Chuyên viên của xã hoặc tỉnh là người nhập kế hoạch. \
                         Bạn vẫn xem được mọi kế hoạch của đơn vị mình."
                    </p>
                    <p>
                        <a class="btn" href="/ke-hoach">"Xem các kế hoạch"</a>
                    </p>
                </Empty>
            }
                .into_any()
        } else {
            view! { <Pasting units /> }
        }}
    }
}

/// Units whose plans the person may import: those of the grants that carry it.
fn units_to_plan_for(me: &Me) -> Vec<(UnitId, String)> {
    let grants = me
        .person
        .grants
        .iter()
        .filter(|grant| grant.role.carries(Action::EditPlan));
    grants
        .map(|grant| {
            let known = std::iter::once(&me.unit)
                .chain(&me.above)
                .find(|unit| unit.id == grant.unit);
            let name = known.map_or_else(|| grant.unit.to_string(), |unit| unit.name.clone());
            (grant.unit.clone(), name)
        })
        .collect()
}
