//! The interface for programs: one endpoint per file, each a short function that names a verb.

use axum::{
    extract::{FromRequestParts, Path},
    http::{Uri, request::Parts},
    response::{IntoResponse as _, Response},
};
use model::problem::{Code, Problem};

use crate::failure::Failure;

pub mod assigning;
pub mod body;
pub mod description;
pub mod devices;
pub mod draft;
pub mod editing;
pub mod figures;
pub mod handover;
pub mod health;
pub mod import;
pub mod map;
pub mod map_file;
pub mod me;
pub mod original;
pub mod photo;
pub mod plan;
pub mod plans;
pub mod presence;
pub mod push;
pub mod report;
pub mod reports;
pub mod session;
pub mod superior;
pub mod sync;
pub mod task;
pub mod tasks;
pub mod today;
pub mod units;
pub mod versions;

pub async fn no_such_address() -> Response {
    Failure::from(Code::NotFound).into_response()
}

pub async fn no_such_method() -> Response {
    Failure::from(Code::MethodNotAllowed).into_response()
}

/// The id that an address names; one that cannot be read names nothing.
pub struct Named(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let id = Path::from_request_parts(parts, state).await;
        id.map(|Path(id)| Self(id))
            .map_err(|_| Code::NotFound.into())
    }
}

/// The parameters of an address, the first of each name.
fn parameters(uri: &Uri) -> Result<impl Fn(&str) -> Option<String> + use<>, Problem> {
    let pairs = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(uri)
        .map_err(|_| Problem::from(Code::MalformedQuery))?;
    Ok(move |name: &str| {
        pairs
            .0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.clone())
    })
}
