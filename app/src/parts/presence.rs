//! Who else is writing at a plan just now: asked of the server while the page is looked at. Without a
//! network nobody knows, and nothing is shown.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use model::{id::PlanId, mention::Colleague};
use wasm_bindgen::JsValue;

use crate::{
    erased::{live, view},
    network,
    parts::icon::{Glyph, Icon},
    signal::{Effect, RwSignal, StoredValue},
};

/// Whoever has been silent for a minute is gone.
const EVERY: Duration = Duration::from_secs(20);

/// `edits` says that one is writing there oneself.
pub fn presence(plan: PlanId, edits: bool) -> AnyView {
    let here = RwSignal::new(String::new());
    let ask = StoredValue::new(move || {
        if document().hidden() {
            return;
        }
        let address = format!("/api/v1/plans/{plan}/presence");
        spawn_local(async move {
            let body = JsValue::from_str(if edits {
                r#"{"edits":true}"#
            } else {
                r#"{"edits":false}"#
            });
            let answer = network::post_body(&address, "application/json", &body).await;
            let others: Vec<Colleague> = answer.unwrap_or_default();
            here.try_set(words(&others));
        });
    });
    let away = window_event_listener_untyped("offline", move |_| here.set(String::new()));
    on_cleanup(move || away.remove());
    Effect::new(move |_| {
        ask.with_value(|ask| ask());
        let again = move || {
            ask.try_with_value(|ask| ask());
        };
        if let Ok(timer) = set_interval_with_handle(again, EVERY) {
            on_cleanup(move || timer.clear());
        }
    });
    let drawn = move || {
        let here = here.get();
        (!here.is_empty()).then(|| {
            view! {
                <Glyph icon=Icon::Person />
                <span>{if edits { "Đang cùng mở trang này: " } else { "Đang soạn kế hoạch này: " }} {here}</span>
            }
        })
    };
    view! { <p class="presence" role="status">{move || live(drawn)}</p> }
}

/// "Trần Đình Quang (Chủ tịch UBND xã), …".
fn words(here: &[Colleague]) -> String {
    let names = here.iter().map(|one| {
        if one.post.is_empty() {
            one.name.clone()
        } else {
            format!("{} ({})", one.name, one.post)
        }
    });
    names.collect::<Vec<_>>().join(", ")
}
