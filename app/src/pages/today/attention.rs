//! What waits for a word of this person, what has been answered, and whom to remind.

use leptos::prelude::*;
use model::{
    mention::Mention,
    view::{difficulty::Call, today::Today},
};

use crate::{
    erased::{live, view},
    pages::{
        reports::{stage_class, when},
        task::clock,
    },
    parts::icon::{Glyph, Icon},
    seen,
    signal::RwSignal,
    takeover::after_takeover,
    words,
};

/// The list of all.
const DIFFICULTIES: &str = "/nhiem-vu?vuong-mac=co";

/// Nothing where there is nothing.
pub fn attention(view: &Today) -> AnyView {
    let parts = [
        answers(view),
        difficulties(view),
        declined(view),
        reminders(view),
    ];
    parts.into_iter().flatten().collect_view().into_any()
}

/// To be handed in, or to be received.
pub fn reports(view: &Today) -> Option<AnyView> {
    let rows = view.reports.iter().map(|row| {
        let name = format!("{}, {}", row.id.period.name(), row.unit.name);
        view! {
            <li class="difficulty-row">
                <p class="difficulty__raised">
                    <Glyph icon=Icon::Plan />
                    <span>
                        <strong class=stage_class(row.stage)>{row.stage.name()}</strong>
                        " · "
                        {when(row, view.today)}
                    </span>
                </p>
                <a class="task-row__link" href=format!("/bao-cao/{}", row.id)>
                    {name}
                </a>
            </li>
        }
    });
    section(
        "bao-cao",
        "Báo cáo",
        (view.n_reports, "/bao-cao"),
        rows.collect(),
    )
}

/// Comments that name the person, until they are opened or answered.
pub fn named(view: RwSignal<Today>) -> AnyView {
    let is_live = after_takeover();
    let drawn = move || {
        view.with(|view| {
            let open = |one: &&Mention| !is_live.get() || !seen::is_seen(&one.record);
            let rows: Vec<_> = view.mentions.iter().filter(open).map(mention).collect();
            section(
                "duoc-nhac",
                "Được nhắc tên",
                (rows.len(), DIFFICULTIES),
                rows,
            )
        })
    };
    live(drawn)
}

fn mention(mention: &Mention) -> AnyView {
    view! {
        <li class="difficulty-row">
            <p class="difficulty__raised">
                <Glyph icon=Icon::Person />
                <span>
                    <strong>{mention.by.clone()} ": "</strong>
                    {mention.words.clone()}
                    " "
                    <span class="difficulty__clock">{words::exact_moment(mention.at)}</span>
                </span>
            </p>
            <a class="task-row__link" href=format!("/nhiem-vu/{}#gop-y", mention.task)>
                {mention.about.clone()}
            </a>
        </li>
    }
}

/// How many there are, shown or not, and where all of them are.
fn section(
    id: &'static str,
    title: &'static str,
    (count, all): (usize, &'static str),
    rows: Vec<AnyView>,
) -> Option<AnyView> {
    (count > 0).then(|| {
        let n_more = count - rows.len().min(count);
        view! {
            <section class="group" aria-labelledby=id>
                <h2 class="group__title" id=id>
                    {title}
                    <span class="group__count num">{words::count(count)}</span>
                </h2>
                <ul class="difficulty-rows">{rows}</ul>
                {(n_more > 0).then(|| view! {
                    <p class="group__more">
                        <a href=all>{format!("Xem thêm {n_more}")}</a>
                    </p>
                })}
            </section>
        }
    })
}

fn answers(view: &Today) -> Option<AnyView> {
    let rows = calls(&view.answers, false);
    section(
        "da-tra-loi",
        "Vướng mắc đã có trả lời",
        (view.answers.len(), DIFFICULTIES),
        rows,
    )
}

fn difficulties(view: &Today) -> Option<AnyView> {
    let rows = calls(&view.difficulties, false);
    section(
        "cho-tra-loi",
        "Vướng mắc chờ trả lời",
        (view.n_difficulties, DIFFICULTIES),
        rows,
    )
}

fn declined(view: &Today) -> Option<AnyView> {
    let rows = calls(&view.declined, true);
    section(
        "can-xu-ly",
        "Cần xử lý: đơn vị không nhận việc",
        (view.declined.len(), DIFFICULTIES),
        rows,
    )
}

fn calls(calls: &[Call], is_declined: bool) -> Vec<AnyView> {
    calls.iter().map(|call| row(call, is_declined)).collect()
}

fn row(call: &Call, is_declined: bool) -> AnyView {
    let (icon, address) = if is_declined {
        let address = format!("/ke-hoach/{}/phan-cong?nhiem-vu={}", call.plan, call.task);
        (Icon::Refused, address)
    } else {
        (Icon::Alert, format!("/nhiem-vu/{}#ai-thuc-hien", call.task))
    };
    let clock = (!is_declined).then(|| clock(call.answer.is_none(), call.n_days.into()));
    view! {
        <li class="difficulty-row">
            <p class="difficulty__raised">
                <Glyph icon />
                <span>
                    <strong>{call.unit.name.clone()} ": "</strong>
                    {call.words.clone()}
                    " "
                    <span class="difficulty__clock">{clock}</span>
                </span>
            </p>
            {call.answer.clone().map(|answer| view! {
                <p class="difficulty__answer"><strong>"Trả lời: "</strong>{answer}</p>
            })}
            <a class="task-row__link" href=address>
                {call.text.clone()}
            </a>
        </li>
    }
}

/// Copying is the page's own script, which is there before the program.
fn reminders(view: &Today) -> Option<AnyView> {
    (view.n_reminded > 0).then(|| {
        view! {
            <details class="reminders">
                <summary>
                    <Glyph icon=Icon::Clock />
                    <span>
                        "Nhắc việc "
                        <strong class="num">{words::count(view.n_reminded)}</strong>
                        " đơn vị: soạn sẵn tin để dán vào Zalo"
                    </span>
                </summary>
                <div class="flow-half">
                    <label class="visually-hidden" for="tin-nhac">"Tin nhắc việc"</label>
                    <textarea class="input" id="tin-nhac" rows="8" readonly prop:value=view.digest.clone()>
                        {view.digest.clone()}
                    </textarea>
                    <p class="row">
                        <button class="btn btn--primary" type="button" data-wish="copy" data-of="tin-nhac">
                            "Sao chép"
                        </button>
                        <span class="txt-small" role="status"></span>
                    </p>
                </div>
            </details>
        }
    })
}
