//! `/`, Hôm nay: what one has to do, the most urgent first.

mod attention;

use leptos::prelude::*;
use model::{
    person::Action,
    status::Cell,
    view::{
        me::Me,
        query::TaskQuery,
        task_list::Urgency,
        today::{Group, Today},
    },
};

use crate::{
    erased::{live, view},
    outbox::{Outbox, Standing},
    parts::{
        at_the_top::at_the_top,
        cells::{CellsBar, CellsChips},
        empty::Empty,
        icon::{Glyph, Icon},
        page_head::PageHead,
        reading::{Content, Reading},
        sync_badge,
        task_row::{Naming, TaskRows},
    },
    signal::Memo,
    source::Reader,
    text::lowercase,
    words,
};
use attention::{attention, named, reports};

#[component]
pub fn TodayPage() -> impl IntoView {
    view! { <Content key=String::new read=Reader::today draw /> }
}

fn draw(reading: Reading<Today>) -> AnyView {
    let me: Me = expect_context();
    let view = reading.now;
    let name = me.person.name.clone();
    let assigns = me.carries(Action::Assign);
    view! {
        <PageHead
            title="Hôm nay"
            above=move || {
                view! {
                    <p class="page-head__above">
                        {move || view.with(|view| words::weekday_date(view.today))}
                    </p>
                }
            }
        >
            <p>
                "Xin chào "
                <strong>{name}</strong>
                ". "
                {move || view.with(urgent_words)}
            </p>
        </PageHead>
        <Unsent />
        <a class="notice" href="/so-lieu">
            <Glyph icon=Icon::Note />
            <span>"Số liệu: nhập số của đơn vị, xem chỉ tiêu đạt đến đâu."</span>
        </a>
        {move || view.with(|view| view.is_top.then(at_the_top))}
        {named(view)}
        {move || view.with(reports)}
        {move || view.with(|view| {
            if view.groups.is_empty() { nothing(view, assigns) } else { something(view) }
        })}
    }
    .into_any()
}

/// "2 nhiệm vụ quá hạn, 3 nhiệm vụ đến hạn trong 7 ngày."
fn urgent_words(view: &Today) -> String {
    let pressing: Vec<_> = view
        .groups
        .iter()
        .filter(|group| matches!(group.urgency, Urgency::Overdue | Urgency::DueSoon))
        .map(|group| {
            format!(
                "{} nhiệm vụ {}",
                words::count(group.n_rows),
                lowercase(group.urgency.name())
            )
        })
        .collect();
    match pressing.as_slice() {
        [] if view.groups.is_empty() => String::new(),
        [] => "Không có nhiệm vụ nào quá hạn hay sắp đến hạn.".into(),
        pressing => format!("Có {}.", pressing.join(", ")),
    }
}

/// Work that is still on the phone comes before everything else.
#[component]
fn Unsent() -> impl IntoView {
    let outbox = Outbox::from_context();
    let standing = Memo::new(move |_| outbox.standing());
    live(move || {
        let standing = standing.get();
        let advice = match standing {
            Standing::AllSent | Standing::Sending => return None,
            Standing::Waiting(_) => "Đã lưu trên máy này, sẽ tự gửi khi có mạng.",
            Standing::Refused(_) => "Hệ thống chưa nhận. Hãy xem lý do và sửa lại.",
        };
        Some(view! {
            <a class="notice notice--warn" href="/toi#chua-gui">
                <Glyph icon=Icon::Waiting />
                <span>
                    <strong>{sync_badge::words(standing)}</strong>
                    ". "
                    {advice}
                </span>
            </a>
        })
    })
}

