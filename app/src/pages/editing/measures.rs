//! What the plan's targets are measured by, and the indicators that the plan brings itself.
//!
//! One form is open at a time and stays as it was drawn while others edit: what is typed in it belongs
//! to the person until it is saved.

mod forms;

use super::{desk::Desk, fields::focus};
use crate::{
    erased::{heard, view},
    parts::icon::{Glyph, Icon},
    signal::RwSignal,
};
use leptos::prelude::*;
use model::{
    indicator::TargetLink,
    view::{
        editing::{Measured, Measures},
        figures::asked,
    },
};

/// What is open: a target by its node, an indicator, or a new one, maybe for a target.
#[derive(Clone, Debug, PartialEq)]
enum Open {
    Target(String),
    Indicator(String),
    New(Option<String>),
}

impl Open {
    /// As one word, because each type of signal is code of its own.
    fn word(&self) -> String {
        match self {
            Self::Target(node) => format!("t{node}"),
            Self::Indicator(id) => format!("i{id}"),
            Self::New(node) => format!("n{}", node.clone().unwrap_or_default()),
        }
    }

    fn read(word: &str) -> Self {
        let (kind, rest) = word.split_at_checked(1).unwrap_or_default();
        let rest = rest.to_owned();
        match kind {
            "t" => Self::Target(rest),
            "i" => Self::Indicator(rest),
            _ => Self::New(Some(rest).filter(|node| !node.is_empty())),
        }
    }
}

pub fn measures(desk: Desk) -> AnyView {
    let open = RwSignal::new(None::<String>);
    let lists = move || {
        desk.view
            .with(|view| lists(&view.head.title, &view.measures, open))
    };
    let form = move || {
        open.with(|word| {
            let what = Open::read(word.as_deref()?);
            desk.view
                .with_untracked(|view| forms::form(desk, open, &what, &view.measures))
        })
    };
    view! {
        <section class="editing__outline measures flow-half" id="chi-so" aria-labelledby="chi-so-ten">
            <h2 id="chi-so-ten">"Chỉ tiêu đo bằng chỉ số nào"</h2>
            {move || lists()}
            <div aria-live="polite">{move || form()}</div>
        </section>
    }
}

fn lists(plan: &str, measures: &Measures, open: RwSignal<Option<String>>) -> AnyView {
    let targets: Vec<_> = measures
        .targets
        .iter()
        .map(|one| target(measures, one, open))
        .collect();
    let own: Vec<_> = measures
        .own
        .iter()
        .map(|own| {
            let indicator = &own.indicator;
            let state = if indicator.withdrawn {
                " (đã thôi đếm)"
            } else {
                ""
            };
            let what = Open::Indicator(indicator.id.to_string());
            view! {
                <li class="measures__row">
                    <p>{format!("{}{state}", indicator.name)}</p>
                    <p class="txt-small txt-soft">
                        {format!("Mã {}, tính bằng {}", indicator.id, indicator.unit)}
                    </p>
                    {measures.may_measure.then(|| opener(open, what, "Sửa", &indicator.name))}
                </li>
            }
        })
        .collect();
    let n_targets = targets.len();
    view! {
        {(n_targets == 0).then(|| view! { <p class="txt-soft">"Kế hoạch chưa có mục nào là chỉ tiêu."</p> })}
        <ul class="measures__list">{targets}</ul>
        {(measures.may_measure || !own.is_empty())
            .then(|| {
                view! {
                    <h3>"Chỉ số riêng của kế hoạch"</h3>
                    <p class="txt-soft">
                        {format!(
                            "Ngoài các chỉ số của cả nước và của cấp trên. Mọi đơn vị bên dưới thực hiện “{plan}” cùng đếm như nhau.",
                        )}
                    </p>
                    <ul class="measures__list">{own}</ul>
                    {measures
                        .may_measure
                        .then(|| opener(open, Open::New(None), "Thêm chỉ số", ""))}
                }
            })}
    }
}

fn target(measures: &Measures, one: &Measured, open: RwSignal<Option<String>>) -> AnyView {
    let name = measures.name_of(one.link.as_ref());
    let by = match (name, one.is_guess, one.target.link.is_some()) {
        (Some(name), true, _) => format!("Máy gợi ý: {name}"),
        (Some(name), false, _) => format!("Đo bằng: {name}"),
        (None, _, true) => "Không đo bằng chỉ số nào".to_owned(),
        (None, _, false) => "Chưa chọn chỉ số".to_owned(),
    };
    let apart = apart(one.link.as_ref());
    let number = match (asked(&one.target), &one.reading) {
        (Some(asked), _) => format!(" · cần {asked}"),
        (None, Some(reading)) => format!(" · lời văn ghi {}, chưa ghi thành số", reading.words()),
        (None, None) => String::new(),
    };
    let is_settled = name.is_some() && !one.is_guess;
    let what = Open::Target(one.node.to_string());
    view! {
        <li class="measures__row">
            <p>{one.heading.clone()}</p>
            <p class="txt-small txt-soft">
                {is_settled.then(|| view! { <Glyph icon=Icon::Check /> })}
                {format!("{by}{number}{apart}")}
            </p>
            {measures.may_measure.then(|| opener(open, what, "Chọn chỉ số", &one.heading))}
        </li>
    }
}

/// " · chi tiết theo giới tính, dân tộc".
fn apart(link: Option<&TargetLink>) -> String {
    let asks = link.map_or(&[][..], |link| &link.asks);
    let names: Vec<_> = asks
        .iter()
        .map(|by| crate::text::lowercase(by.name()))
        .collect();
    match names.is_empty() {
        true => String::new(),
        false => format!(" · chi tiết theo {}", names.join(", ")),
    }
}

fn opener(open: RwSignal<Option<String>>, what: Open, words: &'static str, about: &str) -> AnyView {
    let label = match about {
        "" => words.to_owned(),
        about => format!("{words}: {about}"),
    };
    let turn = move |_| {
        open.set(Some(what.word()));
        focus(forms::FIRST.to_owned());
    };
    view! {
        <button class="btn btn--small" type="button" aria-label=label on:click=heard(turn)>
            {words}
        </button>
    }
}
