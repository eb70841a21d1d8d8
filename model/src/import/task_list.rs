//! Which of a plan's lists of tasks counts: the annex where it has one, else the body.

use std::collections::HashSet;

use super::block;
use super::draft::{Task, Warning};
use super::label::{self, Label};
use super::line::Line;
use super::outline::Outline;
use super::part::Parts;
use super::place_noise;
use super::scattered;
use super::spaced;
use super::task::{self, Place};
use super::warning;
use super::{interleaved, interleaved_head};

pub fn read(parts: &Parts<'_>, outline: &Outline) -> (Vec<Task>, Vec<Warning>) {
    let mut warnings = Vec::new();
    let mut tasks = in_annex(parts.annex, &mut warnings);
    if tasks.is_empty() {
        tasks = poured_into_body(parts.body, &mut warnings);
    }
    if tasks.is_empty() {
        tasks = task::in_body(outline);
    }
    if tasks.len() >= task::MOST_TASKS {
        tasks.truncate(task::MOST_TASKS);
        let message = format!(
            "Chỉ đọc {} nhiệm vụ đầu tiên; phần sau đã bỏ.",
            task::MOST_TASKS
        );
        warnings.push(warning::new(1, "too_many_tasks", &message));
    }
    make_ids_unique(&mut tasks, &mut warnings);
    (tasks, warnings)
}

/// A table with tabs, pipes or HTML is read as such; only without one are columns sorted out.
fn in_annex(annex: &[Line], warnings: &mut Vec<Warning>) -> Vec<Task> {
    let place = Place {
        section: Some("PL".to_owned()),
        ..Place::default()
    };
    let blocks = block::blocks(annex);
    let tables = blocks.iter().filter_map(|block| block.table.as_ref());
    let mut tasks: Vec<Task> = Vec::new();
    for table in tables {
        tasks.extend(task::in_table(table, &place));
    }
    if !tasks.is_empty() {
        return tasks;
    }
    poured(annex, &place, warnings)
}

fn poured(lines: &[Line], place: &Place, warnings: &mut Vec<Warning>) -> Vec<Task> {
    let lines = place_noise::without(lines);
    let rows = interleaved::rows(&lines)
        .or_else(|| scattered::rows(&lines))
        .unwrap_or_default();
    let (tasks, doubtful) = task::in_rows(rows, place);
    warnings.extend(doubtful.into_iter().map(|line| {
        let message = "Không rõ ranh giới giữa cột chủ trì và cột phối hợp; hãy kiểm tra.";
        warning::new(line, "columns_doubtful", message)
    }));
    tasks
}

/// The same kind of table in the middle of the body, up to the next heading in capitals.
fn poured_into_body(body: &[Line], warnings: &mut Vec<Warning>) -> Vec<Task> {
    let Some(start) = body.iter().position(interleaved_head::is_head) else {
        return Vec::new();
    };
    if spaced::take(body, start).is_some() {
        // Its columns still stand apart; the outline holds it as a table.
        return Vec::new();
    }
    let (before, table) = body.split_at(start);
    let end = table
        .iter()
        .position(|line| heading(line).is_some())
        .unwrap_or(table.len());
    let section = before.iter().rev().find_map(heading);
    let place = Place {
        section,
        ..Place::default()
    };
    let mut doubts = Vec::new();
    let tasks = poured(table.get(..end).unwrap_or_default(), &place, &mut doubts);
    // A reading in which most rows name nobody has mistaken something else for a table.
    let led = tasks.iter().filter(|task| !task.lead.is_empty()).count();
    if led * 2 < tasks.len() {
        return Vec::new();
    }
    warnings.extend(doubts);
    tasks
}

/// The Roman number of a heading in capitals.
fn heading(line: &Line) -> Option<String> {
    match label::split(&line.text) {
        Some((Label::Roman(name), words)) if block::is_upper(words) => Some(name),
        _ => None,
    }
}

/// Numbering that repeats gives the same id twice; the later one is marked.
fn make_ids_unique(tasks: &mut [Task], warnings: &mut Vec<Warning>) {
    let mut seen: HashSet<String> = HashSet::with_capacity(tasks.len());
    for (nth, task) in tasks.iter_mut().enumerate() {
        if !seen.insert(task.id.clone()) {
            task.id = format!("{}-{}", task.id, nth + 1);
            seen.insert(task.id.clone());
            let message = "Số thứ tự của nhiệm vụ này trùng với nhiệm vụ trước.";
            warnings.push(warning::new(task.line, "task_number_repeated", message));
        }
    }
}
