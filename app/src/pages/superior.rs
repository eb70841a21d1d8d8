//! `/ke-hoach/:id/cap-tren`: which tasks and targets of the superior plan are covered, and by what.

mod demand;
mod desk;
mod rows;

use demand::Shown;
use desk::{Desk, Told};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    id::PlanId,
    view::superior::{Superior, SuperiorView},
};
use web_sys::HtmlSelectElement;

use crate::{
    element::element,
    erased::{heard, live, view},
    pages::plan::crumbs,
    parts::{
        icon::{Glyph, Icon},
        page_head::PageHead,
        problem::ProblemNote,
        reading::{Content, Reading},
    },
    signal::Memo,
    source::Reader,
    words::count,
};

/// Id of the list of superior plans.
const SUPERIOR: &str = "ke-hoach-cap-tren";

#[component]
pub fn SuperiorPage() -> impl IntoView {
    let parameters = use_params_map();
    let key = move || parameters.with(|it| it.get("id")).unwrap_or_default();
    let read = move |reader: &Reader| reader.superior(PlanId::new(key()));
    view! { <Content key read draw /> }
}

fn draw(reading: Reading<SuperiorView>) -> AnyView {
    let desk = Desk::new(reading.now);
    let query = use_query_map();
    let word = Memo::new(move |_| query.with(|query| query.get("loc")).unwrap_or_default());
    let shown = move || word.with(|word| Shown::read(word));
    let above = move || {
        live(move || {
            desk.told
                .with(|told| crumbs(&told.view.plan.id, &told.view.plan.title))
        })
    };
    // The plans are drawn again only when they are others, not with every link that is made.
    let plans = Memo::new(move |_| {
        desk.told.with(|told| {
            let named = told.view.plan.carries_out.as_ref();
            let seen = told.view.superior.as_ref().map(|it| &it.plan.id);
            let words = [named, seen].map(|id| id.map(ToString::to_string).unwrap_or_default());
            words.join(" ")
        })
    });
    let is_there = move || {
        desk.told
            .with_untracked(|told| told.view.superior.is_some())
    };
    view! {
        <PageHead title="Kế hoạch cấp trên" above>
            {move || summary(desk)}
        </PageHead>
        <div class="superior flow-double">
            {move || plans.with(|_| choosing(desk))}
            {move || plans.with(|_| is_there().then(|| demands(desk, shown)))}
        </div>
    }
    .into_any()
}

/// "Đã có trong kế hoạch: 12/28 nhiệm vụ, 4/10 chỉ tiêu."
fn summary(desk: Desk) -> Option<String> {
    desk.told.with(|told| {
        told.view.superior.as_ref()?;
        let tally = told.demands.tally;
        Some(format!(
            "Đã có trong kế hoạch: {}/{} nhiệm vụ, {}/{} chỉ tiêu của cấp trên",
            count(tally.n_tasks_covered),
            count(tally.n_tasks),
            count(tally.n_targets_covered),
            count(tally.n_targets)
        ))
    })
}

/// Which plan it is, and the way to another one.
fn choosing(desk: Desk) -> AnyView {
    desk.told.with_untracked(|Told { view, .. }| {
        let named = view.superior.as_ref().map(named);
        let unknown = (named.is_none() && view.plan.carries_out.is_some()).then(|| {
            view! {
                <p class="txt-soft">
                    "Kế hoạch cấp trên đã chọn chưa về đến máy này, hoặc không thuộc phạm vi được xem."
                </p>
            }
        });
        let form = match (view.may_edit, view.choices.is_empty(), named.is_some()) {
            (false, _, false) => {
                view! { <p class="txt-soft">"Kế hoạch này chưa ghi thực hiện kế hoạch nào của cấp trên."</p> }
                    .into_any()
            }
            (false, ..) => ().into_any(),
            (true, true, _) => {
                view! { <p class="txt-soft">"Đơn vị cấp trên chưa có kế hoạch nào trong hệ thống."</p> }
                    .into_any()
            }
            (true, false, false) => form(desk, view),
            (true, false, true) => {
                view! {
                    <details class="superior__change">
                        <summary>"Đổi kế hoạch cấp trên"</summary>
                        {form(desk, view)}
                    </details>
                }
                .into_any()
            }
        };
        view! {
            <section class="flow-half" aria-label="Kế hoạch cấp trên được thực hiện">
                {named} {unknown} {form}
            </section>
        }
        .into_any()
    })
}

fn named(superior: &Superior) -> AnyView {
    let unit = superior.unit.name.clone();
    let number = superior.plan.written_number();
    let number = number.map(|number| format!(" · số {number}"));
    view! {
        <p>
            "Thực hiện: "
            <a href=format!("/ke-hoach/{}", superior.plan.id)>{superior.plan.title.clone()}</a>
            <span class="txt-soft">" (" {unit} {number} ")"</span>
        </p>
    }
    .into_any()
}

fn form(desk: Desk, view: &SuperiorView) -> AnyView {
    let chosen = view.plan.carries_out.clone();
    let options = view.choices.iter().map(|choice| {
        let selected = chosen.as_ref() == Some(&choice.id);
        let words = format!("{}: {}", choice.unit.name, choice.title);
        view! {
            <option value=choice.id.to_string() selected=selected>
                {words}
            </option>
        }
    });
    let choose = move |_| {
        let value = element::<HtmlSelectElement>(SUPERIOR).map(|select| select.value());
        let value = value.filter(|value| !value.is_empty());
        desk.choose(value.map(PlanId::new));
    };
    view! {
        <div class="superior__form">
            <label class="field__label" for=SUPERIOR>
                "Kế hoạch của cấp trên mà kế hoạch này thực hiện"
            </label>
            <select class="input" id=SUPERIOR>
                <option value="">"Không thực hiện kế hoạch nào"</option>
                {options.collect_view()}
            </select>
            <button class="btn" type="button" on:click=heard(choose)>
                "Ghi lại"
            </button>
        </div>
    }
    .into_any()
}

