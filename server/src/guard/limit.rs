//! How many requests are under way at once, and for how long.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use model::problem::Code;
use tokio::{sync::Semaphore, time::timeout};

use crate::{config::Config, failure::Failure};

#[derive(Clone)]
pub struct Limit {
    places: Arc<Semaphore>,
    time: Duration,
}

impl Limit {
    pub fn new(config: &Config) -> Self {
        Self {
            places: Arc::new(Semaphore::new(config.max_requests)),
            time: Duration::from_secs(config.request_seconds),
        }
    }
}

/// Refuses at once rather than letting requests queue: a phone comes again by itself.
pub async fn keep(State(limit): State<Limit>, request: Request, next: Next) -> Response {
    let Ok(_place) = limit.places.try_acquire() else {
        return later();
    };
    timeout(limit.time, next.run(request))
        .await
        .unwrap_or_else(|_| later())
}

fn later() -> Response {
    Failure::Later {
        problem: Code::TooManyRequests.into(),
        seconds: 5,
    }
    .into_response()
}
