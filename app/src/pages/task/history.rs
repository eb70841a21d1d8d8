//! What was done to the task, newest first, in sentences; what is still on this phone stands on top.

use leptos::prelude::*;
use model::{
    assignment::{Status, TaskUpdate},
    clock::day_in_vietnam,
    figure::FigureReported,
    id::{RecordId, UnitId},
    plan::NodeField,
    record::{ClassAssigned, Fact},
    view::task::{Event, TaskView},
};

use crate::{
    device::Entry,
    erased::{heard, view},
    outbox::Outbox,
    parts::{
        ago::Ago,
        icon::{Glyph, Icon},
    },
    photos::{self, NAMES},
    signal::{Memo, RwSignal},
    text::lowercase,
    words,
};

#[component]
pub fn History(view: RwSignal<TaskView>) -> impl IntoView {
    let outbox = Outbox::from_context();
    let events = Memo::new(move |_| {
        view.with(|view| {
            let here = outbox.about(&view.node.id);
            let mut told: Vec<_> = view
                .history
                .iter()
                .cloned()
                .map(|event| (event, Sent::Told))
                .collect();
            told.retain(|(event, _)| {
                here.iter()
                    .all(|(entry, _)| entry.record.id != event.record)
            });
            let here = here
                .into_iter()
                .rev()
                .map(|(entry, waits)| as_event(view, entry, waits));
            let mut events: Vec<_> = here.chain(told).collect();
            say_difficulties_once(&mut events);
            gather(events)
        })
    });
    let n_shown = RwSignal::new(FIRST_SHOWN);
    let n_more = move || events.with(Vec::len).saturating_sub(n_shown.get());
    view! {
        <section class="history" aria-labelledby="da-lam">
            <h2 id="da-lam">
                "Diễn biến"
                <span class="group__count num">{move || words::count(events.with(Vec::len))}</span>
            </h2>
            {move || {
                events
                    .with(Vec::is_empty)
                    .then(|| view! { <p class="txt-soft">"Chưa có gì được ghi lại."</p> })
            }}
            <ol class="history__list">
                {move || {
                    let today = view.with_untracked(|view| view.today);
                    events
                        .get()
                        .into_iter()
                        .take(n_shown.get())
                        .map(|(event, sent)| view! { <Line event sent today /> })
                        .collect_view()
                }}
            </ol>
            {move || (n_more() > 0).then(|| view! {
                <button class="btn btn--quiet" type="button" on:click=heard(move |_| n_shown.set(usize::MAX))>
                    {format!("Xem {} việc trước đó", n_more())}
                </button>
            })}
        </section>
    }
}

/// An update repeats the difficulty that stands; it is told when it comes, changes and goes.
fn say_difficulties_once(events: &mut [(Event, Sent)]) {
    let mut standing: Vec<(UnitId, Option<String>)> = Vec::new();
    for (event, _) in events.iter_mut().rev() {
        let Fact::TaskUpdated(update) = &mut event.fact else {
            continue;
        };
        let of_unit = standing.iter_mut().find(|(unit, _)| *unit == event.unit.id);
        let now = update.difficulty.clone();
        let before = match of_unit {
            Some((_, said)) => std::mem::replace(said, now),
            None => {
                standing.push((event.unit.id.clone(), now));
                None
            }
        };
        update.difficulty = match (before, update.difficulty.take()) {
            (Some(before), Some(now)) if before == now => None,
            (Some(_), None) => Some("đã gỡ".into()),
            (_, now) => now,
        };
    }
}

/// As many as one reads; the rest comes when asked for.
const FIRST_SHOWN: usize = 12;

/// A task given to many units at once is one line: "giao Xóm Bến, Xóm Núi (12 đơn vị) thực hiện".
fn gather(events: Vec<(Event, Sent)>) -> Vec<(Event, Sent)> {
    let mut gathered: Vec<(Event, Sent)> = Vec::new();
    let mut n_units = 1;
    let mut events = events.into_iter().peekable();
    while let Some((mut event, sent)) = events.next() {
        let is_same = |other: &Event| match (&event.fact, &other.fact) {
            (Fact::Assigned(one), Fact::Assigned(two)) => {
                one.duty == two.duty
                    && event.by == other.by
                    && day_in_vietnam(event.at) == day_in_vietnam(other.at)
            }
            _ => false,
        };
        if let Some((next, next_sent)) = events.peek_mut()
            && *next_sent == sent
            && is_same(next)
        {
            n_units += 1;
            if n_units <= NAMES_SHOWN {
                next.unit.name = format!("{}, {}", event.unit.name, next.unit.name);
            } else {
                next.unit.name = event.unit.name;
            }
            continue;
        }
        if n_units > NAMES_SHOWN {
            event.unit.name = format!(
                "{} và {} đơn vị khác",
                event.unit.name,
                n_units - NAMES_SHOWN
            );
        }
        n_units = 1;
        gathered.push((event, sent));
    }
    gathered
}

