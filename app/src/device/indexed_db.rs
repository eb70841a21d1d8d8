//! The device's store in the browser: IndexedDB, written through to the disk before it is believed.

use js_sys::{Array, Function, Object, Promise, Reflect};
use model::{
    clock::{Millis, Stamp},
    id::{DeviceId, IdMaker, PersonId, RecordId},
};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    BroadcastChannel, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
};

use crate::json;

use super::{Device, DeviceError, Draft, Entry, make_entries, oldest_first};

/// Never renamed: an older store would be left behind with unsent work in it.
const DATABASE: &str = "hocvuso";
/// Entries as JSON by the id of their record.
const OUTBOX: &str = "outbox";
/// The device's name and its last stamp.
const SELF: &str = "self";
/// Other windows of the program hear through it that the outbox has changed.
const CHANNEL: &str = "hocvuso-outbox";

pub struct IndexedDb {
    database: IdbDatabase,
    channel: Option<BroadcastChannel>,
}

impl IndexedDb {
    pub async fn open() -> Result<Self, DeviceError> {
        let factory = web_sys::window()
            .and_then(|window| window.indexed_db().ok().flatten())
            .ok_or(DeviceError::Unavailable)?;
        let request = factory
            .open_with_u32(DATABASE, 1)
            .map_err(|_| DeviceError::Unavailable)?;
        create_stores_when_new(&request);
        let database = finished(&request)
            .await
            .map_err(|_| DeviceError::Unavailable)?;
        let database: IdbDatabase = database.unchecked_into();
        Ok(Self {
            database,
            channel: BroadcastChannel::new(CHANNEL).ok(),
        })
    }

    /// Calls back whenever another window has changed the outbox.
    pub fn on_change(&self, call: impl FnMut() + 'static) {
        if let Some(channel) = &self.channel {
            let call = Closure::<dyn FnMut()>::new(call);
            channel.set_onmessage(Some(call.as_ref().unchecked_ref()));
            // Lives as long as the page.
            call.forget();
        }
    }

    fn write(&self) -> Result<Writing<'_>, DeviceError> {
        // `durability` is not yet in web-sys' stable interface.
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(failed)?;
        let begin: Function = Reflect::get(&self.database, &"transaction".into())
            .map_err(failed)?
            .unchecked_into();
        let stores = Array::of2(&OUTBOX.into(), &SELF.into());
        let transaction = begin
            .call3(&self.database, &stores, &"readwrite".into(), &options)
            .map_err(failed)?
            .unchecked_into();
        Ok(Writing {
            transaction,
            device: self,
        })
    }
}

/// A change that is whole once `commit` has answered, and has not happened if it is dropped early
/// by an error.
struct Writing<'a> {
    transaction: IdbTransaction,
    device: &'a IndexedDb,
}

impl Writing<'_> {
    fn store(&self, name: &str) -> Result<IdbObjectStore, DeviceError> {
        self.transaction.object_store(name).map_err(failed)
    }

    fn put(&self, store: &str, key: &str, value: &str) -> Result<(), DeviceError> {
        self.store(store)?
            .put_with_key(&value.into(), &key.into())
            .map_err(failed)?;
        Ok(())
    }

    async fn text(&self, store: &str, key: &str) -> Result<Option<String>, DeviceError> {
        let request = self.store(store)?.get(&key.into()).map_err(failed)?;
        Ok(finished(&request).await.map_err(failed)?.as_string())
    }

    async fn device_id(&self) -> Result<DeviceId, DeviceError> {
        if let Some(id) = self.text(SELF, "id").await? {
            return Ok(DeviceId::new(id));
        }
        let id = IdMaker {
            now_ms: super::now(),
            random,
        }
        .next();
        self.put(SELF, "id", &id)?;
        Ok(DeviceId::new(id))
    }

    async fn commit(self) -> Result<(), DeviceError> {
        let transaction = &self.transaction;
        let ended = Promise::new(&mut |resolve, reject| {
            transaction.set_oncomplete(Some(&resolve));
            transaction.set_onabort(Some(&reject));
        });
        JsFuture::from(ended)
            .await
            .map_err(|_| match transaction.error() {
                Some(error) if error.name() == "QuotaExceededError" => DeviceError::Full,
                _ => DeviceError::Failed,
            })?;
        if let Some(channel) = &self.device.channel {
            let _ = channel.post_message(&JsValue::TRUE);
        }
        Ok(())
    }
}

impl Device for IndexedDb {
    async fn id(&self) -> Result<DeviceId, DeviceError> {
        let writing = self.write()?;
        let id = writing.device_id().await?;
        writing.commit().await?;
        Ok(id)
    }

    async fn entries(&self) -> Result<Vec<Entry>, DeviceError> {
        let reading = self.database.transaction_with_str(OUTBOX).map_err(failed)?;
        let store = reading.object_store(OUTBOX).map_err(failed)?;
        let all = finished(&store.get_all().map_err(failed)?)
            .await
            .map_err(failed)?;
        let entries = Array::from(&all)
            .iter()
            // An entry that a newer program wrote stays where it is until that program is back.
            .filter_map(|entry| json::parse(&entry.as_string()?).ok())
            .collect();
        Ok(oldest_first(entries))
    }

    async fn keep(
        &self,
        by: &PersonId,
        drafts: Vec<Draft>,
        now: Millis,
    ) -> Result<Vec<Entry>, DeviceError> {
        let writing = self.write()?;
        let device = writing.device_id().await?;
        let last = writing.text(SELF, "stamp").await?;
        let mut last = last
            .and_then(|text| Stamp::parse(&text))
            .unwrap_or_default();
        let made = make_entries(by, &device, drafts, now, &mut last, random);
        for entry in &made {
            writing.put(OUTBOX, entry.record.id.as_str(), &json(entry)?)?;
        }
        writing.put(SELF, "stamp", &last.to_string())?;
        writing.commit().await?;
        Ok(made)
    }

    async fn change(&self, entries: Vec<Entry>) -> Result<(), DeviceError> {
        let writing = self.write()?;
        for entry in entries {
            let key = entry.record.id.as_str();
            if writing.text(OUTBOX, key).await?.is_some() {
                writing.put(OUTBOX, key, &json(&entry)?)?;
            }
        }
        writing.commit().await
    }

    async fn remove(&self, ids: Vec<RecordId>) -> Result<(), DeviceError> {
        let writing = self.write()?;
        for id in ids {
            writing
                .store(OUTBOX)?
                .delete(&id.as_str().into())
                .map_err(failed)?;
        }
        writing.commit().await
    }
}

fn create_stores_when_new(request: &IdbOpenDbRequest) {
    let opened = request.clone();
    let create = Closure::once_into_js(move || {
        if let Ok(database) = opened.result() {
            let database: IdbDatabase = database.unchecked_into();
            let _ = database.create_object_store(OUTBOX);
            let _ = database.create_object_store(SELF);
        }
    });
    request.set_onupgradeneeded(Some(create.unchecked_ref()));
}

async fn finished(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let ended = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(ended).await?;
    request.result()
}

fn json(entry: &Entry) -> Result<String, DeviceError> {
    json::write(entry).map_err(|_| DeviceError::Failed)
}

fn failed(error: JsValue) -> DeviceError {
    let name = Reflect::get(&error, &"name".into())
        .ok()
        .and_then(|name| name.as_string());
    match name.as_deref() {
        Some("QuotaExceededError") => DeviceError::Full,
        Some("InvalidStateError" | "SecurityError") => DeviceError::Unavailable,
        _ => DeviceError::Failed,
    }
}

fn random() -> [u8; 10] {
    let mut bytes = [0; 10];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}
