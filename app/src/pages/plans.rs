//! `/ke-hoach`: the plans one may read, those of the higher units first.

use crate::{
    erased::view,
    pages::plan::words::years,
    parts::{
        cells::CellsBar,
        empty::Empty,
        icon::{Glyph, Icon},
        page_head::PageHead,
        reading::{Content, Reading},
    },
    source::Reader,
    words,
};
use leptos::prelude::*;
use model::{
    person::Role,
    view::{
        me::Me,
        plan::{PlanList, PlanRow},
    },
};

#[component]
pub fn PlansPage() -> impl IntoView {
    view! { <Content key=String::new read=Reader::plans draw /> }
}

fn draw(reading: Reading<PlanList>) -> AnyView {
    let list = reading.now;
    let me: Me = expect_context();
    // Whoever works below reports by what is done there.
    let reads_reports = me
        .person
        .grants
        .iter()
        .any(|grant| grant.role != Role::Field);
    view! {
        <PageHead title="Kế hoạch">
            {move || list.with(|list| (!list.plans.is_empty()).then(|| counts(list)))}
        </PageHead>
        {reads_reports.then(|| view! {
            <p>
                <a href="/bao-cao">"Báo cáo định kỳ"</a>
            </p>
        })}
        {move || list.with(|list| list.is_top.then(at_the_top))}
        {move || list.with(drafts)}
        {move || list.with(|list| if list.plans.is_empty() { nothing(list) } else { some(list) })}
    }
    .into_any()
}

/// "3 kế hoạch · 64 nhiệm vụ".
fn counts(list: &PlanList) -> String {
    let n_tasks = list.plans.iter().map(|plan| plan.n_tasks).sum();
    format!(
        "{} kế hoạch · {} nhiệm vụ",
        words::count(list.plans.len()),
        words::count(n_tasks)
    )
}

/// What was begun and not yet confirmed, each a tap away.
fn drafts(list: &PlanList) -> Option<AnyView> {
    let rows = list.drafts.iter().map(|draft| {
        let changed = words::moment(draft.changed_at, list.today);
        let state = match draft.revision {
            0 => "chưa sửa gì".to_owned(),
            n => format!("{} lần sửa", words::number(n)),
        };
        view! {
            <li class="plan-row">
                <a class="plan-row__link" href=format!("/ke-hoach/nhap/{}", draft.id)>{draft.title.clone()}</a>
                <p class="plan-row__about">{state} " · " {changed}</p>
            </li>
        }
    });
    let rows = rows.collect_view();
    (!list.drafts.is_empty()).then(|| {
        view! {
            <section class="flow-half plan-drafts">
                <h2>"Bản nháp đang làm dở"</h2>
                <ul class="plan-rows">{rows}</ul>
            </section>
        }
    })
}

fn some(list: &PlanList) -> AnyView {
    let groups = list
        .plans
        .chunk_by(|a, b| a.unit.id == b.unit.id)
        .map(group)
        .collect_view();
    view! {
        <div class="flow-double">
            {list.may_import.then(|| view! { <p>{import_link()}</p> })}
            {groups}
        </div>
    }
    .into_any()
}

/// The plans of one unit.
fn group(plans: &[PlanRow]) -> impl IntoView + use<> {
    let unit = plans.first().map(|plan| plan.unit.name.clone());
    let rows = plans.iter().map(row).collect_view();
    view! {
        <section class="flow-half">
            <h2>{unit}</h2>
            <ul class="plan-rows">{rows}</ul>
        </section>
    }
}

fn row(plan: &PlanRow) -> impl IntoView + use<> {
    let about = [
        plan.number.as_ref().map(|number| format!("Số {number}")),
        years(&plan.years).map(|years| format!("năm {years}")),
        Some(format!("{} nhiệm vụ", words::count(plan.n_tasks))),
    ];
    let about: Vec<_> = about.into_iter().flatten().collect();
    let share = plan.cells.share_on_time();
    view! {
        <li class="plan-row">
            <a class="plan-row__link" href=format!("/ke-hoach/{}", plan.id)>{plan.title.clone()}</a>
            <p class="plan-row__about">{about.join(" · ")}</p>
            {if plan.cells.total() == 0 {
                view! { <p class="plan-row__standing">"Chưa có việc nào bạn theo dõi được giao."</p> }.into_any()
            } else {
                view! {
                    <div class="plan-row__standing">
                        <CellsBar cells=plan.cells of="phân công" />
                        <span class="num">
                            {share.map_or_else(|| "chưa có số liệu".to_owned(), |share| format!("{share}\u{a0}% đúng hạn"))}
                        </span>
                    </div>
                }
                    .into_any()
            }}
        </li>
    }
}

fn at_the_top() -> AnyView {
    view! {
        <p class="notice">
            "Ở đây chỉ có kế hoạch chung của cả nước. Kế hoạch của một tỉnh hay xã: chọn tỉnh ở mục Nhiệm vụ, rồi mở kế hoạch từ nhiệm vụ."
        </p>
    }
    .into_any()
}

fn nothing(list: &PlanList) -> AnyView {
    if !list.may_import {
        return view! {
            <Empty title="Chưa có kế hoạch nào">
                <p>"Khi xã hoặc tỉnh đưa kế hoạch vào hệ thống, kế hoạch sẽ hiện ở đây."</p>
            </Empty>
        }
        .into_any();
    }
    view! {
        <Empty title="Chưa có kế hoạch nào">
            <p>
                "Dán văn bản kế hoạch đã ban hành: hệ thống đọc ra chỉ tiêu, nhiệm vụ, \
                 đơn vị và thời hạn để bạn kiểm tra rồi xác nhận."
            </p>
            <p>{import_link()}</p>
        </Empty>
    }
    .into_any()
}

fn import_link() -> impl IntoView {
    view! {
        <a class="btn btn--primary" href="/ke-hoach/nhap">
            <Glyph icon=Icon::Upload />
            "Nhập kế hoạch"
        </a>
    }
}
