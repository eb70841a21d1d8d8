//! Files in and out: the text of a plan file, and a plan as a Word file. Bytes in, bytes out.

pub mod read;
pub mod write;
