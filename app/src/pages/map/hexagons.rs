//! The map itself: one hexagon a place, each a link that chooses it.

use super::{
    address::Address,
    label,
    placing::{n_columns, placed},
};
use crate::erased::view;
use leptos::{ev, prelude::*, wasm_bindgen::JsCast, web_sys};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{
    hexagon::{self, px},
    id::UnitId,
    status::map_class,
    unit::MapCell,
    view::map::Area,
};

/// Pixels to a side of a hexagon, before the drawing is scaled to its box.
const SCALE: f64 = 30.0;
/// Up to this many columns names are legible on the narrowest phone …
const COLUMNS_NARROW: i32 = 6;
/// … and up to this many on a wide screen; beyond, a name is told by hover, focus and table.
const COLUMNS_WIDE: i32 = 13;
const LINE_HEIGHT: f64 = 13.0;

/// The parts of `root` as hexagons. `id` names the drawing, since a page may have two; `told` is
/// set to the index of the area that the pointer or the focus is on.
#[component]
pub fn Hexagons(
    id: &'static str,
    areas: Vec<Area>,
    root: UnitId,
    /// The map on which a cell is chosen when it is followed.
    address: Address,
    #[prop(optional)] told: Option<RwSignal<Option<usize>>>,
    name: String,
) -> impl IntoView {
    let places = placed(&areas, &root);
    let cells = places.iter().map(|(_, _, cell)| *cell);
    let view_box = hexagon::view_box(cells.clone(), SCALE);
    let labels = match n_columns(cells) {
        n if n <= COLUMNS_NARROW => "hexagons",
        n if n <= COLUMNS_WIDE => "hexagons hexagons--many",
        _ => "hexagons hexagons--crowd",
    };
    // The outline of the chosen one is drawn by itself and last, so that no neighbour covers it and
    // every link stays where it is: the one that was followed keeps the focus.
    let outline = places
        .iter()
        .find(|(_, area, _)| address.query.chosen.as_ref() == Some(&area.unit.id))
        .map(|(_, _, cell)| hexagon::points(*cell, SCALE));
    let links = places
        .iter()
        .map(|(index, area, cell)| hexagon_link(id, *index, area, *cell, &address))
        .collect_view();
    let tell = move |event_target: Option<web_sys::EventTarget>| {
        if let (Some(told), Some(index)) = (told, event_target.and_then(|target| index_of(&target)))
        {
            told.set(Some(index));
        }
    };
    view! {
        <svg
            class=labels
            viewBox=view_box
            role="group"
            aria-label=name
            on:click=follow()
            on:pointerover=move |event| tell(event.target())
            on:focusin=move |event| tell(event.target())
        >
            <defs>
                <pattern id=format!("hatching-{id}") class="hatching" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="hatching__ground" width="6" height="6" />
                    <rect class="hatching__line" width="2" height="6" />
                </pattern>
            </defs>
            {links}
            {outline.map(|points| view! { <polygon class="hexagons__outline" points=points /> })}
        </svg>
    }
}

fn hexagon_link(
    id: &'static str,
    index: usize,
    area: &Area,
    cell: MapCell,
    address: &Address,
) -> impl IntoView + use<> {
    let (x, y) = hexagon::centre(cell);
    let (x, y) = (x * SCALE, y * SCALE);
    let lines = label::lines(&area.unit);
    let class = area.share_on_time.map(map_class);
    let chosen = address.query.chosen.as_ref() == Some(&area.unit.id);
    // Choosing the chosen one again lets go of it.
    let href = address.choosing((!chosen).then_some(&area.unit.id)).href();
    let (name, title) = (label::sentence(area), label::sentence(area));
    view! {
        <g>
            <a
                href=href
                class="hexagon"
                aria-label=name
                aria-current=chosen.then_some("true")
                data-area=index
            >
                <title>{title}</title>
                <polygon
                    class=class.map_or("hexagon__cell map-none".to_owned(), |class| format!("hexagon__cell map-{class}"))
                    points=hexagon::points(cell, SCALE)
                    fill=class.is_none().then(|| format!("url(#hatching-{id})"))
                />
                {name_in_cell(lines, area.share_on_time, x, y)}
            </a>
        </g>
    }
}

/// The name, and under it the share where there is room for a third line.
fn name_in_cell(lines: Vec<String>, share: Option<u8>, x: f64, y: f64) -> Option<impl IntoView> {
    let n_names = lines.len();
    if n_names == 0 {
        return None;
    }
    let mut all: Vec<_> = lines
        .into_iter()
        .map(|line| ("hexagon__name", line))
        .collect();
    if let (Some(share), true) = (share, n_names < 3) {
        all.push(("hexagon__share", label::percent(share)));
    }
    // Half a line up for every line, and a third of one down from a line's middle to its foot.
    let n_lines = f64::from(u8::try_from(all.len()).unwrap_or(3));
    let first = y - (n_lines - 1.0) * LINE_HEIGHT / 2.0 + LINE_HEIGHT / 3.0;
    let lines = all
        .into_iter()
        .zip(0_u8..)
        .map(|((class, line), place)| {
            // Without the space after it a line and the next would read as one word.
            view! {
                <text class=class x=px(x) y=px(first + f64::from(place) * LINE_HEIGHT) text-anchor="middle">
                    {line + " "}
                </text>
            }
        })
        .collect_view();
    let class = share.map_or("hexagon__label hexagon__label--none".to_owned(), |share| {
        format!("hexagon__label map-ink-{}", map_class(share))
    });
    Some(view! { <g class=class aria-hidden="true">{lines}</g> })
}

/// The router does not know links inside a drawing: without this each choice would load the page anew.
fn follow() -> impl Fn(ev::MouseEvent) {
    let navigate = use_navigate();
    move |event| {
        let with_key = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
        let link = event.target().and_then(|target| link_of(&target));
        let Some(href) = link.and_then(|link| link.get_attribute("href")) else {
            return;
        };
        if event.button() != 0 || with_key {
            return;
        }
        event.prevent_default();
        let options = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&href, options);
    }
}

fn index_of(target: &web_sys::EventTarget) -> Option<usize> {
    link_of(target)?.get_attribute("data-area")?.parse().ok()
}

fn link_of(target: &web_sys::EventTarget) -> Option<web_sys::Element> {
    target
        .dyn_ref::<web_sys::Element>()?
        .closest("a")
        .ok()
        .flatten()
}
