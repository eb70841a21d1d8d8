//! Elements of the page, for handlers of events: found by their id, or where the event came from.

use leptos::{ev, prelude::document};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, HtmlInputElement};

/// A reference to a node would say the same, with code of its own for each type of element.
pub fn element<T: JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The first chosen file. The choice is taken back, so that the same file, mended, can be chosen again.
pub fn chosen_file(event: &ev::Event) -> Option<File> {
    let target: JsValue = event.target()?.into();
    let input: HtmlInputElement = target.dyn_into().ok()?;
    let file = input.files()?.get(0);
    input.set_value("");
    file
}
