//! The map brought nearer: buttons, and what fingers, mouse and wheel do (`browser.js` tells them apart).

use crate::erased::view;
use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use model::view::map::window::Window;
#[cfg(feature = "hydrate")]
use wasm_bindgen::prelude::wasm_bindgen;

/// For those who have no two fingers on the map.
pub fn buttons() -> AnyView {
    view! {
        <div class="map-zoom__buttons" role="group" aria-label="Thu phóng bản đồ">
            <button class="btn btn--quiet" type="button" data-nearer="2" aria-label="Phóng to">
                "+"
            </button>
            <button class="btn btn--quiet" type="button" data-nearer="0.5" aria-label="Thu nhỏ">
                "−"
            </button>
            <button class="btn btn--quiet" type="button" data-nearer="0.001">
                "Vừa khung"
            </button>
        </div>
    }
}

/// Has the map that is being drawn listened to, once it is there.
pub fn listen() {
    #[cfg(feature = "hydrate")]
    crate::signal::Effect::new(|_| listen_to_map());
}

#[cfg(feature = "hydrate")]
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = maps, js_name = listen)]
    fn listen_to_map();
}

/// For `browser.js`: left, top, width and height of the whole and of what is seen, the point that moves and
/// where it moves to, and how much nearer; gives what is seen then.
#[cfg(feature = "hydrate")]
#[wasm_bindgen]
pub fn moved(numbers: &[f64]) -> Vec<f64> {
    let &[a, b, c, d, e, f, g, h, from_x, from_y, to_x, to_y, nearer] = numbers else {
        return Vec::new();
    };
    let window = |left, top, width, height| Window {
        left,
        top,
        width,
        height,
    };
    let points = ((from_x, from_y), (to_x, to_y));
    let next = window(e, f, g, h).moved(window(a, b, c, d), points, nearer);
    vec![next.left, next.top, next.width, next.height]
}
