//! The pages, one file each, by the address they stand at in `app.rs`.

pub mod assigning;
pub mod board;
pub mod devices;
pub mod draft;
pub mod editing;
pub mod figures;
pub mod map;
pub mod me;
pub mod not_found;
pub mod plan;
pub mod plan_import;
pub mod plans;
pub mod report;
pub mod reports;
pub mod sign_in;
pub mod superior;
pub mod task;
pub mod tasks;
pub mod today;
pub mod unit_index;
pub mod versions;
