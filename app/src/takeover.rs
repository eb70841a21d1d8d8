//! The moment from which a page is more than what the server drew.

use leptos::prelude::*;

/// True once the program has taken the page over: before, a button would send the form away.
pub fn after_takeover() -> RwSignal<bool> {
    let is_live = RwSignal::new(false);
    Effect::new(move |_| is_live.set(true));
    is_live
}
