//! `/so-lieu`: what the targets ask and where one stands, and the lines in which figures are entered.

mod apart;
mod entry;
mod history;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{
    unit::UnitHead,
    view::figures::{Area, FiguresQuery, FiguresView, Line, TargetLine, amount, asked, reporters},
};

use crate::{
    erased::{live, view},
    parts::{
        empty::Empty,
        icon::Icon,
        page_head::{Crumbs, PageHead},
        reading::{Content, Reading},
    },
    source::{Read, Reader},
    words,
};
use entry::EntryForm;

#[component]
pub fn FiguresPage() -> impl IntoView {
    let parameters = use_query_map();
    let query =
        move || parameters.with(|parameters| FiguresQuery::read(|name| parameters.get(name)));
    let key = move || query().map_or_else(|problem| problem.to_string(), |query| query.to_query());
    let read = move |reader: &Reader| match query() {
        Ok(query) => reader.figures(query),
        Err(problem) => Read::failed(problem),
    };
    view! { <Content key read draw /> }
}

fn draw(reading: Reading<FiguresView>) -> AnyView {
    let figures = reading.now;
    view! {
        <PageHead
            title=move || figures.with(title)
            above=move || live(move || figures.with(crumbs))
        >
            {move || figures.with(summary)}
        </PageHead>
        <div class="figures" aria-busy=move || reading.busy.get().to_string()>
            {move || figures.with(chosen)}
            <EntryForm figures />
            {move || {
                figures.with(|view| view.query.indicator.is_none().then(|| overview(view)))
            }}
        </div>
    }
    .into_any()
}

fn title(view: &FiguresView) -> String {
    match view.chosen() {
        Some(line) => line.indicator.name.clone(),
        None => "Số liệu".into(),
    }
}

fn crumbs(view: &FiguresView) -> AnyView {
    let to = |unit: &UnitHead| {
        let query = FiguresQuery {
            unit: Some(unit.id.clone()),
            ..view.query.clone()
        };
        (Some(address(&query)), unit.name.clone())
    };
    let mut steps: Vec<_> = view.above.iter().rev().map(to).collect();
    let here = FiguresQuery {
        indicator: None,
        ..view.query.clone()
    };
    let is_chosen = view.query.indicator.is_some();
    steps.push((is_chosen.then(|| address(&here)), view.unit.name.clone()));
    view! { <Crumbs steps /> }
}

/// "Quý IV/2026, tính đến 20/11/2026"
fn summary(view: &FiguresView) -> String {
    let day = view.today.min(view.period.last_day());
    format!("{}, tính đến {}", view.period.name(), words::date(day))
}

/// The chosen indicator: its value, and those of the parts.
fn chosen(view: &FiguresView) -> Option<AnyView> {
    let line = view.chosen()?;
    let rows: Vec<_> = view.areas.iter().map(|area| area_row(view, area)).collect();
    Some(view! {
        <section class="figures__chosen" aria-label="Kết quả">
            <p class="figures__value">
                <strong class="num">{amount(&line.value)}</strong>
                {format!(" {}.", reporters(&line.value))}
            </p>
            {line.own.as_ref().map(|own| view! {
                <p class="txt-soft">{format!("{} tự báo: {} (không cộng vào tổng)", view.unit.name, amount(own))}</p>
            })}
            {(!rows.is_empty()).then(|| view! {
                <div class="figures__table" role="region" aria-label="Theo từng đơn vị" tabindex="0">
                    <table>
                        <caption class="visually-hidden">"Theo từng đơn vị"</caption>
                        <thead>
                            <tr>
                                <th scope="col">"Đơn vị"</th>
                                <th scope="col">"Số liệu"</th>
                                <th scope="col">"Đã báo"</th>
                                <th scope="col">"Số cũ nhất"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            })}
            {apart::tables(view)}
        </section>
    })
}

fn area_row(view: &FiguresView, area: &Area) -> AnyView {
    let query = FiguresQuery {
        unit: Some(area.unit.id.clone()),
        ..view.query.clone()
    };
    let own = area.own.as_ref();
    view! {
        <tr>
            <th scope="row">
                <a href=address(&query)>{area.unit.name.clone()}</a>
            </th>
            <td class="num">
                {amount(&area.value)}
                {own.map(|own| view! { <span class="figures__own">{format!("tự báo {}", amount(own))}</span> })}
                {area.is_met.map(met_mark)}
            </td>
            <td class="num">{format!("{}/{}", area.value.n_units, area.value.n_due)}</td>
            <td class="num">{area.value.oldest.map(words::date)}</td>
        </tr>
    }
}

/// What the targets ask, and everything that is counted.
fn overview(view: &FiguresView) -> AnyView {
    if view.lines.is_empty() {
        return view! {
            <Empty title="Đơn vị này không phải báo số liệu" icon=Icon::Check>
                <p>"Số liệu do thôn, xóm, trường học, doanh nghiệp hoặc xã báo."</p>
            </Empty>
        };
    }
    let targets: Vec<_> = view.targets.iter().map(|line| target(view, line)).collect();
    let lines: Vec<_> = view
        .lines
        .iter()
        .map(|line| indicator(view, line))
        .collect();
    view! {
        {(!targets.is_empty()).then(|| view! {
            <section aria-labelledby="chi-tieu">
                <h2 id="chi-tieu">"Chỉ tiêu và thực hiện"</h2>
                <ul class="figures__list">{targets}</ul>
            </section>
        })}
        <section aria-labelledby="chi-so">
            <h2 id="chi-so">"Các chỉ số"</h2>
            <ul class="figures__list">{lines}</ul>
        </section>
    }
}

fn target(view: &FiguresView, line: &TargetLine) -> AnyView {
    let guess = match line.is_guess {
        true => " Đo bằng chỉ số do máy gợi ý theo lời văn.",
        false => "",
    };
    let query = FiguresQuery {
        indicator: Some(line.link.indicator.clone()),
        ..view.query.clone()
    };
    view! {
        <li class="figures__row">
            <p>{line.statement.clone()}</p>
            <p>
                "Cần "
                <strong>{asked(&line.target)}</strong>
                ", có "
                <a class="num" href=address(&query)>{amount(&line.value)}</a>
                {line.is_met.map(met_mark)}
            </p>
            <p class="txt-small txt-soft">
                {format!("{}.{guess}", reporters(&line.value))}
            </p>
        </li>
    }
}

fn indicator(view: &FiguresView, line: &Line) -> AnyView {
    let query = FiguresQuery {
        indicator: Some(line.indicator.id.clone()),
        ..view.query.clone()
    };
    view! {
        <li class="figures__row">
            <p>
                <a href=address(&query)>{line.indicator.name.clone()}</a>
            </p>
            <p class="num">{amount(&line.value)}</p>
            <p class="txt-small txt-soft">{format!("{}.", reporters(&line.value))}</p>
        </li>
    }
}

fn met_mark(is_met: bool) -> AnyView {
    let (class, words) = match is_met {
        true => ("figures__mark figures__mark--met", "đạt"),
        false => ("figures__mark", "chưa đạt"),
    };
    view! { <span class=class>{words}</span> }
}

fn address(query: &FiguresQuery) -> String {
    format!("/so-lieu{}", query.to_query())
}
