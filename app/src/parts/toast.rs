//! A line that says what has just happened, and goes away by itself.

use std::time::Duration;

use crate::{
    erased::view,
    signal::{RwSignal, StoredValue},
};
use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// Long enough to read a receipt code aloud.
const SHOWN_FOR: Duration = Duration::from_secs(8);

#[derive(Clone, Copy)]
pub struct Toaster {
    line: RwSignal<Option<String>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Toaster {
    pub fn provide() -> Self {
        let toaster = Self {
            line: RwSignal::new(None),
            timer: StoredValue::new(None),
        };
        provide_context(toaster);
        toaster
    }

    /// # Panics
    /// Outside the frame, which provides it.
    pub fn from_context() -> Self {
        expect_context()
    }

    pub fn say(self, line: impl Into<String>) {
        if let Some(timer) = self.timer.get_value() {
            timer.clear();
        }
        self.line.set(Some(line.into()));
        let hide = move || {
            self.line.try_set(None);
        };
        self.timer
            .set_value(set_timeout_with_handle(hide, SHOWN_FOR).ok());
    }
}

/// Where the line appears; it must be in the page before there is one, or it is not read out.
#[component]
pub fn ToastPlace() -> impl IntoView {
    let toaster = Toaster::from_context();
    view! {
        <div class="toast" role="status" aria-live="polite">
            {move || {
                toaster
                    .line
                    .get()
                    .map(|line| {
                        view! {
                            <p class="toast__line">
                                <Glyph icon=Icon::Check />
                                {line}
                            </p>
                        }
                    })
            }}
        </div>
    }
}
