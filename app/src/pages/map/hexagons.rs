//! The map itself: one shape a place, each a link that chooses it.

use super::curtain;
use crate::{
    erased::{heard, view},
    signal::RwSignal,
    written::{Markup, written},
};
use leptos::{ev, prelude::*, wasm_bindgen::JsCast, web_sys};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{
    hexagon::px,
    id::UnitId,
    view::map::{
        address::Address,
        drawing::{Before, Drawing},
        picture::lines_in_place,
        placing::{Place, Placed, placed},
    },
};
use std::sync::Arc;
#[cfg(feature = "hydrate")]
use wasm_bindgen::prelude::wasm_bindgen;

/// Up to this many columns names are legible on the narrowest phone …
const COLUMNS_NARROW: i64 = 6;
/// … and up to this many on a wide screen; beyond, a name is told by hover, focus and table.
const COLUMNS_WIDE: i64 = 13;

/// The places of a drawing. `id` names it, since a page may have two; `told` is set to the unit that the
/// pointer or the focus is on.
#[component]
pub fn Hexagons(
    id: &'static str,
    drawing: Arc<Drawing>,
    /// The map on which a cell is chosen when it is followed.
    address: Address,
    #[prop(optional)] told: Option<RwSignal<Option<UnitId>>>,
    /// Whether the curtain of an earlier period hangs over it.
    #[prop(optional)]
    is_compared: bool,
    name: String,
) -> impl IntoView {
    let placed = placed(&drawing);
    let view_box = placed.view_box();
    let labels = match placed.n_columns {
        n if n <= COLUMNS_NARROW => "hexagons",
        n if n <= COLUMNS_WIDE => "hexagons hexagons--many",
        _ => "hexagons hexagons--crowd",
    };
    let tell = move |event_target: Option<web_sys::EventTarget>| {
        if let (Some(told), Some(unit)) = (told, event_target.and_then(|target| unit_of(&target))) {
            told.set(Some(unit));
        }
    };
    // What has no colour of its own is hatched.
    view! {
        <svg
            class=labels
            viewBox=view_box.clone()
            data-whole=view_box
            role="group"
            aria-label=name
            text-anchor="middle"
            fill=format!("url(#hatching-{id})")
            on:click=heard(follow())
            on:pointerover=heard(move |event: ev::PointerEvent| tell(event.target()))
            on:focusin=heard(move |event: ev::FocusEvent| tell(event.target()))
            {..written(move |markup| write(markup, id, &drawing, &address, is_compared))}
        />
    }
}

