//! PDF files with a text layer: letters with places, put together again as lines, tables and paragraphs.

mod aligned;
mod cmap;
mod column;
mod content;
mod file;
mod filter;
mod flow;
mod font;
mod footnote;
mod glyph_name;
mod item;
mod lexer;
mod line;
mod matrix;
mod object;
mod page;
mod path;
mod printout;
mod repeated;
mod ruling;
mod table;

use super::Reading;
use super::legacy::guess;
use super::plain;
use super::problem::Problem;
use content::Drawn;
use file::File;
use font::Fonts;
use line::Span;
use table::PlacedTable;

/// What stands on one page: spans of words and tables, with their places.
struct PageText {
    width: f64,
    height: f64,
    spans: Vec<Span>,
    tables: Vec<PlacedTable>,
    /// All words that no rule encloses, before anything was told of them.
    words: Vec<Span>,
    /// Rules are drawn on it that make tables.
    has_rules: bool,
}

pub fn read(bytes: &[u8]) -> Result<Reading, Problem> {
    let file = File::read(bytes)?;
    let pages = page::pages(&file)?;
    if pages.is_empty() {
        return Err(Problem::PdfDamaged);
    }
    let fonts = Fonts::default();
    let mut seen = Seen::default();
    let mut texts = Vec::with_capacity(pages.len());
    for &page in &pages {
        let (page, drawn) = page.upright(&file, &fonts);
        seen.add(&drawn);
        texts.push(page_text(page.size(&file), drawn));
    }
    if file.is_exhausted() {
        return Err(Problem::UnpacksTooLarge);
    }
    seen.check(pages.len())?;
    if let Some(text) = printout::text(&texts) {
        return Ok(recovered(text?, seen.converted));
    }
    repeated::remove(&mut texts);
    let notes = footnote::take(&mut texts);
    let text = flow::text(texts, &notes)?;
    Ok(recovered(text, seen.converted))
}

fn page_text((width, height): (f64, f64), drawn: Drawn) -> PageText {
    let (mut tables, rest) = table::take(&drawn.rules, drawn.glyphs);
    let has_rules = !tables.is_empty();
    let words = line::spans(rest);
    let (aligned, spans) = aligned::take(words.clone());
    tables.extend(aligned);
    tables.sort_by(|one, other| other.top.total_cmp(&one.top));
    PageText {
        width,
        height,
        spans,
        tables,
        words,
        has_rules,
    }
}

/// Some programs write old letters under a name of their own for the font.
fn recovered(text: String, converted: bool) -> Reading {
    if converted || guess::misread(&text).is_none() {
        return Reading { text, converted };
    }
    plain::recovered(text)
}

/// What was met on the pages, to tell a text from a scan.
#[derive(Default)]
struct Seen {
    letters: usize,
    unknown: usize,
    pages_with_image: usize,
    converted: bool,
}

/// The stamp of a digital signature on a scanned page has some hundred letters.
const FEWEST_LETTERS_A_PAGE: usize = 200;

impl Seen {
    fn add(&mut self, drawn: &Drawn) {
        let letters = drawn.glyphs.iter().filter(|glyph| glyph.letters != " ");
        self.letters += letters.count();
        self.unknown += drawn.unknown;
        self.pages_with_image += usize::from(drawn.images > 0);
        self.converted |= drawn.glyphs.iter().any(|glyph| glyph.scheme.is_some());
    }

    fn check(&self, pages: usize) -> Result<(), Problem> {
        if self.unknown > self.letters {
            return Err(Problem::PdfUnmapped);
        }
        let few = self.letters < FEWEST_LETTERS_A_PAGE * pages;
        if few && self.pages_with_image * 2 > pages {
            return Err(Problem::PdfScanned);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
