//! The forms in which one says what measures a target, and defines an indicator.

use super::Open;
use crate::{
    device,
    element::element,
    erased::{heard, view},
    pages::editing::desk::Desk,
    signal::RwSignal,
    text::nfc,
};
use leptos::{ev::SubmitEvent, prelude::*};
use model::{
    id::IndicatorId,
    indicator::{Dimension, Goal, Indicator, Measure, TargetLink},
    plan::{Comparator, editing::Intent},
    problem::{Code, Problem},
    text::{read_number, written_number},
    unit::UnitKind,
    view::editing::{Measured, Measures, Reading},
};
use web_sys::{FormData, HtmlFormElement};

/// The field in which the form begins.
pub const FIRST: &str = "do-dau";
const FORM: &str = "do-mau";
/// For an indicator that is still to be defined, and for none at all.
const NEW: &str = "+";
const NOTHING: &str = "-";

const GOALS: [(&str, &str); 2] = [("rate", "Tỷ lệ %"), ("count", "Số lượng")];
const MEASURES: [(&str, &str); 2] = [
    ("level", "Đang có bao nhiêu (số mới nhất thay số cũ)"),
    ("flow", "Làm được bao nhiêu (các lần cộng lại)"),
];
const COUNTERS: [UnitKind; 6] = [
    UnitKind::Hamlet,
    UnitKind::Commune,
    UnitKind::School,
    UnitKind::Enterprise,
    UnitKind::Union,
    UnitKind::DigitalTeam,
];

pub fn form(
    desk: Desk,
    open: RwSignal<Option<String>>,
    what: &Open,
    measures: &Measures,
) -> Option<AnyView> {
    let (title, fields) = match what {
        Open::Target(node) => {
            let mut targets = measures.targets.iter();
            let target = targets.find(|one| one.node.as_str() == node)?;
            let may_write = desk.head.with_untracked(|head| head.may_write);
            (
                target.heading.clone(),
                of_target(measures, target, may_write),
            )
        }
        Open::Indicator(id) => {
            let known = own(measures, id)?;
            (known.name.clone(), of_indicator(Some(known)))
        }
        Open::New(_) => ("Chỉ số mới".to_owned(), of_indicator(None)),
    };
    let about = what.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(form) = element::<HtmlFormElement>(FORM).and_then(Typed::of) else {
            return;
        };
        if let (Open::Target(node), NEW) = (&about, form.text("indicator").as_str()) {
            return open.set(Some(Open::New(Some(node.clone())).word()));
        }
        // What has come from others meanwhile is what the records stand upon.
        let made = desk.view.with_untracked(|view| {
            let plan = &view.head.plan;
            read(&form, &about, &view.measures, |measures, indicator| {
                measures.define(plan, indicator)
            })
        });
        if desk.measure(made) {
            open.set(None);
        }
    };
    Some(view! {
        <form class="measure-form flow-half" id=FORM on:submit=heard(submit)>
            <h3>{title}</h3>
            {fields}
            <p class="row">
                <button class="btn btn--primary" type="submit">"Lưu"</button>
                <button class="btn" type="button" on:click=heard(move |_| open.set(None))>
                    "Thôi"
                </button>
            </p>
        </form>
    })
}

