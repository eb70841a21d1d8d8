//! What the reading is not sure of, each beside the line of the text it comes from.

use super::{
    desk::{Desk, bring},
    document,
};
use crate::{
    erased::{heard, view},
    parts::icon::{Glyph, Icon},
    words::count,
};
use leptos::prelude::*;
use model::{
    draft::Change,
    view::draft::{Doubt, DraftView},
};

/// How many stand open; the next come up as these go.
const OPEN: usize = 5;

pub fn doubts(desk: Desk, view: &DraftView) -> AnyView {
    if view.doubts.is_empty() {
        return view! {
            <p class="draft-sure" aria-live="polite">
                <Glyph icon=Icon::Check />
                "Không còn chỗ nào phải hỏi lại. Hãy xem lướt một lần rồi xác nhận."
            </p>
        };
    }
    let rows = view.doubts.iter().take(OPEN);
    let rows = rows.map(|doubt| row(desk, doubt)).collect_view();
    let n_more = view.doubts.len().saturating_sub(OPEN);
    view! {
        <section class="flow-half">
            <h2 aria-live="polite">"Còn " {count(view.doubts.len())} " chỗ cần xem lại"</h2>
            <ol class="draft-doubts">{rows}</ol>
            {(n_more > 0).then(|| view! { <p class="txt-soft">"và " {count(n_more)} " chỗ nữa, hiện ra khi các chỗ trên đã xong."</p> })}
        </section>
    }
}

fn row(desk: Desk, doubt: &Doubt) -> AnyView {
    let source = Some(doubt.source.clone()).filter(|line| !line.is_empty());
    let (place, number) = (doubt.place, doubt.line);
    let node = doubt.node.clone();
    let mend = move |_| match &node {
        Some(node) => desk.open(node),
        None => bring(document::FIRST.to_owned()),
    };
    let fix = Some(doubt.fix.clone()).filter(|fix| !fix.is_empty());
    let fix = fix.map(|fix| {
        view! {
            <button class="btn btn--quiet" type="button" on:click=heard(move |_| desk.make(Change::Fix { doubt: place }))>
                "Thay bằng “" {fix} "”"
            </button>
        }
    });
    view! {
        <li class="draft-doubt">
            <p>{doubt.message.clone()}</p>
            {source
                .map(|source| {
                    view! {
                        <p class="draft-doubt__source">
                            <span class="draft-doubt__line num">"Dòng " {number}</span>
                            <q>{source}</q>
                        </p>
                    }
                })}
            {fix}
            <button class="btn btn--quiet" type="button" on:click=heard(mend)>
                "Sửa"
            </button>
            <button class="btn btn--quiet" type="button" on:click=heard(move |_| desk.make(Change::See { doubt: place }))>
                "Đã xem"
            </button>
        </li>
    }
}
