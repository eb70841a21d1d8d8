//! The one filter of list, timeline, calendar and counts: a plain form whose address says it all.

use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{
    period::Period,
    view::{
        query::{Missing, Shape, TaskQuery},
        task_list::TaskList,
    },
};
use wasm_bindgen::JsCast as _;
use web_sys::{FormData, HtmlFormElement, HtmlInputElement};

use super::address;
use crate::{
    element::element,
    erased::{heard, view},
    parts::{
        cells::CellsChips,
        icon::{Glyph, Icon},
    },
    signal::{Effect, Memo, RwSignal},
};

/// How many quarters before and after this one are offered.
const PAST_QUARTERS: usize = 3;
const COMING_QUARTERS: usize = 5;

/// A plain form; with the program running it changes the address without a reload.
#[component]
pub fn Filters(list: RwSignal<TaskList>, query: Memo<TaskQuery>) -> impl IntoView {
    let navigate = use_navigate();
    let submit = move |event: SubmitEvent| {
        let Some(asked) = event
            .target()
            .and_then(|form| read_form(form.unchecked_into()))
        else {
            return;
        };
        event.prevent_default();
        let asked = query.with_untracked(|query| TaskQuery {
            cell: query.cell,
            missing: query.missing,
            difficulty: query.difficulty,
            mine: query.mine,
            shape: query.shape,
            // Headings are those of one plan.
            section: asked.section.filter(|_| asked.plan == query.plan),
            ..asked
        });
        navigate(
            &address(&asked),
            NavigateOptions {
                scroll: false,
                ..NavigateOptions::default()
            },
        );
    };
    view! {
        <form class="filters" method="get" action="/nhiem-vu" role="search" on:submit=heard(submit)>
            <SearchBox query />
            {move || {
                let options: Vec<_> = list
                    .with(|list| list.units.clone())
                    .into_iter()
                    .map(|unit| (unit.id.to_string(), unit.name))
                    .collect();
                let chosen = query.get().unit.map(|unit| unit.to_string());
                (options.len() > 1)
                    .then(|| choice("don-vi", "Đơn vị", "Mọi đơn vị", options, chosen.as_deref()))
            }}
            {move || {
                let options: Vec<_> = list
                    .with(|list| list.plans.clone())
                    .into_iter()
                    .map(|(id, title)| (id.to_string(), title))
                    .collect();
                let chosen = query.get().plan.map(|plan| plan.to_string());
                (options.len() > 1)
                    .then(|| choice("ke-hoach", "Kế hoạch", "Mọi kế hoạch", options, chosen.as_deref()))
            }}
            <More list query />
            {move || kept(&query.get())}
            <noscript>
                <button class="btn" type="submit">
                    "Lọc"
                </button>
            </noscript>
        </form>
        <div class="filters__chips">
            {move || {
                let query = query.get();
                let chosen = query.cell;
                let link = move |cell| {
                    // The chosen chip takes its filter away again.
                    let cell = (query.cell != Some(cell)).then_some(cell);
                    address(&TaskQuery { cell, page: 0, ..query.clone() })
                };
                let cells = list.with(|list| list.cells);
                view! { <CellsChips cells link=Box::new(link) chosen /> }
            }}
            {move || {
                let may_settle = list.with(|list| list.may_settle);
                query.with(|query| quick(query, may_settle))
            }}
            {move || {
                let query = query.get();
                query
                    .is_filter()
                    .then(|| {
                        let all = address(&TaskQuery { shape: query.shape, ..TaskQuery::default() });
                        view! {
                            <a class="filters__clear" href=all>
                                <Glyph icon=Icon::Close />
                                "Xóa bộ lọc"
                            </a>
                        }
                    })
            }}
        </div>
    }
}

/// Id of the box for words to search.
const SEARCH: &str = "tim";

/// The words being typed are the person's: an answer that comes late does not touch them.
#[component]
fn SearchBox(query: Memo<TaskQuery>) -> impl IntoView {
    let words = Memo::new(move |_| query.with(|query| query.text.clone()));
    Effect::new(move |before: Option<String>| {
        let words = words.get();
        if before.is_some_and(|before| before != words)
            && let Some(input) = element::<HtmlInputElement>(SEARCH)
            && document().active_element().as_ref() != Some(input.as_ref())
        {
            input.set_value(&words);
        }
        words
    });
    view! {
        <div class="search">
            <label class="visually-hidden" for=SEARCH>
                "Tìm nhiệm vụ"
            </label>
            <input
                class="input search__input"
                id=SEARCH
                name="tim"
                type="search"
                placeholder="Tìm nhiệm vụ (không cần dấu)"
                value=words.get_untracked()
                enterkeyhint="search"
            />
            <button class="search__button" type="submit" aria-label="Tìm">
                <Glyph icon=Icon::Search />
            </button>
        </div>
    }
}

fn choice(
    name: &'static str,
    label: &'static str,
    all: &'static str,
    options: Vec<(String, String)>,
    chosen: Option<&str>,
) -> impl IntoView + use<> {
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, words)| {
            let selected = chosen == Some(value.as_str());
            view! {
                <option value=value selected=selected>
                    {words}
                </option>
            }
        })
        .collect();
    // Also as a property: once a person has chosen, the attributes of the options no longer count.
    let value = chosen.unwrap_or_default().to_owned();
    let submit = |event: web_sys::Event| {
        let select: Option<web_sys::HtmlSelectElement> =
            event.target().and_then(|target| target.dyn_into().ok());
        if let Some(form) = select.and_then(|select| select.form()) {
            let _ = form.request_submit();
        }
    };
    view! {
        <div class="filters__choice">
            <label class="visually-hidden" for=name>
                {label}
            </label>
            <select class="input" id=name name=name prop:value=value on:change=heard(submit)>
                <option value="">{all}</option>
                {options}
            </select>
        </div>
    }
}

