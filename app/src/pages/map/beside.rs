//! What stands beside the map: the numbers of all of it, or everything about the part that was chosen.

use super::{
    hexagons::Hexagons,
    table::{AreaTable, met_mark},
    trend,
};
use crate::{
    erased::view,
    parts::{
        cells::{CellsBar, CellsChips},
        icon::{Glyph, Icon},
        task_row::TaskRows,
    },
    words,
};
use leptos::prelude::*;
use model::{
    status::{Cell, Cells},
    unit::UnitKind,
    view::{
        figures::{FiguresQuery, IndicatorMap, amount, asked, reporters},
        map::{
            Chosen, MapView,
            address::Address,
            drawing::{Drawing, Row},
            label,
            placing::placed,
        },
        query::TaskQuery,
    },
};
use std::sync::Arc;

/// Tables longer than this are folded.
const OPEN_ROWS: usize = 8;
/// The most tasks listed; the rest has its own page.
const TASKS: usize = 5;

/// Over the whole map.
pub fn overview(map: &MapView, drawing: &Drawing) -> AnyView {
    view! {
        <section class="map-panel flow-half">
            <h2 class="map-panel__title">"Toàn bộ " {label::in_sentence(&map.unit)}</h2>
            {match &map.measured {
                Some(figures) => of_figures(figures, &drawing.whole, drawing),
                None => of_tasks(&drawing.whole, map.total, map, drawing),
            }}
            <p class="txt-small txt-soft">"Chọn một ô hoặc một dòng để xem riêng đơn vị đó."</p>
        </section>
    }
}

/// The chosen part: its numbers, its own parts, its most urgent tasks.
pub fn chosen(map: &MapView, chosen: &Chosen, whole: &Drawing, address: &Address) -> AnyView {
    let unit = &chosen.area.unit;
    let own_map = address.of(&unit.id);
    let has_parts = !chosen.areas.is_empty() && unit.id != map.unit.id;
    let parts = has_parts.then(|| Arc::new(chosen.drawing(map, address.look)));
    let mut rows = whole.rows.iter();
    let row = rows.find(|row| row.unit.id == unit.id).cloned();
    let row = row.unwrap_or_default();
    let open_map = match unit.kind {
        UnitKind::Province => "Mở bản đồ của tỉnh",
        UnitKind::Commune if unit.name.starts_with("Phường") => "Mở bản đồ của phường",
        UnitKind::Commune if unit.name.starts_with("Đặc khu") => "Mở bản đồ của đặc khu",
        UnitKind::Commune => "Mở bản đồ của xã",
        _ => "Mở bản đồ của đơn vị",
    };
    view! {
        <section class="map-panel flow" aria-labelledby="chosen">
            <div class="flow-half">
                <div class="row spread">
                    <h2 class="map-panel__title" id="chosen">{unit.name.clone()}</h2>
                    <a class="btn btn--quiet" href={address.choosing(None).href()} data-noscroll="true">
                        <Glyph icon=Icon::Close />
                        "Bỏ chọn"
                    </a>
                </div>
                {match &chosen.measured {
                    Some(figures) => of_figures(figures, &row, whole),
                    None => of_tasks(&row, chosen.area.cells, map, whole),
                }}
                {has_parts
                    .then(|| {
                        view! {
                            <a class="btn" href=own_map.href()>
                                <Glyph icon=Icon::Map />
                                {open_map}
                            </a>
                        }
                    })}
            </div>
            {parts.as_ref().map(|parts| picture(parts, &own_map))}
            {tasks(map, chosen)}
            {parts.as_ref().map(|parts| table(parts, &own_map))}
        </section>
    }
}

/// The figure, what is asked, who has given it, how it came about.
fn of_figures(map: &IndicatorMap, row: &Row, drawing: &Drawing) -> AnyView {
    let target = map.target.as_ref().map(|line| {
        view! {
            <p>
                "Chỉ tiêu "
                {asked(&line.target)}
                {row.met.map(met_mark)}
            </p>
            <p class="txt-small txt-soft">{line.statement.clone()}</p>
        }
    });
    let own = map.own.as_ref().map(|own| {
        let name = &map.unit.name;
        view! {
            <p class="txt-small txt-soft">{format!("{name} tự báo: {} (không cộng vào tổng)", amount(own))}</p>
        }
    });
    let change = since(drawing, row);
    let query = FiguresQuery {
        unit: Some(map.unit.id.clone()),
        indicator: Some(map.indicator.id.clone()),
        period: Some(map.period),
    };
    view! {
        <p class="txt-soft">{map.indicator.name.clone()}</p>
        <p class="map-panel__share">
            <strong class="map-panel__number map-panel__number--long num">{row.amount.clone()}</strong>
            {row.fraction.as_ref().map(|fraction| format!(" ({fraction})"))}
        </p>
        {change}
        {target}
        <p class="txt-small txt-soft">{reporters(&map.value)}</p>
        {own}
        {trend::trend(map)}
        <p>
            <a href=format!("/so-lieu{}", query.to_query())>"Xem và nhập số liệu"</a>
        </p>
    }
}

