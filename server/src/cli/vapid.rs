//! `hocvuso vapid`

use crate::{environment::Environment, push::key::Key};

/// Prints what an operator sets so that devices can be told of work.
pub fn run() {
    let environment = Environment::real();
    println!("HOCVUSO_VAPID_KEY={}", Key::make(|| environment.random()));
    println!("HOCVUSO_VAPID_CONTACT=mailto:");
}
