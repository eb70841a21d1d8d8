//! `GET /api/v1/devices`: whose phone still holds work back.

use axum::Json;
use model::view::device_list::DeviceList;

use crate::{failure::Result, guard::visitor::SignedIn};

pub async fn get(SignedIn(reader): SignedIn) -> Result<Json<DeviceList>> {
    Ok(Json(reader.devices().await?))
}
