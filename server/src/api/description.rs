//! `GET /api/openapi.json`: this interface described for programs and their makers.

use axum::{http::header::CONTENT_TYPE, response::IntoResponse};

pub async fn get() -> impl IntoResponse {
    let text = include_str!("../../openapi.json");
    ([(CONTENT_TYPE, "application/json")], text)
}
