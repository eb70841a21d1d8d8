//! From a file to a photo: drawn anew in the browser, small enough to be sent over a weak signal.

use js_sys::{Promise, Uint8Array};
use model::{
    id::PhotoId,
    photo::{self, ATTEMPTS, PHOTO_AIM_BYTES},
};
use wasm_bindgen::{JsCast as _, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, ImageBitmap};

use super::Photo;

/// The browser is too old, or the address is not a safe one.
const CANNOT: &str = "Trình duyệt này không thu nhỏ được ảnh. Hãy lưu không kèm ảnh, hoặc mở bằng trình duyệt mới hơn.";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = photos, catch)]
    fn open(file: &File) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = photos)]
    fn draw(picture: &ImageBitmap, width: u32, height: u32, quality: f64) -> Promise;
    #[wasm_bindgen(js_namespace = photos)]
    fn hash(bytes: &Uint8Array) -> Promise;
}

/// The photo in a file, or a sentence that says why there is none. What was beside the picture in
/// the file, such as where it was taken, is not in the photo.
pub async fn shrink(file: &File) -> Result<Photo, String> {
    let picture = picture(file).await.map_err(|_| unreadable(&file.name()))?;
    let photo = draw_small(&picture).await;
    picture.close();
    photo.map_err(|_| CANNOT.into())
}

async fn picture(file: &File) -> Result<ImageBitmap, JsValue> {
    Ok(JsFuture::from(open(file)?).await?.unchecked_into())
}

async fn draw_small(picture: &ImageBitmap) -> Result<Photo, JsValue> {
    let mut bytes = Uint8Array::default();
    for (longest, percent) in ATTEMPTS {
        let (width, height) = photo::shrunk(picture.width(), picture.height(), longest);
        let drawn = draw(picture, width, height, f64::from(percent) / 100.0);
        bytes = JsFuture::from(drawn).await?.unchecked_into();
        if bytes.length() as usize <= PHOTO_AIM_BYTES {
            break;
        }
    }
    let id = JsFuture::from(hash(&bytes)).await?;
    let id = PhotoId(id.as_string().unwrap_or_default());
    Ok(Photo { id, bytes })
}

fn unreadable(name: &str) -> String {
    format!(
        "Không đọc được ảnh “{name}” trên máy này nên chưa thêm. Hãy mở ảnh đó ra, chụp màn hình rồi chọn ảnh vừa chụp."
    )
}
