//! The text that comes out, line by line, no longer than the importer takes.

use super::LARGEST_TEXT;
use super::problem::Problem;

#[derive(Debug, Default)]
pub struct Output {
    pub text: String,
}

impl Output {
    /// A blank line before what comes next, unless there is one.
    pub fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    pub fn line(&mut self, line: &str) -> Result<(), Problem> {
        self.text.push_str(line);
        self.text.push('\n');
        if self.text.len() > LARGEST_TEXT {
            return Err(Problem::TextTooLarge);
        }
        Ok(())
    }
}
