//! What waits for a word of this person, what has been answered, and whom to remind.

use leptos::prelude::*;
use model::view::{
    difficulty::DifficultyRow,
    today::{DeclinedRow, Today},
};

use crate::{
    erased::view,
    pages::task::clock,
    parts::icon::{Glyph, Icon},
    words,
};

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

fn section(
    id: &'static str,
    title: &'static str,
    count: usize,
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
                        <a href="/nhiem-vu?vuong-mac=co">{format!("Xem thêm {n_more}")}</a>
                    </p>
                })}
            </section>
        }
    })
}

fn answers(view: &Today) -> Option<AnyView> {
    let rows = view.answers.iter().map(difficulty_row).collect();
    section(
        "da-tra-loi",
        "Vướng mắc đã có trả lời",
        view.answers.len(),
        rows,
    )
}

fn difficulties(view: &Today) -> Option<AnyView> {
    let rows = view.difficulties.iter().map(difficulty_row).collect();
    section(
        "cho-tra-loi",
        "Vướng mắc chờ trả lời",
        view.n_difficulties,
        rows,
    )
}

fn difficulty_row(row: &DifficultyRow) -> AnyView {
    let answer = row.difficulty.answer.as_ref();
    view! {
        <li class="difficulty-row">
            <p class="difficulty__raised">
                <Glyph icon=Icon::Alert />
                <span>
                    <strong>{row.unit.name.clone()} ": "</strong>
                    {row.difficulty.text.clone()}
                    " "
                    <span class="difficulty__clock">{clock(&row.difficulty, row.n_days)}</span>
                </span>
            </p>
            {answer.map(|answer| view! {
                <p class="difficulty__answer"><strong>"Trả lời: "</strong>{answer.text.clone()}</p>
            })}
            <a class="task-row__link" href=format!("/nhiem-vu/{}#ai-thuc-hien", row.task)>
                {row.text.clone()}
            </a>
        </li>
    }
}

fn declined(view: &Today) -> Option<AnyView> {
    let rows = view.declined.iter().map(declined_row).collect();
    section(
        "can-xu-ly",
        "Cần xử lý: đơn vị không nhận việc",
        view.declined.len(),
        rows,
    )
}

fn declined_row(row: &DeclinedRow) -> AnyView {
    let address = format!("/ke-hoach/{}/phan-cong?nhiem-vu={}", row.plan, row.task);
    view! {
        <li class="difficulty-row">
            <p class="difficulty__raised">
                <Glyph icon=Icon::Refused />
                <span>
                    <strong>{row.unit.name.clone()} ": "</strong>
                    {row.reason.clone()}
                </span>
            </p>
            <a class="task-row__link" href=address>
                {row.text.clone()}
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
