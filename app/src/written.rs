//! Parts of a page that are written as text: the many alike of a map and of its table.
//!
//! When the program takes a page over it goes through every element that a view has drawn, and a slow
//! phone needs a second for the thousand of a province. What is written here it passes by: text is
//! written where the page is drawn and where it is drawn again, and not where it stands already. What
//! is done there is heard by the element around it.

use std::sync::Arc;

use leptos::tachys::{
    html::attribute::{
        Attribute, NamedAttributeKey, NextAttribute,
        any_attribute::{AnyAttribute, IntoAnyAttribute as _},
    },
    renderer::types::Element,
};
use model::text::escaped;
#[cfg(feature = "hydrate")]
use wasm_bindgen::prelude::wasm_bindgen;

/// Text of HTML, or of SVG within it. What is not from the program itself can only get in escaped.
#[derive(Default)]
pub struct Markup(String);

impl Markup {
    /// Words of the program's own; for each `{}` in them one of the `values`.
    pub fn put(&mut self, words: &'static str, values: &[&str]) {
        debug_assert_eq!(words.matches("{}").count(), values.len(), "{words}");
        let mut values = values.iter();
        for (n, part) in words.split("{}").enumerate() {
            if n > 0 {
                escaped(values.next().copied().unwrap_or_default(), &mut self.0);
            }
            self.0.push_str(part);
        }
    }

    #[cfg(test)]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What an element holds: `<tbody {..written(…)} />`.
#[derive(Clone)]
pub struct Written(Arc<dyn Fn(&mut Markup) + Send + Sync>);

pub fn written(write: impl Fn(&mut Markup) + Send + Sync + 'static) -> Written {
    Written(Arc::new(write))
}

impl Written {
    fn text(&self) -> String {
        let mut markup = Markup::default();
        (self.0)(&mut markup);
        markup.0
    }
}

impl Attribute for Written {
    const MIN_LENGTH: usize = 0;

    type State = Element;
    type AsyncOutput = Self;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn html_len(&self) -> usize {
        0
    }

    fn to_html(self, _: &mut String, _: &mut String, _: &mut String, inside: &mut String) {
        inside.push_str(&self.text());
    }

    fn hydrate<const FROM_SERVER: bool>(self, place: &Element) -> Element {
        if !FROM_SERVER {
            put(place, &self.text());
        }
        place.clone()
    }

    fn build(self, place: &Element) -> Element {
        put(place, &self.text());
        place.clone()
    }

    fn rebuild(self, place: &mut Element) {
        put(place, &self.text());
    }

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    /// An element that is drawn again takes off its attributes first. Here nothing is to be taken off: what
    /// stands there is compared with what is put in its place.
    fn keys(&self) -> Vec<NamedAttributeKey> {
        Vec::new()
    }
}

impl NextAttribute for Written {
    type Output<Next: Attribute> = Vec<AnyAttribute>;

    fn add_any_attr<Next: Attribute>(self, next: Next) -> Vec<AnyAttribute> {
        vec![self.into_any_attr(), next.into_any_attr()]
    }
}

// Changes only what differs (`written/browser.js`).
#[cfg(feature = "hydrate")]
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = written)]
    fn put(place: &Element, text: &str);
}

/// Only browsers change what stands on a page.
#[cfg(not(feature = "hydrate"))]
fn put(_: &Element, _: &str) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_cannot_be_markup() {
        let mut markup = Markup::default();
        let name = "<script>\" onclick='x' & {}";
        markup.put(r#"<b title="{}">{}</b>"#, &[name, name]);
        let safe = "&lt;script&gt;&quot; onclick='x' &amp; {}";
        assert_eq!(markup.as_str(), format!(r#"<b title="{safe}">{safe}</b>"#));
    }
}
