//! What a list says when there is nothing in it: what that means, and what to do about it.

use crate::erased::view;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};

#[component]
pub fn Empty(
    #[prop(into)] title: String,
    #[prop(default = Icon::Plan)] icon: Icon,
    /// What to do: a sentence, a link, a button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty__icon">
                <Glyph icon />
            </span>
            <p class="empty__title">{title}</p>
            {children.map(|children| view! { <div class="empty__body flow-half">{children()}</div> })}
        </div>
    }
}
