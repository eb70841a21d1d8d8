//! Plan files: bytes in, text out, for the importer and for a person to compare; and papers, out.

pub mod plan;
pub mod read;
pub mod write;
