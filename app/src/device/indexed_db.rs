//! The device's store in the browser: IndexedDB, written through to the disk before it is believed.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use model::{
    clock::Stamp,
    id::{DeviceId, IdMaker, PhotoId},
    sync::phone::{Change, Entry, Image, Position},
};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    BroadcastChannel, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest,
    IdbRequestReadyState, IdbTransaction,
};

use crate::{json, photos::Photo};

use super::{Device, DeviceError};

/// Never renamed: an older store would be left behind with unsent work in it.
const DATABASE: &str = "hocvuso";
/// Rises when a store is added; what is there stays as it is.
const VERSION: u32 = 3;
/// Entries as JSON by the id of their record.
const OUTBOX: &str = "outbox";
/// Rows as JSON by the id of their record.
const LOG: &str = "log";
/// The device's name, its last stamp, its position, its ground, and people's names.
const SELF: &str = "self";
/// Answers of the server by their address.
const ANSWERS: &str = "answers";
/// The bytes of photos by their id.
const PHOTOS: &str = "photos";
const STORES: [&str; 5] = [OUTBOX, LOG, SELF, ANSWERS, PHOTOS];
/// Other windows of the program hear through it that something has changed.
const CHANNEL: &str = "hocvuso-outbox";
/// A longer answer is not worth the room.
const ANSWER_MAX_LENGTH: usize = 2_000_000;

pub struct IndexedDb {
    database: IdbDatabase,
    channel: Option<BroadcastChannel>,
    /// Photos that no written record cites yet.
    held: RefCell<Vec<Photo>>,
    /// What the start page has asked the store for already.
    kept: RefCell<Option<Kept>>,
}

/// What `shell/kept.js` leaves: it begins to read before the program has come.
struct Kept(JsValue);

impl Kept {
    /// Once: what has been read is not what stands there later.
    async fn take() -> Option<Self> {
        let page = js_sys::global();
        let kept = Reflect::get(&page, &"kept".into()).ok()?;
        Reflect::set(&page, &"kept".into(), &JsValue::UNDEFINED).ok()?;
        let kept = JsFuture::from(kept.dyn_into::<Promise>().ok()?)
            .await
            .ok()?;
        kept.is_object().then_some(Self(kept))
    }

    fn get<T: JsCast>(&self, name: &str) -> Option<T> {
        let value = Reflect::get(&self.0, &name.into()).ok()?;
        value.dyn_into().ok()
    }

    /// Whether a window has changed the store since.
    fn is_old(&self) -> bool {
        Reflect::get(&self.0, &"isOld".into()).is_ok_and(|is_old| is_old.is_truthy())
    }
}

impl IndexedDb {
    pub async fn open() -> Result<Self, DeviceError> {
        let kept = Kept::take().await;
        let database = kept.as_ref().and_then(|kept| kept.get("database"));
        let database = match database {
            Some(database) if IdbDatabase::version(&database) == f64::from(VERSION) => database,
            other => {
                other.as_ref().inspect(|older| IdbDatabase::close(older));
                Self::open_database().await?
            }
        };
        make_way_for_newer(&database);
        let channel = kept.as_ref().and_then(|kept| kept.get("channel"));
        Ok(Self {
            database,
            channel: channel.or_else(|| BroadcastChannel::new(CHANNEL).ok()),
            held: RefCell::default(),
            kept: RefCell::new(kept),
        })
    }

    async fn open_database() -> Result<IdbDatabase, DeviceError> {
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
        Ok(database.unchecked_into())
    }

