//! Tasks along time: a table, one row a task, whose last column is drawn. Places are the model's.

use chrono::NaiveDate;
use leptos::prelude::*;
use model::view::timeline::{Bar, Mark, Span, Timeline};
use web_sys::HtmlElement;

use crate::{
    element::element,
    erased::view,
    parts::{
        cell_mark::{CellMark, class_word},
        due::words_of,
    },
    signal::Effect,
    words,
};

/// Of what scrolls.
const REGION: &str = "dong-thoi-gian";

pub fn draw(line: &Timeline, today: NaiveDate) -> AnyView {
    bring_today_into_view(line.today);
    let rows: Vec<_> = line.bars.iter().map(|bar| row(line, bar)).collect();
    let class = if line.months.len() > 15 {
        "timeline timeline--long"
    } else {
        "timeline"
    };
    let caption = format!(
        "{} nhiệm vụ từ {} đến {}; hôm nay {}",
        words::count(line.bars.len()),
        words::date(line.from),
        words::date(line.to),
        words::date(today)
    );
    view! {
        <div class="timeline__scroll" id=REGION role="region" aria-label="Dòng thời gian, cuộn ngang để xem" tabindex="0">
            <table class=class>
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>
                        <th class="timeline__task" scope="col">"Nhiệm vụ"</th>
                        <th scope="col">
                            <span class="visually-hidden">"Thời gian"</span>
                            {head(line)}
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <Legend />
        {(line.n_more > 0).then(|| view! {
            <p class="txt-soft">
                "Còn " {words::count(line.n_more)} " nhiệm vụ chưa vẽ. Hãy lọc bớt để xem."
            </p>
        })}
    }
}

/// The edges of bars are soft where the plan names no day.
#[component]
fn Legend() -> impl IntoView {
    view! {
        <p class="timeline__legend txt-small txt-soft">
            "Mép mờ: kế hoạch không nêu ngày, hoặc ghi “dự kiến”. Vạch đứng: hôm nay. Kẻ sọc: việc thường xuyên."
        </p>
    }
}

fn head(line: &Timeline) -> AnyView {
    let quarters: Vec<_> = line
        .quarters
        .iter()
        .map(|mark| quarter(line, mark))
        .collect();
    // Numbers of months would run into each other where there are many.
    let has_names = line.months.len() <= 24;
    let months: Vec<_> = line
        .months
        .iter()
        .map(|mark| {
            let middle = percent(mark.at + mark.width / 2);
            view! {
                <text class="timeline__month" x=middle y="38" text-anchor="middle">
                    {has_names.then(|| mark.name.clone())}
                </text>
            }
        })
        .collect();
    view! {
        <svg class="timeline__head" width="100%" height="44" aria-hidden="true">
            <defs>
                <linearGradient id="tg-hai-dau">
                    <stop offset="0" stop-color="white" stop-opacity="0.08" />
                    <stop offset="0.35" stop-color="white" />
                    <stop offset="0.65" stop-color="white" />
                    <stop offset="1" stop-color="white" stop-opacity="0.08" />
                </linearGradient>
                <linearGradient id="tg-dau">
                    <stop offset="0" stop-color="white" stop-opacity="0.08" />
                    <stop offset="0.5" stop-color="white" />
                </linearGradient>
                <linearGradient id="tg-cuoi">
                    <stop offset="0.5" stop-color="white" />
                    <stop offset="1" stop-color="white" stop-opacity="0.08" />
                </linearGradient>
                <pattern id="tg-soc" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect width="3.5" height="6" fill="white" />
                    <rect x="3.5" width="2.5" height="6" fill="white" fill-opacity="0.45" />
                </pattern>
                {["tg-hai-dau", "tg-dau", "tg-cuoi"].map(mask).into_iter().collect_view()}
                <mask id="m-tg-soc" maskContentUnits="userSpaceOnUse">
                    <rect width="100%" height="100%" fill="url(#tg-soc)" />
                </mask>
            </defs>
            {quarters}
            {months}
            {today_line(line, 22, 44)}
        </svg>
    }
}

fn mask(fill: &'static str) -> AnyView {
    view! {
        <mask id=format!("m-{fill}") maskContentUnits="objectBoundingBox">
            <rect width="1" height="1" fill=format!("url(#{fill})") />
        </mask>
    }
}

fn quarter(line: &Timeline, mark: &Mark) -> AnyView {
    // Where quarters are narrow, their names are short: "Quý IV".
    let name = match mark.name.split_once('/') {
        Some((short, _)) if line.quarters.len() > 5 => short.to_owned(),
        _ => mark.name.clone(),
    };
    view! {
        <line class="timeline__rule" x1=percent(mark.at) x2=percent(mark.at) y1="0" y2="44" />
        <text class="timeline__quarter" x=percent(mark.at) dx="6" y="16">
            {name}
        </text>
    }
}

fn row(line: &Timeline, bar: &Bar) -> AnyView {
    let rules: Vec<_> = line
        .quarters
        .iter()
        .map(|mark| view! { <line class="timeline__rule" x1=percent(mark.at) x2=percent(mark.at) y1="0" y2="100%" /> })
        .collect();
    let label = bar.label.clone();
    view! {
        <tr>
            <th class="timeline__task" scope="row">
                <a class="timeline__link" href=format!("/nhiem-vu/{}", bar.task)>
                    {label.map(|label| view! { <span class="num txt-soft">{label}</span> " " })}
                    {bar.text.clone()}
                </a>
                <span class="timeline__facts">
                    {bar.cell.map(|cell| view! { <CellMark cell /> })}
                </span>
            </th>
            <td class="timeline__time">
                <span class="timeline__words">{words_of(&bar.schedule)}</span>
                <svg class="timeline__bar" width="100%" height="26" aria-hidden="true">
                    {rules}
                    {bar.span.map(|span| drawn(bar, span))}
                    {today_line(line, 0, 26)}
                </svg>
            </td>
        </tr>
    }
}

fn drawn(bar: &Bar, span: Span) -> AnyView {
    let class = match bar.cell {
        Some(cell) => format!("timeline__span timeline__span--{}", class_word(cell)),
        None => "timeline__span".to_owned(),
    };
    let edge = match (span.soft_start, span.soft_end) {
        (true, true) => Some("url(#m-tg-hai-dau)"),
        (true, false) => Some("url(#m-tg-dau)"),
        (false, true) => Some("url(#m-tg-cuoi)"),
        (false, false) => None,
    };
    let stripes = span.continuous.then_some("url(#m-tg-soc)");
    view! {
        <g mask=stripes>
            <rect
                class=class
                x=percent(span.at)
                width=percent(span.width)
                y="6"
                height="14"
                rx="4"
                mask=edge
            />
        </g>
    }
}

fn today_line(line: &Timeline, from: u32, to: u32) -> Option<AnyView> {
    let at = percent(line.today?);
    Some(view! { <line class="timeline__today" x1=at.clone() x2=at y1=from y2=to /> })
}

/// Where not all of the time fits, one begins with now.
fn bring_today_into_view(today: Option<u32>) {
    Effect::new(move |_| {
        let Some((region, today)) = element::<HtmlElement>(REGION).zip(today) else {
            return;
        };
        let (shown, whole) = (region.client_width(), region.scroll_width());
        let at = i32::try_from(today).unwrap_or(0) * whole / 1000;
        region.set_scroll_left(at - shown / 2);
    });
}

/// Thousandths as an SVG length.
fn percent(thousandths: u32) -> String {
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}
