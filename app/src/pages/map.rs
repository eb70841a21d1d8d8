//! `/ban-do`: the parts of a unit as a map and as a table, coloured by work on time or by figures.

mod beside;
mod curtain;
mod filters;
mod hexagons;
mod legend;
mod table;
mod trend;
mod zoom;

use crate::{
    erased::{live, view},
    parts::{
        page_head::{Crumbs, PageHead},
        reading::{Content, Reading},
    },
    signal::{Effect, Memo, RwSignal},
    source::{Read, Reader},
    takeover::after_painting,
    words,
};
use filters::Filters;
use hexagons::Hexagons;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{
    clock::day_in_vietnam,
    id::UnitId,
    view::map::{
        MapView, address::Address, drawing::Drawing, label, placing::placed, scale::Colour,
    },
};
use std::sync::Arc;
use table::AreaTable;

#[component]
pub fn MapPage() -> impl IntoView {
    let parameters = use_query_map();
    let asked = move || parameters.with(|parameters| Address::read(|name| parameters.get(name)));
    let ahead = Ahead(RwSignal::new(None));
    let address = Memo::new(move |_| ahead.0.get().unwrap_or_else(|| asked().unwrap_or_default()));
    Effect::new(move |_| {
        parameters.track();
        ahead.0.set(None);
    });
    // How the numbers are looked at is no reason to ask for them again.
    let key = move || match asked() {
        Ok(address) => address.query.to_query(),
        Err(problem) => problem.to_string(),
    };
    // An address that cannot be understood is answered without asking anybody.
    let read = move |reader: &Reader| match asked() {
        Ok(address) => reader.map(address.query),
        Err(problem) => Read::failed(problem),
    };
    view! { <Content key read draw=move |reading| draw(reading, address, ahead) /> }
}

/// The address that is shown already, until the browser says it too: telling the browser of an address
/// takes it longer than giving a map other colours.
#[derive(Clone, Copy)]
struct Ahead(RwSignal<Option<Address>>);

impl Ahead {
    /// Shows the map of another address whose numbers are there, and goes there once it has been painted.
    fn show(self, next: Address, go: impl FnOnce(Address) + 'static) {
        self.0.set(Some(next.clone()));
        after_painting(move || {
            // The page may have been left meanwhile, or another address shown.
            let shown = self.0.try_get_untracked().flatten();
            if shown.as_ref() == Some(&next) {
                go(next);
            }
        });
    }
}

fn draw(reading: Reading<MapView>, address: Memo<Address>, ahead: Ahead) -> AnyView {
    let map = reading.now;
    let title = move || map.with(|map| format!("Bản đồ {}", label::in_sentence(&map.unit)));
    let chosen = move || map.with(|map| map.chosen.is_some());
    let told = RwSignal::new(None);
    let drawing = Memo::new(move |_| map.with(|map| Drawn::of(map, &address.get())));
    let settled = RwSignal::new(address.get_untracked());
    colours_first(drawing, address, settled);
    view! {
        <PageHead title above=move || live(move || map.with(|map| crumbs(map, &address.get())))>
            {move || map.with(as_of)}
        </PageHead>
        <Filters map address ahead />
        <div class="map-page" class:map-page--chosen=chosen aria-busy=move || reading.busy.get().to_string()>
            {move || map.with(|map| content(map, drawing, address, &settled.get(), told))}
        </div>
    }
    .into_any()
}

/// A drawing is another one whenever it is made.
#[derive(Clone)]
struct Drawn(Arc<Drawing>);

impl Drawn {
    fn of(map: &MapView, address: &Address) -> Self {
        Self(Arc::new(map.drawing(address.look)))
    }
}

