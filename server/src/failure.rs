//! Why a request was not answered: a problem the person can understand, or a bug.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};
use model::problem::{Code, Problem};

use crate::store;

pub type Result<T> = std::result::Result<T, Failure>;

#[derive(Debug)]
pub enum Failure {
    Refused(Problem),
    /// Refused for now.
    Later {
        problem: Problem,
        seconds: i64,
    },
    /// Not the person's doing; logged, and shown without its inner text.
    Bug(anyhow::Error),
}

impl Failure {
    pub fn is(&self, code: Code) -> bool {
        matches!(self, Self::Refused(problem) if problem.code == code)
    }

    /// The problem as the person sees it; a bug is logged here, once.
    pub fn into_problem(self) -> Problem {
        match self {
            Self::Refused(problem) | Self::Later { problem, .. } => problem,
            Self::Bug(error) => {
                tracing::error!(error = format!("{error:#}"), "bug");
                Code::Internal.into()
            }
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let seconds = match &self {
            Self::Later { seconds, .. } => Some(*seconds),
            _ => None,
        };
        let mut response = answer(&self.into_problem());
        if let Some(seconds) = seconds {
            response
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(seconds.max(1)));
        }
        response
    }
}

/// A problem as the whole answer to a request.
pub fn answer(problem: &Problem) -> Response {
    let status = StatusCode::from_u16(problem.code.http_status());
    (status.unwrap_or(StatusCode::BAD_REQUEST), Json(problem)).into_response()
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Refused(problem)
    }
}

impl From<Code> for Failure {
    fn from(code: Code) -> Self {
        Self::Refused(code.into())
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        Self::Bug(error.into())
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Bug(error)
    }
}
