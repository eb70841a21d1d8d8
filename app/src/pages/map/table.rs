//! The numbers of the map as a table, bodies included: each row chooses its unit.

use crate::erased::view;
use leptos::prelude::*;
use model::{
    hexagon::px,
    id::UnitId,
    view::map::{
        Order,
        address::Address,
        drawing::{Drawing, Row},
    },
};
use std::sync::Arc;

/// The rows that are shown, in the order of the drawing.
#[component]
pub fn AreaTable(
    drawing: Arc<Drawing>,
    address: Address,
    /// What the table is of, unless that stands above it.
    caption: String,
    /// Whether its headings sort it; a table beside a map is too short to need that.
    #[prop(optional)]
    sortable: bool,
) -> impl IntoView {
    let (main, second) = drawing.headings;
    let heading = |order: Order, words: &'static str, class: &'static str| {
        let current = sortable && address.look.order == order;
        let words = if sortable && !current {
            let href = address.looking(|look| look.order = order).href();
            view! { <a class="area-table__sort" href=href data-noscroll="true">{words}</a> }
                .into_any()
        } else {
            words.into_any()
        };
        // Most overdue first, and else the lowest.
        let direction = match (order, second) {
            (Order::Second, "Quá hạn") => "descending",
            _ => "ascending",
        };
        view! {
            <th scope="col" class=class aria-sort=current.then_some(direction)>{words}</th>
        }
    };
    let chosen = address.query.chosen.clone();
    let rows = drawing
        .shown()
        .map(|one| row(one, &address, chosen.as_ref()))
        .collect_view();
    view! {
        <table class="area-table">
            {(!caption.is_empty())
                .then(|| view! { <caption class="area-table__caption">{caption}</caption> })}
            <thead>
                <tr>
                    {heading(Order::Listed, "Đơn vị", "area-table__name")}
                    {heading(Order::Share, main, "area-table__number")}
                    {heading(Order::Second, second, "area-table__number")}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(row: &Row, address: &Address, chosen: Option<&UnitId>) -> AnyView {
    let chosen = chosen == Some(&row.unit.id);
    let href = address.choosing((!chosen).then_some(&row.unit.id)).href();
    let rank = row.rank.map(|rank| {
        let end = if row.under.is_empty() { "" } else { " · " };
        format!("hạng {rank}{end}")
    });
    view! {
        <tr class="area-table__row" class=("area-table__row--chosen", chosen)>
            <th scope="row" class="area-table__name">
                <a href=href data-noscroll="true" aria-current=chosen.then_some("true")>{row.unit.name.clone()}</a>
                <span class="area-table__under">{rank} {row.under.clone()}</span>
            </th>
            <td class="area-table__number">
                {(row.class > 0).then(|| swatch(row.class))}
                {row.amount.clone()}
                {of_how_many(row)}
                {row.bar.map(|bar| bar_of(bar, row.class))}
            </td>
            <td class="area-table__number area-table__second" class=("area-table__number--overdue", row.is_bad)>{row.second.clone()}</td>
        </tr>
    }
}

/// "(143/389) chưa đạt", in a line of its own: names need the room.
fn of_how_many(row: &Row) -> Option<AnyView> {
    let fraction = row.fraction.as_ref()?;
    Some(view! {
        <span class="area-table__under">
            {format!("({fraction})")}
            {row.met.map(met_mark)}
        </span>
    })
}

pub fn met_mark(is_met: bool) -> AnyView {
    let (class, words) = match is_met {
        true => ("figures__mark figures__mark--met", "đạt"),
        false => ("figures__mark", "chưa đạt"),
    };
    view! { <span class=class>{words}</span> }
}

/// The colour that the row has on the map.
fn swatch(class: u8) -> AnyView {
    view! {
        <svg class="area-table__swatch" viewBox="0 0 10 10" aria-hidden="true">
            <rect class=format!("map-{class}") width="10" height="10" rx="2" />
        </svg>
    }
}

/// A share as a length, so that the table is a ranking for the eye.
fn bar_of(percent: f64, class: u8) -> AnyView {
    view! {
        <svg class="area-table__bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
            <rect class="area-table__rail" width="100" height="4" />
            <rect class=format!("map-{class}") width=px(percent.clamp(0.0, 100.0)) height="4" />
        </svg>
    }
}