fn write(markup: &mut Markup, id: &str, drawing: &Drawing, address: &Address, is_compared: bool) {
    markup.put(
        r#"<defs><pattern id="hatching-{}" class="hatching" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatching__ground" width="6" height="6"/><rect class="hatching__line" width="2" height="6"/></pattern></defs>"#,
        &[id],
    );
    let placed = placed(drawing);
    let middle = placed.bounds[0] + placed.bounds[2] / 2;
    if is_compared {
        curtain::write_cover(markup, middle);
    }
    let places: Vec<_> = placed.places().collect();
    for place in &places {
        let before = place.row.before.as_ref().filter(|_| is_compared);
        write_cell(markup, place, before, drawing.is_shown(place.row), address);
    }
    let frames: String = places
        .iter()
        .filter_map(|place| place.frame.as_deref())
        .collect();
    if !frames.is_empty() {
        markup.put(r#"<path class="hexagons__frame" d="{}"/>"#, &[&frames]);
    }
    // The outline of the chosen one is drawn by itself and last, so that no neighbour covers it and
    // every link stays where it is: the one that was followed keeps the focus.
    let mut places = places.iter();
    let chosen = address.query.chosen.as_ref();
    if let Some(place) = places.find(|place| chosen == Some(&place.row.unit.id)) {
        markup.put(
            r#"<path class="hexagons__outline" d="{}"/>"#,
            &[&place.path],
        );
    }
    if is_compared {
        write_words_before(markup, drawing, &placed);
        curtain::write_end(markup, middle);
    }
}

/// Over the cells, for the words in a link are those that it is called by.
fn write_words_before(markup: &mut Markup, drawing: &Drawing, placed: &Placed) {
    markup.put(r#"<g clip-path="url(#curtain)" aria-hidden="true">"#, &[]);
    for place in placed.places().filter(|it| drawing.is_shown(it.row)) {
        if let Some(Before { class, number }) = &place.row.before {
            write_words(markup, &place, *class, number.as_deref());
        }
    }
    markup.put("</g>", &[]);
}

fn write_cell(
    markup: &mut Markup,
    place: &Place,
    before: Option<&Before>,
    is_shown: bool,
    address: &Address,
) {
    let row = place.row;
    let chosen = address.query.chosen.as_ref() == Some(&row.unit.id);
    // Choosing the chosen one again lets go of it.
    let href = address.choosing((!chosen).then_some(&row.unit.id)).href();
    markup.put(
        r#"<a class="hexagon" href="{}" data-unit="{}" aria-label="{}""#,
        &[&href, row.unit.id.as_str(), &row.sentence],
    );
    if chosen {
        markup.put(r#" aria-current="true""#, &[]);
    }
    if !is_shown {
        markup.put(r#" aria-hidden="true" tabindex="-1""#, &[]);
    }
    markup.put(
        r#"><title>{}</title><path class="{}" d="{}"/>"#,
        &[&row.sentence, class_of(row.class, is_shown), &place.path],
    );
    if is_shown {
        write_words(markup, place, row.class, row.number.as_deref());
    }
    // Within the link, so that pointer and focus need not know of two periods.
    if let Some(Before { class, .. }) = before {
        markup.put(
            r#"<path clip-path="url(#curtain)" class="{}" d="{}"/>"#,
            &[class_of(*class, is_shown), &place.path],
        );
    }
    markup.put("</a>", &[]);
}

fn write_words(markup: &mut Markup, place: &Place, class: u8, number: Option<&str>) {
    let x = px(place.middle.0);
    let class = match class {
        0 => "hexagon__label hexagon__label--none".to_owned(),
        class => format!("hexagon__label map-ink-{class}"),
    };
    markup.put(r#"<g class="{}" aria-hidden="true">"#, &[&class]);
    for line in lines_in_place(place, number) {
        let class = match line.is_name {
            true => "hexagon__name",
            false => "hexagon__share",
        };
        // Without the space after it a line and the next would read as one word.
        markup.put(
            r#"<text class="{}" x="{}" y="{}">{} </text>"#,
            &[class, &x, &px(line.y), &line.words],
        );
    }
    markup.put("</g>", &[]);
}

/// What gives a cell its colour; without data it has that of the whole map.
fn class_of(class: u8, is_shown: bool) -> &'static str {
    const CLASSES: [&str; 8] = [
        "hexagon__cell map-none",
        "hexagon__cell map-1",
        "hexagon__cell map-2",
        "hexagon__cell map-3",
        "hexagon__cell map-4",
        "hexagon__cell map-5",
        "hexagon__cell map-6",
        "hexagon__cell map-7",
    ];
    match is_shown {
        true => CLASSES[usize::from(class).min(7)],
        false => "hexagon__cell hexagon__cell--out",
    }
}

/// Gives the cells of the page's map the colours of another drawing of the same units, and leaves
/// everything else as it stands.
pub fn recolour(drawing: &Drawing) {
    let mut colours = String::new();
    for row in &drawing.rows {
        let is_shown = drawing.is_shown(row);
        let before = row.before.as_ref().map_or(row.class, |before| before.class);
        let (now, before) = (class_of(row.class, is_shown), class_of(before, is_shown));
        for part in [row.unit.id.as_str(), "\t", now, "\t", before, "\n"] {
            colours.push_str(part);
        }
    }
    give_colours(&colours);
}

// `browser.js`.
#[cfg(feature = "hydrate")]
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = maps, js_name = colour)]
    fn give_colours(colours: &str);
}

/// Only browsers change what stands on a page.
#[cfg(not(feature = "hydrate"))]
fn give_colours(_: &str) {}

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

fn unit_of(target: &web_sys::EventTarget) -> Option<UnitId> {
    link_of(target)?.get_attribute("data-unit").map(UnitId::new)
}

fn link_of(target: &web_sys::EventTarget) -> Option<web_sys::Element> {
    target
        .dyn_ref::<web_sys::Element>()?
        .closest("a")
        .ok()
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{
        unit::{UnitHead, UnitKind},
        view::map::drawing::Row,
    };

    fn place(row: &Row) -> Place<'_> {
        Place {
            row,
            path: "M0 0z".to_owned(),
            middle: (0.0, 0.0),
            is_roomy: true,
            frame: None,
        }
    }

    #[test]
    fn what_a_unit_is_called_is_no_markup() {
        let row = Row {
            unit: UnitHead {
                id: "x\"><b>".into(),
                name: "Xã <script>\"&".to_owned(),
                kind: UnitKind::Commune,
            },
            sentence: "Xã <script>\"&: 5 %".to_owned(),
            class: 3,
            number: Some("<i>".to_owned()),
            ..Row::default()
        };
        let place = place(&row);
        let mut markup = Markup::default();
        write_cell(&mut markup, &place, None, true, &Address::default());
        let text = markup.as_str();
        for foreign in ["<script", "<b>", "<i>", "\"&", "\"&:"] {
            assert!(!text.contains(foreign), "{foreign} in {text}");
        }
        assert!(
            text.contains(r#"data-unit="x&quot;&gt;&lt;b&gt;""#),
            "{text}"
        );
        assert!(text.contains("<title>Xã &lt;script&gt;&quot;&amp;: 5 %</title>"));
        assert!(text.contains(r#"<path class="hexagon__cell map-3" d="M0 0z"/>"#));
    }

    #[test]
    fn a_cell_has_both_periods_where_two_are_compared() {
        let row = Row {
            class: 6,
            number: Some("60\u{a0}%".to_owned()),
            ..Row::default()
        };
        let place = place(&row);
        let before = Before {
            class: 2,
            number: Some("20\u{a0}%".to_owned()),
        };
        let mut markup = Markup::default();
        write_cell(
            &mut markup,
            &place,
            Some(&before),
            true,
            &Address::default(),
        );
        let (now, then) = markup.as_str().split_once("<path clip-path").unwrap();
        assert!(now.contains("map-6") && !now.contains("map-2"), "{now}");
        assert!(then.contains("map-2") && then.ends_with("</a>"), "{then}");
        assert!(!then.contains("20"), "a link is called by one number");
    }

    #[test]
    fn a_cell_that_the_legend_leaves_out_is_out_of_reach() {
        let row = Row::default();
        let place = place(&row);
        let mut markup = Markup::default();
        write_cell(&mut markup, &place, None, false, &Address::default());
        let text = markup.as_str();
        assert!(text.contains(r#" aria-hidden="true" tabindex="-1""#));
        assert!(text.contains("hexagon__cell--out") && !text.contains("<text"));
    }
}
