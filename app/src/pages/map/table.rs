//! The numbers of the map as a table, bodies included: each row chooses its unit.

use crate::{
    erased::view,
    written::{Markup, written},
};
use leptos::prelude::*;
use model::{
    hexagon::px,
    view::map::{
        Order,
        address::Address,
        drawing::{Drawing, Row},
    },
};
use std::sync::Arc;

/// Of more rows than this only those that come into sight are laid out …
const MANY_ROWS: usize = 40;
/// … so many at a time.
const PART_ROWS: usize = 20;

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
            <th role="columnheader" scope="col" class=class aria-sort=current.then_some(direction)>{words}</th>
        }
    };
    let headings = [
        heading(Order::Listed, "Đơn vị", "area-table__name"),
        heading(Order::Share, main, "area-table__number"),
        heading(
            Order::Second,
            second,
            "area-table__number area-table__second",
        ),
    ];
    let n_rows = drawing.shown().count();
    let (class, n_together) = match n_rows {
        n if n > MANY_ROWS => ("area-table area-table--many", PART_ROWS),
        n => ("area-table", n.max(1)),
    };
    let parts = (0..n_rows.max(1)).step_by(n_together).map(|first| {
        let (drawing, address) = (Arc::clone(&drawing), address.clone());
        let write = move |markup: &mut Markup| {
            for row in drawing.shown().skip(first).take(n_together) {
                write_row(markup, row, &address);
            }
        };
        view! { <tbody role="rowgroup" {..written(write)} /> }
    });
    // The roles are said because not every browser knows a table whose parts are laid out each for itself.
    view! {
        <table class=class role="table">
            {(!caption.is_empty())
                .then(|| view! { <caption class="area-table__caption">{caption}</caption> })}
            <thead role="rowgroup">
                <tr role="row">
                    {headings.into_iter().collect_view()}
                </tr>
            </thead>
            {parts.collect_view()}
        </table>
    }
}

fn write_row(markup: &mut Markup, row: &Row, address: &Address) {
    let unit = &row.unit;
    let chosen = address.query.chosen.as_ref() == Some(&unit.id);
    let href = address.choosing((!chosen).then_some(&unit.id)).href();
    let (class, current) = match chosen {
        true => (" area-table__row--chosen", r#" aria-current="true""#),
        false => ("", ""),
    };
    markup.put(
        r#"<tr role="row" class="area-table__row{}"><th role="rowheader" scope="row" class="area-table__name"><a href="{}" data-noscroll="true""#,
        &[class, &href],
    );
    markup.put(current, &[]);
    markup.put(">{}</a>", &[&unit.name]);
    let rank = row.rank.map(|rank| format!("hạng {rank}"));
    let under = [rank.as_deref().unwrap_or_default(), &row.under];
    let under = under.iter().filter(|words| !words.is_empty()).copied();
    markup.put(
        r#"<span class="area-table__under">{}</span></th>"#,
        &[&under.collect::<Vec<_>>().join(" · ")],
    );
    write_numbers(markup, row);
    let class = if row.is_bad {
        " area-table__number--overdue"
    } else {
        ""
    };
    markup.put(
        r#"<td role="cell" class="area-table__number area-table__second{}">{}</td></tr>"#,
        &[class, &row.second],
    );
}

/// The colour that the row has on the map; the number, "(143/389) chưa đạt" in a line of its own because
/// names need the room; and a share as a length, so that the table is a ranking for the eye.
fn write_numbers(markup: &mut Markup, row: &Row) {
    let class = row.class.to_string();
    markup.put(r#"<td role="cell" class="area-table__number">"#, &[]);
    if row.class > 0 {
        markup.put(
            r#"<svg class="area-table__swatch" viewBox="0 0 10 10" aria-hidden="true"><rect class="map-{}" width="10" height="10" rx="2"/></svg>"#,
            &[&class],
        );
    }
    markup.put("{}", &[&row.amount]);
    if let Some(fraction) = &row.fraction {
        markup.put(r#"<span class="area-table__under">({})"#, &[fraction]);
        if let Some((class, words)) = row.met.map(met_words) {
            markup.put(r#"<span class="{}">{}</span>"#, &[class, words]);
        }
        markup.put("</span>", &[]);
    }
    if let Some(percent) = row.bar {
        markup.put(
            r#"<svg class="area-table__bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="area-table__rail" width="100" height="4"/><rect class="map-{}" width="{}" height="4"/></svg>"#,
            &[&class, &px(percent.clamp(0.0, 100.0))],
        );
    }
    markup.put("</td>", &[]);
}

pub fn met_mark(is_met: bool) -> AnyView {
    let (class, words) = met_words(is_met);
    view! { <span class=class>{words}</span> }
}

fn met_words(is_met: bool) -> (&'static str, &'static str) {
    match is_met {
        true => ("figures__mark figures__mark--met", "đạt"),
        false => ("figures__mark", "chưa đạt"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::unit::{UnitHead, UnitKind};

    #[test]
    fn what_stands_in_a_row_is_no_markup() {
        let foreign = "<script>\"&";
        let row = Row {
            unit: UnitHead {
                id: "x".into(),
                name: foreign.to_owned(),
                kind: UnitKind::Commune,
            },
            amount: foreign.to_owned(),
            fraction: Some(foreign.to_owned()),
            second: foreign.to_owned(),
            under: foreign.to_owned(),
            rank: Some(2),
            met: Some(true),
            bar: Some(50.0),
            class: 3,
            ..Row::default()
        };
        let chosen = Address::default().choosing(Some(&"x".into()));
        for (address, is_chosen) in [(Address::default(), false), (chosen, true)] {
            let mut markup = Markup::default();
            write_row(&mut markup, &row, &address);
            let text = markup.as_str();
            assert!(!text.contains("<script"), "{text}");
            assert_eq!(text.matches("&lt;script&gt;&quot;&amp;").count(), 5);
            assert!(text.contains(">hạng 2 · &lt;"), "{text}");
            assert_eq!(text.contains(r#" aria-current="true">"#), is_chosen);
            assert_eq!(text.contains("area-table__row--chosen"), is_chosen);
        }
    }
}
