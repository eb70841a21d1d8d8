//! Which comments that name the person have been opened in this browser. It is a convenience and no
//! part of the log: on another device they are shown until they are opened there, or answered.

use leptos::prelude::window;
use model::id::RecordId;

const NAME: &str = "da-xem";
/// The most that are remembered: so many are never shown.
const KEPT: usize = 100;

pub fn is_seen(record: &RecordId) -> bool {
    list().split(' ').any(|seen| seen == record.as_str())
}

pub fn see<'a>(records: impl Iterator<Item = &'a RecordId>) {
    let before = list();
    let mut seen: Vec<&str> = before.split(' ').filter(|seen| !seen.is_empty()).collect();
    let n_before = seen.len();
    for record in records {
        if !seen.contains(&record.as_str()) {
            seen.push(record.as_str());
        }
    }
    if seen.len() > n_before
        && let Some(storage) = storage()
    {
        let first = seen.len().saturating_sub(KEPT);
        // Where a browser keeps nothing they are shown again.
        let _ = storage.set_item(NAME, &seen[first..].join(" "));
    }
}

fn list() -> String {
    let kept = storage().and_then(|storage| storage.get_item(NAME).ok().flatten());
    kept.unwrap_or_default()
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
