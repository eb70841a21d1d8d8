//! The head of a page: its title for the tab and for the eye, and what it is about in a line.

use crate::{
    erased::view,
    signal::{Effect, RwSignal},
};
use leptos::{html, prelude::*};
use leptos_meta::Title;

/// Whether a page of the program has been shown before this one, without a reload.
#[derive(Clone, Copy)]
pub struct HasMoved(RwSignal<bool>);

impl HasMoved {
    pub fn provide() {
        provide_context(Self(RwSignal::new(false)));
    }
}

#[component]
pub fn PageHead(
    #[prop(into)] title: TextProp,
    /// A line above the title: where one is.
    #[prop(optional, into)]
    above: ViewFn,
    /// Set the title as a plan's words: smaller, because they are long.
    #[prop(optional)]
    long: bool,
    /// What the page is about: how many, of what, as of when.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    focus_after_move(heading);
    view! {
        <Title text=title.clone() />
        <header class="page-head" class:page-head--long=long>
            {above.run()}
            <h1 tabindex="-1" node_ref=heading>
                {move || title.get()}
            </h1>
            {children.map(|children| view! { <div class="page-head__lede">{children()}</div> })}
        </header>
    }
}

/// After a change of page the focus goes to its heading, so that it is read out as after a load.
pub fn focus_after_move(heading: NodeRef<html::H1>) {
    let has_moved = use_context::<HasMoved>();
    Effect::new(move |done: Option<bool>| {
        let Some(heading) = heading.get() else {
            return false;
        };
        if let Some(HasMoved(has_moved)) = has_moved
            && done != Some(true)
        {
            if has_moved.get_untracked() {
                // It is drawn, but only put into the page when all that belongs to it is there.
                request_animation_frame(move || {
                    let _ = heading.focus();
                });
            }
            has_moved.set(true);
        }
        true
    });
}

/// Where one is: links from the outermost in.
#[component]
pub fn Crumbs(
    /// Address and words of each step; without an address it is only words.
    steps: Vec<(Option<String>, String)>,
) -> impl IntoView {
    let steps: Vec<_> = steps
        .into_iter()
        .map(|(address, words)| {
            view! {
                <li class="crumbs__step">
                    {match address {
                        Some(address) => view! { <a href=address>{words}</a> }.into_any(),
                        None => view! { <span>{words}</span> }.into_any(),
                    }}
                </li>
            }
        })
        .collect();
    view! {
        <nav class="crumbs" aria-label="Đường dẫn">
            <ol class="crumbs__list">{steps}</ol>
        </nav>
    }
}
