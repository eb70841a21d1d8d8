//! The program itself: types and rules, without I/O, clock, user interface or database.

pub mod assignment;
pub mod boundary;
pub mod browser;
pub mod clock;
pub mod day;
pub mod draft;
pub mod figure;
pub mod fold;
pub mod formalities;
pub mod handover;
pub mod hexagon;
pub mod id;
pub mod import;
pub mod indicator;
pub mod json;
pub mod map;
pub mod mention;
pub mod order;
pub mod period;
pub mod person;
pub mod photo;
pub mod plan;
pub mod problem;
pub mod reading;
pub mod record;
pub mod report;
pub mod rollup;
pub mod schedule;
pub mod status;
pub mod sync;
#[cfg(test)]
mod testing;
pub mod text;
pub mod unit;
pub mod view;