const NAMES_SHOWN: usize = 4;

/// How far a record has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Sent {
    /// The server shows it.
    Told,
    Waiting,
    Refused,
}

fn as_event(view: &TaskView, entry: Entry, waits: bool) -> (Event, Sent) {
    let sent = match (waits, entry.refused.is_some()) {
        (false, _) => Sent::Told,
        (true, false) => Sent::Waiting,
        (true, true) => Sent::Refused,
    };
    let record = entry.record;
    let unit = view
        .assignments
        .iter()
        .find(|given| given.unit.id == record.unit);
    let event = Event {
        record: record.id,
        at: record.made_at.millis,
        by: "Bạn".into(),
        carried_by: None,
        unit: unit.map_or_else(
            || model::unit::UnitHead {
                id: record.unit.clone(),
                name: String::new(),
                kind: model::unit::UnitKind::Other,
            },
            |given| given.unit.clone(),
        ),
        fact: record.fact,
    };
    (event, sent)
}

#[component]
fn Line(event: Event, sent: Sent, today: chrono::NaiveDate) -> impl IntoView {
    let Event {
        record,
        at,
        by,
        carried_by,
        unit,
        fact,
    } = event;
    let (sentence, quotes) = tell(&fact, &unit.name);
    let mut quotes: Vec<AnyView> = quotes
        .into_iter()
        .map(|(name, text)| {
            view! {
                <p class="history__quote">
                    {(!name.is_empty()).then(|| view! { <strong>{name} ": "</strong> })}
                    {text}
                </p>
            }
        })
        .collect();
    let photos = NAMES.into_iter().zip(fact.photos());
    quotes.extend(photos.map(|(name, id)| photos::link(id, name)));
    view! {
        <li class="history__event">
            <p>
                <strong>{by}</strong>
                " "
                {sentence}
            </p>
            {quotes}
            <p class="history__when">
                <Ago at today />
                {carried_by.map(|name| format!(" · do {name} chuyển giúp"))}
                {standing(sent, &record)}
            </p>
        </li>
    }
}

fn standing(sent: Sent, record: &RecordId) -> AnyView {
    let code = model::sync::receipt(record);
    match sent {
        Sent::Told => ().into_any(),
        Sent::Waiting => view! {
            <span class="unsent">
                <Glyph icon=Icon::Waiting />
                {format!("chưa gửi · mã {code}")}
            </span>
        }
        .into_any(),
        Sent::Refused => view! {
            <a class="unsent unsent--refused" href="/toi#chua-gui">
                <Glyph icon=Icon::Refused />
                {format!("bị trả lại · mã {code}")}
            </a>
        }
        .into_any(),
    }
}

