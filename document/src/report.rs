//! A report as an official paper and as tables, in the words in which it is shown.

use model::{
    day,
    formalities::System,
    plan::Plan,
    report::{DifficultyTold, TargetTold, TaskTold, lowered},
    view::{
        map::{drawing::Entry, file::Table},
        report::ReportView,
    },
};

use crate::{
    plan::{full_name, signatory},
    write::{Block, Paper, Row},
};

/// The name of the type, above the title.
const KIND: &str = "BÁO CÁO";
/// What a report's symbol has in place of a plan's "KH".
const SYMBOL: &str = "BC";

/// Laid out and signed as the plan is whose report it is; number and date are filled in by whoever
/// issues it.
pub fn paper(view: &ReportView, plan: &Plan) -> Paper {
    let formalities = &plan.formalities;
    Paper {
        system: formalities.system,
        superior: formalities.superior.clone(),
        issuer: plan.issuing_body.as_deref().map(full_name),
        symbol: plan.symbol.as_deref().map(symbol),
        place: formalities.place.clone(),
        title: view.id.title(view.plan_number.as_deref(), &view.plan_title),
        kind: KIND.to_owned(),
        body: body(view, plan),
        recipients: formalities.recipients.clone(),
        signatory: signatory(formalities),
        ..Paper::default()
    }
}

