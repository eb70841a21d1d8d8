//! The numbers of the map as a table, bodies included: each row chooses its unit.

use super::{
    address::{Address, Order},
    label,
};
use crate::{erased::view, words};
use leptos::prelude::*;
use model::{
    id::UnitId,
    order,
    status::{Cell, map_class},
    view::map::Area,
};

/// The parts of `root`, in the order of the address.
#[component]
pub fn AreaTable(
    mut areas: Vec<Area>,
    root: UnitId,
    address: Address,
    /// What the table is of, unless that stands above it.
    caption: String,
    /// Whether its headings sort it; a table beside a map is too short to need that.
    #[prop(optional)]
    sortable: bool,
) -> impl IntoView {
    if sortable {
        sort(&mut areas, address.order);
    }
    let heading = |order: Order, words: &'static str, class: &'static str| {
        let current = sortable && address.order == order;
        let words = if sortable && !current {
            let href = address.ordered(order).href();
            view! { <a class="area-table__sort" href=href data-noscroll="true">{words}</a> }
                .into_any()
        } else {
            words.into_any()
        };
        let direction = match order {
            Order::Overdue => "descending",
            Order::Listed | Order::Share => "ascending",
        };
        view! {
            <th scope="col" class=class aria-sort=current.then_some(direction)>{words}</th>
        }
    };
    let rows = areas
        .iter()
        .map(|area| row(area, &root, &address))
        .collect_view();
    view! {
        <table class="area-table">
            {(!caption.is_empty())
                .then(|| view! { <caption class="area-table__caption">{caption}</caption> })}
            <thead>
                <tr>
                    {heading(Order::Listed, "Đơn vị", "area-table__name")}
                    {heading(Order::Share, "Đúng hạn", "area-table__number")}
                    {heading(Order::Overdue, "Quá hạn", "area-table__number")}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(area: &Area, root: &UnitId, address: &Address) -> impl IntoView + use<> {
    let chosen = address.query.chosen.as_ref() == Some(&area.unit.id);
    let href = address.choosing((!chosen).then_some(&area.unit.id)).href();
    let own = area.unit.id == *root;
    let under = match (own, area.n_units) {
        (true, _) => "việc giao cho chính đơn vị".to_owned(),
        (false, 0) => "chưa được giao việc".to_owned(),
        (false, _) => label::heard(area),
    };
    let n_overdue = area.cells.count(Cell::OpenOverdue);
    view! {
        <tr class="area-table__row" class=("area-table__row--chosen", chosen)>
            <th scope="row" class="area-table__name">
                <a href=href data-noscroll="true" aria-current=chosen.then_some("true")>{area.unit.name.clone()}</a>
                <span class="area-table__under">{under}</span>
            </th>
            <td class="area-table__number">
                {area.share_on_time.map(swatch)}
                {area.share_on_time.map_or_else(|| "–".to_owned(), label::percent)}
            </td>
            <td class="area-table__number" class=("area-table__number--overdue", n_overdue > 0)>{words::number(n_overdue)}</td>
        </tr>
    }
}

/// The colour that the row has on the map.
pub fn swatch(share: u8) -> impl IntoView {
    view! {
        <svg class="area-table__swatch" viewBox="0 0 10 10" aria-hidden="true">
            <rect class=format!("map-{}", map_class(share)) width="10" height="10" rx="2" />
        </svg>
    }
}

/// Those of whom nothing is known come last: they are not the worst.
fn sort(areas: &mut Vec<Area>, order: Order) {
    match order {
        Order::Listed => {}
        Order::Share => {
            let key = |area: &Area| (area.share_on_time.is_none(), area.share_on_time);
            order::sort_by(areas, |a, b| key(a).cmp(&key(b)));
        }
        Order::Overdue => {
            let n_overdue = |area: &Area| area.cells.count(Cell::OpenOverdue);
            order::sort_by(areas, |a, b| n_overdue(b).cmp(&n_overdue(a)));
        }
    }
}
