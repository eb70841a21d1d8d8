//! Plan files: bytes in, text out, for the importer and for a person to compare; and papers, out.

pub mod read;
pub mod write;
