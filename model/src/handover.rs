//! Unsent work handed over: a file, or a series of QR codes, that takes a phone's records to another
//! one, which sends them. Nothing leaves the first phone by it, and nothing has an effect twice.

mod code;
mod enclosed;
mod parts;

use crate::{
    clock::Millis,
    id::{DeviceId, PersonId, RecordId, ServerId},
    json,
    problem::{Code, Problem},
    sync::{Refused, check::Check, phone::Phone},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use code::draw;
pub use enclosed::{BETWEEN, Enclosed, PHOTOS_AT_ONCE, photos_of, words};
pub use parts::{MOST_PARTS, split};

/// The largest file, but for its photos.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;
/// Tells our files from all others; it never changes.
const FORMAT: &str = "hocvuso-chua-gui";
/// Rises when older programs could no longer read a file.
const VERSION: i64 = 1;

/// What a phone holds back, as a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HandOver {
    pub format: String,
    pub version: i64,
    /// The server whose log the phone was reading, if it ever did.
    #[serde(default)]
    pub server: Option<ServerId>,
    pub device: DeviceId,
    /// Who had it made; the records may be of others who used the same phone.
    pub person: PersonId,
    pub made_at: Millis,
    /// Over the records, so that a file that has lost some is noticed.
    pub check: Check,
    /// As they are on the phone, oldest first.
    pub records: Vec<Value>,
    /// Whose bytes stand behind the words. Codes have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<Enclosed>,
}

/// What became of a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Taken {
    /// In the log now, by this request.
    pub taken: Vec<RecordId>,
    /// In the log already.
    pub known: Vec<RecordId>,
    pub refused: Vec<Refused>,
}

impl HandOver {
    /// All that was done on a phone and the server has not taken, also what it has sent back: by now
    /// it may pass, and nothing that is lost with the phone can be put right.
    pub fn of(phone: &Phone, now: Millis) -> Self {
        let mut check = Check::default();
        let mut records = Vec::new();
        for entry in phone.entries() {
            if let Ok(record) = serde_json::to_value(&entry.record) {
                check.add(&entry.record.id);
                records.push(record);
            }
        }
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            server: phone.position().server.clone(),
            device: phone.device().clone(),
            person: phone.position().person.clone(),
            made_at: now,
            check,
            records,
            photos: Vec::new(),
        }
    }
}

/// Reads what came: a file, or the lines of QR codes in any order.
pub fn read(text: &str) -> Result<HandOver, Problem> {
    if text.len() > MAX_BYTES {
        return Err(Code::TooLarge.into());
    }
    let text = text.trim_start_matches('\u{feff}').trim();
    if parts::is_part(text) {
        read_file(&parts::join(text)?)
    } else {
        read_file(text)
    }
}

fn read_file(text: &str) -> Result<HandOver, Problem> {
    let Ok(value) = json::parse::<Value>(text) else {
        let begins_well = text.starts_with('{') && text.contains(FORMAT);
        return Err(unreadable(begins_well));
    };
    if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(unreadable(false));
    }
    let version = value.get("version").and_then(Value::as_i64);
    if version.is_some_and(|version| version > VERSION) {
        return Err(Code::HandOverNewer.into());
    }
    let file: HandOver = json::from_value(value).map_err(|_| unreadable(true))?;
    let ids = file.records.iter().filter_map(|record| {
        let id = record.get("id")?.as_str()?;
        Some(RecordId::from(id))
    });
    let ids: Vec<_> = ids.collect();
    if ids.iter().collect::<Check>() == file.check {
        Ok(file)
    } else {
        Err(unreadable(true))
    }
}

fn unreadable(is_ours: bool) -> Problem {
    if is_ours {
        Code::HandOverCutOff.into()
    } else {
        Code::HandOverUnreadable.into()
    }
}

#[cfg(test)]
mod tests;
