//! The phone's own store: what was done here and the server does not have yet.

use std::{cell::RefCell, collections::BTreeMap};

use model::{
    clock::{Millis, Stamp},
    id::{DeviceId, IdMaker, PersonId, RecordId, UnitId},
    order,
    problem::Problem,
    record::{Fact, Record},
};
use serde::{Deserialize, Serialize};

#[cfg(feature = "hydrate")]
mod indexed_db;

/// The store of this device. Where pages are drawn there is none, and nothing is ever kept.
#[cfg(feature = "hydrate")]
pub type Here = indexed_db::IndexedDb;
#[cfg(not(feature = "hydrate"))]
pub type Here = Memory;

/// A record that waits to be sent, or was sent back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub record: Record,
    /// What it is about in words, for the list of unsent records.
    pub about: String,
    /// Why the server sent it back, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Problem>,
}

/// A record to be, before the device has stamped it.
#[derive(Clone, Debug)]
pub struct Draft {
    pub unit: UnitId,
    pub replaces: Option<RecordId>,
    /// The stamp of the latest thing its author saw: it must come out later than that, even where
    /// the phone's clock is slow.
    pub after: Option<Stamp>,
    pub fact: Fact,
    pub about: String,
}

/// Why something could not be kept here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceError {
    /// Private browsing, or storage switched off.
    Unavailable,
    Full,
    Failed,
}

impl DeviceError {
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Unavailable => {
                "Trình duyệt này không cho lưu dữ liệu trên máy (có thể đang ở chế độ ẩn danh), nên CHƯA lưu được. Nội dung vẫn còn trong ô; hãy mở bằng cửa sổ thường rồi lưu lại."
            }
            Self::Full => {
                "Bộ nhớ máy đã đầy nên CHƯA lưu được. Nội dung vẫn còn trong ô; hãy xóa bớt ảnh hoặc ứng dụng rồi lưu lại."
            }
            Self::Failed => {
                "Máy gặp lỗi khi ghi nên CHƯA lưu được. Nội dung vẫn còn trong ô; hãy thử lưu lại."
            }
        }
    }
}

/// What the program asks of a device. Each call either happens whole or not at all.
#[expect(
    async_fn_in_trait,
    reason = "a browser has one thread, so nothing needs to be Send"
)]
pub trait Device {
    /// This device's name, made on first use and the same ever after.
    async fn id(&self) -> Result<DeviceId, DeviceError>;
    /// Everything that waits, oldest first.
    async fn entries(&self) -> Result<Vec<Entry>, DeviceError>;
    /// Makes records of the drafts, each stamped later than all before it, and keeps them.
    async fn keep(
        &self,
        by: &PersonId,
        drafts: Vec<Draft>,
        now: Millis,
    ) -> Result<Vec<Entry>, DeviceError>;
    /// Puts entries back that are already here, changed; one that is gone meanwhile stays gone.
    async fn change(&self, entries: Vec<Entry>) -> Result<(), DeviceError>;
    async fn remove(&self, ids: Vec<RecordId>) -> Result<(), DeviceError>;
}

/// Makes records of drafts. `last` is the device's last stamp and becomes the new one.
pub fn make_entries(
    by: &PersonId,
    device: &DeviceId,
    drafts: Vec<Draft>,
    now: Millis,
    last: &mut Stamp,
    random: impl FnMut() -> [u8; 10],
) -> Vec<Entry> {
    let mut ids = IdMaker {
        now_ms: now,
        random,
    };
    drafts
        .into_iter()
        .map(|draft| {
            *last = (*last).max(draft.after.unwrap_or_default()).next(now);
            let record = Record {
                id: RecordId::new(ids.next()),
                unit: draft.unit,
                by: by.clone(),
                device: device.clone(),
                made_at: *last,
                replaces: draft.replaces,
                fact: draft.fact,
            };
            Entry {
                record,
                about: draft.about,
                refused: None,
            }
        })
        .collect()
}

/// The twin in memory: for tests, and where there is no browser.
#[derive(Default)]
pub struct Memory {
    entries: RefCell<BTreeMap<RecordId, Entry>>,
    last: RefCell<Stamp>,
    n_made: RefCell<u8>,
}

impl Memory {
    #[cfg(not(feature = "hydrate"))]
    pub async fn open() -> Result<Self, DeviceError> {
        Ok(Self::default())
    }
}

impl Device for Memory {
    async fn id(&self) -> Result<DeviceId, DeviceError> {
        Ok("memory".into())
    }

    async fn entries(&self) -> Result<Vec<Entry>, DeviceError> {
        Ok(oldest_first(
            self.entries.borrow().values().cloned().collect(),
        ))
    }

    async fn keep(
        &self,
        by: &PersonId,
        drafts: Vec<Draft>,
        now: Millis,
    ) -> Result<Vec<Entry>, DeviceError> {
        let random = || {
            *self.n_made.borrow_mut() += 1;
            [*self.n_made.borrow(); 10]
        };
        let last = &mut self.last.borrow_mut();
        let made = make_entries(by, &"memory".into(), drafts, now, last, random);
        let mut entries = self.entries.borrow_mut();
        made.iter().for_each(|entry| {
            entries.insert(entry.record.id.clone(), entry.clone());
        });
        Ok(made)
    }

    async fn change(&self, entries: Vec<Entry>) -> Result<(), DeviceError> {
        for entry in entries {
            if let Some(kept) = self.entries.borrow_mut().get_mut(&entry.record.id) {
                *kept = entry;
            }
        }
        Ok(())
    }

    async fn remove(&self, ids: Vec<RecordId>) -> Result<(), DeviceError> {
        self.entries.borrow_mut().retain(|id, _| !ids.contains(id));
        Ok(())
    }
}

fn oldest_first(mut entries: Vec<Entry>) -> Vec<Entry> {
    order::sort_by(&mut entries, |a, b| {
        (a.record.made_at, &a.record.id).cmp(&(b.record.made_at, &b.record.id))
    });
    entries
}

/// The device's clock: the only place that reads it.
pub fn now() -> Millis {
    // Whole milliseconds of this era are far below the limit of what a float holds exactly.
    js_sys::Date::now() as Millis
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_rise_although_the_clock_is_slow() {
        let draft = |after| Draft {
            unit: "x".into(),
            replaces: None,
            after,
            fact: Fact::Unknown(serde_json::Map::new()),
            about: String::new(),
        };
        let mut last = Stamp::at(5_000);
        let seen = Stamp::at(9_000);
        let drafts = vec![draft(None), draft(Some(seen)), draft(None)];
        let made = make_entries(&"p".into(), &"d".into(), drafts, 1_000, &mut last, || {
            [7; 10]
        });
        let stamps: Vec<_> = made.iter().map(|entry| entry.record.made_at).collect();
        assert!(stamps[0] > Stamp::at(5_000));
        assert!(stamps[1] > seen);
        assert!(stamps[2] > stamps[1]);
        assert_eq!(last, stamps[2]);
    }
}
