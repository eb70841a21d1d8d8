//! Reads the text of a plan into a draft that a person confirms.
//!
//! The stages, each in its own file: text → lines → parts → blocks and tables → outline → meaning.
//! Every stage is total: whatever the text, it gives something, and doubts become warnings.
//! Nothing is invented: what the text does not say stays absent.

mod block;
mod body_case;
mod cell_worth;
mod cross_reference;
mod document;
mod draft;
mod field;
mod interleaved;
mod interleaved_cell;
mod interleaved_head;
mod label;
mod laid_head;
mod laid_out;
mod laid_rows;
mod legal_basis;
mod letterhead;
mod line;
mod markup;
mod named_label;
mod outline;
mod part;
mod place;
mod place_noise;
mod poured_row;
mod problem;
mod recipient;
mod remainder;
mod reporting;
mod row_label;
mod scattered;
mod scattered_cell;
mod section;
mod sentence;
mod sentence_time;
mod spaced;
mod table;
mod target;
mod target_statement;
mod target_table;
mod target_value;
mod task;
mod task_group;
mod task_list;
mod told_row;
mod unit_head;
mod unit_list;
mod unit_name;
mod verb;
mod warning;
mod word;

pub use draft::{
    Comparator, CrossReference, Document, Duty, Fix, Funding, Group, Item, LeadSource, LegalBasis,
    PlanDraft, Recipient, Reporting, Section, Signatory, Target, Task, Unit, Warning,
};
pub use problem::ImportProblem;
pub use target_value::promise_in;

use line::Line;
use outline::Outline;
use part::Parts;

/// Larger than any plan with its annexes.
const LARGEST_BYTES: usize = 2 * 1024 * 1024;

/// Reads the text of a plan.
pub fn read(text: &str) -> Result<PlanDraft, ImportProblem> {
    check(text)?;
    let lines = letterhead::opened(line::lines(text));
    let parts = Parts::of(&lines);
    let outline = Outline::read(block::blocks(parts.body));
    let (tasks, doubts) = task_list::read(&parts, &outline);
    if tasks.is_empty() {
        return Err(ImportProblem::NoTasks);
    }
    Ok(meaning(&lines, &parts, &outline, tasks, doubts))
}

fn check(text: &str) -> Result<(), ImportProblem> {
    if text.len() > LARGEST_BYTES {
        Err(ImportProblem::TooLarge)
    } else if text
        .trim_matches(['\u{feff}', ' ', '\n', '\r', '\t'])
        .is_empty()
    {
        Err(ImportProblem::Empty)
    } else if is_mostly_control(text.as_bytes()) {
        Err(ImportProblem::NotText)
    } else {
        Ok(())
    }
}

/// Text has next to no control bytes besides line ends and tabs.
fn is_mostly_control(bytes: &[u8]) -> bool {
    let start = bytes.get(..65_536.min(bytes.len())).unwrap_or_default();
    let control = |byte: &&u8| **byte < 32 && !matches!(**byte, b'\n' | b'\r' | b'\t' | 12);
    start.iter().filter(control).count() * 20 > start.len()
}

fn meaning(
    lines: &[Line],
    parts: &Parts<'_>,
    outline: &Outline,
    mut tasks: Vec<Task>,
    doubts: Vec<Warning>,
) -> PlanDraft {
    let mut document = document::read(lines, parts);
    let (targets, mut warnings) = target::read(outline, &document.plan_years);
    task::date_in_year(&mut tasks, &document.plan_years);
    document.plan_years.extend(target::heading_years(outline));
    document.plan_years.sort_unstable();
    document.plan_years.dedup();

    let units = unit_list::read(outline, &tasks);
    warnings.extend(doubts);
    warnings.extend(cross_reference::apply(&units, &mut tasks));
    warnings.extend(warning::numbering(outline));
    warnings.extend(warning::slips(lines));

    let mut draft = PlanDraft {
        sections: section::sections(parts, outline),
        legal_bases: section::legal_bases(parts, outline, document.number.as_deref()),
        preamble: remainder::preamble(parts),
        purposes: section::items(outline, outline::Role::Purpose),
        requirements: section::items(outline, outline::Role::Requirement),
        contents: section::items(outline, outline::Role::Content),
        reporting: reporting::read(outline, &units),
        recipients: recipient::recipients(parts.tail),
        funding: section::funding(outline),
        signatory: recipient::signatory(parts.tail),
        document,
        targets,
        tasks,
        units,
        remainder: Vec::new(),
        closing: remainder::closing(outline),
        warnings: Vec::new(),
    };
    draft.remainder = remainder::remainder(outline, &draft);
    warnings.extend(warning::gaps(&draft));
    warnings.extend(warning::other_commune(&draft, parts.annex));
    draft.warnings = warning::sorted(warnings);
    draft
}

#[cfg(test)]
mod tests;
