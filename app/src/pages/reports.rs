//! `/bao-cao`: the reports of the own authority, handed in or to be, and those that came from below.

use crate::{
    erased::view,
    parts::{
        empty::Empty,
        icon::Icon,
        page_head::PageHead,
        reading::{Content, Reading},
    },
    source::Reader,
    words,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use model::{
    clock::day_in_vietnam,
    report::Stage,
    view::report_list::{ReportList, ReportRow},
};

#[component]
pub fn ReportsPage() -> impl IntoView {
    view! { <Content key=String::new read=Reader::reports draw /> }
}

fn draw(reading: Reading<ReportList>) -> AnyView {
    let list = reading.now;
    view! {
        <PageHead title="Báo cáo">{move || list.with(summary)}</PageHead>
        {move || list.with(|list| if list.own.is_empty() && list.received.is_empty() { nothing(list) } else { some(list) })}
    }
    .into_any()
}

/// "1 báo cáo chưa nộp · 3 báo cáo chờ xem".
fn summary(list: &ReportList) -> String {
    let n = |rows: &[ReportRow], stages: &[Stage]| {
        let there = rows.iter().filter(|row| stages.contains(&row.stage));
        there.count()
    };
    let mut words = Vec::new();
    if list.may_submit {
        let n_open = n(&list.own, &[Stage::Open, Stage::Returned]);
        words.push(format!("{} báo cáo chưa nộp xong", words::count(n_open)));
    }
    if list.n_received > 0 {
        let n_waiting = n(&list.received, &[Stage::Submitted]);
        words.push(format!(
            "{} báo cáo cấp dưới chờ xem",
            words::count(n_waiting)
        ));
    }
    words.join(" · ")
}

fn nothing(list: &ReportList) -> AnyView {
    let why = if list.may_submit {
        "Khi đơn vị có kế hoạch trong hệ thống, báo cáo từng quý và cả năm được tổng hợp sẵn ở đây."
    } else {
        "Báo cáo do xã hoặc tỉnh tổng hợp. Việc bạn cập nhật và số liệu bạn gửi đều được đưa vào báo cáo của xã."
    };
    view! {
        <Empty title="Chưa có báo cáo nào" icon=Icon::Plan>
            <p>{why}</p>
        </Empty>
    }
    .into_any()
}

fn some(list: &ReportList) -> AnyView {
    let n_more = list.n_received.saturating_sub(list.received.len());
    view! {
        <div class="flow-double">
            {group("Của đơn vị", &list.own, list, false)}
            {months(list)}
            {group("Cấp dưới nộp lên", &list.received, list, true)}
            {(n_more > 0).then(|| view! {
                <p class="txt-small txt-soft">{format!("Còn {} báo cáo cũ hơn.", words::count(n_more))}</p>
            })}
        </div>
    }
    .into_any()
}

fn group(
    title: &'static str,
    rows: &[ReportRow],
    list: &ReportList,
    names_unit: bool,
) -> Option<AnyView> {
    let drawn = rows
        .iter()
        .map(|each| row(each, list, names_unit))
        .collect_view();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="flow-half">
                <h2>{title}</h2>
                <ul class="plan-rows">{drawn}</ul>
            </section>
        }
    })
}

/// Not every authority reports by the month.
fn months(list: &ReportList) -> Option<AnyView> {
    let rows = list.months.iter().map(|each| row(each, list, false));
    let rows = rows.collect_view();
    (!list.months.is_empty()).then(|| {
        view! {
            <details>
                <summary>"Báo cáo tháng"</summary>
                <ul class="plan-rows">{rows}</ul>
            </details>
        }
    })
}

fn row(row: &ReportRow, list: &ReportList, names_unit: bool) -> AnyView {
    let period = row.id.period.name();
    let name = match names_unit {
        true => format!("{period}, {}", row.unit.name),
        false => period,
    };
    view! {
        <li class="plan-row">
            <a class="plan-row__link" href=format!("/bao-cao/{}", row.id)>{name}</a>
            <p class="plan-row__about">{row.plan_title.clone()}</p>
            <p class="plan-row__about">
                <strong class=stage_class(row.stage)>{row.stage.name()}</strong>
                " · "
                {when(row, list.today)}
            </p>
        </li>
    }
    .into_any()
}

pub fn stage_class(stage: Stage) -> &'static str {
    match stage {
        Stage::Open => "report-stage",
        Stage::Submitted => "report-stage report-stage--submitted",
        Stage::Returned => "report-stage report-stage--returned",
        Stage::Accepted => "report-stage report-stage--accepted",
    }
}

/// When it was handed in, or when its data end.
pub fn when(row: &ReportRow, today: NaiveDate) -> String {
    match row.submitted_at {
        Some(at) => format!("nộp {}", words::moment(at, today.max(day_in_vietnam(at)))),
        None if row.last >= today => format!(
            "số liệu đến {}, {}",
            words::date(row.last),
            words::days_left(row.last, today)
        ),
        None => format!("số liệu đã chốt ngày {}", words::date(row.last)),
    }
}
