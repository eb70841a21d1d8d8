//! The document's own data, to be put right before the plan is made.

use crate::erased::view;
use leptos::prelude::*;
use model::{day, plan::Plan};

/// The fields as they are being typed.
#[derive(Clone, Copy)]
pub struct Document {
    title: RwSignal<String>,
    number: RwSignal<String>,
    date: RwSignal<String>,
    years: RwSignal<String>,
    issuing_body: RwSignal<String>,
}

impl Document {
    pub fn new(plan: &Plan) -> Self {
        let years: Vec<_> = plan.years.iter().map(ToString::to_string).collect();
        Self {
            title: RwSignal::new(plan.title.clone()),
            number: RwSignal::new(written_number(plan)),
            date: RwSignal::new(plan.date.map(|day| day.to_string()).unwrap_or_default()),
            years: RwSignal::new(years.join(", ")),
            issuing_body: RwSignal::new(plan.issuing_body.clone().unwrap_or_default()),
        }
    }

    /// The plan with what was typed; a field left empty is a value that is not known.
    pub fn apply(self, plan: Plan) -> Plan {
        let typed = |signal: RwSignal<String>| {
            let text = signal.get_untracked().trim().to_owned();
            Some(text).filter(|text| !text.is_empty())
        };
        let (number, symbol) = read_number(&self.number.get_untracked());
        Plan {
            title: typed(self.title).unwrap_or_default(),
            number,
            symbol,
            date: typed(self.date).and_then(|day| day::parse(&day)),
            years: read_years(&self.years.get_untracked()),
            issuing_body: typed(self.issuing_body),
            ..plan
        }
    }

    /// Why the plan cannot be made yet.
    pub fn missing(self) -> Option<&'static str> {
        self.title
            .with(|title| title.trim().is_empty())
            .then_some("Hãy ghi tên kế hoạch.")
    }
}

#[component]
pub fn DocumentFields(document: Document) -> impl IntoView {
    let Document {
        title,
        number,
        date,
        years,
        issuing_body,
    } = document;
    view! {
        <section class="flow">
            <h2>"Thông tin văn bản"</h2>
            <div class="field" class:field--bad=move || document.missing().is_some()>
                <label class="field__label" for="ten">"Tên kế hoạch"</label>
                <textarea
                    class="input"
                    id="ten"
                    rows="3"
                    prop:value=move || title.get()
                    on:input=move |event| title.set(event_target_value(&event))
                ></textarea>
                {move || document.missing().map(|words| view! { <p class="field__problem">{words}</p> })}
            </div>
            <div class="import-document">
                {text_field("so", "Số, ký hiệu", "57/KH-UBND", number)}
                <div class="field">
                    <label class="field__label" for="ngay">"Ngày ban hành"</label>
                    <input
                        class="input"
                        id="ngay"
                        type="date"
                        prop:value=move || date.get()
                        on:input=move |event| date.set(event_target_value(&event))
                    />
                </div>
                {text_field("co-quan", "Cơ quan ban hành", "UBND xã …", issuing_body)}
                {text_field("nam", "Năm thực hiện", "2025, 2026", years)}
            </div>
        </section>
    }
}

fn text_field(
    id: &'static str,
    label: &'static str,
    example: &'static str,
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <input
                class="input"
                id=id
                type="text"
                placeholder=example
                autocomplete="off"
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
}

fn written_number(plan: &Plan) -> String {
    match (&plan.number, &plan.symbol) {
        (Some(number), Some(symbol)) => format!("{number}/{symbol}"),
        (Some(number), None) => number.clone(),
        (None, Some(symbol)) => format!("/{symbol}"),
        (None, None) => String::new(),
    }
}

/// "57/KH-UBND" as number and symbol; Party bodies write "05-KH/ĐU".
fn read_number(text: &str) -> (Option<String>, Option<String>) {
    let part = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    match text.split_once('/') {
        Some((number, symbol)) => (part(number), part(symbol)),
        None => (part(text), None),
    }
}

/// Every year in the text; "2025-2030" is all from one to the other.
fn read_years(text: &str) -> Vec<i32> {
    let mut years: Vec<i32> = Vec::new();
    for part in text.split([',', ';', ' ']) {
        let (first, last) = part.split_once(['-', '–']).unwrap_or((part, part));
        let year = |text: &str| {
            text.trim()
                .parse()
                .ok()
                .filter(|year| (2000..=2100).contains(year))
        };
        if let (Some(first), Some(last)) = (year(first), year(last)) {
            years.extend(first..=last);
        }
    }
    years.sort_unstable();
    years.dedup();
    years
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_back_as_it_was_written() {
        for text in ["57/KH-UBND", "57", "/KH-UBND", ""] {
            let (number, symbol) = read_number(text);
            let plan = Plan {
                number,
                symbol,
                ..Plan::default()
            };
            assert_eq!(written_number(&plan), text);
        }
    }

    #[test]
    fn years_are_a_list_or_a_span() {
        assert_eq!(read_years("2025, 2026"), [2025, 2026]);
        assert_eq!(read_years("2026-2028; 2027"), [2026, 2027, 2028]);
        assert_eq!(read_years("năm nay"), Vec::<i32>::new());
    }
}
