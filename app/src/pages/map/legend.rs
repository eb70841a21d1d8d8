//! What the colours of the map mean. Each class is a link that leaves only its units.

use crate::{
    erased::view,
    words,
    written::{Markup, written},
};
use leptos::prelude::*;
use model::view::map::{address::Address, drawing::Drawing};
use std::sync::Arc;

pub fn legend(drawing: Arc<Drawing>, address: Address) -> AnyView {
    let all = drawing.only.map(|_| {
        let next = address.looking(|look| look.class = None);
        view! {
            <p class="legend__all" role="status">
                "Đang xem " {drawing.caption()} ". "
                <a href=next.href() data-noscroll="true">"Xem tất cả"</a>
            </p>
        }
    });
    let (title, note) = (drawing.legend.title.clone(), drawing.legend.note);
    let classes = written(move |markup| write_classes(markup, &drawing, &address));
    view! {
        <section class="legend" aria-labelledby="legend">
            <h3 class="legend__title" id="legend">{title}</h3>
            <ul class="legend__classes" role="list" {..classes} />
            {all}
            <p class="legend__note">{note}</p>
        </section>
    }
}

fn write_classes(markup: &mut Markup, drawing: &Drawing, address: &Address) {
    for (class, n) in &drawing.legend.classes {
        let number = class.class;
        let is_only = drawing.only == Some(number);
        let next = address.looking(|look| look.class = (!is_only).then_some(number));
        markup.put(
            r#"<li><a class="legend__class" href="{}" data-noscroll="true""#,
            &[&next.href()],
        );
        if is_only {
            markup.put(r#" aria-current="true""#, &[]);
        }
        markup.put(
            r#"><svg class="legend__swatch" viewBox="0 0 24 16" aria-hidden="true">"#,
            &[],
        );
        match number {
            0 => markup.put(HATCHED, &[]),
            _ => markup.put(
                r#"<rect class="map-{}" width="24" height="16" rx="2"/>"#,
                &[&number.to_string()],
            ),
        }
        markup.put(
            r#"</svg>{}<span class="legend__count num">{}</span></a></li>"#,
            &[&class.words, &words::count(*n)],
        );
    }
}

const HATCHED: &str = concat!(
    r#"<defs><pattern id="hatching-legend" class="hatching" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">"#,
    r#"<rect class="hatching__ground" width="6" height="6"/><rect class="hatching__line" width="2" height="6"/></pattern></defs>"#,
    r#"<rect class="map-none" width="24" height="16" rx="2" fill="url(#hatching-legend)"/>"#,
);
