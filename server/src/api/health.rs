//! `GET /healthz`: whether this server can answer, for balancers and scripts.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode};

use crate::{service::Service, store::counter};

pub async fn get(State(service): State<Arc<Service>>) -> (StatusCode, &'static str) {
    let answers = async {
        let mut tx = service.store.read().await?;
        counter::value(&mut tx, counter::RECORD).await
    };
    match answers.await {
        Ok(_) => (StatusCode::OK, "ok"),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "database")
        }
    }
}
