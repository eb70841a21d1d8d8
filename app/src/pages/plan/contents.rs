//! The table of contents of a plan: its headings, and how many tasks stand under each.

use super::outline::anchor;
use crate::erased::view;
use leptos::prelude::*;
use model::{plan::NodeBody, view::plan::Entry};

/// Headings deeper than this are found by reading.
const MAX_DEPTH: usize = 1;

/// Beside the document on wide screens, folded above it on narrow ones.
pub fn contents(entries: &[Entry]) -> impl IntoView + use<> {
    let headings = headings(entries);
    (headings.len() > 1).then(|| {
        view! {
            <nav class="plan-contents plan-contents--wide" aria-label="Mục lục">
                <p class="plan-contents__title">"Mục lục"</p>
                {list(&headings)}
            </nav>
            <nav class="plan-contents plan-contents--narrow" aria-label="Mục lục">
                <details>
                    <summary class="plan-contents__title">"Mục lục"</summary>
                    {list(&headings)}
                </details>
            </nav>
        }
    })
}

#[derive(Debug, PartialEq, Eq)]
struct Heading {
    anchor: String,
    label: Option<String>,
    text: String,
    depth: usize,
    n_tasks: usize,
}

fn list(headings: &[Heading]) -> impl IntoView + use<> {
    let rows = headings
        .iter()
        .map(|heading| {
            let class = if heading.depth == 0 {
                "plan-contents__row"
            } else {
                "plan-contents__row plan-contents__row--second"
            };
            let n_tasks = heading.n_tasks;
            view! {
                <li class=class>
                    <a class="plan-contents__link" href=format!("#{}", heading.anchor)>
                        {heading.label.clone().map(|label| label + " ")}
                        {heading.text.clone()}
                    </a>
                    {(n_tasks > 0).then(|| view! { <span class="plan-contents__count num">{n_tasks}" nhiệm vụ"</span> })}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="plan-contents__list">{rows}</ol> }
}

fn headings(entries: &[Entry]) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    for entry in entries {
        if entry.node.standing_task().is_some() {
            count_task(&mut headings, entry.depth);
        }
        if entry.depth <= MAX_DEPTH && matches!(entry.node.body, NodeBody::Section) {
            headings.push(Heading {
                anchor: anchor(&entry.node),
                label: entry.node.written_label(),
                text: entry.node.text.clone(),
                depth: entry.depth,
                n_tasks: 0,
            });
        }
    }
    headings
}

/// A task counts for the last heading above it, and for the ones above that.
fn count_task(headings: &mut [Heading], depth: usize) {
    let mut depth = depth;
    for heading in headings.iter_mut().rev() {
        if heading.depth < depth {
            heading.n_tasks += 1;
            depth = heading.depth;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{
        plan::{Node, Task},
        status::Cells,
    };

    fn entry(text: &str, depth: usize, body: NodeBody) -> Entry {
        Entry {
            depth,
            node: Node {
                id: text.into(),
                plan: "k".into(),
                parent: None,
                position: Default::default(),
                label: None,
                text: text.into(),
                body,
                edits: Default::default(),
            },
            cells: Cells::default(),
            leads: Vec::new(),
            n_units: 0,
        }
    }

    #[test]
    fn tasks_count_for_every_heading_above_them() {
        let task = |text, depth| entry(text, depth, NodeBody::Task(Task::default()));
        let section = |text, depth| entry(text, depth, NodeBody::Section);
        let entries = [
            section("I", 0),
            task("a", 1),
            section("II", 0),
            section("1", 1),
            section("deep", 2),
            task("b", 3),
            section("2", 1),
            task("c", 2),
        ];
        let counts: Vec<_> = headings(&entries)
            .into_iter()
            .map(|heading| (heading.text, heading.n_tasks))
            .collect();
        let row = |text: &str, n| (text.to_owned(), n);
        assert_eq!(
            counts,
            [row("I", 1), row("II", 2), row("1", 1), row("2", 1)]
        );
    }
}
