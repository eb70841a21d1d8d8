//! `hocvuso import-plan`

use std::{
    io::{self, Write as _},
    path::PathBuf,
};

use anyhow::Context as _;
use model::import::{self, PlanDraft};

#[derive(clap::Args)]
pub struct Arguments {
    /// The plan, as .docx, .pdf with text in it, .txt or .md
    file: PathBuf,
    /// Print everything that was read, as JSON
    #[arg(long)]
    json: bool,
}

pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let bytes =
        std::fs::read(&arguments.file).with_context(|| arguments.file.display().to_string())?;
    let draft = import::read(&document::read::text(&bytes)?.text)?;
    let text = if arguments.json {
        serde_json::to_string_pretty(&draft)? + "\n"
    } else {
        summary(&draft)
    };
    // Not `print!`, which panics when the reader at the other end of a pipe has seen enough.
    Ok(io::stdout().write_all(text.as_bytes())?)
}

fn summary(draft: &PlanDraft) -> String {
    let document = &draft.document;
    let or_unknown = |text: &Option<String>| text.clone().unwrap_or_else(|| "(không rõ)".into());
    let without_lead = draft
        .tasks
        .iter()
        .filter(|task| task.lead.is_empty())
        .count();
    let mut lines = vec![
        format!("Tên:        {}", or_unknown(&document.title)),
        format!("Số:         {}", or_unknown(&document.number)),
        format!("Cơ quan:    {}", or_unknown(&document.issuing_body)),
        format!(
            "Nhiệm vụ:   {} ({without_lead} chưa rõ chủ trì)",
            draft.tasks.len()
        ),
        format!("Chỉ tiêu:   {}", draft.targets.len()),
        format!("Đơn vị:     {}", draft.units.len()),
        format!("Cần xem:    {}", draft.warnings.len()),
    ];
    let warnings = draft.warnings.iter();
    lines.extend(warnings.map(|warning| format!("  dòng {}: {}", warning.line, warning.message)));
    lines.push(String::new());
    lines.join("\n")
}
