//! A text that was pasted into Word from elsewhere: every line is a paragraph there, and where lines
//! end, blank lines and tabs mean what they meant in the text.

use super::super::output::Output;
use super::super::problem::Problem;
use super::body::{Block, Paragraph};

/// Fewer paragraphs do not show a habit.
const FEWEST: usize = 20;

/// Whether paragraphs end in the middle of sentences, or hold the marks of another format. Nobody who
/// writes in Word does either, and tables are then Word's own.
pub fn is_pasted(blocks: &[Block]) -> bool {
    let paragraphs: Vec<&str> = paragraphs(blocks)
        .map(|paragraph| paragraph.text.trim())
        .filter(|text| !text.is_empty())
        .collect();
    let has_tables = blocks.iter().any(|block| matches!(block, Block::Table(_)));
    let has_labels = paragraphs_have_labels(blocks);
    if has_tables || has_labels || paragraphs.len() < FEWEST {
        return false;
    }
    let n_broken = count(&paragraphs, |text| text.starts_with(char::is_lowercase));
    let n_marked = count(&paragraphs, is_marked);
    n_broken * 16 > paragraphs.len() || n_marked * 32 > paragraphs.len()
}

/// What Word numbers by itself was written in Word.
fn paragraphs_have_labels(blocks: &[Block]) -> bool {
    paragraphs(blocks).any(|paragraph| paragraph.label.is_some())
}

fn paragraphs(blocks: &[Block]) -> impl Iterator<Item = &Paragraph> {
    blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    })
}

fn count(paragraphs: &[&str], is_so: impl Fn(&str) -> bool) -> usize {
    paragraphs.iter().filter(|text| is_so(text)).count()
}

/// Markdown or HTML.
fn is_marked(text: &str) -> bool {
    text.starts_with('#')
        || text.starts_with('|')
        || ["**", "<b>", "<td", "<tr", "<p>", "</"]
            .iter()
            .any(|mark| text.contains(mark))
}

pub fn text(blocks: &[Block]) -> Result<String, Problem> {
    let mut output = Output::default();
    for paragraph in paragraphs(blocks) {
        for line in paragraph.text.split('\n') {
            output.line(line.trim_end())?;
        }
    }
    Ok(output.text)
}
