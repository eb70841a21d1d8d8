//! `/ban-do`: the parts of a unit as a map and as a table, coloured by how much of their work is on time.

mod address;
mod beside;
mod filters;
mod hexagons;
mod label;
mod legend;
mod placing;
mod table;

use crate::{
    erased::{live, view},
    parts::{
        page_head::{Crumbs, PageHead},
        reading::{Content, Reading},
    },
    source::{Read, Reader},
    words,
};
use address::Address;
use filters::Filters;
use hexagons::Hexagons;
use legend::Legend;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::view::map::MapView;
use placing::placed;
use table::AreaTable;

#[component]
pub fn MapPage() -> impl IntoView {
    let parameters = use_query_map();
    let asked = move || parameters.with(|parameters| Address::read(|name| parameters.get(name)));
    let address = Memo::new(move |_| asked().unwrap_or_default());
    let key = move || match asked() {
        Ok(address) => address.query.to_query(),
        Err(problem) => problem.to_string(),
    };
    // An address that cannot be understood is answered without asking anybody.
    let read = move |reader: &Reader| match asked() {
        Ok(address) => reader.map(address.query),
        Err(problem) => Read::failed(problem),
    };
    view! { <Content key read draw=move |reading| draw(reading, address) /> }
}

fn draw(reading: Reading<MapView>, address: Memo<Address>) -> AnyView {
    let map = reading.now;
    let title = move || map.with(|map| format!("Bản đồ {}", label::in_sentence(&map.unit)));
    let chosen = move || map.with(|map| map.chosen.is_some());
    view! {
        <PageHead title above=move || live(move || map.with(|map| crumbs(map, &address.get())))>
            {move || map.with(as_of)}
        </PageHead>
        <Filters map address />
        <div class="map-page" class:map-page--chosen=chosen aria-busy=move || reading.busy.get().to_string()>
            <figure class="map-page__figure">
                <Drawing map address />
                <Legend />
            </figure>
            <div class="map-page__beside">
                {move || {
                    map.with(|map| match &map.chosen {
                        Some(chosen) => beside::chosen(map, chosen, &address.get()).into_any(),
                        None => beside::overview(map).into_any(),
                    })
                }}
            </div>
            <div class="map-page__table">
                {move || {
                    map.with(|map| {
                        view! {
                            <AreaTable
                                areas=map.areas.clone()
                                root=map.unit.id.clone()
                                address=address.get()
                                caption=caption(map)
                                sortable=true
                            />
                        }
                    })
                }}
            </div>
        </div>
    }
    .into_any()
}

/// The hexagons, and under them what the pointed one says.
#[component]
fn Drawing(map: RwSignal<MapView>, address: Memo<Address>) -> impl IntoView {
    let told = RwSignal::new(None);
    let hexagons = move || {
        map.with(|map| {
            if placed(&map.areas, &map.unit.id).is_empty() {
                return view! { <p class="txt-soft">"Đơn vị này không có địa bàn nào để vẽ."</p> }
                    .into_any();
            }
            view! {
                <Hexagons
                    id="map"
                    areas=map.areas.clone()
                    root=map.unit.id.clone()
                    address=address.get()
                    told
                    name=format!("Bản đồ {}, mỗi ô một địa bàn", label::in_sentence(&map.unit))
                />
            }
            .into_any()
        })
    };
    // Read out already by the link's own name: here it is for the eye only.
    let telling = move || {
        map.with(|map| {
            let pointed = told.get().and_then(|index: usize| map.areas.get(index));
            let chosen = map.chosen.as_ref().map(|chosen| &chosen.area);
            pointed.or(chosen).map_or_else(
                || "Trỏ vào một ô để xem số liệu, chạm để chọn.".to_owned(),
                label::sentence,
            )
        })
    };
    view! {
        {move || hexagons()}
        <figcaption class="map-told" aria-hidden="true">{move || telling()}</figcaption>
    }
}

/// The units above, outermost first, and the one that is shown.
fn crumbs(map: &MapView, address: &Address) -> AnyView {
    if map.above.is_empty() {
        return ().into_any();
    }
    let mut steps: Vec<_> = map
        .above
        .iter()
        .rev()
        .map(|unit| (Some(address.of(&unit.id).href()), unit.name.clone()))
        .collect();
    steps.push((None, map.unit.name.clone()));
    view! { <Crumbs steps /> }.into_any()
}

fn as_of(map: &MapView) -> String {
    format!(
        "{}, số liệu đến ngày {}",
        map.period.name(),
        words::date(map.as_of)
    )
}

/// "130 xã, phường và 12 đơn vị khác".
fn caption(map: &MapView) -> String {
    let n_places = placed(&map.areas, &map.unit.id).len();
    let n_bodies = map.areas.len() - n_places;
    let places = map.areas.first().map_or("địa bàn", |area| {
        if area.unit.kind.is_place() {
            area.unit.kind.plural()
        } else {
            "địa bàn"
        }
    });
    match (n_places, n_bodies) {
        (0, n) => format!("{} đơn vị", words::count(n)),
        (n, 0) => format!("{} {places}", words::count(n)),
        (n, m) => format!(
            "{} {places} và {} đơn vị khác",
            words::count(n),
            words::count(m)
        ),
    }
}
