//! The phone's own store: what was done here, what has come from the server, and how far that is.

use std::cell::RefCell;

use js_sys::Uint8Array;
use model::{
    clock::Millis,
    id::PhotoId,
    sync::phone::{Change, Image},
};

use crate::photos::Photo;
pub use model::sync::phone::{Draft, Entry};

#[cfg(feature = "hydrate")]
mod indexed_db;

/// The store of this device. Where pages are drawn there is none, and nothing is ever kept.
#[cfg(feature = "hydrate")]
pub type Here = indexed_db::IndexedDb;
#[cfg(not(feature = "hydrate"))]
pub type Here = Memory;

/// Why something could not be kept here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceError {
    /// Private browsing, or storage switched off.
    Unavailable,
    Full,
    Failed,
    /// Another window was faster: nothing is wrong with the device, and what it holds has been read.
    Overtaken,
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
            Self::Overtaken => {
                "Một cửa sổ khác vừa thay đổi dữ liệu trên máy nên CHƯA lưu được. Nội dung vẫn còn trong ô; hãy thử lưu lại."
            }
        }
    }
}

/// What the program asks of a device.
#[expect(
    async_fn_in_trait,
    reason = "a browser has one thread, so nothing needs to be Send"
)]
pub trait Device {
    /// Everything that is kept, as it is at one moment.
    async fn load(&self) -> Result<Image, DeviceError>;
    /// Makes the whole change or none of it, with the photos that are held for it. After `Ok` a power
    /// cut does not undo it. One that another window has overtaken is not made (`Image::is_past`).
    async fn write(&self, change: &Change) -> Result<(), DeviceError>;
    /// Holds a photo until a record that cites it is written: no photo is kept without its record, and
    /// no record without its photos.
    fn hold(&self, photo: Photo);
    /// The bytes of a photo that is held or kept.
    async fn photo(&self, id: &PhotoId) -> Result<Option<Uint8Array>, DeviceError>;
    /// Forgets the kept photos that are not needed, but never one that an unsent record cites.
    async fn forget_photos(&self, needs: impl Fn(&PhotoId) -> bool);
    /// Keeps an answer for times without a network; in vain where there is no room.
    async fn keep_answer(&self, address: &str, text: &str);
    async fn kept_answer(&self, address: &str) -> Option<String>;
    /// Forgets all answers: somebody else uses the device now.
    async fn forget_answers(&self);
    /// Calls back whenever another window has changed something.
    fn on_change(&self, call: impl FnMut() + 'static);
}

/// The twin in memory: for tests, and where there is no browser.
#[derive(Default)]
pub struct Memory {
    image: RefCell<Image>,
    photos: RefCell<Vec<Photo>>,
    /// Neither reads nor writes.
    #[cfg(test)]
    pub is_broken: std::cell::Cell<bool>,
}

impl Memory {
    #[cfg(not(feature = "hydrate"))]
    pub async fn open() -> Result<Self, DeviceError> {
        Ok(Self::default())
    }

    fn check(&self) -> Result<(), DeviceError> {
        #[cfg(test)]
        if self.is_broken.get() {
            return Err(DeviceError::Failed);
        }
        Ok(())
    }
}

impl Device for Memory {
    async fn load(&self) -> Result<Image, DeviceError> {
        self.check()?;
        Ok(self.image.borrow().clone())
    }

    async fn write(&self, change: &Change) -> Result<(), DeviceError> {
        self.check()?;
        let mut image = self.image.borrow_mut();
        if image.is_past(change) {
            return Err(DeviceError::Overtaken);
        }
        image.apply(change);
        Ok(())
    }

    fn hold(&self, photo: Photo) {
        self.photos.borrow_mut().push(photo);
    }

    async fn photo(&self, id: &PhotoId) -> Result<Option<Uint8Array>, DeviceError> {
        let photos = self.photos.borrow();
        let found = photos.iter().find(|photo| photo.id == *id);
        Ok(found.map(|photo| photo.bytes.clone()))
    }

    async fn forget_photos(&self, needs: impl Fn(&PhotoId) -> bool) {
        self.photos.borrow_mut().retain(|photo| needs(&photo.id));
    }

    async fn keep_answer(&self, _: &str, _: &str) {}

    async fn kept_answer(&self, _: &str) -> Option<String> {
        None
    }

    async fn forget_answers(&self) {}

    fn on_change(&self, _: impl FnMut() + 'static) {}
}

/// The device's randomness; where pages are drawn nothing needs any.
#[cfg(feature = "hydrate")]
pub use indexed_db::random;
#[cfg(not(feature = "hydrate"))]
pub fn random() -> [u8; 10] {
    [0; 10]
}

/// The device's clock: the only place that reads it.
pub fn now() -> Millis {
    // Whole milliseconds of this era are far below the limit of what a float holds exactly.
    js_sys::Date::now() as Millis
}
