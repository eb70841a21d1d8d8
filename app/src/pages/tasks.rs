//! `/nhiem-vu`: all tasks one may look at; what is filtered stands in the address.

mod calendar;
mod counts;
mod filters;
mod timeline;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::view::{
    calendar::Calendar,
    query::{Shape, TaskQuery},
    task_list::{PAGE_ROWS, TaskList},
    timeline::Timeline,
};

use crate::{
    erased::view,
    parts::{
        at_the_top::at_the_top,
        empty::Empty,
        icon::Icon,
        page_head::PageHead,
        reading::{Content, Reading},
        task_row::TaskRows,
    },
    signal::Memo,
    source::{Read, Reader},
    words,
};
use filters::{Filters, Shapes};

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
    // What was asked for, not what has been answered: two quick taps must add up.
    let parameters = use_query_map();
    let query = Memo::new(move |_| {
        let asked = parameters.with(|parameters| TaskQuery::read(|name| parameters.get(name)));
        asked.unwrap_or_else(|_| list.with_untracked(|list| list.query.clone()))
    });
    view! {
        <PageHead title="Nhiệm vụ">
            <p>{move || list.with(summary)}</p>
        </PageHead>
        <Filters list query />
        <Shapes query />
        {move || list.with(|list| list.is_top.then(at_the_top))}
        <div class="tasks__result" class:tasks__result--busy=move || reading.busy.get()>
            {move || list.with(result)}
        </div>
    }
    .into_any()
}

/// "48 nhiệm vụ, tính đến 20/11/2026".
fn summary(list: &TaskList) -> String {
    let about = if list.query.is_filter() {
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

fn result(list: &TaskList) -> AnyView {
    if list.n_rows == 0 && list.query.shape != Shape::Calendar {
        return nothing(list);
    }
    let (today, period) = (list.today, list.query.period);
    match list.query.shape {
        Shape::List => rows(list),
        Shape::Timeline => timeline::draw(&Timeline::new(&list.rows, today, period), today),
        Shape::Calendar => calendar::draw(&Calendar::new(&list.rows, today, period), &list.query),
        Shape::Counts => counts::draw(&list.counts, &list.query),
    }
}

fn rows(list: &TaskList) -> AnyView {
    view! {
        <TaskRows rows=list.rows.clone() today=list.today />
        <Pages query=list.query.clone() n_rows=list.n_rows />
    }
    .into_any()
}

fn nothing(list: &TaskList) -> AnyView {
    if list.query.is_filter() {
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

fn address(query: &TaskQuery) -> String {
    format!("/nhiem-vu{}", query.to_query())
}