/// The same tables for reckoning with.
pub fn tables(view: &ReportView) -> [(&'static str, Table); 2] {
    let title = view.id.title(view.plan_number.as_deref(), &view.plan_title);
    let table = |columns: &[&str], rows| Table {
        title: title.clone(),
        about: view.unit.name.clone(),
        columns: columns.iter().map(|name| (*name).to_owned()).collect(),
        rows,
    };
    let contents = &view.contents;
    let targets = contents.targets.iter().map(|told| {
        vec![
            Entry::Words(told.statement.clone()),
            Entry::words(told.asked.clone()),
            Entry::count(told.value.numerator),
            Entry::count(told.value.denominator),
            told.value.percent().map_or(Entry::Blank, Entry::Share),
            Entry::Words(told.judged().to_owned()),
            Entry::Words(told.reporters.clone()),
        ]
    });
    let tasks = contents.tasks.iter().map(|told| {
        let cells = told.cells.0.iter();
        let mut row = vec![
            Entry::Words(labelled(told)),
            Entry::Words(told.leads.join("; ")),
            Entry::Words(told.times.clone()),
        ];
        row.extend(cells.map(|n| Entry::Count((*n).into())));
        row.push(Entry::words(told.counted()));
        row.push(Entry::words(told.note.clone()));
        row
    });
    let mut columns = vec!["Nhiệm vụ", "Chủ trì", "Thời gian"];
    columns.extend(model::status::Cell::ALL.map(model::status::Cell::name));
    columns.extend(["Kết quả", "Ghi chú"]);
    [
        (
            "Chỉ tiêu",
            table(
                &[
                    "Chỉ tiêu",
                    "Mục tiêu",
                    "Kết quả",
                    "Tổng số",
                    "Tỷ lệ (%)",
                    "Đánh giá",
                    "Nguồn",
                ],
                targets.collect(),
            ),
        ),
        ("Nhiệm vụ", table(&columns, tasks.collect())),
    ]
}

fn body(view: &ReportView, plan: &Plan) -> Vec<Block> {
    let contents = &view.contents;
    let system = plan.formalities.system;
    let mut blocks = vec![
        paragraph(&opening(view, plan)),
        paragraph(&contents.summary()),
    ];
    let mut number = 0;
    let mut part = |name: &str, more: Vec<Block>| {
        if more.is_empty() {
            return;
        }
        number += 1;
        let mark = if system == System::Party { "-" } else { "." };
        blocks.push(Block::Heading {
            level: 1,
            text: format!("{}{mark} {name}", ROMAN.get(number).unwrap_or(&"")),
        });
        blocks.extend(more);
    };
    part("ĐÁNH GIÁ CHUNG", written(&contents.assessment));
    part("KẾT QUẢ THỰC HIỆN CHỈ TIÊU", targets(&contents.targets));
    part("KẾT QUẢ THỰC HIỆN NHIỆM VỤ", tasks(&contents.tasks));
    let difficulties = contents.difficulties.iter().map(difficulty);
    part("KHÓ KHĂN, VƯỚNG MẮC", difficulties.collect());
    part("KIẾN NGHỊ, ĐỀ XUẤT", written(&contents.proposals));
    blocks
}

/// Of which plan it tells, whose, and of which days.
fn opening(view: &ReportView, plan: &Plan) -> String {
    let number = view.plan_number.as_ref();
    let number = number.map_or_else(String::new, |number| format!(" số {number}"));
    let date = plan
        .date
        .map_or_else(String::new, |date| format!(" {}", day::written(date)));
    let issuer = plan.issuing_body.as_deref().unwrap_or(&view.unit.name);
    let title = lowered(&view.plan_title);
    let (period, first, last) = (
        view.id.period_name(),
        day::short(view.first),
        day::short(view.last),
    );
    format!(
        "Thực hiện Kế hoạch{number}{date} của {issuer} về {title}, {issuer} báo cáo kết quả {period} \
         (số liệu từ ngày {first} đến ngày {last}) như sau:"
    )
}

const ROMAN: [&str; 6] = ["", "I", "II", "III", "IV", "V"];

/// What was written by hand, a paragraph a line.
fn written(words: &str) -> Vec<Block> {
    let lines = words.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(paragraph)
        .collect()
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph {
        text: text.to_owned(),
    }
}

fn targets(targets: &[TargetTold]) -> Vec<Block> {
    let cells = targets.iter().map(|told| {
        vec![
            told.statement.clone(),
            told.asked.clone().unwrap_or_default(),
            result(told),
            told.judged().to_owned(),
        ]
    });
    let head = ["Chỉ tiêu", "Mục tiêu", "Kết quả", "Đánh giá"];
    table(&[16, 3, 6, 9, 6], &head, cells)
}

/// That there is nothing is said by the judgement.
fn result(told: &TargetTold) -> String {
    match told.value.numerator {
        Some(_) => format!("{}; {}", told.told, told.reporters),
        None => told.reporters.clone(),
    }
}

fn tasks(tasks: &[TaskTold]) -> Vec<Block> {
    let cells = tasks.iter().map(|told| {
        let words = [Some(told.standing()), told.counted(), told.note.clone()];
        let words: Vec<_> = words.into_iter().flatten().collect();
        vec![
            labelled(told),
            told.leads.join("; "),
            told.times.clone(),
            words.join(". "),
        ]
    });
    let head = ["Nhiệm vụ", "Chủ trì", "Thời gian", "Kết quả"];
    table(&[15, 3, 7, 6, 10], &head, cells)
}

/// Numbered by row; `widths` begins with that of the text column.
fn table(
    [text, number, second, third, last]: &[u16; 5],
    head: &[&str; 4],
    cells: impl Iterator<Item = Vec<String>>,
) -> Vec<Block> {
    let rows: Vec<_> = cells
        .zip(1..)
        .map(|(cells, number)| Row {
            cells: std::iter::once(number.to_string()).chain(cells).collect(),
            heading: false,
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let names = head.iter().map(|name| (*name).to_owned());
    vec![Block::Table {
        widths: vec![*number, *text, *second, *third, *last],
        head: std::iter::once("TT".to_owned()).chain(names).collect(),
        rows,
    }]
}

fn difficulty(told: &DifficultyTold) -> Block {
    let since = day::short(told.since);
    let answer = match &told.answer {
        Some(answer) => format!(" Đã trả lời: {answer}"),
        None => String::new(),
    };
    paragraph(&format!(
        "- {} (từ ngày {since}): {}{answer}",
        told.unit, told.words
    ))
}

fn labelled(told: &TaskTold) -> String {
    match &told.label {
        Some(label) => format!("{label} {}", told.text),
        None => told.text.clone(),
    }
}

/// "BC-UBND" of "KH-UBND", "BC/ĐU" of "KH/ĐU".
fn symbol(of_plan: &str) -> String {
    match of_plan.strip_prefix("KH") {
        Some(rest) => format!("{SYMBOL}{rest}"),
        None => SYMBOL.to_owned(),
    }
}

#[cfg(test)]
mod tests;
