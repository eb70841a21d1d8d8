//! What the map is of and how it is coloured: a plain form, whose address says it all.

use super::{Ahead, day_of};
use crate::{
    device,
    element::element,
    erased::{heard, view},
    signal::{Memo, RwSignal},
    takeover::after_takeover,
};
use chrono::NaiveDate;
use leptos::{ev, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{
    clock::day_in_vietnam,
    id::{IndicatorId, PlanId},
    period::Period,
    view::map::{
        MapView,
        address::{Address, FIRST_INDICATOR},
        scale::Colour,
    },
};
use web_sys::HtmlSelectElement;

/// How many quarters before this one are offered.
const PAST_QUARTERS: usize = 5;

#[component]
pub fn Filters(map: RwSignal<MapView>, address: Memo<Address>, ahead: Ahead) -> impl IntoView {
    let today = today(map);
    let navigate = use_navigate();
    let go_to = move |next: Address| {
        let options = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&next.href(), options);
    };
    let go = move || {
        let now = address.get_untracked();
        let next = chosen(&now);
        match next.query == now.query {
            true => ahead.show(next, go_to.clone()),
            false => go_to(next),
        }
    };
    let submit = {
        let go = go.clone();
        move |event: ev::SubmitEvent| {
            event.prevent_default();
            go();
        }
    };
    let is_of_tasks = move || address.with(|address| address.look.colour == Colour::OnTime);
    let has_figures = move || map.with(|map| !map.indicators.is_empty());
    view! {
        // A choice takes effect at once; the button is for those without the program.
        <form class="map-filters" method="get" action="/ban-do" on:submit=heard(submit) on:change=heard(move |_| go())>
            {move || kept(&address.get())}
            <div class="field" hidden=move || !has_figures()>
                <label class="field__label" for="mau">"Tô màu theo"</label>
                <select class="input" id="mau" name="mau">
                    {move || colour_options(address.with(|address| address.look.colour))}
                </select>
            </div>
            <div class="field map-filters__wide" hidden=is_of_tasks>
                <label class="field__label" for="chi-so">"Chỉ số"</label>
                <select class="input" id="chi-so" name="chi-so">
                    {move || map.with(indicator_options)}
                </select>
            </div>
            <div class="field map-filters__wide" hidden=move || !is_of_tasks()>
                <label class="field__label" for="ke-hoach">"Kế hoạch"</label>
                <select class="input" id="ke-hoach" name="ke-hoach">
                    {move || map.with(plan_options)}
                </select>
            </div>
            <div class="field">
                <label class="field__label" for="ky">"Kỳ"</label>
                <select class="input" id="ky" name="ky">
                    {move || period_options("Quý này", map.with(|map| map.query.period), today())}
                </select>
            </div>
            <div class="field">
                <label class="field__label" for="so-voi">"So với"</label>
                <select class="input" id="so-voi" name="so-voi">
                    {move || period_options("Không so", map.with(|map| map.query.compared), today())}
                </select>
            </div>
            <button class="btn map-filters__go" type="submit">"Xem"</button>
        </form>
    }
}

/// The address that the form says.
fn chosen(address: &Address) -> Address {
    let value = |id| element::<HtmlSelectElement>(id).map(|select| select.value());
    let period = |id| value(id).and_then(|text| Period::parse(&text));
    let word = |id| value(id).filter(|word: &String| !word.is_empty());
    let mut next = address.clone();
    next.query.period = period("ky");
    next.query.compared = period("so-voi");
    next.query.plan = word("ke-hoach").map(PlanId::new);
    let colour = word("mau").and_then(|word| Colour::parse(&word));
    let colour = colour.unwrap_or_default();
    // Classes of another scale are other classes.
    next.look.class = next.look.class.filter(|_| colour == next.look.colour);
    next.look.colour = colour;
    next.query.indicator = match colour {
        Colour::OnTime => None,
        _ => word("chi-so").map(IndicatorId::new),
    };
    next
}

