//! A chosen file as text: UTF-8, or the UTF-16 that Windows programs write as "Unicode".

use leptos::web_sys;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The text of the first chosen file. The choice is taken back, so that the same file, mended, can
/// be chosen again.
pub async fn chosen_text(input: web_sys::HtmlInputElement) -> Option<String> {
    let file = input.files()?.get(0)?;
    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
    input.set_value("");
    let bytes = js_sys::Uint8Array::new(&bytes).to_vec();
    Some(decoded(&bytes))
}

/// Files that are no text at all are handed on as they are: the server says what they are.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => decoded_utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => decoded_utf16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn decoded_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|pair| unit([pair[0], pair[1]]))
        .collect();
    String::from_utf16_lossy(&units)
}

/// Whether a text can stand in the box at all. What cannot is only sent, so that the server names it.
pub fn is_writing(text: &str) -> bool {
    !text.starts_with("%PDF") && !text.starts_with("PK\u{3}\u{4}") && !text.contains('\0')
}

/// The file input that an event came from.
pub fn input_of(event: &web_sys::Event) -> Option<web_sys::HtmlInputElement> {
    let target: JsValue = event.target()?.into();
    target.dyn_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_text_is_read() {
        let utf16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("Kế hoạch".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(decoded(&utf16), "Kế hoạch");
        assert_eq!(decoded("\u{feff}Kế hoạch".as_bytes()), "Kế hoạch");
    }

    #[test]
    fn a_pdf_and_a_word_file_do_not_land_in_the_box() {
        assert!(!is_writing("%PDF-1.7"));
        assert!(!is_writing("PK\u{3}\u{4}word"));
        assert!(is_writing("KẾ HOẠCH"));
    }
}
