//! Vietnamese text in pages: the rules are the model's; in a browser its own tables of characters
//! serve, because a second set would be a tenth of what a phone has to load.

/// The composed form in which all text is kept.
pub fn nfc(text: &str) -> String {
    #[cfg(feature = "hydrate")]
    return normalized(text, "NFC");
    #[cfg(not(feature = "hydrate"))]
    model::text::nfc(text)
}

/// The form used for search.
pub fn fold(text: &str) -> String {
    #[cfg(feature = "hydrate")]
    return model::text::fold_decomposed(&normalized(&lowercase(text), "NFD"));
    #[cfg(not(feature = "hydrate"))]
    model::text::fold(text)
}

pub fn lowercase(text: &str) -> String {
    #[cfg(feature = "hydrate")]
    return js_sys::JsString::from(text).to_lower_case().into();
    #[cfg(not(feature = "hydrate"))]
    text.to_lowercase()
}

/// Whether every word of the query, in any order, is somewhere in a text that is already folded.
pub fn matches(folded: &str, query: &str) -> bool {
    fold(query).split(' ').all(|word| folded.contains(word))
}

#[cfg(feature = "hydrate")]
fn normalized(text: &str, form: &str) -> String {
    js_sys::JsString::from(text).normalize(form).into()
}