/// What the form does not ask, so that sending it without the program keeps it.
fn kept(address: &Address) -> impl IntoView + use<> {
    let query = &address.query;
    [
        ("don-vi", query.unit.as_ref().map(ToString::to_string)),
        ("chon", query.chosen.as_ref().map(ToString::to_string)),
        (
            "xep",
            Some(address.look.order.as_str().to_owned()).filter(|word| !word.is_empty()),
        ),
    ]
    .map(|(name, value)| value.map(|value| view! { <input type="hidden" name=name value=value /> }))
    .into_iter()
    .collect_view()
}

fn colour_options(chosen: Colour) -> impl IntoView {
    let option = |colour: Colour| {
        let value = match colour {
            Colour::OnTime => "",
            colour => colour.as_str(),
        };
        view! { <option value=value selected=colour == chosen>{colour.name()}</option> }
    };
    Colour::ALL.map(option).into_iter().collect_view()
}

fn indicator_options(map: &MapView) -> impl IntoView + use<> {
    let chosen = map.query.indicator.clone();
    let option = |(id, name): &(IndicatorId, String)| {
        let is_chosen = match &chosen {
            Some(chosen) => chosen == id,
            None => id.as_str() == FIRST_INDICATOR,
        };
        view! { <option value=id.to_string() selected=is_chosen>{name.clone()}</option> }
    };
    map.indicators.iter().map(option).collect_view()
}

fn period_options(first: &'static str, chosen: Option<Period>, today: NaiveDate) -> impl IntoView {
    // Where the map is of this quarter unless one says otherwise, it stands for that.
    let this = Period::quarter_of(today);
    let chosen = chosen.filter(|period| *period != this);
    let offered = periods(chosen, today)
        .into_iter()
        .map(|period| {
            view! {
                <option value=period.to_string() selected=chosen == Some(period)>
                    {period.name()}
                </option>
            }
        })
        .collect_view();
    view! {
        <option value="" selected=chosen.is_none()>{first}</option>
        {offered}
    }
}

fn plan_options(map: &MapView) -> impl IntoView + use<> {
    let chosen = map.query.plan.clone();
    let offered = map
        .plans
        .iter()
        .map(|(id, title)| {
            view! {
                <option value=id.to_string() selected=chosen.as_ref() == Some(id)>
                    {title.clone()}
                </option>
            }
        })
        .collect_view();
    view! {
        <option value="" selected=chosen.is_none()>"Tất cả kế hoạch"</option>
        {offered}
    }
}

/// The quarters before this one, this year and the last, and the chosen one if it is none of them.
fn periods(chosen: Option<Period>, today: NaiveDate) -> Vec<Period> {
    let this = Period::quarter_of(today);
    let mut periods: Vec<_> =
        std::iter::successors(Some(this.previous()), |period| Some(period.previous()))
            .take(PAST_QUARTERS)
            .collect();
    if let Period::Quarter(year, _) = this {
        periods.extend([Period::Year(year), Period::Year(year - 1)]);
    }
    if let Some(chosen) = chosen.filter(|chosen| !periods.contains(chosen)) {
        periods.insert(0, chosen);
    }
    periods
}

/// The map says on which day it judges; of a period that is over this is its last. Only in the
/// browser, and only once the page was taken over, is the calendar asked for the day itself.
fn today(map: RwSignal<MapView>) -> impl Fn() -> NaiveDate + Copy {
    let as_of = map.with_untracked(day_of);
    let is_live = after_takeover();
    move || {
        if is_live.get() {
            day_in_vietnam(device::now()).max(as_of)
        } else {
            as_of
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn past_quarters_and_two_years_are_offered_and_the_chosen_one_is_never_lost() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let names = |chosen| -> Vec<String> {
            periods(chosen, today)
                .into_iter()
                .map(|period| period.to_string())
                .collect()
        };
        assert_eq!(
            names(None),
            [
                "2026-Q3", "2026-Q2", "2026-Q1", "2025-Q4", "2025-Q3", "2026", "2025"
            ]
        );
        assert_eq!(names(Some(Period::Year(2026))).len(), 7);
        assert_eq!(names(Some(Period::Month(2026, 3)))[0], "2026-03");
    }
}
