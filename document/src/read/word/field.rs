//! Fields of Word: of most the result is read, of page numbers and of tables of contents nothing.

#[derive(Debug, Default)]
pub struct Fields {
    open: Vec<Field>,
}

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    in_result: bool,
}

/// More fields inside fields are not followed.
const DEEPEST: usize = 50;

impl Fields {
    /// A mark of a field: "begin", "separate" or "end".
    pub fn mark(&mut self, kind: &str) {
        match kind {
            "begin" if self.open.len() < DEEPEST => self.open.push(Field::default()),
            "separate" => {
                if let Some(field) = self.open.last_mut() {
                    field.in_result = true;
                }
            }
            "end" => {
                self.open.pop();
            }
            _ => {}
        }
    }

    pub fn instruct(&mut self, words: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.in_result) {
            field.instruction.push_str(words);
        }
    }

    /// Only a table of contents goes on over paragraphs; any other field left open is a slip.
    pub fn end_paragraph(&mut self) {
        let contents = |field: &Field| field.instruction.trim_start().starts_with("TOC");
        if !self.open.first().is_some_and(contents) {
            self.open.clear();
        }
    }

    /// Whether the words met now are to be left out.
    pub fn hides(&self) -> bool {
        self.open
            .iter()
            .any(|field| !field.in_result || is_left_out(&field.instruction))
    }
}

pub fn is_left_out(instruction: &str) -> bool {
    let name = instruction.split_whitespace().next().unwrap_or_default();
    matches!(
        name.to_ascii_uppercase().as_str(),
        "PAGE" | "NUMPAGES" | "SECTIONPAGES" | "PAGEREF" | "TOC"
    )
}
