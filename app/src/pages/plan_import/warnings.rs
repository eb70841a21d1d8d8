//! What the reading is not sure of, each beside the line of the text it comes from.

use crate::{
    erased::view,
    parts::icon::{Glyph, Icon},
    words::count,
};
use leptos::prelude::*;
use model::import::Warning;

/// How many stand open; the rest is folded.
const OPEN: usize = 6;

pub fn warnings(warnings: &[Warning], text: &str) -> impl IntoView + use<> {
    let lines: Vec<&str> = text.lines().collect();
    let n_left = RwSignal::new(warnings.len());
    let rows: Vec<_> = warnings
        .iter()
        .map(|warning| row(warning, &lines, n_left))
        .collect();
    if rows.is_empty() {
        return view! {
            <p class="import-sure">
                <Glyph icon=Icon::Check />
                "Văn bản đọc được rõ ràng, không có chỗ nào phải hỏi lại."
            </p>
        }
        .into_any();
    }
    let mut rows = rows.into_iter();
    let open: Vec<_> = rows.by_ref().take(OPEN).collect();
    let folded: Vec<_> = rows.collect();
    view! {
        <section class="flow-half">
            <h2 aria-live="polite">{move || left(n_left.get())}</h2>
            <ol class="import-warnings">{open}</ol>
            {(!folded.is_empty())
                .then(|| {
                    view! {
                        <details>
                            <summary class="import-more">"Xem " {count(folded.len())} " chỗ còn lại"</summary>
                            <ol class="import-warnings">{folded}</ol>
                        </details>
                    }
                })}
        </section>
    }
    .into_any()
}

fn left(n: usize) -> String {
    match n {
        0 => "Đã xem lại hết các chỗ cần hỏi".to_owned(),
        n => format!("Còn {} chỗ cần xem lại", count(n)),
    }
}

fn row(warning: &Warning, lines: &[&str], n_left: RwSignal<usize>) -> impl IntoView + use<> {
    let is_seen = RwSignal::new(false);
    let see = move |_| {
        is_seen.set(true);
        n_left.update(|n| *n = n.saturating_sub(1));
    };
    let source = warning
        .line
        .checked_sub(1)
        .and_then(|line| lines.get(line))
        .map(|line| line.trim());
    let source = source
        .filter(|line| !line.is_empty())
        .map(ToString::to_string);
    view! {
        <li class="import-warning" hidden=move || is_seen.get()>
            <p>{warning.message.clone()}</p>
            {source
                .map(|source| {
                    view! {
                        <p class="import-warning__source">
                            <span class="import-warning__line num">"Dòng " {warning.line}</span>
                            <q>{source}</q>
                        </p>
                    }
                })}
            <button class="btn btn--quiet" type="button" on:click=see>
                "Đã xem"
            </button>
        </li>
    }
}
