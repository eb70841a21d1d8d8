//! The device's store in the browser: IndexedDB, written through to the disk before it is believed.

use js_sys::{Array, Function, Object, Promise, Reflect};
use model::{
    clock::Stamp,
    id::{DeviceId, IdMaker},
    sync::phone::{Change, Image},
};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    BroadcastChannel, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
};

use crate::json;

use super::{Device, DeviceError};

/// Never renamed: an older store would be left behind with unsent work in it.
const DATABASE: &str = "hocvuso";
/// Rises when a store is added; what is there stays as it is.
const VERSION: u32 = 2;
/// Entries as JSON by the id of their record.
const OUTBOX: &str = "outbox";
/// Rows as JSON by the id of their record.
const LOG: &str = "log";
/// The device's name, its last stamp, its position, its ground, and people's names.
const SELF: &str = "self";
/// Answers of the server by their address.
const ANSWERS: &str = "answers";
const STORES: [&str; 4] = [OUTBOX, LOG, SELF, ANSWERS];
/// Other windows of the program hear through it that something has changed.
const CHANNEL: &str = "hocvuso-outbox";
/// A longer answer is not worth the room.
const ANSWER_MAX_LENGTH: usize = 2_000_000;

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
            .open_with_u32(DATABASE, VERSION)
            .map_err(|_| DeviceError::Unavailable)?;
        create_missing_stores(&request);
        let database = finished(&request)
            .await
            .map_err(|_| DeviceError::Unavailable)?;
        let database: IdbDatabase = database.unchecked_into();
        make_way_for_newer(&database);
        Ok(Self {
            database,
            channel: BroadcastChannel::new(CHANNEL).ok(),
        })
    }

    /// A transaction over all stores. The browser begins it now, so that what is read later sees it.
    fn begin(&self, mode: &str, durability: &str) -> Result<Transaction, DeviceError> {
        // `durability` is not yet in web-sys' stable interface.
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &durability.into()).map_err(failed)?;
        let begin: Function = Reflect::get(&self.database, &"transaction".into())
            .map_err(failed)?
            .unchecked_into();
        let stores = STORES.iter().copied().map(JsValue::from);
        let stores: Array = stores.collect();
        let transaction = begin
            .call3(&self.database, &stores, &mode.into(), &options)
            .map_err(failed)?
            .unchecked_into();
        Ok(Transaction(transaction))
    }

    async fn device_id(&self) -> Result<DeviceId, DeviceError> {
        let writing = self.begin("readwrite", "strict")?;
        if let Some(id) = writing.text(SELF, "id").await? {
            return Ok(DeviceId::new(id));
        }
        let id = IdMaker {
            now_ms: super::now(),
            random,
        }
        .next();
        writing.put(SELF, "id", &id)?;
        writing.commit().await?;
        Ok(DeviceId::new(id))
    }
}

/// A change that is whole once `commit` has answered, and has not happened if it is dropped early
/// by an error.
struct Transaction(IdbTransaction);

impl Transaction {
    fn store(&self, name: &str) -> Result<IdbObjectStore, DeviceError> {
        self.0.object_store(name).map_err(failed)
    }

    fn put(&self, store: &str, key: &str, value: &str) -> Result<(), DeviceError> {
        self.store(store)?
            .put_with_key(&value.into(), &key.into())
            .map_err(failed)?;
        Ok(())
    }

    fn put_json(&self, store: &str, key: &str, value: &impl Serialize) -> Result<(), DeviceError> {
        let text = json::write(value).map_err(|_| DeviceError::Failed)?;
        self.put(store, key, &text)
    }

    fn delete(&self, store: &str, key: &str) -> Result<(), DeviceError> {
        self.store(store)?.delete(&key.into()).map_err(failed)?;
        Ok(())
    }

    async fn text(&self, store: &str, key: &str) -> Result<Option<String>, DeviceError> {
        let request = self.store(store)?.get(&key.into()).map_err(failed)?;
        Ok(finished(&request).await.map_err(failed)?.as_string())
    }

    async fn json<T: DeserializeOwned + Default>(&self, key: &str) -> Result<T, DeviceError> {
        let text = self.text(SELF, key).await?;
        Ok(text
            .and_then(|text| json::parse(&text).ok())
            .unwrap_or_default())
    }

