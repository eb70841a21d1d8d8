//! What the colours of the map mean. Each class is a link that leaves only its units.

use crate::{erased::view, words};
use leptos::prelude::*;
use model::view::map::{address::Address, drawing::Drawing};

pub fn legend(drawing: &Drawing, address: &Address) -> AnyView {
    let classes = drawing.legend.classes.iter().map(|(class, n)| {
        let number = class.class;
        let is_only = drawing.only == Some(number);
        let next = address.looking(|look| look.class = (!is_only).then_some(number));
        view! {
            <li>
                <a
                    class="legend__class"
                    href=next.href()
                    data-noscroll="true"
                    aria-current=is_only.then_some("true")
                >
                    {swatch(number)}
                    {class.words.clone()}
                    <span class="legend__count num">{words::count(*n)}</span>
                </a>
            </li>
        }
    });
    let all = drawing.only.map(|_| {
        let next = address.looking(|look| look.class = None);
        view! {
            <p class="legend__all" role="status">
                "Đang xem " {drawing.caption()} ". "
                <a href=next.href() data-noscroll="true">"Xem tất cả"</a>
            </p>
        }
    });
    view! {
        <section class="legend" aria-labelledby="legend">
            <h3 class="legend__title" id="legend">{drawing.legend.title.clone()}</h3>
            <ul class="legend__classes" role="list">{classes.collect_view()}</ul>
            {all}
            <p class="legend__note">{drawing.legend.note}</p>
        </section>
    }
}

fn swatch(class: u8) -> AnyView {
    if class > 0 {
        return view! {
            <svg class="legend__swatch" viewBox="0 0 24 16" aria-hidden="true">
                <rect class=format!("map-{class}") width="24" height="16" rx="2" />
            </svg>
        };
    }
    view! {
        <svg class="legend__swatch" viewBox="0 0 24 16" aria-hidden="true">
            <defs>
                <pattern id="hatching-legend" class="hatching" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="hatching__ground" width="6" height="6" />
                    <rect class="hatching__line" width="2" height="6" />
                </pattern>
            </defs>
            <rect class="map-none" width="24" height="16" rx="2" fill="url(#hatching-legend)" />
        </svg>
    }
}
