//! The moment from which a page is more than what the server drew, and the one from which a page that
//! nobody drew before is more than its first screen.

use std::time::Duration;

use leptos::prelude::*;

use crate::{
    erased::live,
    signal::{Effect, RwSignal},
};

/// True once the program has taken the page over: before, a button would send the form away.
pub fn after_takeover() -> RwSignal<bool> {
    let is_live = RwSignal::new(false);
    Effect::new(move |_| is_live.set(true));
    is_live
}

/// Whether anything has been painted yet: always, where the page came drawn.
#[derive(Clone, Copy)]
pub struct Painted(RwSignal<bool>);

impl Painted {
    pub fn provide() -> Self {
        let painted = Self(RwSignal::new(!starts_empty()));
        provide_context(painted);
        painted
    }

    /// The frame is there, and with it the page if the phone has all that it is made of.
    pub fn soon(self) {
        Effect::new(move |_| {
            if self.0.get_untracked() {
                return;
            }
            after_painting(move || {
                self.0.try_set(true);
            });
        });
    }
}

/// Does something once the page has been painted as it is now.
pub fn after_painting(act: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(act, Duration::ZERO));
}

/// What stands below the first screen. On a start without a network it is drawn once that screen has
/// been painted; a slow phone shows it half as late.
pub fn later(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let painted: Painted = expect_context();
    live(move || painted.0.get().then(|| untrack(&draw)))
}

/// Whether the browser was given the empty start page (`shell::offline`).
pub fn starts_empty() -> bool {
    #[cfg(feature = "hydrate")]
    return document()
        .body()
        .is_some_and(|body| body.get_attribute("data-boot").as_deref() == Some("mount"));
    #[cfg(not(feature = "hydrate"))]
    false
}
