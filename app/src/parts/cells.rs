//! How many stand where: a bar of six shares with the same numbers as text, and numbers that open
//! their lists.

use leptos::prelude::*;
use model::status::{Cell, Cells};

use super::{
    cell_mark::{class_word, icon},
    icon::Glyph,
};
use crate::{erased::view, text::lowercase, words};

/// The bar. For those who listen it is one sentence: "12 nhiệm vụ: 2 quá hạn, 10 trong hạn".
#[component]
pub fn CellsBar(
    cells: Cells,
    /// What is counted: "nhiệm vụ", "lượt giao".
    #[prop(into)]
    of: String,
) -> impl IntoView {
    let total = cells.total();
    let mut from = 0;
    let shares: Vec<_> = present(&cells)
        .map(|(cell, count)| {
            // A share of a thousand parts; even a single one stays visible.
            let start = from * 1000 / total.max(1);
            from += count;
            let width = (from * 1000 / total.max(1) - start).max(4);
            view! {
                <rect
                    class=format!("cells-bar__share cells-bar__share--{}", class_word(cell))
                    x=start
                    y="0"
                    width=width
                    height="10"
                />
            }
        })
        .collect();
    view! {
        <svg
            class="cells-bar"
            viewBox="0 0 1000 10"
            preserveAspectRatio="none"
            role="img"
            aria-label=cells_text(&cells, &of)
        >
            {shares}
        </svg>
    }
}

/// The numbers as a row of chips, those that are not zero; each opens what `link` gives.
/// `chosen` is the chip whose list is open.
#[component]
pub fn CellsChips(
    cells: Cells,
    link: Box<dyn Fn(Cell) -> String>,
    #[prop(optional_no_strip)] chosen: Option<Cell>,
) -> impl IntoView {
    let chips: Vec<_> = Cell::ALL
        .into_iter()
        .filter(|cell| cells.count(*cell) > 0 || chosen == Some(*cell))
        .map(|cell| {
            let current = (chosen == Some(cell)).then_some("true");
            view! {
                <li>
                    <a
                        class=format!("chip chip--{}", class_word(cell))
                        href=link(cell)
                        aria-current=current
                    >
                        <Glyph icon=icon(cell) />
                        <span class="chip__word">{cell.name()}</span>
                        <span class="chip__count num">{words::number(cells.count(cell))}</span>
                    </a>
                </li>
            }
        })
        .collect();
    view! { <ul class="chips">{chips}</ul> }
}

/// The numbers as a table, all six rows.
#[component]
pub fn CellsTable(cells: Cells, #[prop(into)] caption: String) -> impl IntoView {
    let rows: Vec<_> = Cell::ALL
        .into_iter()
        .map(|cell| {
            view! {
                <tr>
                    <th scope="row">
                        <super::cell_mark::CellMark cell />
                    </th>
                    <td class="num">{words::number(cells.count(cell))}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="cells-table">
            <caption>{caption}</caption>
            <tbody>{rows}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">"Tổng số"</th>
                    <td class="num">{words::number(cells.total())}</td>
                </tr>
            </tfoot>
        </table>
    }
}

/// "12 nhiệm vụ: 2 quá hạn, 10 trong hạn".
pub fn cells_text(cells: &Cells, of: &str) -> String {
    let parts: Vec<_> = present(cells)
        .map(|(cell, count)| format!("{} {}", words::number(count), lowercase(cell.name())))
        .collect();
    let total = format!("{} {of}", words::number(cells.total()));
    if parts.is_empty() {
        total
    } else {
        format!("{total}: {}", parts.join(", "))
    }
}

fn present(cells: &Cells) -> impl Iterator<Item = (Cell, u32)> {
    Cell::ALL
        .into_iter()
        .map(|cell| (cell, cells.count(cell)))
        .filter(|(_, count)| *count > 0)
}
