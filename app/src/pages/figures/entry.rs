//! The lines in which figures are entered: many at once, each beside the last one that was given.
//!
//! What was typed belongs to the person: the fields are the browser's own and are read only when
//! they are saved. What looks odd is asked about once; saving the same again means yes.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use model::{
    day,
    figure::{Account, FigureReported, Grade},
    indicator::{Dimension, part_name},
    problem::Code,
    record::Fact,
    sync::TEXT_MAX_CHARS,
    view::figures::{EntryRow, FiguresView},
};
use web_sys::{FormData, HtmlFormElement};

use super::history::Last;
use crate::{
    device::Draft,
    element::element,
    erased::{heard, live, view},
    outbox::Outbox,
    parts::{field::Field, toast::Toaster},
    signal::{Memo, RwSignal},
    takeover::after_takeover,
    text::lowercase,
    words,
};

const ID: &str = "nhap-so-lieu";

/// Which lines there are; while that stays the same, what is typed in them stays too.
type Shape = Vec<Line>;

#[derive(Clone, PartialEq)]
struct Line {
    label: String,
    counted: String,
    has_whole: bool,
    /// Of how many that was.
    whole: Option<String>,
    /// Of what a plan wants it told apart.
    parts: Vec<Dimension>,
}

#[component]
pub fn EntryForm(figures: RwSignal<FiguresView>) -> impl IntoView {
    let shape = Memo::new(move |_| figures.with(shape));
    live(move || {
        let shape = shape.get();
        (!shape.is_empty()).then(|| form(figures, shape))
    })
}

fn form(figures: RwSignal<FiguresView>, shape: Shape) -> AnyView {
    let (outbox, toaster) = (Outbox::from_context(), Toaster::from_context());
    let problem = RwSignal::new(None::<String>);
    let asked = RwSignal::new(Vec::<String>::new());
    let is_live = after_takeover();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(form) = element::<HtmlFormElement>(ID) else {
            return;
        };
        let read = figures.with_untracked(|view| read(&form, view));
        let (drafts, questions) = match read {
            Ok(read) => read,
            Err(sentence) => return problem.set(Some(sentence)),
        };
        problem.set(None);
        // What has been put right since is not asked about again.
        if !questions.is_empty() && asked.with_untracked(|asked| *asked != questions) {
            asked.set(questions);
            return;
        }
        let n = drafts.len();
        spawn_local(async move {
            match outbox.save(drafts).await {
                Ok(_) => {
                    form.reset();
                    asked.set(Vec::new());
                    toaster.say(format!("Đã lưu {} số liệu trên máy", words::count(n)));
                }
                Err(error) => problem.set(Some(error.sentence().into())),
            }
        });
    };
    let today = figures.with_untracked(|view| view.today);
    let lines: Vec<_> = shape
        .into_iter()
        .enumerate()
        .map(|(place, line)| entry_line(figures, place, line))
        .collect();
    view! {
        <form class="entry flow" id=ID aria-labelledby="nhap-ten" on:submit=heard(submit)>
            <h2 id="nhap-ten">"Nhập số liệu"</h2>
            <div class="entry__lines">{lines}</div>
            <div class="entry__common">
                <Field name="as_of" label="Số liệu tính đến ngày">
                    <input
                        class="input"
                        id="as_of"
                        name="as_of"
                        type="date"
                        value=today.to_string()
                        max=today.to_string()
                    />
                </Field>
                <Field name="grade" label="Mức tin cậy">
                    <select class="input" id="grade" name="grade">
                        {Grade::ALL.map(|grade| view! { <option value=grade.as_str()>{grade.name()}</option> })
                            .into_iter()
                            .collect_view()}
                    </select>
                </Field>
                <Field name="source" label="Nguồn (không bắt buộc)">
                    <input class="input" id="source" name="source" maxlength=TEXT_MAX_CHARS autocomplete="off" />
                </Field>
            </div>
            {move || {
                let questions = asked.get();
                (!questions.is_empty()).then(|| view! {
                    <div class="notice notice--warn" role="alert">
                        <ul>
                            {questions.into_iter().map(|question| view! { <li>{question}</li> }).collect_view()}
                        </ul>
                    </div>
                })
            }}
            {move || problem.get().map(|problem| view! { <p class="field__problem" role="alert">{problem}</p> })}
            <button class="btn btn--primary" type="submit" disabled=move || !is_live.get()>
                {move || if asked.with(Vec::is_empty) { "Lưu số liệu" } else { "Đúng, vẫn lưu" }}
            </button>
        </form>
    }
}

fn entry_line(figures: RwSignal<FiguresView>, place: usize, line: Line) -> AnyView {
    let last = move |part: Option<&'static str>| view! { <Last figures place part /> };
    let parts = line.parts.iter().flat_map(|by| by.parts());
    let parts: Vec<_> = parts
        .map(|(part, name)| {
            let words = ((*name).to_owned(), format!("{name}, tổng số"));
            view! {
                <div class="entry__line entry__line--part">
                    {numbers(&line, words, &format!("{place}-{part}"), None)} {last(Some(part))}
                </div>
            }
        })
        .collect();
    let words = (line.counted.clone(), "trên tổng số".to_owned());
    let names: Vec<_> = line.parts.iter().map(|by| lowercase(by.name())).collect();
    view! {
        <fieldset class="entry__line">
            <legend>{line.label.clone()}</legend>
            {numbers(&line, words, &place.to_string(), line.whole.clone())}
            {last(None)}
            {(!parts.is_empty())
                .then(|| {
                    view! {
                        <details class="entry__parts">
                            <summary>{format!("Chi tiết theo {}", names.join(", "))}</summary>
                            {parts}
                        </details>
                    }
                })}
        </fieldset>
    }
}

