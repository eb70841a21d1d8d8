//! The last figure of a line, and all before it with who gave them.

use leptos::{prelude::*, task::spawn_local};
use model::{
    figure::{Account, Figure, FigureReported},
    record::Fact,
    view::figures::{EntryRow, FiguresView},
};

use super::entry::reportable;
use crate::{
    device::Draft,
    erased::{heard, live, view},
    outbox::Outbox,
    parts::toast::Toaster,
    signal::RwSignal,
    words,
};

#[component]
pub fn Last(
    figures: RwSignal<FiguresView>,
    place: usize,
    part: Option<&'static str>,
) -> impl IntoView {
    let draw = move |view: &FiguresView| {
        let row = reportable(view).nth(place)?;
        Some(last(view, row, row.account(part)?))
    };
    live(move || figures.with(draw))
}

fn last(view: &FiguresView, row: &EntryRow, account: &Account) -> AnyView {
    let entries = account.entries();
    let Some(last) = entries.last() else {
        return view! { <p class="entry__last txt-small txt-soft">"Chưa có số liệu nào."</p> };
    };
    let rivals = match account.rivals().len() {
        0 => "",
        _ => " · hai người sửa khác nhau",
    };
    let mut history = account.history();
    history.reverse();
    let items: Vec<_> = history
        .into_iter()
        .map(|figure| {
            let stands = entries
                .iter()
                .any(|entry| entry.figure.record == figure.record);
            item(view, row, figure, stands)
        })
        .collect();
    view! {
        <details class="entry__last txt-small">
            <summary>
                "Gần nhất: "
                <strong class="num">{told(&last.figure.said)}</strong>
                {format!(", ngày {}{rivals}", words::date(last.as_of()))}
            </summary>
            <ul class="entry__history">{items}</ul>
        </details>
    }
}

fn item(view: &FiguresView, row: &EntryRow, figure: &Figure, stands: bool) -> AnyView {
    let who = view.names.get(&figure.by).cloned().unwrap_or_default();
    let when = words::moment(figure.made_at.millis, view.today);
    let said = &figure.said;
    let what = match (stands, said.numerator) {
        (_, None) => "rút lại".to_owned(),
        (true, _) => told(said),
        (false, _) => format!("{} (đã sửa)", told(said)),
    };
    let source = said.source.as_ref();
    let source = source.map_or(String::new(), |source| format!(" Nguồn: {source}."));
    view! {
        <li>
            <p>
                <span class="num">{what}</span>
                {format!(", tính đến {}, {}.{source}", words::date(said.as_of), said.grade.name())}
            </p>
            <p class="txt-soft">{format!("{who} báo {when}")}</p>
            {stands.then(|| take_back(row, figure))}
        </li>
    }
}

/// A button that takes the figure back, which makes it missing again.
fn take_back(row: &EntryRow, figure: &Figure) -> AnyView {
    let (outbox, toaster) = (Outbox::from_context(), Toaster::from_context());
    let draft = Draft {
        unit: row.unit.id.clone(),
        replaces: Some(figure.record.clone()),
        after: Some(figure.made_at),
        about: format!("Rút lại số liệu {}, {}", row.unit.name, row.indicator.name),
        fact: Fact::FigureReported(FigureReported {
            numerator: None,
            denominator: None,
            source: None,
            ..figure.said.clone()
        }),
    };
    let take = move |_| {
        let draft = draft.clone();
        spawn_local(async move {
            match outbox.save(vec![draft]).await {
                Ok(_) => toaster.say("Đã rút lại số liệu"),
                Err(error) => toaster.say(error.sentence()),
            }
        });
    };
    view! {
        <button class="btn" type="button" on:click=heard(take)>
            "Rút lại số này"
        </button>
    }
}

fn told(said: &FigureReported) -> String {
    let numerator = said.numerator.map(words::number).unwrap_or_default();
    match said.denominator {
        Some(whole) => format!("{numerator}/{}", words::number(whole)),
        None => numerator,
    }
}
