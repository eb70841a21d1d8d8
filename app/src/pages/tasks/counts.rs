//! How many stand where, by unit, by who leads, by section: each number opens its list.

use leptos::prelude::*;
use model::{
    status::Cell,
    view::{
        counts::{By, CountRow},
        query::TaskQuery,
    },
};

use super::address;
use crate::{erased::view, parts::cell_mark::CellMark, words};

pub fn draw(counts: &[CountRow], query: &TaskQuery) -> AnyView {
    let tables: Vec<_> = [
        (By::Unit, "Theo đơn vị", "Đơn vị"),
        (By::Lead, "Theo đơn vị chủ trì", "Đơn vị chủ trì"),
        (By::Section, "Theo mục của kế hoạch", "Mục"),
    ]
    .into_iter()
    .filter_map(|(by, caption, head)| {
        let rows: Vec<_> = counts.iter().filter(|row| row.by == by).collect();
        (!rows.is_empty()).then(|| table(caption, head, &rows, query))
    })
    .collect();
    view! {
        <div class="flow-double">
            {tables}
            {query.plan.is_none().then(|| view! {
                <p class="txt-small txt-soft">"Chọn một kế hoạch để xem theo từng mục."</p>
            })}
        </div>
    }
}

fn table(
    caption: &'static str,
    head: &'static str,
    rows: &[&CountRow],
    query: &TaskQuery,
) -> AnyView {
    // A column that is empty everywhere says nothing.
    let cells: Vec<Cell> = Cell::ALL
        .into_iter()
        .filter(|cell| rows.iter().any(|row| row.cells.count(*cell) > 0))
        .collect();
    let heads: Vec<_> = cells
        .iter()
        .map(|cell| view! { <th scope="col"><CellMark cell=*cell /></th> })
        .collect();
    let lines: Vec<_> = rows.iter().map(|row| line(row, &cells, query)).collect();
    view! {
        <div class="scroll-x" role="region" aria-label=caption tabindex="0">
            <table class="counts">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{head}</th>
                        <th scope="col">"Tổng"</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
}

fn line(row: &CountRow, cells: &[Cell], query: &TaskQuery) -> AnyView {
    let list = row.query(query);
    let numbers: Vec<_> = cells
        .iter()
        .map(|cell| {
            let query = TaskQuery {
                cell: Some(*cell),
                ..list.clone()
            };
            let count = row.cells.count(*cell);
            number(count, &query, &format!("{}, {}", row.name, cell.name()))
        })
        .collect();
    let class = format!("counts__name counts__name--{}", row.depth.min(3));
    view! {
        <tr>
            <th class=class scope="row">{row.name.clone()}</th>
            {number(row.cells.total(), &list, &row.name)}
            {numbers}
        </tr>
    }
}

fn number(count: u32, query: &TaskQuery, about: &str) -> AnyView {
    if count == 0 {
        return view! { <td class="num txt-soft">"–"</td> };
    }
    let label = format!("{} nhiệm vụ: {about}", words::number(count));
    view! {
        <td class="num">
            <a class="counts__link" href=address(query) aria-label=label>
                {words::number(count)}
            </a>
        </td>
    }
}