/// What is asked less often; open when any of it is.
#[component]
fn More(list: RwSignal<TaskList>, query: Memo<TaskQuery>) -> impl IntoView {
    let is_open = query.with_untracked(|query| {
        query.lead.is_some() || query.section.is_some() || query.period.is_some()
    });
    view! {
        <details class="filters__more" open=is_open>
            <summary>"Thêm điều kiện"</summary>
            <div class="filters__choices">
                {move || {
                    let options = list.with(periods);
                    let chosen = query.get().period.map(|period| period.to_string());
                    choice("ky", "Thời gian", "Mọi thời gian", options, chosen.as_deref())
                }}
                {move || {
                    let options: Vec<_> = list
                        .with(|list| list.leads.clone())
                        .into_iter()
                        .map(|unit| (unit.id.to_string(), unit.name))
                        .collect();
                    let chosen = query.get().lead.map(|unit| unit.to_string());
                    (!options.is_empty())
                        .then(|| choice("chu-tri", "Chủ trì", "Mọi đơn vị chủ trì", options, chosen.as_deref()))
                }}
                {move || {
                    let options: Vec<_> = list
                        .with(|list| list.sections.clone())
                        .into_iter()
                        .map(|heading| {
                            let indent = "\u{a0}\u{a0}".repeat(heading.depth);
                            (heading.id.to_string(), format!("{indent}{}", heading.name))
                        })
                        .collect();
                    let chosen = query.get().section.map(|section| section.to_string());
                    (!options.is_empty())
                        .then(|| choice("muc", "Mục", "Mọi mục của kế hoạch", options, chosen.as_deref()))
                }}
            </div>
        </details>
    }
}

/// This month, the quarters around now, this year, and whatever was asked for.
fn periods(list: &TaskList) -> Vec<(String, String)> {
    let this = Period::quarter_of(list.today);
    let mut offered = vec![Period::month_of(list.today)];
    let past = std::iter::successors(Some(this), |period| Some(period.previous()));
    let mut quarters: Vec<_> = past.take(PAST_QUARTERS + 1).collect();
    quarters.reverse();
    let coming = std::iter::successors(Some(this.next()), |period| Some(period.next()));
    quarters.extend(coming.take(COMING_QUARTERS));
    offered.extend(quarters);
    offered.push(Period::year_of(list.today));
    if let Some(asked) = list.query.period
        && !offered.contains(&asked)
    {
        offered.push(asked);
    }
    offered
        .into_iter()
        .map(|period| (period.to_string(), period.name()))
        .collect()
}

/// What the form does not ask, so that sending it without the program keeps it.
fn kept(query: &TaskQuery) -> impl IntoView + use<> {
    [
        ("trang-thai", query.cell.map(|cell| cell.as_str())),
        ("thieu", query.missing.map(Missing::as_str)),
        ("vuong-mac", query.difficulty.then_some("co")),
        ("cua-toi", query.mine.then_some("co")),
        (
            "xem",
            (query.shape != Shape::List).then(|| query.shape.as_str()),
        ),
    ]
    .map(|(name, value)| value.map(|value| view! { <input type="hidden" name=name value=value /> }))
    .into_iter()
    .collect_view()
}

/// What needs somebody's hand, one tap away. A chosen one takes its filter away again.
fn quick(query: &TaskQuery, may_settle: bool) -> AnyView {
    let chip = |name: &'static str, chosen: bool, query: TaskQuery| {
        let query = TaskQuery { page: 0, ..query };
        view! {
            <li>
                <a class="chip" href=address(&query) aria-current=chosen.then_some("true")>
                    <span class="chip__word">{name}</span>
                </a>
            </li>
        }
    };
    let of_missing = Missing::ALL
        .into_iter()
        .filter(|_| may_settle)
        .map(|missing| {
            let chosen = query.missing == Some(missing);
            let missing_now = (!chosen).then_some(missing);
            let next = TaskQuery {
                missing: missing_now,
                ..query.clone()
            };
            chip(missing.name(), chosen, next)
        });
    let next = TaskQuery {
        difficulty: !query.difficulty,
        ..query.clone()
    };
    let difficulty = chip("Có vướng mắc", query.difficulty, next);
    let next = TaskQuery {
        mine: !query.mine,
        ..query.clone()
    };
    let mine = chip("Giao cho tôi", query.mine, next);
    let chips = of_missing.chain([difficulty, mine]).collect_view();
    view! { <ul class="chips">{chips}</ul> }
}

/// The same tasks in another shape.
#[component]
pub fn Shapes(query: Memo<TaskQuery>) -> impl IntoView {
    let links = move || {
        let query = query.get();
        Shape::ALL
            .map(|shape| {
                let chosen = query.shape == shape;
                let next = TaskQuery {
                    shape,
                    page: 0,
                    ..query.clone()
                };
                view! {
                    <li>
                        <a class="shapes__link" href=address(&next) aria-current=chosen.then_some("page")>
                            {shape.name()}
                        </a>
                    </li>
                }
            })
            .into_iter()
            .collect_view()
    };
    view! {
        <nav class="shapes" aria-label="Cách xem">
            <ul class="shapes__list">{move || links()}</ul>
        </nav>
    }
}

fn read_form(form: HtmlFormElement) -> Option<TaskQuery> {
    let data = FormData::new_with_form(&form).ok()?;
    TaskQuery::read(|name| data.get(name).as_string()).ok()
}
