//! `/bao-cao/:id`: one report, compiled as things stand or as it was handed in, with the way on.

mod body;
mod handing_in;
mod receiving;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    clock::day_in_vietnam,
    problem::Code,
    report::{ReportId, Stage},
    view::report::{ReportQuery, ReportView, Step},
};

use crate::{
    erased::{live, view},
    pages::reports::stage_class,
    parts::{
        page_head::{Crumbs, PageHead},
        reading::{Content, Reading},
    },
    source::{Read, Reader},
    words,
};

#[component]
pub fn ReportPage() -> impl IntoView {
    let parameters = use_params_map();
    let asked = use_query_map();
    let query = move || {
        let id = parameters.with(|it| it.get("id")).unwrap_or_default();
        let id = ReportId::parse(&id)?;
        Some(asked.with(|asked| ReportQuery::new(id, |name| asked.get(name))))
    };
    let key = move || {
        let query = query();
        query.map_or_else(String::new, |it| format!("{}{}", it.id, it.to_query()))
    };
    let read = move |reader: &Reader| match query() {
        Some(query) => reader.report(query),
        None => Read::failed(Code::NotFound),
    };
    view! { <Content key read draw /> }
}

fn draw(reading: Reading<ReportView>) -> AnyView {
    let view = reading.now;
    let title = move || view.with(|view| format!("Báo cáo {}", view.id.period_name()));
    view! {
        <PageHead title above=move || live(move || view.with(above))>
            {move || view.with(about)}
        </PageHead>
        <div class="report flow-double">
            {live(move || view.with(standing))}
            {receiving::receiving(view)}
            {live(move || view.with(body::told))}
            {handing_in::handing_in(view)}
        </div>
    }
    .into_any()
}

fn above(view: &ReportView) -> AnyView {
    let steps = vec![
        (Some("/bao-cao".to_owned()), "Báo cáo".to_owned()),
        (None, view.unit.name.clone()),
    ];
    view! { <Crumbs steps /> }
}

/// The plan, and the days whose data it tells.
fn about(view: &ReportView) -> AnyView {
    let days = format!(
        "Số liệu từ {} đến {}",
        words::date(view.first),
        words::date(view.last)
    );
    view! {
        <p>
            <a href=format!("/ke-hoach/{}", view.id.plan)>{view.plan_title.clone()}</a>
        </p>
        <p class="txt-small">{days}</p>
    }
    .into_any()
}

/// Where it stands, what comes next, and the ways to take it along.
fn standing(view: &ReportView) -> AnyView {
    let query = if view.is_frozen { "" } else { "?lai=co" };
    let file = |ending: &str| format!("/api/v1/reports/{}.{ending}{query}", view.id);
    let anew = format!("/bao-cao/{}?lai=co", view.id);
    let handed_in = format!("/bao-cao/{}", view.id);
    let may_renew = view.is_frozen && view.may_submit;
    let shows_new = !view.is_frozen && view.stage != Stage::Open;
    view! {
        <section class="flow-half" aria-label="Tình trạng">
            <p class="report__standing">
                <strong class=stage_class(view.stage)>{view.stage.name()}</strong>
                " · "
                {told(view)}
            </p>
            {reason(view)}
            <p class="row">
                <a class="btn" href=file("docx") download="">
                    "Tải Word"
                </a>
                <a class="btn" href=file("xlsx") download="">
                    "Tải Excel"
                </a>
                {may_renew.then(|| view! {
                    <a class="btn" href=anew>
                        "Tổng hợp lại"
                    </a>
                })}
                {shows_new.then(|| view! {
                    <a class="btn" href=handed_in>
                        "Xem bản đã nộp"
                    </a>
                })}
            </p>
        </section>
    }
    .into_any()
}

/// "Trần Thị Lan nộp hôm nay 10:02".
fn told(view: &ReportView) -> String {
    let by = |step: &Step, deed: &str| {
        let when = words::moment(step.at, view.today.max(day_in_vietnam(step.at)));
        format!("{} {deed} {when}", step.by).trim_start().to_owned()
    };
    let what = match (view.stage, &view.submitted, &view.answered) {
        (Stage::Submitted, Some(step), _) => by(step, "nộp"),
        (Stage::Returned, _, Some(step)) => by(step, "trả lại"),
        (Stage::Accepted, _, Some(step)) => by(step, "nhận"),
        _ => String::new(),
    };
    let compiled = format!(
        "tổng hợp từ số liệu đến ngày {}",
        words::date(view.contents.as_of)
    );
    match what.is_empty() {
        true => compiled,
        false => format!("{what}, {compiled}"),
    }
}

fn reason(view: &ReportView) -> Option<AnyView> {
    let returned = view
        .answered
        .as_ref()
        .filter(|_| view.stage == Stage::Returned);
    let words = returned?.words.clone()?;
    Some(view! {
        <p class="notice notice--warn">
            <strong>"Lý do trả lại: "</strong>
            {words}
        </p>
    })
}
