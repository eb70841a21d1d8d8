//! Web push: telling devices of work while nobody looks at a page. Off until an operator has given the
//! server a key (`hocvuso vapid`).

mod encrypt;
mod endpoint;
pub mod key;
mod post;
mod rounds;

pub use endpoint::Endpoint;
pub use rounds::{begin, round};

/// Of a browser's key and secret, as it gives them.
pub const PUBLIC_BYTES: usize = 65;
pub const AUTH_BYTES: usize = 16;

/// Bytes as browsers write them: base64url without padding.
pub fn bytes(text: &str) -> Option<Vec<u8>> {
    use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
    BASE64_URL_SAFE_NO_PAD
        .decode(text.trim_end_matches('='))
        .ok()
}

pub fn text(bytes: &[u8]) -> String {
    use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}
