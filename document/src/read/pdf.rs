//! PDF files with a text layer.

use super::Reading;
use super::problem::Problem;

pub fn read(_bytes: &[u8]) -> Result<Reading, Problem> {
    Err(Problem::PdfDamaged)
}
