//! The parts that a plan asks for, beside their whole: a table for each way of telling them apart.

use leptos::prelude::*;
use model::{
    indicator::Dimension,
    rollup::Value,
    view::figures::{Area, FiguresView, PartValue, amount},
};

use crate::{erased::view, text::lowercase};

pub fn tables(view: &FiguresView) -> AnyView {
    let tables: Vec<_> = view.apart.iter().map(|by| table(view, *by)).collect();
    tables.into_any()
}

fn table(view: &FiguresView, by: Dimension) -> AnyView {
    let heads = by.parts().iter();
    let heads: Vec<_> = heads
        .map(|(_, name)| view! { <th scope="col">{*name}</th> })
        .collect();
    let row = |area: &Area| row(by, &area.unit.name, &area.value, &area.parts);
    let mut rows: Vec<_> = view.areas.iter().map(row).collect();
    if let Some(line) = view.chosen() {
        let name = match rows.is_empty() {
            true => view.unit.name.clone(),
            false => format!("Toàn bộ {}", view.unit.name),
        };
        rows.push(self::row(by, &name, &line.value, &view.parts));
    }
    let title = format!("Chi tiết theo {}", lowercase(by.name()));
    let about = title.clone();
    view! {
        <div class="figures__table" role="region" aria-label=about tabindex="0">
            <table>
                <caption class="figures__caption">{title}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Đơn vị"</th>
                        <th scope="col">"Chung"</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(by: Dimension, name: &str, whole: &Value, parts: &[PartValue]) -> AnyView {
    let cells = by.parts().iter().map(|(part, _)| {
        let mut parts = parts.iter();
        let found = parts.find(|one| one.part == *part);
        let value = found.map(|one| one.value.clone()).unwrap_or_default();
        view! { <td class="num">{told(&value, whole.n_units)}</td> }
    });
    let cells: Vec<_> = cells.collect();
    view! {
        <tr>
            <th scope="row">{name.to_owned()}</th>
            <td class="num">{amount(whole)}</td>
            {cells}
        </tr>
    }
}

/// A part that fewer have told apart than have given the whole must not be taken for all of it.
fn told(value: &Value, n_whole: i64) -> String {
    match value.n_units < n_whole && value.numerator.is_some() {
        true => format!("{}, mới {}/{n_whole} đơn vị", amount(value), value.n_units),
        false => amount(value),
    }
}