fn of_target(measures: &Measures, target: &Measured, may_write: bool) -> AnyView {
    let (link, promise) = (target.link.as_ref(), target.promise());
    let chosen = match (&target.target.link, link) {
        (Some(said), _) if said.is_nothing() => NOTHING.to_owned(),
        (_, Some(link)) => link.indicator.to_string(),
        _ => String::new(),
    };
    let mut choices = vec![(String::new(), "(như máy gợi ý theo lời văn)".to_owned())];
    let known = measures.indicators.iter();
    choices.extend(known.map(|one| (one.id.to_string(), one.name.clone())));
    choices.push((NEW.to_owned(), "Chỉ số mới…".to_owned()));
    choices.push((NOTHING.to_owned(), "(không đo bằng chỉ số nào)".to_owned()));
    let goal = match link.map(|link| link.goal) {
        Some(goal) => goal,
        None if promise.unit.as_deref() == Some("%") => Goal::Rate,
        None => Goal::Count,
    };
    let sides = Comparator::ALL.map(|one| {
        let word = match one.word() {
            "" => "đúng bằng",
            word => word,
        };
        (one.as_str().to_owned(), word.to_owned())
    });
    let value = promise.value.map(written_number).unwrap_or_default();
    let unit = promise.unit.clone().unwrap_or_default();
    let asks = link.map_or(&[][..], |link| &link.asks);
    view! {
        {choice("indicator", "Chỉ số", &chosen, choices)}
        {choice("goal", "So với", if goal == Goal::Rate { "rate" } else { "count" }, pairs(&GOALS))}
        {match may_write {
            true => view! {
                <div class="node-form__pair">
                    {choice("comparator", "Mức cần đạt", promise.comparator.as_str(), sides.into())}
                    {line("value", "Con số", &value)} {line("unit", "Đơn vị tính", &unit)}
                </div>
            },
            false => view! {
                <p>{format!("Mức cần đạt: {}. Con số đã ký, chỉ sửa được trong đợt sửa đổi.", promise.words())}</p>
            },
        }}
        {dimensions("Chỉ tiêu này cần số liệu chi tiết theo", asks)}
    }
}

fn of_indicator(known: Option<&Indicator>) -> AnyView {
    let of = |word: fn(&Indicator) -> &str| known.map(word).unwrap_or_default().to_owned();
    let out_of = known.and_then(|one| one.out_of.clone()).unwrap_or_default();
    let counters = COUNTERS.map(|kind| (kind.as_str().to_owned(), kind.plural().to_owned()));
    let apart = known.map_or(&[][..], |one| &one.breakdowns);
    view! {
        {line("name", "Tên chỉ số", &of(|one| &one.name))}
        {line("counted", "Đếm gì", &of(|one| &one.counted))}
        {line("out_of", "Trên tổng số gì (để trống nếu chỉ đếm)", &out_of)}
        {line("unit", "Đơn vị tính", &of(|one| &one.unit))}
        // How figures add up must not change under those that were given.
        {known.is_none().then(|| view! {
            {choice("measure", "Cách tính", "level", pairs(&MEASURES))}
            {choice("counted_by", "Ai đếm", "hamlet", counters.into())}
        })}
        {dimensions("Có thể chi tiết theo", apart)}
        {known.is_some_and(|one| !one.withdrawn).then(|| tick("withdrawn", "Thôi đếm chỉ số này", false))}
    }
}

fn dimensions(words: &'static str, chosen: &[Dimension]) -> AnyView {
    let ticks = Dimension::ALL.map(|by| tick(by.as_str(), by.name(), chosen.contains(&by)));
    view! {
        <fieldset>
            <legend class="field__label">{words}</legend>
            {Vec::from(ticks)}
        </fieldset>
    }
}

fn tick(name: &'static str, words: &'static str, checked: bool) -> AnyView {
    view! {
        <label class="check">
            <input type="checkbox" name=name checked=checked />
            <span>{words}</span>
        </label>
    }
}

fn line(name: &'static str, words: &'static str, value: &str) -> AnyView {
    let id = id_of(name);
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{words}</label>
            <input class="input" id=id name=name value=value.to_owned() maxlength="300" autocomplete="off" />
        </div>
    }
}

fn choice(
    name: &'static str,
    words: &'static str,
    chosen: &str,
    choices: Vec<(String, String)>,
) -> AnyView {
    let id = id_of(name);
    let options: Vec<_> = choices
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{words}</label>
            <select class="input" id=id name=name>{options}</select>
        </div>
    }
}

fn id_of(name: &str) -> String {
    match name {
        "indicator" | "name" => FIRST.to_owned(),
        name => format!("do-{name}"),
    }
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(word, words): &(&str, &str)| ((*word).to_owned(), (*words).to_owned());
    list.iter().map(owned).collect()
}

/// What stands in a form.
struct Typed(FormData);