fn demands(desk: Desk, shown: impl Fn() -> Shown + Copy + Send + Sync + 'static) -> AnyView {
    let rows = move || {
        let shown = shown();
        desk.told.with(|told| {
            let rows: Vec<_> = told
                .demands
                .rows
                .iter()
                .filter(|it| shown.has(it))
                .collect();
            if rows.is_empty() {
                return view! { <p class="txt-soft">{nothing(shown)}</p> }.into_any();
            }
            let groups = rows.chunk_by(|a, b| a.path == b.path);
            groups
                .map(|rows| rows::group(desk, rows))
                .collect_view()
                .into_any()
        })
    };
    view! {
        <section class="flow" aria-labelledby="muc-cap-tren">
            <h2 id="muc-cap-tren">"Nhiệm vụ, chỉ tiêu của cấp trên"</h2>
            {move || chips(desk, shown())}
            {move || closed(desk)}
            <div class="superior__rows">{rows}</div>
        </section>
        {move || may_take_over(desk).then(|| actions(desk, shown))}
    }
    .into_any()
}

fn nothing(shown: Shown) -> &'static str {
    match shown {
        Shown::All => "Kế hoạch cấp trên không có nhiệm vụ, chỉ tiêu nào.",
        Shown::Open => "Mọi nhiệm vụ, chỉ tiêu của cấp trên đều đã có trong kế hoạch.",
        Shown::Given => "Cấp trên chưa giao nhiệm vụ nào cho đơn vị này.",
    }
}

fn chips(desk: Desk, chosen: Shown) -> AnyView {
    let (plan, tally, n_given) = desk.told.with(|told| {
        let demands = &told.demands;
        (told.view.plan.id.clone(), demands.tally, demands.n_given)
    });
    let chip = |shown: Shown| {
        let (name, n) = match shown {
            Shown::All => ("Tất cả", tally.n_tasks + tally.n_targets),
            Shown::Open => ("Chưa có", tally.n_open()),
            Shown::Given => ("Được giao", n_given),
        };
        let query = match shown {
            Shown::All => String::new(),
            shown => format!("?loc={}", shown.as_str()),
        };
        let address = format!("/ke-hoach/{plan}/cap-tren{query}");
        let current = (shown == chosen).then_some("true");
        view! {
            <a class="chip chip--open" href=address aria-current=current data-noscroll="true">
                {name}
                <span class="chip__count num">{count(n)}</span>
            </a>
        }
    };
    let chips = Shown::ALL.map(chip).into_iter().collect_view();
    view! { <div class="chips">{chips}</div> }.into_any()
}

fn may_edit(desk: Desk) -> bool {
    desk.told.with_untracked(|told| told.view.may_edit)
}

fn may_take_over(desk: Desk) -> bool {
    desk.told
        .with(|Told { view, .. }| view.may_edit && view.plan.stage().is_open())
}

/// Why nothing can be taken over now.
fn closed(desk: Desk) -> Option<AnyView> {
    desk.told.with(|Told { view, .. }| {
        let is_closed = view.may_edit && !view.plan.stage().is_open();
        is_closed.then(|| {
            let stage = crate::text::lowercase(view.plan.stage().name());
            view! {
                <p class="notice">
                    <Glyph icon=Icon::Note />
                    <span>
                        "Kế hoạch " {stage}
                        ": nối với mục đã có thì được ngay; muốn đưa thêm mục của cấp trên vào, hãy mở sửa đổi, bổ sung ở "
                        <a href=format!("/ke-hoach/{}/soan", view.plan.id)>"trang soạn kế hoạch"</a> "."
                    </span>
                </p>
            }
            .into_any()
        })
    })
}

/// What will be taken over, and the button that does it.
fn actions(desk: Desk, shown: impl Fn() -> Shown + Copy + Send + Sync + 'static) -> AnyView {
    let n_picked = move || desk.picked.with(|picked| picked.items().len());
    let all = move |_| {
        let shown = untrack(shown);
        let open = desk.told.with_untracked(|told| {
            let rows = told.demands.rows.iter();
            let rows = rows.filter(|it| it.by.is_empty() && shown.has(it));
            rows.map(|it| it.id.clone()).collect::<Vec<_>>()
        });
        desk.picked.update(|picked| {
            for id in open {
                picked.set(id, true);
            }
        });
    };
    view! {
        <div class="action-bar">
            <div class="action-bar__words" role="status">
                <p>
                    {move || match n_picked() {
                        0 => "Chọn các mục chưa có để đưa vào kế hoạch.".to_owned(),
                        n => format!("Đưa {} mục vào kế hoạch, mỗi mục sau mục cùng loại cuối cùng.", count(n)),
                    }}
                </p>
                {move || desk.problem.get().map(|problem| view! { <ProblemNote problem /> })}
            </div>
            <button class="btn" type="button" on:click=heard(all)>
                "Chọn hết mục chưa có"
            </button>
            <button
                class="btn btn--primary"
                type="button"
                disabled=move || n_picked() == 0
                on:click=heard(move |_| desk.take_over())
            >
                "Đưa vào kế hoạch"
            </button>
        </div>
    }
    .into_any()
}
