//! Two periods that are compared: which of them is on the map.

use crate::erased::view;
use leptos::prelude::*;
use model::view::map::{MapView, address::Address};

/// Nothing where there is only one.
pub fn choice(map: &MapView, address: &Address) -> Option<AnyView> {
    let before = map.before.as_ref()?;
    let link = |period: model::period::Period, is_earlier: bool| {
        let is_shown = address.look.is_earlier == is_earlier;
        let next = address.looking(|look| look.is_earlier = is_earlier);
        view! {
            <a
                class="map-periods__one"
                href=next.href()
                data-noscroll="true"
                aria-current=is_shown.then_some("true")
            >
                {period.name()}
            </a>
        }
    };
    Some(view! {
        <nav class="map-periods" aria-label="Kỳ đang hiện trên bản đồ">
            {link(before.period, true)}
            {link(map.period, false)}
        </nav>
    })
}
