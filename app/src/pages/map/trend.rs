//! A figure over the last periods, as columns with their numbers.

use crate::erased::view;
use leptos::prelude::*;
use model::{
    hexagon::px,
    period::Period,
    rollup::Value,
    view::figures::{IndicatorMap, percent},
};

/// How high the columns are drawn.
const HEIGHT: f64 = 48.0;

pub fn trend(map: &IndicatorMap) -> Option<AnyView> {
    if map.trend.iter().all(|(_, value)| value.numerator.is_none()) {
        return None;
    }
    let numbers = map.trend.iter().filter_map(|(_, value)| number(value));
    // Rates are of a whole; counts are beside the largest of them.
    let top = match map.indicator.is_rate() {
        true => 100.0,
        false => numbers.fold(1.0, f64::max),
    };
    let columns = map.trend.iter().map(|one| column(one, top));
    Some(view! {
        <section class="trend" aria-labelledby="dien-bien">
            <h3 class="trend__title" id="dien-bien">"Diễn biến"</h3>
            <ol class="trend__columns" role="list">{columns.collect_view()}</ol>
        </section>
    })
}

fn column((period, value): &(Period, Value), top: f64) -> AnyView {
    let height = number(value).map_or(0.0, |number| (number / top * HEIGHT).min(HEIGHT));
    let words = match (percent(value), value.numerator) {
        (Some(percent), _) => percent,
        (None, Some(count)) => model::text::written_count(count),
        (None, None) => "–".to_owned(),
    };
    view! {
        <li class="trend__column">
            <span class="trend__period">{short_name(*period)}</span>
            <svg class="trend__bar" viewBox="0 0 20 48" preserveAspectRatio="none" aria-hidden="true">
                <rect class="trend__fill" width="20" y=px(HEIGHT - height) height=px(height) />
            </svg>
            <span class="trend__number num">{words}</span>
        </li>
    }
}

fn number(value: &Value) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "people are fewer than 2^52")]
    let count = || value.numerator.map(|count| count as f64);
    value.percent().or_else(count)
}

/// "Q.IV/26", "11/26", "2026".
fn short_name(period: Period) -> String {
    match period {
        Period::Year(year) => year.to_string(),
        Period::Quarter(year, _) => {
            let name = period.name();
            let quarter = name.trim_start_matches("Quý ");
            let quarter = quarter.split('/').next().unwrap_or_default();
            format!("{quarter}/{:02}", year % 100)
        }
        Period::Month(year, month) => format!("{month}/{:02}", year % 100),
    }
}