/// A fact as the end of a sentence that begins with a name, and what was written with it.
pub fn tell(fact: &Fact, unit: &str) -> (String, Vec<(&'static str, String)>) {
    match fact {
        Fact::TaskUpdated(update) => (tell_update(update, unit), quotes(update)),
        Fact::Assigned(fact) => (
            format!("giao {unit} {}", lowercase(fact.duty.name())),
            Vec::new(),
        ),
        Fact::Unassigned(_) => (format!("thôi giao cho {unit}"), Vec::new()),
        Fact::Commented(fact) => ("góp ý".into(), vec![("", fact.text.clone())]),
        Fact::DifficultyAnswered(fact) => (
            format!("trả lời vướng mắc của {unit}"),
            vec![("", fact.text.clone())],
        ),
        Fact::ClassAssigned(fact) => (tell_class(fact), Vec::new()),
        Fact::AssignmentReplied(fact) => match &fact.declined {
            Some(reason) => (
                format!("không nhận việc cho {unit}"),
                vec![("Lý do", reason.clone())],
            ),
            None => (format!("nhận việc cho {unit}"), Vec::new()),
        },
        Fact::PutInCharge(fact) => {
            let name = &fact.name;
            let deed = match fact.is_over {
                true => format!("thôi giao {name} phụ trách ở {unit}"),
                false => format!("giao {name} phụ trách ở {unit}"),
            };
            (deed, Vec::new())
        }
        Fact::NodeFieldSet(fact) => tell_edit(&fact.field),
        Fact::NodeAdded(_) => ("thêm mục này vào kế hoạch".into(), Vec::new()),
        Fact::PlanFieldSet(fact) => (
            format!("sửa {} của kế hoạch", lowercase(fact.field.title())),
            Vec::new(),
        ),
        Fact::PlanStepped(fact) => (lowercase(fact.step.name()), Vec::new()),
        Fact::PlanCreated(_) => ("đưa kế hoạch này vào hệ thống".into(), Vec::new()),
        Fact::IndicatorDefined(fact) => {
            (format!("thêm chỉ số “{}”", fact.indicator.name), Vec::new())
        }
        Fact::ReportSubmitted(fact) => (
            format!("nộp báo cáo {}", fact.report.period_name()),
            Vec::new(),
        ),
        Fact::ReportReplied(fact) => {
            let report = format!("báo cáo {}", fact.report.period_name());
            match &fact.returned {
                Some(reason) => (format!("trả lại {report}"), vec![("Lý do", reason.clone())]),
                None => (format!("nhận {report}"), Vec::new()),
            }
        }
        Fact::FigureReported(said) => (tell_figure(said), Vec::new()),
        Fact::Unknown(_) => (
            "ghi một việc mà phiên bản này chưa hiển thị được".into(),
            Vec::new(),
        ),
    }
}

fn tell_class(fact: &ClassAssigned) -> String {
    let all = format!("tất cả {}", fact.class.plural());
    match fact.duty {
        Some(duty) => format!("giao {all} {}", lowercase(duty.name())),
        None => format!("thôi giao cho {all}"),
    }
}

fn tell_figure(said: &FigureReported) -> String {
    match (said.numerator, said.denominator) {
        (None, _) => "rút lại một số liệu".into(),
        (Some(numerator), None) => format!("báo số liệu: {numerator}"),
        (Some(numerator), Some(whole)) => format!("báo số liệu: {numerator} trên {whole}"),
    }
}

fn tell_update(update: &TaskUpdate, unit: &str) -> String {
    let mut words = String::from("cập nhật");
    if !unit.is_empty() {
        words += &format!(" cho {unit}");
    }
    words += &format!(": {}", lowercase(update.status.name()));
    if let (Status::Doing, Some(percent)) = (update.status, update.percent) {
        words += &format!(", {percent}\u{a0}%");
    }
    if let (Status::Done, Some(day)) = (update.status, update.done_on) {
        words += &format!(" ngày {}", words::date(day));
    }
    if let Some(number) = update.number {
        let of = update.number_of.as_deref().unwrap_or_default();
        words += format!(", {} {of}", words::number(number)).trim_end();
    }
    match update.photos.len() {
        0 => {}
        n => words += &format!(", {n}\u{a0}ảnh"),
    }
    words
}

fn quotes(update: &TaskUpdate) -> Vec<(&'static str, String)> {
    [("Ghi chú", &update.note), ("Vướng mắc", &update.difficulty)]
        .into_iter()
        .filter_map(|(name, text)| Some((name, text.clone().filter(|text| !text.is_empty())?)))
        .collect()
}

fn tell_edit(field: &NodeField) -> (String, Vec<(&'static str, String)>) {
    let said = match field {
        NodeField::Place(_) => "chuyển sang chỗ khác trong kế hoạch",
        NodeField::Link(_) => "chọn chỉ số để đo chỉ tiêu",
        NodeField::Withdrawn(true) => "rút khỏi kế hoạch",
        NodeField::Withdrawn(false) => "đưa trở lại kế hoạch",
        _ => {
            let value = Some(field.words()).filter(|words| !words.is_empty());
            let value = value.into_iter().map(|words| ("Thành", words));
            return (format!("sửa {}", lowercase(field.title())), value.collect());
        }
    };
    (said.to_owned(), Vec::new())
}
