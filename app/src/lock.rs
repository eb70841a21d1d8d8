//! One window at a time: several show the same store, and one of them speaks with the server.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Every version of the program must use this name.
const NAME: &str = "hocvuso-sync";

/// Does the work unless another window is at it; says whether it was done. A browser without locks
/// does it anyway: whatever is sent twice has one effect.
pub async fn alone(work: impl Future<Output = ()> + 'static) -> bool {
    let Some((locks, request)) = locks() else {
        work.await;
        return true;
    };
    let work = async move {
        work.await;
        Ok(JsValue::TRUE)
    };
    let begin = Closure::once_into_js(move |lock: JsValue| {
        if lock.is_null() {
            Promise::resolve(&JsValue::FALSE)
        } else {
            future_to_promise(work)
        }
    });
    let options = Object::new();
    let is_set = Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE);
    let asked = is_set.and_then(|_| request.call3(&locks, &NAME.into(), &options, &begin));
    let Ok(done) = asked.map(JsValue::unchecked_into::<Promise>) else {
        return false;
    };
    JsFuture::from(done).await == Ok(JsValue::TRUE)
}

/// `navigator.locks` and its `request`; not yet in web-sys' stable interface.
fn locks() -> Option<(JsValue, Function)> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let request = Reflect::get(&locks, &"request".into()).ok()?;
    Some((locks, request.dyn_into().ok()?))
}
