//! Plan files: bytes in, text out, for the importer and for a person to compare; papers and tables, out.

pub mod plan;
pub mod read;
pub mod report;
pub mod sheet;
pub mod write;
