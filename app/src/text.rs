//! Vietnamese text in pages: the rules are the model's; in a browser its own tables of characters
//! serve, because a second set would be a tenth of what a phone has to load.

pub use model::text::{fold, matches};

/// The composed form in which all text is kept.
pub fn nfc(text: &str) -> String {
    #[cfg(feature = "hydrate")]
    return js_sys::JsString::from(text).normalize("NFC").into();
    #[cfg(not(feature = "hydrate"))]
    model::text::nfc(text)
}

pub fn lowercase(text: &str) -> String {
    #[cfg(feature = "hydrate")]
    return js_sys::JsString::from(text).to_lower_case().into();
    #[cfg(not(feature = "hydrate"))]
    text.to_lowercase()
}
