//! Plan files: bytes in, text out, for the importer and for a person to compare.

pub mod read;