    /// Asks for all that a phone's image is made of.
    fn ask_for_image(&self) -> Result<[IdbRequest; 7], DeviceError> {
        let kept = self.kept.take().filter(|kept| !kept.is_old());
        let asked = kept.and_then(|kept| kept.get::<Array>("asked"));
        let asked = asked.and_then(|asked| {
            let requests = asked.iter().map(JsCast::unchecked_into::<IdbRequest>);
            requests.collect::<Vec<_>>().try_into().ok()
        });
        if let Some(asked) = asked {
            return Ok(asked);
        }
        let reading = self.begin("readonly", "default")?;
        let own = |key| reading.get(SELF, key);
        Ok([
            own("id")?,
            own("stamp")?,
            own("position")?,
            own("ground")?,
            own("names")?,
            reading.get_all(OUTBOX)?,
            reading.get_all(LOG)?,
        ])
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

    fn held(&self, id: &PhotoId) -> Option<Uint8Array> {
        let held = self.held.borrow();
        let photo = held.iter().find(|photo| photo.id == *id)?;
        Some(photo.bytes.clone())
    }

    /// Puts the whole change into a transaction; the held photos go first.
    fn put_all(&self, writing: &Transaction, change: &Change) -> Result<(), DeviceError> {
        for id in change.entries.iter().flat_map(photos_of) {
            if let Some(bytes) = self.held(id) {
                writing.put_value(PHOTOS, id.as_str(), &bytes)?;
            }
        }
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
        Ok(())
    }

    /// Looks at what is unsent in the same transaction: another window may have just kept it.
    async fn forget(&self, needs: impl Fn(&PhotoId) -> bool) -> Result<(), DeviceError> {
        let writing = self.begin("readwrite", "relaxed")?;
        let unsent = finished(&writing.get_all(OUTBOX)?).await.map_err(failed)?;
        let unsent = strings(&unsent);
        let keys = writing.store(PHOTOS)?.get_all_keys().map_err(failed)?;
        let keys = finished(&keys).await.map_err(failed)?;
        for key in strings(&keys) {
            let is_cited = unsent.iter().any(|entry| entry.contains(&key));
            if !is_cited && !needs(&PhotoId::new(&*key)) {
                writing.delete(PHOTOS, &key)?;
            }
        }
        writing.commit().await
    }

    /// Names the device, once: another window may be faster.
    async fn name_device(&self) -> Result<DeviceId, DeviceError> {
        let writing = self.begin("readwrite", "strict")?;
        if let Some(id) = finished_text(&writing.get(SELF, "id")?).await? {
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

/// A change that is whole once `commit` has answered, and has not happened after `give_up`.
struct Transaction(IdbTransaction);

impl Transaction {
    fn store(&self, name: &str) -> Result<IdbObjectStore, DeviceError> {
        self.0.object_store(name).map_err(failed)
    }

    fn put(&self, store: &str, key: &str, value: &str) -> Result<(), DeviceError> {
        self.put_value(store, key, &value.into())
    }

    fn put_value(&self, store: &str, key: &str, value: &JsValue) -> Result<(), DeviceError> {
        self.store(store)?
            .put_with_key(value, &key.into())
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

    /// Asks for a value; what is asked before anything is awaited comes in one go.
    fn get(&self, store: &str, key: &str) -> Result<IdbRequest, DeviceError> {
        self.store(store)?.get(&key.into()).map_err(failed)
    }

    fn get_all(&self, store: &str) -> Result<IdbRequest, DeviceError> {
        self.store(store)?.get_all().map_err(failed)
    }

    fn give_up(self) {
        let _ = self.0.abort();
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
        let [id, stamp, position, ground, names, entries, rows] = self.ask_for_image()?;
        let device = match finished_text(&id).await? {
            Some(id) => DeviceId::new(id),
            None => self.name_device().await?,
        };
        let stamp = finished_text(&stamp).await?;
        Ok(Image {
            device,
            stamp: stamp
                .and_then(|text| Stamp::parse(&text))
                .unwrap_or_default(),
            position: finished_json(&position).await?,
            ground: finished_json(&ground).await?,
            names: finished_json(&names).await?,
            entries: finished_all(&entries).await?,
            rows: finished_all(&rows).await?,
        })
    }

    async fn write(&self, change: &Change) -> Result<(), DeviceError> {
        let writing = self.begin("readwrite", "strict")?;
        if let Some(left) = &change.left {
            let stands = writing.get(SELF, "position")?;
            if finished_json::<Position>(&stands).await? != *left {
                writing.give_up();
                return Err(DeviceError::Overtaken);
            }
        }
        if let Err(error) = self.put_all(&writing, change) {
            // What was put before it must not be left as half a change.
            writing.give_up();
            return Err(error);
        }
        writing.commit().await?;
        let is_kept = |id: &PhotoId| {
            change
                .entries
                .iter()
                .flat_map(photos_of)
                .any(|kept| kept == id)
        };
        self.held.borrow_mut().retain(|photo| !is_kept(&photo.id));
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&JsValue::TRUE);
        }
        Ok(())
    }

    fn hold(&self, photo: Photo) {
        self.held.borrow_mut().push(photo);
    }

    async fn photo(&self, id: &PhotoId) -> Result<Option<Uint8Array>, DeviceError> {
        if let Some(bytes) = self.held(id) {
            return Ok(Some(bytes));
        }
        let reading = self.begin("readonly", "default")?;
        let asked = reading.get(PHOTOS, id.as_str())?;
        let value = finished(&asked).await.map_err(failed)?;
        Ok(value.dyn_into().ok())
    }

    async fn forget_photos(&self, needs: impl Fn(&PhotoId) -> bool) {
        let _ = self.forget(needs).await;
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
        let asked = reading.get(ANSWERS, address).ok()?;
        finished_text(&asked).await.ok().flatten()
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

fn strings(list: &JsValue) -> Vec<String> {
    let list = Array::from(list);
    list.iter().filter_map(|text| text.as_string()).collect()
}

fn photos_of(entry: &Entry) -> &[PhotoId] {
    entry.record.fact.photos()
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

/// Its end may have come while another was waited for.
async fn finished(request: &IdbRequest) -> Result<JsValue, JsValue> {
    if request.ready_state() == IdbRequestReadyState::Done {
        return request.result();
    }
    let ended = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(ended).await?;
    request.result()
}

async fn finished_text(request: &IdbRequest) -> Result<Option<String>, DeviceError> {
    Ok(finished(request).await.map_err(failed)?.as_string())
}

async fn finished_json<T: DeserializeOwned + Default>(
    request: &IdbRequest,
) -> Result<T, DeviceError> {
    let text = finished_text(request).await?;
    Ok(text
        .and_then(|text| json::parse(&text).ok())
        .unwrap_or_default())
}

/// All values of a store. One that a newer program wrote stays where it is until that program is back.
async fn finished_all<T: DeserializeOwned>(request: &IdbRequest) -> Result<Vec<T>, DeviceError> {
    let values = finished(request).await.map_err(failed)?;
    // Into the program in one go: one by one costs more than reading them. No value has lines, for
    // those inside its strings are written as `\n`.
    let text = String::from(Array::from(&values).join("\n"));
    let texts = text.lines();
    Ok(texts.filter_map(|text| json::parse(text).ok()).collect())
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
