//! The interface for programs, told as stories on every database.

#![expect(
    clippy::unwrap_used,
    reason = "what is not there fails the story that looks for it"
)]

mod boundaries;
mod drafts;
mod edits;
mod errors;
mod figures;
mod folded;
mod following;
mod handover;
mod import;
mod map;
mod map_file;
mod mentions;
mod operator;
mod people;
mod phone;
mod photos;
mod presence;
mod provinces;
mod pull;
mod push;
mod reports;
mod rights;
mod sign_in;
#[cfg(feature = "pages")]
mod site;
mod superior;
mod together;
mod versions;
mod views;
mod web_push;