/// Fields for how many, and of how many.
fn numbers(
    line: &Line,
    (part, of): (String, String),
    name: &str,
    whole: Option<String>,
) -> AnyView {
    let (numerator, denominator) = (format!("n-{name}"), format!("d-{name}"));
    let number = |label: String, name: String, value: Option<String>| {
        view! {
            <label class="entry__number">
                <span class="txt-small">{label}</span>
                <input class="input num" name=name inputmode="numeric" autocomplete="off" value=value />
            </label>
        }
    };
    view! {
        {number(part, numerator, None)}
        {line.has_whole.then(|| number(of, denominator, whole))}
    }
}

fn shape(view: &FiguresView) -> Shape {
    let by_unit = view.query.indicator.is_some();
    let line = |row: &EntryRow| {
        let last = row.account.entries().last().copied();
        let whole = last.and_then(|last| last.figure.said.denominator);
        let label = match (by_unit, row.is_beside) {
            (true, true) => format!("{} tự báo (không cộng vào tổng)", row.unit.name),
            (true, false) => row.unit.name.clone(),
            (false, _) => row.indicator.name.clone(),
        };
        let whole = row.population.or(whole).map(|whole| whole.to_string());
        Line {
            label,
            counted: row.indicator.counted.clone(),
            has_whole: row.indicator.is_rate(),
            whole: whole.filter(|_| row.indicator.is_rate()),
            parts: row.apart.clone(),
        }
    };
    reportable(view).map(line).collect()
}

pub fn reportable(view: &FiguresView) -> impl Iterator<Item = &EntryRow> {
    view.rows.iter().filter(|row| row.may_report)
}

/// The records to be, and what is to be asked first.
fn read(form: &HtmlFormElement, view: &FiguresView) -> Result<(Vec<Draft>, Vec<String>), String> {
    let data = FormData::new_with_form(form).map_err(|_| String::new())?;
    let text = |name: &str| {
        let text = data.get(name).as_string().unwrap_or_default();
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let as_of = text("as_of").as_deref().and_then(day::parse);
    let as_of = as_of.ok_or("Hãy chọn ngày của số liệu.")?;
    if as_of > view.today {
        return Err(Code::FigureInFuture.sentence().into());
    }
    let grade = text("grade").as_deref().and_then(Grade::parse);
    let (mut drafts, mut questions) = (Vec::new(), Vec::new());
    for (place, row) in reportable(view).enumerate() {
        let mut of_line = Vec::new();
        let parts = row.parts.iter().map(|one| Some(one.part.clone()));
        for part in std::iter::once(None).chain(parts) {
            let name = match &part {
                Some(part) => format!("{place}-{part}"),
                None => place.to_string(),
            };
            let Some(numerator) = text(&format!("n-{name}")) else {
                continue;
            };
            let denominator = text(&format!("d-{name}"));
            of_line.push(FigureReported {
                indicator: row.indicator.id.clone(),
                part,
                as_of,
                numerator: Some(number(&numerator)?),
                denominator: denominator.as_deref().map(number).transpose()?,
                grade: grade.unwrap_or_default(),
                source: text("source"),
            });
        }
        let about = about(row);
        for (part, doubt) in row.doubts(&of_line) {
            let part = part.map_or(String::new(), |part| format!(", {part}"));
            questions.push(format!("{about}{part}: {}", doubt.question()));
        }
        drafts.extend(of_line.into_iter().map(|said| draft(row, said)));
    }
    if drafts.is_empty() {
        return Err(Code::FigureMissing.sentence().into());
    }
    Ok((drafts, questions))
}

fn draft(row: &EntryRow, said: FigureReported) -> Draft {
    let history = row.account(said.part.as_deref()).map(Account::history);
    let last = history
        .unwrap_or_default()
        .last()
        .map(|figure| figure.made_at);
    Draft {
        unit: row.unit.id.clone(),
        replaces: row.corrected(&said).map(|figure| figure.record.clone()),
        after: last,
        about: match said.part.as_deref().and_then(part_name) {
            Some(part) => format!("Số liệu {}, {part}", about(row)),
            None => format!("Số liệu {}", about(row)),
        },
        fact: Fact::FigureReported(said),
    }
}

fn about(row: &EntryRow) -> String {
    format!("{}, {}", row.unit.name, row.indicator.name)
}

/// "1.234" and "1 234" are one thousand and more.
fn number(text: &str) -> Result<i64, String> {
    let digits: String = text
        .chars()
        .filter(|c| !matches!(c, '.' | ' ' | '\u{a0}'))
        .collect();
    let number = digits.parse().ok().filter(|number| *number >= 0);
    number.ok_or_else(|| format!("“{text}” không phải là số nguyên."))
}
