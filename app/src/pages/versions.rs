//! `/ke-hoach/:id/phien-ban`: the signed versions of a plan, and what changed between two of them.

mod changes;

use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map, use_query_map},
};
use model::{
    id::PlanId,
    plan::{Signature, Stage},
    view::versions::{VersionRow, VersionsQuery, VersionsView},
};
use wasm_bindgen::JsCast as _;
use web_sys::{FormData, HtmlFormElement, HtmlSelectElement};

use crate::{
    erased::{heard, live, view},
    pages::plan::crumbs,
    parts::{
        empty::Empty,
        icon::Icon,
        page_head::PageHead,
        reading::{Content, Reading},
    },
    source::{Read, Reader},
    words,
};

#[component]
pub fn VersionsPage() -> impl IntoView {
    let parameters = use_params_map();
    let asked = use_query_map();
    let id = move || parameters.with(|it| it.get("id")).unwrap_or_default();
    let query = move || asked.with(|asked| VersionsQuery::read(|name| asked.get(name)));
    let key = move || match query() {
        Ok(query) => format!("{}{}", id(), query.to_query()),
        Err(problem) => problem.to_string(),
    };
    let read = move |reader: &Reader| match query() {
        Ok(query) => reader.versions(PlanId::new(id()), query),
        Err(problem) => Read::failed(problem),
    };
    view! { <Content key read draw /> }
}

fn draw(reading: Reading<VersionsView>) -> AnyView {
    let view = reading.now;
    view! {
        <PageHead
            title="Phiên bản"
            above=move || live(move || view.with(|view| crumbs(&view.plan, &view.title)))
        >
            {move || view.with(standing)}
        </PageHead>
        {move || view.with(|view| if view.versions.is_empty() { nothing(view) } else { all(view) })}
    }
    .into_any()
}

/// "2 bản đã ký · đang sửa đổi, bổ sung".
fn standing(view: &VersionsView) -> String {
    let stage = crate::text::lowercase(view.stage.name());
    match view.versions.len() {
        0 => view.stage.name().to_owned(),
        n => format!("{} bản đã ký · {stage}", words::count(n)),
    }
}

fn nothing(view: &VersionsView) -> AnyView {
    let address = format!("/ke-hoach/{}", view.plan);
    view! {
        <Empty title="Kế hoạch chưa được ký lần nào" icon=Icon::Plan>
            <p>"Mỗi lần ký ban hành hoặc ký sửa đổi, bổ sung thành một phiên bản để đối chiếu."</p>
            <p>
                <a class="btn" href=address>
                    "Về kế hoạch"
                </a>
            </p>
        </Empty>
    }
    .into_any()
}

fn all(view: &VersionsView) -> AnyView {
    let rows = view.versions.iter().rev().map(version).collect_view();
    view! {
        <div class="versions flow-double">
            <section class="flow-half" aria-labelledby="cac-ban">
                <h2 id="cac-ban">"Các bản đã ký"</h2>
                <ol class="versions__list" reversed>
                    {rows}
                </ol>
            </section>
            <section class="flow" aria-labelledby="doi-chieu">
                <h2 id="doi-chieu">"Đối chiếu"</h2>
                {choosing(view)}
                {changes::draw(view)}
            </section>
        </div>
    }
    .into_any()
}

fn version(row: &VersionRow) -> AnyView {
    let name = match row.number {
        1 => "Bản ban hành".to_owned(),
        n => format!("Bản sửa đổi lần {}", n - 1),
    };
    let reason = row.reason.clone().map(|reason| {
        view! { <p class="versions__reason">"Lý do: " {reason}</p> }
    });
    view! {
        <li class="versions__row">
            <p>
                <strong>{name}</strong>
                " "
                {signature(&row.signature)}
            </p>
            {reason}
        </li>
    }
    .into_any()
}

/// "số 57/KH-UBND ngày 08/07/2025, ông Trần Đình Quang ký".
fn signature(signature: &Signature) -> String {
    let number = signature
        .number
        .as_ref()
        .map(|number| format!("số {number}"));
    let date = signature
        .date
        .map(|date| format!("ngày {}", words::date(date)));
    let signer = signature
        .signer
        .as_ref()
        .map(|signer| format!("người ký: {signer}"));
    let document: Vec<_> = [number, date].into_iter().flatten().collect();
    let document = (!document.is_empty()).then(|| document.join(" "));
    let parts: Vec<_> = [document, signer].into_iter().flatten().collect();
    parts.join(", ")
}

/// A plain form; with the program running it changes the address without a reload.
fn choosing(view: &VersionsView) -> AnyView {
    let navigate = use_navigate();
    let address = format!("/ke-hoach/{}/phien-ban", view.plan);
    let action = address.clone();
    let submit = move |event: SubmitEvent| {
        let form = event
            .target()
            .map(|form| form.unchecked_into::<HtmlFormElement>());
        let Some(Ok(data)) = form.map(|form| FormData::new_with_form(&form)) else {
            return;
        };
        let Ok(asked) = VersionsQuery::read(|name| data.get(name).as_string()) else {
            return;
        };
        event.prevent_default();
        let options = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&format!("{address}{}", asked.to_query()), options);
    };
    let row = |row: &VersionRow| (row.number.to_string(), short(row));
    let versions: Vec<_> = view.versions.iter().rev().map(row).collect();
    let now = match view.stage {
        Stage::Signed => "Hiện nay",
        _ => "Hiện nay, chưa ký",
    };
    let mut ends = vec![(String::new(), now.to_owned())];
    ends.extend(versions.iter().cloned());
    let number = |number: Option<usize>| number.map(|n| n.to_string()).unwrap_or_default();
    view! {
        <form class="versions__form" method="get" action=action on:submit=heard(submit)>
            {choice("tu", "Từ bản", versions, &number(view.from))}
            {choice("den", "Đến bản", ends, &number(view.to))}
            <noscript>
                <button class="btn" type="submit">
                    "Đối chiếu"
                </button>
            </noscript>
        </form>
    }
    .into_any()
}

/// "Lần 2 · 34/QĐ-UBND · 14/11/2026".
fn short(row: &VersionRow) -> String {
    let mut words = vec![format!("Lần {}", row.number)];
    words.extend(row.signature.number.clone());
    words.extend(row.signature.date.map(words::date));
    words.join(" · ")
}

fn choice(
    name: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: &str,
) -> AnyView {
    let options = options.into_iter().map(|(value, words)| {
        let selected = chosen == value;
        view! {
            <option value=value selected=selected>
                {words}
            </option>
        }
    });
    let submit = |event: web_sys::Event| {
        let select = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        if let Some(form) = select.and_then(|select| select.form()) {
            let _ = form.request_submit();
        }
    };
    // Also as a property: once a person has chosen, the attributes of the options no longer count.
    let value = chosen.to_owned();
    view! {
        <div class="field">
            <label class="field__label" for=name>
                {label}
            </label>
            <select class="input" id=name name=name prop:value=value on:change=heard(submit)>
                {options.collect_view()}
            </select>
        </div>
    }
    .into_any()
}
