//! Photos on their way in, piece by piece, and out to those who may see them.

use std::ops::Range;

use axum::body::Bytes;
use model::{
    clock::{Millis, day_in_vietnam, start_of_day},
    id::PhotoId,
    person::Action,
    photo::{self, Kind, MOST_WAITING, Received, WAITS_MS},
    problem::{Code, Problem},
};
use sha2::{Digest as _, Sha256};

use crate::{
    failure::Result,
    reader::Reader,
    store::{
        Tx, counter,
        photo::{self as store, Sent},
    },
};

/// Some of a photo's bytes, with what their sender says of it.
pub struct Piece {
    pub begins_at: usize,
    pub body: Bytes,
    /// Of the whole photo.
    pub n_bytes: usize,
    /// The sender wants it kept where the picture was taken.
    pub may_tell_where: bool,
}

pub struct Picture {
    pub kind: Kind,
    pub file: Vec<u8>,
}

const TOO_LARGE: &str = "Ảnh quá lớn (tối đa 600 kB). Hãy chọn ảnh khác.";
const DAMAGED: &str = "Ảnh bị hỏng trên đường gửi. Hãy gửi lại từ đầu.";
const LOCATED: &str =
    "Ảnh này có thể còn ghi nơi chụp. Hãy chọn ảnh khác hoặc cho phép gửi kèm nơi chụp.";
const NOT_A_PICTURE: &str = "Tệp này không phải là ảnh JPEG, WebP hoặc PNG. Hãy chọn tệp khác.";

/// How far the photo has come from this person; what others have sent is not told.
pub async fn how_far(reader: &Reader, id: &PhotoId) -> Result<Received> {
    must_be_well_formed(id)?;
    let mut tx = reader.service.store.read().await?;
    let received = store::received(&mut tx, sent(reader, id)).await?;
    Ok(received.unwrap_or_default())
}

/// Takes a piece that goes on where the last one ended; of any other it says how far the photo has
/// come, so that repeating one is harmless.
pub async fn take(reader: &Reader, id: &PhotoId, piece: &Piece) -> Result<Received> {
    judge(reader, id, piece)?;
    let sent = sent(reader, id);
    let now = reader.service.environment.now();
    let mut tx = reader.service.store.write().await?;
    let received = match known(&mut tx, sent, piece.n_bytes).await? {
        Some(known) => known,
        None if piece.begins_at > 0 => Received::default(),
        None => begin(&mut tx, sent, piece.n_bytes, now).await?,
    };
    if received.is_whole || received.n_received != piece.begins_at {
        return Ok(received);
    }
    if !store::append(&mut tx, sent, piece.begins_at, &piece.body, now).await? {
        // Another window was quicker.
        drop(tx);
        return how_far(reader, id).await;
    }
    let n_received = piece.range().end;
    let is_whole = n_received == piece.n_bytes;
    if is_whole {
        let bytes = store::bytes(&mut tx, sent).await?;
        match verdict(id, &bytes, piece.may_tell_where) {
            Ok(kind) => store::finish(&mut tx, sent, kind).await?,
            Err(problem) => {
                store::remove(&mut tx, sent).await?;
                tx.commit().await?;
                return Err(problem.into());
            }
        }
    }
    tx.commit().await?;
    Ok(Received {
        n_received,
        n_bytes: Some(piece.n_bytes),
        is_whole,
    })
}

/// The picture, for its sender and for those who may read a record that cites it.
pub async fn picture(reader: &Reader, id: &PhotoId) -> Result<Picture> {
    must_be_well_formed(id)?;
    let (mut tx, tree) = reader.service.read().await?;
    let senders = store::senders(&mut tx, id).await?;
    let me = &reader.person;
    let own = senders.iter().find(|(by, _)| *by == me.id);
    let units = store::units(&mut tx, id).await?;
    let may_read = units.iter().any(|unit| me.may(Action::Read, unit, &tree));
    let (by, kind) = own
        .or_else(|| senders.first().filter(|_| may_read))
        .ok_or(Code::NotFound)?;
    let file = store::bytes(&mut tx, Sent { photo: id, by }).await?;
    Ok(Picture { kind: *kind, file })
}

/// The id of a photo of these bytes.
pub fn id_of(bytes: &[u8]) -> PhotoId {
    let digest = Sha256::digest(bytes);
    PhotoId(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

impl Piece {
    fn range(&self) -> Range<usize> {
        self.begins_at..self.begins_at.saturating_add(self.body.len())
    }
}

/// What can be said before anything is looked up; a picture is told by its first bytes.
fn judge(reader: &Reader, id: &PhotoId, piece: &Piece) -> Result<()> {
    must_be_well_formed(id)?;
    if !reader.person.may_somewhere(Action::Update) {
        return Err(Code::NotAllowed.into());
    }
    photo::judge_piece(&piece.range(), piece.n_bytes).map_err(|problem| match problem.code {
        Code::TooLarge => Code::TooLarge.saying(TOO_LARGE),
        _ => problem,
    })?;
    if piece.begins_at == 0 {
        kind(&piece.body)?;
    }
    Ok(())
}

/// What is there of it; parts of a photo of another length are worth nothing.
async fn known(tx: &mut Tx, sent: Sent<'_>, n_bytes: usize) -> Result<Option<Received>> {
    let received = store::received(tx, sent).await?;
    Ok(received.filter(|known| known.is_whole || known.n_bytes == Some(n_bytes)))
}

/// Makes room and begins. Nobody's record is judged meanwhile, which might cite what is given up.
async fn begin(tx: &mut Tx, sent: Sent<'_>, n_bytes: usize, now: Millis) -> Result<Received> {
    counter::lock(tx, counter::RECORD).await?;
    if let Some(known) = known(tx, sent, n_bytes).await? {
        return Ok(known);
    }
    store::remove(tx, sent).await?;
    store::give_up(tx, now - WAITS_MS).await?;
    let waiting = store::waiting(tx, sent.by).await?;
    for photo in waiting.iter().skip(MOST_WAITING - 1) {
        store::remove(tx, Sent { photo, ..sent }).await?;
    }
    let today = start_of_day(day_in_vietnam(now));
    let n_bytes_today = store::n_bytes_since(tx, sent.by, today).await?;
    photo::judge_day(n_bytes_today, n_bytes)?;
    store::begin(tx, sent, n_bytes, now).await?;
    Ok(Received {
        n_bytes: Some(n_bytes),
        ..Received::default()
    })
}

/// Whether all the bytes are a photo that may be kept.
fn verdict(id: &PhotoId, bytes: &[u8], may_tell_where: bool) -> std::result::Result<Kind, Problem> {
    if id_of(bytes) != *id {
        return Err(Code::PhotoDamaged.saying(DAMAGED));
    }
    if !may_tell_where && photo::may_tell_where(bytes) {
        return Err(Code::PhotoLocated.saying(LOCATED));
    }
    kind(bytes)
}

fn kind(bytes: &[u8]) -> std::result::Result<Kind, Problem> {
    Kind::of(bytes).ok_or_else(|| Code::UnsupportedMediaType.saying(NOT_A_PICTURE))
}

fn must_be_well_formed(id: &PhotoId) -> Result<()> {
    if photo::is_well_formed(id) {
        Ok(())
    } else {
        Err(Code::NotFound.into())
    }
}

fn sent<'a>(reader: &'a Reader, photo: &'a PhotoId) -> Sent<'a> {
    Sent {
        photo,
        by: &reader.person.id,
    }
}
