//! The map itself: one shape a place, each a link that chooses it.

use crate::{
    erased::{heard, view},
    signal::RwSignal,
};
use leptos::{ev, prelude::*, wasm_bindgen::JsCast, web_sys};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{
    hexagon::px,
    map::Map,
    view::map::{
        address::Address,
        drawing::{Drawing, Row},
        picture::lines_in_place,
        placing::{Place, placed},
    },
};
use std::sync::Arc;

/// The id of the page's own map.
pub const MAIN: &str = "map";
/// Up to this many columns names are legible on the narrowest phone …
const COLUMNS_NARROW: i64 = 6;
/// … and up to this many on a wide screen; beyond, a name is told by hover, focus and table.
const COLUMNS_WIDE: i64 = 13;

/// The places of a drawing. `id` names it, since a page may have two; `told` is set to the row that the
/// pointer or the focus is on.
#[component]
pub fn Hexagons(
    id: &'static str,
    drawing: Arc<Drawing>,
    /// The map on which a cell is chosen when it is followed.
    address: Address,
    #[prop(optional)] told: Option<RwSignal<Option<usize>>>,
    name: String,
) -> impl IntoView {
    let placed = placed(&drawing);
    let view_box = placed.view_box();
    let labels = match placed.n_columns {
        n if n <= COLUMNS_NARROW => "hexagons",
        n if n <= COLUMNS_WIDE => "hexagons hexagons--many",
        _ => "hexagons hexagons--crowd",
    };
    // The outline of the chosen one is drawn by itself and last, so that no neighbour covers it and
    // every link stays where it is: the one that was followed keeps the focus.
    let mut places = placed.places.iter();
    let outline = places
        .find(|place| address.query.chosen.as_ref() == Some(&place.row.unit.id))
        .map(|place| place.path.clone());
    let frames: String = placed
        .places
        .iter()
        .filter_map(|place| place.frame.as_deref())
        .collect();
    let links = placed
        .places
        .iter()
        .map(|place| hexagon_link(id, place, drawing.is_shown(place.row), &address))
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
            viewBox=view_box.clone()
            data-whole=view_box
            role="group"
            aria-label=name
            on:click=heard(follow())
            on:pointerover=heard(move |event: ev::PointerEvent| tell(event.target()))
            on:focusin=heard(move |event: ev::FocusEvent| tell(event.target()))
        >
            <defs>
                <pattern id=format!("hatching-{id}") class="hatching" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="hatching__ground" width="6" height="6" />
                    <rect class="hatching__line" width="2" height="6" />
                </pattern>
            </defs>
            {links}
            {(!frames.is_empty()).then(|| view! { <path class="hexagons__frame" d=frames /> })}
            {outline.map(|path| view! { <path class="hexagons__outline" d=path /> })}
        </svg>
    }
}

fn hexagon_link(id: &'static str, place: &Place, is_shown: bool, address: &Address) -> AnyView {
    let row = place.row;
    let chosen = address.query.chosen.as_ref() == Some(&row.unit.id);
    // Choosing the chosen one again lets go of it.
    let href = address.choosing((!chosen).then_some(&row.unit.id)).href();
    let (name, title) = (row.sentence.clone(), row.sentence.clone());
    let (class, fill) = colour(id, row, is_shown);
    view! {
        <g>
            <a
                href=href
                class="hexagon"
                aria-label=name
                aria-current=chosen.then_some("true")
                aria-hidden=(!is_shown).then_some("true")
                tabindex=(!is_shown).then_some("-1")
                data-area=place.index
            >
                <title>{title}</title>
                <path class=class d=place.path.clone() fill=fill />
                {is_shown.then(|| words_in_place(place))}
            </a>
        </g>
    }
}

/// The class of a cell, and what fills it where that is not said by the class.
fn colour(id: &str, row: &Row, is_shown: bool) -> (String, Option<String>) {
    match (is_shown, row.class) {
        (false, _) => ("hexagon__cell hexagon__cell--out".to_owned(), None),
        (true, 0) => {
            let hatching = format!("url(#hatching-{id})");
            ("hexagon__cell map-none".to_owned(), Some(hatching))
        }
        (true, class) => (format!("hexagon__cell map-{class}"), None),
    }
}

/// Gives the cells of the page's map the colours of another drawing of the same units, and leaves
/// everything else as it stands. Cells are told apart by where they are.
pub fn recolour(drawing: &Drawing) {
    let mut colours = Map::new();
    for Place { row, path, .. } in placed(drawing).places {
        let colour = colour(MAIN, row, drawing.is_shown(row));
        colours.insert(path, colour);
    }
    let map = document().query_selector(".map-page__figure .hexagons");
    let mut place = map.ok().flatten().and_then(|map| map.first_element_child());
    while let Some(here) = place {
        if let Ok(Some(cell)) = here.query_selector(".hexagon__cell") {
            let path = cell.get_attribute("d").unwrap_or_default();
            if let Some(colour) = colours.get(&path) {
                set_colour(&cell, colour);
            }
        }
        place = here.next_element_sibling();
    }
}

fn set_colour(cell: &web_sys::Element, (class, fill): &(String, Option<String>)) {
    // An element takes every attribute whose name is one.
    let _ = cell.set_attribute("class", class);
    let _ = match fill {
        Some(fill) => cell.set_attribute("fill", fill),
        None => cell.remove_attribute("fill"),
    };
}

fn words_in_place(place: &Place) -> AnyView {
    let row = place.row;
    let x = px(place.middle.0);
    let lines = lines_in_place(row, place)
        .into_iter()
        .map(|line| {
            let class = match line.is_name {
                true => "hexagon__name",
                false => "hexagon__share",
            };
            // Without the space after it a line and the next would read as one word.
            view! {
                <text class=class x=x.clone() y=px(line.y) text-anchor="middle">
                    {line.words + " "}
                </text>
            }
        })
        .collect_view();
    let class = match row.class {
        0 => "hexagon__label hexagon__label--none".to_owned(),
        class => format!("hexagon__label map-ink-{class}"),
    };
    view! { <g class=class aria-hidden="true">{lines}</g> }
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