impl PartialEq for Drawn {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Another look shows in the cells and in the legend first. The rest of the page, `settled` on an
/// address, follows once that has been painted: tables of a hundred units take a slow phone a second.
fn colours_first(drawing: Memo<Drawn>, address: Memo<Address>, settled: RwSignal<Address>) {
    Effect::new(move |is_first: Option<()>| {
        let (Drawn(drawing), wanted, now) = (drawing.get(), address.get(), settled.get());
        if is_first.is_none() {
            return;
        }
        if wanted.query != now.query {
            settled.set(wanted);
            return;
        }
        // Also after the page has settled: what stands there is compared with what was drawn
        // before, and not with these colours.
        hexagons::recolour(&drawing);
        if wanted != now {
            after_painting(move || {
                // The page may have been left meanwhile.
                if let Some(address) = address.try_get_untracked() {
                    settled.set(address);
                }
            });
        }
    });
}

/// Map, legend, numbers and table: all of one drawing.
fn content(
    map: &MapView,
    drawn: Memo<Drawn>,
    wanted: Memo<Address>,
    address: &Address,
    told: RwSignal<Option<UnitId>>,
) -> AnyView {
    let Drawn(drawing) = drawn.get_untracked();
    let missing = (address.look.colour != Colour::OnTime && map.measured.is_none()).then(|| {
        view! {
            <p class="notice">
                "Không có số liệu này cho "
                {label::in_sentence(&map.unit)}
                " hoặc bạn không được xem; bản đồ đang tô theo việc đúng hạn."
            </p>
        }
    });
    view! {
        <figure class="map-page__figure">
            {missing}
            <h2 class="map-page__title">{move || drawn.with(|Drawn(drawing)| drawing.title.clone())}</h2>
            {picture(map, &drawing, address, told)}
            {telling(map, Arc::clone(&drawing), told)}
            {move || legend::legend(drawn.get().0, wanted.get())}
            <p class="map-page__to-table">
                <a href="#bang-so-lieu" rel="external">"Xem bảng số liệu"</a>
            </p>
        </figure>
        <div class="map-page__beside">
            {match &map.chosen {
                Some(chosen) => beside::chosen(map, chosen, &drawing, address),
                None => beside::overview(map, &drawing),
            }}
        </div>
        <div class="map-page__table" id="bang-so-lieu">
            <AreaTable drawing=Arc::clone(&drawing) address=address.clone() caption=drawing.caption() sortable=true />
            {files(address)}
        </div>
    }
}

fn picture(
    map: &MapView,
    drawing: &Arc<Drawing>,
    address: &Address,
    told: RwSignal<Option<UnitId>>,
) -> AnyView {
    if placed(drawing).n_places() == 0 {
        return view! { <p class="txt-soft">"Đơn vị này không có địa bàn nào để vẽ."</p> };
    }
    let name = format!("{}, mỗi ô một địa bàn", drawing.title);
    zoom::listen();
    let slider = curtain::slider(map);
    let is_compared = slider.is_some();
    view! {
        {slider}
        <div class="map-zoom">
            <Hexagons
                id="map"
                drawing=Arc::clone(drawing)
                address=address.clone()
                told
                is_compared
                name
            />
            {zoom::buttons()}
            {drawing.has_boundaries.then(|| shapes(address))}
        </div>
    }
}

/// Boundaries or hexagons, where there are both.
fn shapes(address: &Address) -> AnyView {
    let is_hexagonal = address.look.is_hexagonal;
    let next = address.looking(|look| look.is_hexagonal = !is_hexagonal);
    let words = match is_hexagonal {
        true => "Xem theo ranh giới",
        false => "Xem theo ô lục giác",
    };
    view! { <a class="btn btn--quiet" href=next.href() data-noscroll="true">{words}</a> }
}

/// Read out already by the link's own name: here it is for the eye only.
fn telling(map: &MapView, drawing: Arc<Drawing>, told: RwSignal<Option<UnitId>>) -> AnyView {
    let chosen = map
        .chosen
        .as_ref()
        .map(|chosen| chosen.area.unit.id.clone());
    let words = move || {
        let row_of = |unit: &UnitId| drawing.rows.iter().find(|row| row.unit.id == *unit);
        let pointed = told.get().as_ref().and_then(row_of);
        let chosen = || chosen.as_ref().and_then(row_of);
        pointed.or_else(chosen).map_or_else(
            || "Trỏ vào một ô để xem số liệu, chạm để chọn.".to_owned(),
            |row| row.sentence.clone(),
        )
    };
    view! { <figcaption class="map-told" aria-hidden="true">{words}</figcaption> }
}

/// What the page shows, to take along.
fn files(address: &Address) -> AnyView {
    let link = |ending: &'static str, words: &'static str, is_drawn: bool| {
        view! {
            <li>
                <a
                    class="btn btn--quiet"
                    href=address.file(ending)
                    rel="external"
                    download=""
                    data-png=is_drawn.then_some("")
                >
                    {words}
                </a>
            </li>
        }
    };
    view! {
        <section class="map-files" aria-labelledby="tai-ve">
            <h2 class="map-files__title" id="tai-ve">"Tải về"</h2>
            <ul class="map-files__list" role="list">
                {link("xlsx", "Excel (.xlsx)", false)}
                {link("csv", "CSV", false)}
                {link("svg", "Hình SVG", false)}
                {link("svg", "Ảnh PNG", true)}
            </ul>
            <p class="txt-small txt-soft">"Đúng những gì đang hiện trên trang này. Cần có mạng."</p>
        </section>
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

/// Which period, until which day, and how old what is shown may be.
fn as_of(map: &MapView) -> String {
    let what = format!(
        "{}, số liệu đến ngày {}",
        map.period.name(),
        words::date(map.as_of)
    );
    match (&map.held, map.made_at) {
        (Some(held), _) => {
            let checked = held.checked_at.map_or_else(
                || "chưa khớp với hệ thống lần nào".to_owned(),
                |at| format!("khớp với hệ thống lúc {}", words::exact_moment(at)),
            );
            let unsent = match held.n_unsent {
                0 => String::new(),
                n => format!(", kể cả {n} bản ghi chưa gửi"),
            };
            format!("{what}. Lập từ máy này, {checked}{unsent}.")
        }
        (None, Some(at)) => format!("{what}. Hệ thống lập lúc {}.", words::exact_moment(at)),
        (None, None) => what,
    }
}

/// The day that a page of the map takes for today, as far as it is known without a clock.
fn day_of(map: &MapView) -> chrono::NaiveDate {
    map.made_at.map_or(map.as_of, day_in_vietnam)
}