impl Typed {
    fn of(form: HtmlFormElement) -> Option<Self> {
        FormData::new_with_form(&form).ok().map(Self)
    }

    fn text(&self, name: &str) -> String {
        let typed = self.0.get(name).as_string().unwrap_or_default();
        nfc(typed.trim())
    }

    fn dimensions(&self) -> Vec<Dimension> {
        let is_ticked = |by: &Dimension| self.0.has(by.as_str());
        Dimension::ALL.into_iter().filter(is_ticked).collect()
    }
}

/// The records that say so.
fn read(
    form: &Typed,
    about: &Open,
    measures: &Measures,
    define: impl Fn(&Measures, Indicator) -> Result<Intent, Problem>,
) -> Result<Vec<Intent>, Problem> {
    let target = |node: &str| {
        let mut targets = measures.targets.iter();
        targets
            .find(|one| one.node.as_str() == node)
            .ok_or(Code::NodeUnknown)
    };
    match about {
        Open::Target(node) => {
            let target = target(node)?;
            measures.set(target, link(form), promise(form)?)
        }
        Open::Indicator(id) => {
            let known = own(measures, id).ok_or(Code::IndicatorUnknown)?;
            let again = Indicator {
                withdrawn: form.0.has("withdrawn"),
                ..indicator(form, known.clone())
            };
            Ok(vec![define(measures, again)?])
        }
        Open::New(node) => {
            let blank = Indicator {
                id: Indicator::code(&form.text("name"), random()),
                measure: match form.text("measure").as_str() {
                    "flow" => Measure::Flow,
                    _ => Measure::Level,
                },
                counted_by: UnitKind::parse(&form.text("counted_by")).unwrap_or_default(),
                ..Indicator::default()
            };
            let new = indicator(form, blank);
            let defined = define(measures, new.clone())?;
            let Some(node) = node else {
                return Ok(vec![defined]);
            };
            let link = TargetLink {
                indicator: new.id.clone(),
                goal: if new.is_rate() {
                    Goal::Rate
                } else {
                    Goal::Count
                },
                asks: new.breakdowns.clone(),
            };
            let mut with_new = measures.clone();
            with_new.indicators.push(new);
            let mut made = vec![defined];
            made.extend(with_new.set(target(node)?, Some(link), None)?);
            Ok(made)
        }
    }
}

fn link(form: &Typed) -> Option<TargetLink> {
    match form.text("indicator").as_str() {
        "" => None,
        NOTHING => Some(TargetLink::nothing()),
        id => Some(TargetLink {
            indicator: IndicatorId::new(id),
            goal: if form.text("goal") == "rate" {
                Goal::Rate
            } else {
                Goal::Count
            },
            asks: form.dimensions(),
        }),
    }
}

/// `None` where the number is not asked for here.
fn promise(form: &Typed) -> Result<Option<Reading>, Problem> {
    let Some(comparator) = Comparator::parse(&form.text("comparator")) else {
        return Ok(None);
    };
    let (value, unit) = (form.text("value"), form.text("unit"));
    let number = read_number(&value).filter(|read| read.length == value.len());
    if number.is_none() && !value.is_empty() {
        return Err(Code::NodeMalformed.saying("Con số của chỉ tiêu không đọc được."));
    }
    Ok(Some(Reading {
        comparator,
        value: number.map(|read| read.value),
        unit: Some(unit).filter(|unit| !unit.is_empty()),
    }))
}

fn indicator(form: &Typed, known: Indicator) -> Indicator {
    Indicator {
        name: form.text("name"),
        counted: form.text("counted"),
        out_of: Some(form.text("out_of")).filter(|words| !words.is_empty()),
        unit: form.text("unit"),
        breakdowns: form.dimensions(),
        ..known
    }
}

fn own<'a>(measures: &'a Measures, id: &str) -> Option<&'a Indicator> {
    let mut own = measures.own.iter().map(|own| &own.indicator);
    own.find(|one| one.id.as_str() == id)
}

fn random() -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = device::random();
    u64::from_be_bytes([a, b, c, d, e, f, g, h])
}
