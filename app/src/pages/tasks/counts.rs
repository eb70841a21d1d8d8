//! How many stand where, by unit, by who leads, by section: each number opens its list.

use leptos::prelude::*;
use model::{
    status::Cell,
    view::{
        counts::{CountRow, Counts},
        query::TaskQuery,
    },
};

use super::address;
use crate::{erased::view, parts::cell_mark::CellMark, words};

pub fn draw(counts: &Counts) -> AnyView {
    let tables: Vec<_> = [
        ("Theo đơn vị", "Đơn vị", &counts.units),
        ("Theo đơn vị chủ trì", "Đơn vị chủ trì", &counts.leads),
        ("Theo mục của kế hoạch", "Mục", &counts.sections),
    ]
    .into_iter()
    .filter(|(_, _, rows)| !rows.is_empty())
    .map(|(caption, head, rows)| table(caption, head, rows))
    .collect();
    view! {
        <div class="flow-double">
            {tables}
            {counts.sections.is_empty().then(|| view! {
                <p class="txt-small txt-soft">"Chọn một kế hoạch để xem theo từng mục."</p>
            })}
        </div>
    }
}

fn table(caption: &'static str, head: &'static str, rows: &[CountRow]) -> AnyView {
    // A column that is empty everywhere says nothing.
    let cells: Vec<Cell> = Cell::ALL
        .into_iter()
        .filter(|cell| rows.iter().any(|row| row.cells.count(*cell) > 0))
        .collect();
    let heads: Vec<_> = cells
        .iter()
        .map(|cell| view! { <th scope="col"><CellMark cell=*cell /></th> })
        .collect();
    let lines: Vec<_> = rows.iter().map(|row| line(row, &cells)).collect();
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

fn line(row: &CountRow, cells: &[Cell]) -> AnyView {
    let numbers: Vec<_> = cells
        .iter()
        .map(|cell| {
            let query = TaskQuery {
                cell: Some(*cell),
                ..row.query.clone()
            };
            let count = row.cells.count(*cell);
            number(count, &query, &format!("{}, {}", row.name, cell.name()))
        })
        .collect();
    let class = format!("counts__name counts__name--{}", row.depth.min(3));
    view! {
        <tr>
            <th class=class scope="row">{row.name.clone()}</th>
            {number(row.cells.total(), &row.query, &row.name)}
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
