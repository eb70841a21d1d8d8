//! `GET /api/v1/tasks`: the list of tasks, with the filters of the page.

use axum::{Json, http::Uri};
use model::view::{query::TaskQuery, task_list::TaskList};

use super::parameters;
use crate::{failure::Result, guard::visitor::SignedIn};

pub async fn get(SignedIn(reader): SignedIn, uri: Uri) -> Result<Json<TaskList>> {
    let query = TaskQuery::read(parameters(&uri)?)?;
    Ok(Json(reader.tasks(query).await?))
}
