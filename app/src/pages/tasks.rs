//! `/nhiem-vu`: all tasks one may look at; what is filtered stands in the address.

use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use model::{
    status::Cell,
    view::{
        query::TaskQuery,
        task_list::{PAGE_ROWS, TaskList},
    },
};
use wasm_bindgen::JsCast as _;
use web_sys::{FormData, HtmlFormElement, HtmlInputElement};

use crate::{
    element::element,
    erased::view,
    parts::{
        cells::CellsChips,
        empty::Empty,
        icon::{Glyph, Icon},
        page_head::PageHead,
        reading::{Content, Reading},
        task_row::TaskRows,
    },
    source::{Read, Reader},
    words,
};

#[component]
pub fn TasksPage() -> impl IntoView {
    let parameters = use_query_map();
    let query = move || parameters.with(|parameters| TaskQuery::read(|name| parameters.get(name)));
    let key = move || query().map_or_else(|problem| problem.to_string(), |query| query.to_query());
    let read = move |reader: &Reader| match query() {
        Ok(query) => reader.tasks(query),
        Err(problem) => Read::failed(problem),
    };
    view! { <Content key read draw /> }
}

fn draw(reading: Reading<TaskList>) -> AnyView {
    let list = reading.now;
    view! {
        <PageHead title="Nhiệm vụ">
            <p>{move || list.with(summary)}</p>
        </PageHead>
        <Filters list />
        <div class="tasks__result" class:tasks__result--busy=move || reading.busy.get()>
            {move || list.with(|list| if list.rows.is_empty() { nothing(list) } else { rows(list) })}
        </div>
    }
    .into_any()
}

/// "48 nhiệm vụ, tính đến 20/11/2026".
fn summary(list: &TaskList) -> String {
    let about = if is_filtered(&list.query) {
        " theo bộ lọc"
    } else {
        ""
    };
    format!(
        "{} nhiệm vụ{about}, tính đến {}",
        words::count(list.n_rows),
        words::date(list.today)
    )
}

fn rows(list: &TaskList) -> AnyView {
    view! {
        <TaskRows rows=list.rows.clone() today=list.today />
        <Pages query=list.query.clone() n_rows=list.n_rows />
    }
    .into_any()
}

fn nothing(list: &TaskList) -> AnyView {
    if is_filtered(&list.query) {
        return view! {
            <Empty title="Không có nhiệm vụ nào khớp" icon=Icon::Search>
                <p>"Thử bớt một điều kiện, hoặc tìm bằng từ ngắn hơn. Gõ không dấu cũng được."</p>
                <p>
                    <a class="btn" href="/nhiem-vu">
                        "Xóa bộ lọc"
                    </a>
                </p>
            </Empty>
        }
        .into_any();
    }
    view! {
        <Empty title="Chưa có nhiệm vụ nào được giao" icon=Icon::Tasks>
            <p>"Nhiệm vụ nằm trong kế hoạch và hiện ở đây khi đã được giao cho một đơn vị."</p>
            <p>
                <a class="btn" href="/ke-hoach">
                    "Xem kế hoạch"
                </a>
            </p>
        </Empty>
    }
    .into_any()
}

/// A plain form; with the program running it changes the address without a reload.
#[component]
fn Filters(list: RwSignal<TaskList>) -> impl IntoView {
    let query = Memo::new(move |_| list.with(|list| list.query.clone()));
    let navigate = use_navigate();
    let submit = move |event: SubmitEvent| {
        let Some(asked) = event
            .target()
            .and_then(|form| read_form(form.unchecked_into()))
        else {
            return;
        };
        event.prevent_default();
        let asked = TaskQuery {
            cell: query.with_untracked(|query| query.cell),
            ..asked
        };
        navigate(
            &address(&asked),
            NavigateOptions {
                scroll: false,
                ..NavigateOptions::default()
            },
        );
    };
    view! {
        <form class="filters" method="get" action="/nhiem-vu" role="search" on:submit=submit>
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
            {move || {
                query
                    .get()
                    .cell
                    .map(|cell| view! { <input type="hidden" name="trang-thai" value=cell.as_str() /> })
            }}
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
                is_filtered(&query.get())
                    .then(|| {
                        view! {
                            <a class="filters__clear" href="/nhiem-vu">
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
            <select class="input" id=name name=name prop:value=value on:change=submit>
                <option value="">{all}</option>
                {options}
            </select>
        </div>
    }
}

/// Links to the pages of the list, where there are several.
#[component]
fn Pages(query: TaskQuery, n_rows: usize) -> impl IntoView {
    let n_pages = n_rows.div_ceil(PAGE_ROWS);
    let page = query.page;
    let to = move |page: usize| {
        address(&TaskQuery {
            page,
            ..query.clone()
        })
    };
    (n_pages > 1).then(|| {
        view! {
            <nav class="pages" aria-label="Các trang của danh sách">
                {(page > 0).then(|| view! { <a class="btn" href=to(page - 1) rel="prev">"Trang trước"</a> })}
                <span class="num txt-soft">{format!("Trang {}/{n_pages}", page + 1)}</span>
                {(page + 1 < n_pages)
                    .then(|| view! { <a class="btn" href=to(page + 1) rel="next">"Trang sau"</a> })}
            </nav>
        }
    })
}

fn read_form(form: HtmlFormElement) -> Option<TaskQuery> {
    let data = FormData::new_with_form(&form).ok()?;
    TaskQuery::read(|name| data.get(name).as_string()).ok()
}

fn address(query: &TaskQuery) -> String {
    format!("/nhiem-vu{}", query.to_query())
}

fn is_filtered(query: &TaskQuery) -> bool {
    let TaskQuery {
        text,
        unit,
        plan,
        cell,
        page: _,
    } = query;
    let cell: &Option<Cell> = cell;
    !text.trim().is_empty() || unit.is_some() || plan.is_some() || cell.is_some()
}
