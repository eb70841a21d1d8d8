//! `/api/v1/photos/{id}`: a photo of an update, sent piece by piece before the record that cites it.

use axum::{
    Json,
    extract::Request,
    http::{
        HeaderName,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
};
use model::{
    id::PhotoId,
    photo::{PIECE_MAX_BYTES, Received},
    problem::{Code, Problem},
};

use super::{Named, body, parameters};
use crate::{
    failure::Result,
    guard::visitor::SignedIn,
    photo::{self, Piece},
};

type Headers = [(HeaderName, &'static str); 5];

pub async fn get(SignedIn(reader): SignedIn, Named(id): Named) -> Result<(Headers, Vec<u8>)> {
    let picture = photo::picture(&reader, &PhotoId(id)).await?;
    Ok((headers(picture.kind.media_type()), picture.file))
}

pub async fn how_far(SignedIn(reader): SignedIn, Named(id): Named) -> Result<Json<Received>> {
    Ok(Json(photo::how_far(&reader, &PhotoId(id)).await?))
}

/// The piece is the body, whatever type it says it has.
pub async fn take(
    SignedIn(reader): SignedIn,
    Named(id): Named,
    request: Request,
) -> Result<Json<Received>> {
    let asked = parameters(request.uri())?;
    let begins_at = number(asked("offset"))?;
    let n_bytes = number(asked("size"))?;
    let may_tell_where = match asked("location").as_deref() {
        None => false,
        Some("wanted") => true,
        Some(_) => return Err(Code::MalformedQuery.into()),
    };
    let piece = Piece {
        begins_at,
        n_bytes,
        may_tell_where,
        body: body::bytes(request.into_body(), PIECE_MAX_BYTES).await?,
    };
    Ok(Json(photo::take(&reader, &PhotoId(id), &piece).await?))
}

fn number(text: Option<String>) -> std::result::Result<usize, Problem> {
    let number = text.and_then(|text| text.parse().ok());
    number.ok_or_else(|| Code::MalformedQuery.into())
}

/// Its bytes never change. What somebody once sent is shown as a picture and can do nothing else.
fn headers(media_type: &'static str) -> Headers {
    [
        (CONTENT_TYPE, media_type),
        (CONTENT_DISPOSITION, "inline"),
        (CACHE_CONTROL, "private, max-age=31536000, immutable"),
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ]
}
