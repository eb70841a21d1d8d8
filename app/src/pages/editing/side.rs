//! Beside the outline: what people have to agree on, numbering, what was withdrawn, and the keys.

use super::{desk::Desk, fields::Caret};
use crate::{
    erased::{heard, view},
    parts::icon::{Glyph, Icon},
    words::exact_moment,
};
use leptos::prelude::*;
use model::{
    plan::{NodeField, editing::Numbering},
    view::editing::{Claim, Dispute, EditingRow},
};

/// Fields that several people have set without having seen each other.
pub fn disputes(desk: Desk) -> AnyView {
    let list = move || {
        desk.view.with(|view| {
            let may_write = view.head.may_write;
            let list: Vec<_> = view.disputes.iter().collect();
            (!list.is_empty()).then(|| {
                let items = list.into_iter().map(|one| dispute(desk, one, may_write));
                view! {
                    <section class="edit-disputes" aria-labelledby="can-thong-nhat">
                        <h2 id="can-thong-nhat">
                            <Glyph icon=Icon::Alert />
                            {view.disputes.len()} " chỗ cần thống nhất"
                        </h2>
                        <p class="txt-soft">
                            "Nhiều người cùng sửa một chỗ mà chưa thấy bản của nhau. Mọi bản đều còn; hãy chọn bản đúng."
                        </p>
                        <ul class="edit-disputes__list">{items.collect_view()}</ul>
                    </section>
                }
            })
        })
    };
    view! { <div aria-live="polite">{move || list()}</div> }
}

fn dispute(desk: Desk, dispute: &Dispute, may_write: bool) -> AnyView {
    let node = dispute.node.clone();
    let claims = dispute
        .claims
        .iter()
        .enumerate()
        .map(|(place, one)| claim(desk, dispute, one, place == 0, may_write))
        .collect_view();
    view! {
        <li class="edit-dispute">
            <p class="edit-dispute__about">
                <strong>{dispute.title.clone()}</strong>
                " của "
                <button class="link" type="button" on:click=heard(move |_| desk.open(&node, Caret::End))>
                    {dispute.about.clone()}
                </button>
            </p>
            <ul class="edit-dispute__claims">{claims}</ul>
        </li>
    }
}

fn claim(desk: Desk, dispute: &Dispute, claim: &Claim, is_shown: bool, may_write: bool) -> AnyView {
    let (node, field) = (dispute.node.clone(), dispute.field.clone());
    let value = claim.value.clone();
    let choose = move |_| {
        if let Ok(field) = NodeField::read(&field, value.clone()) {
            desk.settle(&node, &field);
        }
    };
    let label = format!("Lấy bản của {}", claim.by.name);
    view! {
        <li class="edit-claim">
            <q class="edit-claim__words">{claim.words.clone()}</q>
            <p class="edit-claim__by">
                {claim.by.name.clone()} ", " {exact_moment(claim.at)} {is_shown.then_some(" (đang hiện)")}
            </p>
            {may_write
                .then(|| {
                    view! {
                        <button class="btn btn--small" type="button" aria-label=label on:click=heard(choose)>
                            "Lấy bản này"
                        </button>
                    }
                })}
        </li>
    }
}

pub fn side(desk: Desk) -> AnyView {
    view! {
        {move || desk.head.with(|head| head.may_write).then(|| numbering(desk))}
        {move || withdrawn(desk)}
        {keys()}
    }
    .into_any()
}

fn numbering(desk: Desk) -> AnyView {
    let buttons = Numbering::ALL.map(|numbering| {
        view! {
            <button class="btn btn--small" type="button" on:click=heard(move |_| desk.renumber(numbering))>
                {numbering.name()}
            </button>
        }
    });
    view! {
        <section class="flow-half">
            <h2>"Đánh số lại"</h2>
            <p class="txt-soft">
                "Số đang giữ nguyên như văn bản. Chọn một kiểu để đánh lại cả kế hoạch; hoàn tác được."
            </p>
            <p class="row">{buttons.into_iter().collect_view()}</p>
        </section>
    }
}

fn withdrawn(desk: Desk) -> AnyView {
    desk.view.with(|view| {
        let may_write = view.head.may_write;
        let n = view.withdrawn.len();
        let rows: Vec<_> = view.withdrawn.iter().collect();
        let items = rows.into_iter().map(|row| gone(desk, row, may_write));
        (n > 0)
            .then(|| {
                view! {
                    <details class="edit-gone">
                        <summary class="edit-gone__title">"Đã bỏ (" {n} ")"</summary>
                        <ul class="edit-gone__list">{items.collect_view()}</ul>
                    </details>
                }
            })
            .into_any()
    })
}

fn gone(desk: Desk, row: &EditingRow, may_write: bool) -> AnyView {
    let node = row.id.clone();
    let words = format!(
        "{}{}",
        row.label
            .as_ref()
            .map(|label| format!("{label} "))
            .unwrap_or_default(),
        if row.text.trim().is_empty() {
            "(chưa viết)"
        } else {
            &row.text
        }
    );
    let label = format!("Khôi phục: {words}");
    view! {
        <li class="edit-gone__row">
            <span class="edit-gone__words">{words}</span>
            {may_write
                .then(|| {
                    view! {
                        <button
                            class="btn btn--small"
                            type="button"
                            aria-label=label
                            on:click=heard(move |_| desk.restore(&node))
                        >
                            "Khôi phục"
                        </button>
                    }
                })}
        </li>
    }
}

/// Nobody has to know them, and whoever types all day wants to.
fn keys() -> AnyView {
    const KEYS: [(&str, &str); 9] = [
        ("Enter", "thêm mục, hoặc tách ở con trỏ"),
        ("Backspace đầu câu", "gộp với mục trên"),
        ("Tab, Shift+Tab", "lùi vào, lùi ra"),
        ("Alt+↑, Alt+↓", "chuyển lên, xuống"),
        ("↑, ↓", "sang mục trên, mục dưới"),
        ("Alt+Enter", "loại mục, thời gian, đơn vị…"),
        ("Ctrl+Z", "hoàn tác"),
        ("Ctrl+Shift+Z", "làm lại"),
        ("Esc", "rời ô đang soạn"),
    ];
    let rows = KEYS
        .map(|(keys, what)| {
            view! {
                <dt>
                    <kbd>{keys}</kbd>
                </dt>
                <dd>{what}</dd>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <details class="edit-keys" id="soan-phim">
            <summary class="edit-gone__title">"Phím tắt"</summary>
            <dl class="edit-keys__list">{rows}</dl>
        </details>
    }
}
