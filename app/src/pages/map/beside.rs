//! What stands beside the map: the numbers of all of it, or everything about the part that was chosen.

use super::{address::Address, hexagons::Hexagons, label, placing::placed, table::AreaTable};
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
    id::UnitId,
    status::{Cell, Cells},
    unit::UnitKind,
    view::{
        map::{Area, Chosen, MapView},
        query::TaskQuery,
    },
};

/// Tables longer than this are folded.
const OPEN_ROWS: usize = 8;
/// The most tasks listed; the rest has its own page.
const TASKS: usize = 5;

/// Over the whole map.
pub fn overview(map: &MapView) -> impl IntoView + use<> {
    let sum = |count: fn(&Area) -> u32| map.areas.iter().map(count).sum::<u32>();
    let whole = Area {
        unit: map.unit.clone(),
        code: None,
        cell: None,
        cells: map.total,
        share_on_time: map.total.share_on_time(),
        n_units: sum(|area| area.n_units),
        n_heard: sum(|area| area.n_heard),
        last_at: map.areas.iter().filter_map(|area| area.last_at).max(),
    };
    view! {
        <section class="map-panel flow-half">
            <h2 class="map-panel__title">"Toàn bộ " {label::in_sentence(&map.unit)}</h2>
            {numbers(&whole, map)}
            <p class="txt-small txt-soft">"Chọn một ô hoặc một dòng để xem riêng đơn vị đó."</p>
        </section>
    }
}

/// The chosen part: its numbers, its own parts, its most urgent tasks.
pub fn chosen(map: &MapView, chosen: &Chosen, address: &Address) -> impl IntoView + use<> {
    let unit = &chosen.area.unit;
    let own_map = address.of(&unit.id);
    let has_parts = !chosen.areas.is_empty() && unit.id != map.unit.id;
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
                {numbers(&chosen.area, map)}
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
            {has_parts.then(|| drawing(chosen, &own_map))}
            {tasks(map, chosen)}
            {has_parts.then(|| table(chosen, &own_map))}
        </section>
    }
}

/// Share, bar, counts that open their lists, and how many were heard.
fn numbers(area: &Area, map: &MapView) -> impl IntoView + use<> {
    let share = match area.share_on_time {
        Some(share) => view! {
            <p class="map-panel__share">
                <strong class="map-panel__number num">{label::percent(share)}</strong>
                " việc đúng hạn"
            </p>
        }
        .into_any(),
        None if area.cells.total() == 0 => {
            view! { <p class="txt-soft">"Chưa được giao việc nào trong kỳ này."</p> }.into_any()
        }
        None => view! {
            <p class="txt-soft">"Chưa có số liệu để tính tỷ lệ đúng hạn: các đơn vị còn im lặng."</p>
        }
        .into_any(),
    };
    let query = list_query(
        map,
        (area.unit.id != map.unit.id || map.query.unit.is_some()).then_some(&area.unit.id),
    );
    let link = move |cell| {
        let query = TaskQuery {
            cell: Some(cell),
            ..query.clone()
        };
        format!("/nhiem-vu{}", query.to_query())
    };
    let given = (area.cells.total() > 0).then(|| {
        view! {
            <CellsBar cells=area.cells of="phân công" />
            {counts(area.cells, link)}
            <p class="txt-small txt-soft">{label::heard(area)}</p>
        }
    });
    view! {
        {share}
        {given}
    }
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
fn drawing(chosen: &Chosen, own_map: &Address) -> Option<impl IntoView + use<>> {
    let unit = &chosen.area.unit;
    (placed(&chosen.areas, &unit.id).len() > 1).then(|| {
        view! {
            <Hexagons
                id="parts"
                areas=chosen.areas.clone()
                root=unit.id.clone()
                address=own_map.clone()
                name=format!("Bản đồ {}", label::in_sentence(unit))
            />
        }
    })
}

/// The same parts, bodies included, as a table; a long one is folded.
fn table(chosen: &Chosen, own_map: &Address) -> AnyView {
    let unit = &chosen.area.unit;
    let n_areas = words::count(chosen.areas.len());
    let caption = format!("{n_areas} đơn vị của {}", label::in_sentence(unit));
    let table = |caption: String| {
        view! { <AreaTable areas=chosen.areas.clone() root=unit.id.clone() address=own_map.clone() caption /> }
    };
    if chosen.areas.len() <= OPEN_ROWS {
        return table(caption).into_any();
    }
    view! {
        <details class="map-panel__fold">
            <summary>"Bảng số liệu " {caption}</summary>
            {table(String::new())}
        </details>
    }
    .into_any()
}

fn tasks(map: &MapView, chosen: &Chosen) -> impl IntoView + use<> {
    if chosen.tasks.is_empty() {
        return ().into_any();
    }
    let query = list_query(map, Some(&chosen.area.unit.id));
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

fn list_query(map: &MapView, unit: Option<&UnitId>) -> TaskQuery {
    TaskQuery {
        unit: unit.cloned(),
        plan: map.query.plan.clone(),
        ..TaskQuery::default()
    }
}