fn something(view: &Today) -> AnyView {
    let today = view.today;
    let naming = Naming::of(view.groups.iter().flat_map(|group| &group.rows));
    let groups: Vec<_> = view
        .groups
        .iter()
        .cloned()
        .map(|group| view! { <GroupOfTasks group today naming /> })
        .collect();
    view! {
        <div class="today">
        <div class="today__groups">
            <Unassigned count=view.n_unassigned />
            {attention(view)}
            {groups}
        </div>
        <section class="standing" aria-labelledby="tinh-hinh">
            <h2 id="tinh-hinh">"Tình hình chung"</h2>
            <p class="standing__words">
                <strong class="num">{words::number(view.cells.total())}</strong>
                " lượt giao việc, tính đến "
                {words::date(today)}
                {view.cells.share_on_time().map(|share| view! {
                    " · "<strong class="num">{words::percent(share)}</strong>" đúng hạn"
                })}
            </p>
            <CellsBar cells=view.cells of="lượt giao việc" />
            <CellsChips
                cells=view.cells
                link=Box::new(|cell| {
                    list_address(&TaskQuery { cell: Some(cell), ..TaskQuery::default() })
                })
            />
        </section>
        </div>
    }
    .into_any()
}

#[component]
fn GroupOfTasks(group: Group, today: chrono::NaiveDate, naming: Naming) -> impl IntoView {
    let Group {
        urgency,
        rows,
        n_rows,
    } = group;
    let n_more = n_rows - rows.len();
    let id = format!("nhom-{}", class_word(urgency));
    let heading = id.clone();
    view! {
        <section class=format!("group group--{}", class_word(urgency)) aria-labelledby=id>
            <h2 class="group__title" id=heading>
                {urgency.name()}
                <span class="group__count num">{words::count(n_rows)}</span>
            </h2>
            <TaskRows rows today naming />
            {(n_more > 0).then(|| view! {
                <p class="group__more">
                    <a href=more_address(urgency)>{format!("Xem thêm {n_more} nhiệm vụ")}</a>
                </p>
            })}
        </section>
    }
}

/// Only said where somebody here can do something about it.
#[component]
fn Unassigned(count: usize) -> impl IntoView {
    (count > 0).then(|| {
        view! {
            <a class="notice" href="/ke-hoach">
                <Glyph icon=Icon::Person />
                <span>
                    <strong class="num">{words::count(count)}</strong>
                    " nhiệm vụ chưa có đơn vị thực hiện. Mở kế hoạch để phân công."
                </span>
            </a>
        }
    })
}

fn nothing(view: &Today, assigns: bool) -> AnyView {
    if assigns {
        return view! {
            <Unassigned count=view.n_unassigned />
            <Empty title="Chưa giao việc nào" icon=Icon::Plan>
                <p>"Nhập kế hoạch của xã, rồi phân công nhiệm vụ cho các xóm và phòng ban."</p>
                <p>
                    <a class="btn btn--primary" href="/ke-hoach/nhap">
                        "Nhập kế hoạch"
                    </a>
                </p>
            </Empty>
        }
        .into_any();
    }
    view! {
        <Empty title="Hôm nay chưa có việc nào được giao" icon=Icon::Check>
            <p>"Khi xã giao việc cho đơn vị của bạn, việc sẽ hiện ở đây."</p>
            <p>
                <a class="btn" href="/ke-hoach">
                    "Xem kế hoạch"
                </a>
            </p>
        </Empty>
    }
    .into_any()
}

fn list_address(query: &TaskQuery) -> String {
    format!("/nhiem-vu{}", query.to_query())
}

/// The nearest list there is: an urgency is not quite a cell.
fn more_address(urgency: Urgency) -> String {
    let cell = match urgency {
        Urgency::Overdue => Some(Cell::OpenOverdue),
        Urgency::Silent => Some(Cell::Silent),
        Urgency::DueSoon => Some(Cell::OpenInTime),
        Urgency::Open | Urgency::Done => None,
    };
    list_address(&TaskQuery {
        cell,
        ..TaskQuery::default()
    })
}

fn class_word(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Overdue => "overdue",
        Urgency::DueSoon => "soon",
        Urgency::Silent => "silent",
        Urgency::Open => "open",
        Urgency::Done => "done",
    }
}
