//! Photos on their way to the server: piece by piece, ahead of the record that cites them.

use js_sys::Uint8Array;
use model::{
    id::PhotoId,
    photo::{Received, next_piece},
    problem::Code,
    sync::phone::{Change, Phone},
};

use crate::{device::Device as _, json, network, outbox::broken, phone::Open, source::Trouble};

/// A photo has ten pieces. A server that is not content after so many has something else to say.
const MOST_PIECES: usize = 40;
const GONE: &str =
    "Máy này không còn giữ ảnh của cập nhật. Hãy sửa: bỏ ảnh đó hoặc chọn lại ảnh, rồi lưu.";

/// Sends the photos that one record waits for, until something comes up that can go without.
/// Whether there were any.
pub async fn send(open: &Open) -> Result<bool, Trouble> {
    let photos = open.read(Phone::photos_to_send);
    for id in &photos {
        let problem = match send_one(open, id).await {
            Ok(false) => break,
            Ok(true) => None,
            Err(Trouble::Problem(problem)) => Some(problem),
            Err(no_network) => return Err(no_network),
        };
        let settle = |phone: &mut Phone| {
            let change = match &problem {
                Some(problem) => phone.photo_failed(id, problem),
                None => Some(phone.photo_is_there(id)),
            };
            let is_settled = change.is_some();
            (change.unwrap_or_default(), is_settled)
        };
        let (_, is_settled): (Change, _) = open.change(settle).await.map_err(broken)?;
        if let (false, Some(problem)) = (is_settled, problem) {
            return Err(problem.into());
        }
    }
    Ok(!photos.is_empty())
}

/// Whether the photo is there whole; otherwise it goes on from where it is, later.
async fn send_one(open: &Open, id: &PhotoId) -> Result<bool, Trouble> {
    let kept = open.device.photo(id).await.map_err(broken)?;
    let bytes = kept.ok_or_else(|| Code::PhotoMissing.saying(GONE))?;
    send_bytes(id, &bytes, &|| open.read(Phone::has_more_to_send)).await
}

/// The same of a photo whose bytes are at hand; `is_held_up` is asked before each piece.
pub async fn send_bytes(
    id: &PhotoId,
    bytes: &Uint8Array,
    is_held_up: &dyn Fn() -> bool,
) -> Result<bool, Trouble> {
    let n_bytes = bytes.length();
    let address = format!("/api/v1/photos/{id}/pieces");
    let answer = network::get(&address).await?;
    let mut received: Received = json::parse(&answer).map_err(|_| Code::Other)?;
    for _ in 0..MOST_PIECES {
        if received.is_whole {
            return Ok(true);
        }
        if is_held_up() {
            return Ok(false);
        }
        let piece = next_piece(received.n_received, n_bytes as usize).ok_or(Code::Internal)?;
        let (start, end) = (piece.start as u32, piece.end as u32);
        let address = format!("{address}?offset={start}&size={n_bytes}");
        let piece = bytes.subarray(start, end);
        received = network::post_body(&address, "application/octet-stream", &piece).await?;
    }
    Err(Code::Internal.into())
}