    /// All values of a store. One that a newer program wrote stays where it is until that program is
    /// back.
    async fn all<T: DeserializeOwned>(&self, store: &str) -> Result<Vec<T>, DeviceError> {
        let request = self.store(store)?.get_all().map_err(failed)?;
        let all = finished(&request).await.map_err(failed)?;
        let texts = Array::from(&all);
        let read = |text: JsValue| json::parse(&text.as_string()?).ok();
        Ok(texts.iter().filter_map(read).collect())
    }

    async fn commit(self) -> Result<(), DeviceError> {
        let transaction = &self.0;
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
        Ok(())
    }
}

impl Device for IndexedDb {
    async fn load(&self) -> Result<Image, DeviceError> {
        let device = self.device_id().await?;
        let reading = self.begin("readonly", "default")?;
        let stamp = reading.text(SELF, "stamp").await?;
        Ok(Image {
            device,
            stamp: stamp
                .and_then(|text| Stamp::parse(&text))
                .unwrap_or_default(),
            position: reading.json("position").await?,
            ground: reading.json("ground").await?,
            names: reading.json("names").await?,
            entries: reading.all(OUTBOX).await?,
            rows: reading.all(LOG).await?,
        })
    }

    async fn write(&self, change: &Change) -> Result<(), DeviceError> {
        let writing = self.begin("readwrite", "strict")?;
        for id in &change.entries_gone {
            writing.delete(OUTBOX, id.as_str())?;
        }
        for id in &change.rows_gone {
            writing.delete(LOG, id.as_str())?;
        }
        for entry in &change.entries {
            writing.put_json(OUTBOX, entry.record.id.as_str(), entry)?;
        }
        for row in &change.rows {
            writing.put_json(LOG, row.record.id.as_str(), row)?;
        }
        if let Some(stamp) = &change.stamp {
            writing.put(SELF, "stamp", &stamp.to_string())?;
        }
        if let Some(position) = &change.position {
            writing.put_json(SELF, "position", position)?;
        }
        if let Some(ground) = &change.ground {
            writing.put_json(SELF, "ground", ground)?;
        }
        if let Some(names) = &change.names {
            writing.put_json(SELF, "names", names)?;
        }
        writing.commit().await?;
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&JsValue::TRUE);
        }
        Ok(())
    }

    async fn keep_answer(&self, address: &str, text: &str) {
        if text.len() > ANSWER_MAX_LENGTH {
            return;
        }
        if let Ok(writing) = self.begin("readwrite", "relaxed")
            && writing.put(ANSWERS, address, text).is_ok()
        {
            let _ = writing.commit().await;
        }
    }

    async fn kept_answer(&self, address: &str) -> Option<String> {
        let reading = self.begin("readonly", "default").ok()?;
        reading.text(ANSWERS, address).await.ok().flatten()
    }

    async fn forget_answers(&self) {
        if let Ok(writing) = self.begin("readwrite", "relaxed")
            && let Ok(answers) = writing.store(ANSWERS)
            && answers.clear().is_ok()
        {
            let _ = writing.commit().await;
        }
    }

    fn on_change(&self, call: impl FnMut() + 'static) {
        if let Some(channel) = &self.channel {
            let call = Closure::<dyn FnMut()>::new(call);
            channel.set_onmessage(Some(call.as_ref().unchecked_ref()));
            // Lives as long as the page.
            call.forget();
        }
    }
}

fn create_missing_stores(request: &IdbOpenDbRequest) {
    let opened = request.clone();
    let create = Closure::once_into_js(move || {
        if let Ok(database) = opened.result() {
            let database: IdbDatabase = database.unchecked_into();
            let there = database.object_store_names();
            for store in STORES {
                if !there.contains(store) {
                    let _ = database.create_object_store(store);
                }
            }
        }
    });
    request.set_onupgradeneeded(Some(create.unchecked_ref()));
}

/// A window of a newer program that adds a store waits until all older ones have let go.
fn make_way_for_newer(database: &IdbDatabase) {
    let held = database.clone();
    let close = Closure::once_into_js(move || held.close());
    database.set_onversionchange(Some(close.unchecked_ref()));
}

async fn finished(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let ended = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(ended).await?;
    request.result()
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

/// Random bytes, of the browser's good kind.
pub fn random() -> [u8; 10] {
    let mut bytes = [0; 10];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}
