//! What is written is read again, by the reader and by the importer.

mod example;
mod layout;
mod round_trip;
