//! `GET /api/v1/tasks/{id}`: one task with its assignments and history.

use axum::Json;
use model::{id::NodeId, view::task::TaskView};

use super::Named;
use crate::{failure::Result, guard::visitor::SignedIn};

pub async fn get(SignedIn(reader): SignedIn, Named(id): Named) -> Result<Json<TaskView>> {
    Ok(Json(reader.task(&NodeId(id)).await?))
}
