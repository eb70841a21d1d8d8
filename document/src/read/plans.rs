//! Real plans, laid out as Word and PDF files, are read as their plain texts are.

use model::import::{self, PlanDraft};

use super::example::{Pdf, paragraph, table, word};
use super::text;

/// The plans stand beside the repository, and not everywhere.
fn plan(name: &str) -> Option<String> {
    let path = format!(
        "{}/../../shared/plans/{name}.txt",
        env!("CARGO_MANIFEST_DIR")
    );
    let found = std::fs::read_to_string(&path);
    if found.is_err() {
        println!("skipped: {path} is not there");
    }
    found.ok()
}

/// What of a reading must not depend on the kind of file.
fn essence(draft: &PlanDraft) -> Vec<String> {
    let tasks = draft.tasks.iter().map(|task| {
        format!(
            "{:?} {:?} {:?} {:?}",
            task.number, task.lead, task.coordinating, task.time_raw
        )
    });
    let targets = draft
        .targets
        .iter()
        .map(|target| format!("{:?}", target.value));
    let units = draft.units.iter().map(|unit| unit.name.clone());
    let recipients = draft
        .recipients
        .iter()
        .map(|recipient| recipient.text.clone());
    let signatory = draft
        .signatory
        .iter()
        .map(|own| format!("{:?} {:?}", own.capacity, own.name));
    let sections = draft.sections.iter().map(|section| section.title.clone());
    let title = draft.document.title.clone();
    let all = tasks.chain(targets).chain(units).chain(recipients);
    all.chain(signatory).chain(sections).chain(title).collect()
}

fn drafted(bytes: &[u8]) -> PlanDraft {
    import::read(&text(bytes).unwrap().text).unwrap()
}

/// Words without the marks of Markdown.
fn plain(line: &str) -> String {
    let line = line.trim_start_matches(['#', ' ']).replace("**", "");
    line.replace("***", "").trim().to_owned()
}

fn is_row(line: &str) -> bool {
    line.matches('\t').count() >= 2
}

#[test]
fn as_word_files() {
    for name in ["hoa-lac", "dak-nong"] {
        let Some(source) = plan(name) else { return };
        let mut content = String::new();
        let mut rows: Vec<Vec<String>> = Vec::new();
        for line in source.lines().chain([""]) {
            if is_row(line) {
                rows.push(
                    line.split('\t')
                        .map(|cell| cell.replace("<br>", " "))
                        .collect(),
                );
                continue;
            }
            if !rows.is_empty() && !line.trim().is_empty() || line.starts_with('#') {
                content.push_str(&ruled(&std::mem::take(&mut rows)));
            }
            content.push_str(&paragraph("", &plain(line)));
        }
        let expected = import::read(&source).unwrap();
        let read = drafted(&word(&content));
        assert_eq!(essence(&read), essence(&expected), "{name}");
    }
}

fn ruled(rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let cells: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let rows: Vec<&[&str]> = cells.iter().map(Vec::as_slice).collect();
    table(true, &rows)
}

const LETTERS_A_LINE: usize = 72;
const LINES_A_PAGE: usize = 38;

#[test]
fn as_a_pdf() {
    let Some(source) = plan("dak-nong") else {
        return;
    };
    let mut pdf = Pdf::default();
    let mut line = 0;
    let mut draw = |x: f64, words: &str| {
        if line % LINES_A_PAGE == 0 {
            pdf.page();
            pdf.words(300.0, 805.0, 12.0, &format!("{}", line / LINES_A_PAGE + 1));
        }
        let row = u32::try_from(line % LINES_A_PAGE).unwrap();
        pdf.words(x, 770.0 - 18.0 * f64::from(row), 13.0, words);
        line += 1;
    };
    for paragraph in source.lines().map(plain).filter(|line| !line.is_empty()) {
        for (nth, words) in broken(&paragraph).iter().enumerate() {
            draw(if nth == 0 { 113.0 } else { 85.0 }, words);
        }
    }
    let expected = import::read(&source).unwrap();
    assert_eq!(essence(&drafted(&pdf.save())), essence(&expected));
}

/// The first line is shorter by its indent.
fn broken(paragraph: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in paragraph.split_whitespace() {
        let room = LETTERS_A_LINE - if lines.len() == 1 { 4 } else { 0 };
        let last = lines.last_mut().unwrap();
        if last.chars().count() + word.chars().count() >= room {
            lines.push(word.to_owned());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}
