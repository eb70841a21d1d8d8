//! Elements of the page found by their id, for handlers of events.

use leptos::prelude::document;
use wasm_bindgen::JsCast;

/// A reference to a node would say the same, with code of its own for each type of element.
pub fn element<T: JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id)?.dyn_into().ok()
}
