//! Two periods that are compared: a slider draws the earlier one over the map like a curtain, from the left.
//!
//! `browser.js` moves it; nothing is drawn again for that.

use crate::{erased::view, written::Markup};
use leptos::prelude::*;
use model::view::map::MapView;

/// Beyond every map on all sides, in pixels of the drawing.
const FAR: i64 = 100_000;

/// Nothing where there is only one period.
pub fn slider(map: &MapView) -> Option<AnyView> {
    let (earlier, now) = (map.before.as_ref()?.period.name(), map.period.name());
    let name = format!("Kéo để so hai kỳ: bên trái {earlier}, bên phải {now}");
    Some(view! {
        <div class="map-curtain">
            <div class="map-curtain__ends" aria-hidden="true">
                <span>{earlier}</span>
                <span>{now}</span>
            </div>
            <input
                class="map-curtain__slider"
                type="range"
                min="0"
                max="100"
                value="50"
                autocomplete="off"
                aria-label=name
                title="Kéo để so hai kỳ"
            />
        </div>
    })
}

/// What a curtain that ends at `x` covers.
pub fn write_cover(markup: &mut Markup, x: i64) {
    let [x, far, height] = [FAR + x, -FAR, 2 * FAR].map(|number| number.to_string());
    markup.put(
        r#"<clipPath id="curtain"><rect x="{}" y="{}" width="{}" height="{}"/></clipPath>"#,
        &[&far, &far, &x, &height],
    );
}

/// Its end, over all cells.
pub fn write_end(markup: &mut Markup, x: i64) {
    let [x, top, height] = [x, -FAR, 2 * FAR].map(|number| number.to_string());
    markup.put(
        r#"<path class="hexagons__curtain" transform="translate({})" d="M0 {}v{}"/>"#,
        &[&x, &top, &height],
    );
}
