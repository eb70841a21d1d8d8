//! What whole-system tests are told with: a server in the process, people who use it, and a small
//! world for them to work in.

mod actor;
mod answer;
mod app;
mod database;
pub mod measure;
pub mod world;

pub use actor::Actor;
pub use answer::Answer;
pub use app::{App, PASSWORD};
pub use database::on_every_database;
