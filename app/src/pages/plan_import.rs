//! `/ke-hoach/nhap`: the text of a plan is read, a person puts it right and confirms, and it is a plan.

mod confirming;
mod document;
mod kept_text;
mod matching;
mod names;
mod pasting;
mod picker;
mod sending;
mod warnings;

use crate::erased::view;
use crate::parts::{
    empty::Empty,
    page_head::{Crumbs, PageHead},
};
use confirming::Confirming;
use leptos::prelude::*;
use model::{
    id::UnitId,
    person::Action,
    view::{import::Reading as PlanReading, me::Me},
};
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
            view! { <Steps units /> }.into_any()
        }}
    }
}

/// Where the person stands in the import.
#[derive(Clone)]
pub enum Step {
    Pasting,
    Confirming(Box<PlanReading>),
}

#[component]
fn Steps(units: Vec<(UnitId, String)>) -> impl IntoView {
    let step = RwSignal::new(Step::Pasting);
    let text = kept_text::kept();
    let unit = RwSignal::new(units.first().map(|(id, _)| id.clone()).unwrap_or_default());
    view! {
        <noscript>
            <p class="import-noscript">
                "Nhập kế hoạch cần JavaScript. Hãy bật JavaScript trong trình duyệt rồi mở lại trang này."
            </p>
        </noscript>
        {move || match step.get() {
            Step::Pasting => view! { <Pasting units=units.clone() unit text step /> }.into_any(),
            Step::Confirming(reading) => view! { <Confirming reading=*reading text step /> }.into_any(),
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