/// Share, bar, counts that open their lists, and how many were heard.
fn of_tasks(row: &Row, cells: Cells, map: &MapView, drawing: &Drawing) -> AnyView {
    let share = match &row.number {
        Some(share) => view! {
            <p class="map-panel__share">
                <strong class="map-panel__number num">{share.clone()}</strong>
                " việc đúng hạn"
            </p>
        },
        None if cells.total() == 0 => {
            view! { <p class="txt-soft">"Chưa được giao việc nào trong kỳ này."</p> }
        }
        None => view! {
            <p class="txt-soft">"Chưa có số liệu để tính tỷ lệ đúng hạn: các đơn vị còn im lặng."</p>
        },
    };
    let is_narrowed = row.unit.id != map.unit.id || map.query.unit.is_some();
    let query = TaskQuery {
        unit: is_narrowed.then(|| row.unit.id.clone()),
        plan: map.query.plan.clone(),
        ..TaskQuery::default()
    };
    let link = move |cell| {
        let query = TaskQuery {
            cell: Some(cell),
            ..query.clone()
        };
        format!("/nhiem-vu{}", query.to_query())
    };
    let given = (cells.total() > 0).then(|| {
        view! {
            <CellsBar cells=cells of="phân công" />
            {counts(cells, link)}
            <p class="txt-small txt-soft">{row.under.clone()}</p>
        }
    });
    let change = since(drawing, row);
    view! {
        {share}
        {change}
        {given}
    }
}

/// What has become of it between two periods.
fn since(drawing: &Drawing, row: &Row) -> Option<AnyView> {
    let (span, change) = (drawing.span.as_ref()?, row.change.as_ref()?);
    Some(view! { <p>{format!("{span}: {change}")}</p> })
}

fn counts(cells: Cells, link: impl Fn(Cell) -> String + 'static) -> impl IntoView {
    view! {
        <p class="txt-small txt-soft">
            {words::number(cells.total())} " phân công trong kỳ, mỗi việc của mỗi đơn vị là một:"
        </p>
        <CellsChips cells link=Box::new(link) />
    }
}

/// The parts of the chosen one as a small map; each opens the chosen one's own.
fn picture(parts: &Arc<Drawing>, own_map: &Address) -> Option<AnyView> {
    (placed(parts).n_places() > 1).then(|| {
        let name = format!("Bản đồ {}", label::in_sentence(&parts.root));
        view! { <Hexagons id="parts" drawing=Arc::clone(parts) address=own_map.clone() name /> }
    })
}

/// The same parts, bodies included, as a table; a long one is folded.
fn table(parts: &Arc<Drawing>, own_map: &Address) -> AnyView {
    let n_rows = words::count(parts.rows.len());
    let caption = format!("{n_rows} đơn vị của {}", label::in_sentence(&parts.root));
    let table = |caption: String| {
        view! { <AreaTable drawing=Arc::clone(parts) address=own_map.clone() caption /> }
    };
    if parts.rows.len() <= OPEN_ROWS {
        return table(caption);
    }
    view! {
        <details class="map-panel__fold">
            <summary>"Bảng số liệu " {caption}</summary>
            {table(String::new())}
        </details>
    }
}

fn tasks(map: &MapView, chosen: &Chosen) -> impl IntoView + use<> {
    if chosen.tasks.is_empty() {
        return ().into_any();
    }
    let query = TaskQuery {
        unit: Some(chosen.area.unit.id.clone()),
        plan: map.query.plan.clone(),
        ..TaskQuery::default()
    };
    let rows: Vec<_> = chosen.tasks.iter().take(TASKS).cloned().collect();
    let more = (chosen.n_tasks > rows.len()).then(|| {
        view! {
            <p>
                <a href=format!("/nhiem-vu{}", query.to_query())>
                    "Xem cả " {words::count(chosen.n_tasks)} " nhiệm vụ"
                </a>
            </p>
        }
    });
    view! {
        <div class="flow-half">
            <h3>"Việc cần chú ý trước"</h3>
            <TaskRows rows today=map.as_of />
            {more}
        </div>
    }
    .into_any()
}
