//! Photos come in pieces before the record that cites them, and are for those who may read it.

use std::collections::BTreeMap;

use axum::{
    body::Body,
    http::{Method, Request},
};
use model::{
    assignment::{Duty, Status},
    id::PhotoId,
    photo::{
        DAY_MAX_BYTES, MOST_OF_UPDATE, MOST_WAITING, PHOTO_MAX_BYTES, PIECE_MAX_BYTES, Received,
        WAITS_MS, next_piece,
    },
    record::Fact,
};
use serde_json::json;
use server::{photo::id_of, rebuild::rebuild, store::photo};
use tests::{Actor, Answer, App, on_every_database, world};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A JPEG of about `n_bytes` of nothing but `grey`.
fn jpeg(grey: u8, n_bytes: usize) -> Vec<u8> {
    let picture = vec![grey.min(0xfe); n_bytes];
    [b"\xff\xd8\xff\xda\0\x02", &picture[..], b"\xff\xd9"].concat()
}

/// The same with an EXIF block that says where it was taken.
fn located_jpeg() -> Vec<u8> {
    let exif =
        b"\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0";
    let plain = jpeg(7, 100);
    [&plain[..2], exif, &plain[2..]].concat()
}

fn pieces(id: &PhotoId) -> String {
    format!("/api/v1/photos/{id}/pieces")
}

fn picture(id: &PhotoId) -> String {
    format!("/api/v1/photos/{id}")
}

fn citing(photos: &[&PhotoId]) -> Fact {
    let mut fact = world::updated("k-lop", Status::Doing);
    if let Fact::TaskUpdated(update) = &mut fact {
        update.photos = photos.iter().map(|id| (*id).clone()).collect();
    }
    fact
}

async fn how_far(actor: &Actor, id: &PhotoId) -> Received {
    actor.get(&pieces(id)).await.ok().read()
}

async fn send(actor: &Actor, id: &PhotoId, offset: usize, size: usize, piece: &[u8]) -> Answer {
    let path = format!("{}?offset={offset}&size={size}", pieces(id));
    let kind = "application/octet-stream";
    actor.post_raw(&path, kind, piece.to_vec()).await
}

/// As a phone does: asks how far it is, and sends what is missing.
async fn send_all(actor: &Actor, bytes: &[u8]) -> PhotoId {
    let id = id_of(bytes);
    let mut received = how_far(actor, &id).await;
    while let Some(piece) = next_piece(received.n_received, bytes.len()) {
        let answer = send(actor, &id, piece.start, bytes.len(), &bytes[piece]).await;
        received = answer.ok().read();
    }
    assert!(received.is_whole);
    id
}

/// A plan whose first task both hamlets have.
async fn with_task(app: &App) {
    let officer = app.officer("xa-a").await;
    officer.does("xa-a", world::plan("k", "xa-a")).await;
    for hamlet in ["xom-1", "xom-2"] {
        let fact = world::assigned("k-lop", Duty::Implementer);
        officer.does(hamlet, fact).await;
    }
}

#[tokio::test]
async fn a_photo_goes_on_where_it_was_cut() {
    on_every_database(async |app| {
        let hamlet = app.field("xom-1").await;
        let bytes = jpeg(1, 2 * PIECE_MAX_BYTES + 5);
        let (id, size) = (id_of(&bytes), bytes.len());
        let nothing = how_far(&hamlet, &id).await;
        assert_eq!(nothing, Received::default());

        let first = &bytes[..PIECE_MAX_BYTES];
        send(&hamlet, &id, 0, size, first).await.ok();
        let standing = how_far(&hamlet, &id).await;
        assert_eq!(standing.n_received, PIECE_MAX_BYTES);
        assert_eq!((standing.n_bytes, standing.is_whole), (Some(size), false));
        hamlet.get(&picture(&id)).await.refused(404, "not_found");

        // A piece whose answer was lost is sent again; one from too far ahead is not taken.
        for offset in [0, 2 * PIECE_MAX_BYTES - 7_000, 3] {
            let again = send(&hamlet, &id, offset, size, &bytes[offset..offset + 5_000]).await;
            assert_eq!(again.ok().read::<Received>(), standing);
        }
        assert_eq!(send_all(&hamlet, &bytes).await, id);
        let last = &bytes[2 * PIECE_MAX_BYTES..];
        let again = send(&hamlet, &id, 2 * PIECE_MAX_BYTES, size, last).await;
        assert!(again.ok().read::<Received>().is_whole);

        let shown = hamlet.get(&picture(&id)).await.ok();
        assert_eq!(shown.body, bytes);
        assert_eq!(shown.header("content-type"), "image/jpeg");
        assert_eq!(shown.header("content-disposition"), "inline");
        assert_eq!(shown.header("x-content-type-options"), "nosniff");
        assert!(shown.header("content-security-policy").ends_with("sandbox"));
        let kept = "private, max-age=31536000, immutable";
        assert_eq!(shown.header("cache-control"), kept);
    })
    .await;
}

#[tokio::test]
async fn a_photo_begun_with_another_length_begins_anew() {
    on_every_database(async |app| {
        let hamlet = app.field("xom-1").await;
        let bytes = jpeg(1, PIECE_MAX_BYTES + 5);
        let (id, size) = (id_of(&bytes), bytes.len());
        send(&hamlet, &id, 0, size + 9_000, &bytes[..9_000])
            .await
            .ok();
        let answer = send(&hamlet, &id, 9_000, size, &bytes[9_000..19_000]).await;
        assert_eq!(answer.ok().read::<Received>(), Received::default());
        send(&hamlet, &id, 0, size, &bytes[..9_000]).await.ok();
        let standing = how_far(&hamlet, &id).await;
        assert_eq!((standing.n_received, standing.n_bytes), (9_000, Some(size)));
        send_all(&hamlet, &bytes).await;
    })
    .await;
}

#[tokio::test]
async fn what_is_no_good_photo_is_refused_and_forgotten() {
    on_every_database(async |app| {
        let hamlet = app.field("xom-1").await;
        let whole =
            async |id: &PhotoId, bytes: &[u8]| send(&hamlet, id, 0, bytes.len(), bytes).await;
        let (bytes, other) = (jpeg(1, 100), jpeg(2, 100));
        whole(&id_of(&bytes), &other)
            .await
            .refused(422, "photo_damaged");
        let nothing = how_far(&hamlet, &id_of(&bytes)).await;
        assert_eq!(nothing, Received::default());
        // Sent right, the same photo is taken.
        send_all(&hamlet, &bytes).await;

        let page = b"<html><script>alert(1)</script>".as_slice();
        let refused = whole(&id_of(page), page).await;
        refused.refused(415, "unsupported_media_type");
        assert!(refused.text().contains("không phải là ảnh"));

        let id = id_of(&bytes);
        let first = &bytes[..50];
        let refused = send(&hamlet, &id, 0, PHOTO_MAX_BYTES + 1, first).await;
        refused.refused(413, "too_large");
        assert!(refused.text().contains("600 kB"));
        let long = jpeg(1, PIECE_MAX_BYTES);
        send(&hamlet, &id, 0, long.len(), &long)
            .await
            .refused(413, "too_large");
        for (offset, size) in [(0, 60), (0, 49), (0, 0), (usize::MAX, 60)] {
            let refused = send(&hamlet, &id, offset, size, first).await;
            refused.refused(400, "malformed_query");
        }
        for query in [
            "",
            "?offset=0",
            "?offset=-1&size=9",
            "?offset=0&size=50&location=yes",
        ] {
            let path = format!("{}{query}", pieces(&id));
            let refused = hamlet.post_raw(&path, "image/jpeg", first.to_vec()).await;
            refused.refused(400, "malformed_query");
        }
    })
    .await;
}

#[tokio::test]
async fn where_it_was_taken_is_kept_only_when_that_is_wanted() {
    on_every_database(async |app| {
        let hamlet = app.field("xom-1").await;
        let bytes = located_jpeg();
        let id = id_of(&bytes);
        let refused = send(&hamlet, &id, 0, bytes.len(), &bytes).await;
        refused.refused(422, "photo_located");
        assert_eq!(how_far(&hamlet, &id).await, Received::default());
        let path = format!(
            "{}?offset=0&size={}&location=wanted",
            pieces(&id),
            bytes.len()
        );
        hamlet
            .post_raw(&path, "image/jpeg", bytes.clone())
            .await
            .ok();
        assert_eq!(hamlet.get(&picture(&id)).await.ok().body, bytes);
    })
    .await;
}

#[tokio::test]
async fn a_record_waits_for_its_photos() {
    on_every_database(async |app| {
        with_task(app).await;
        let hamlet = app.field("xom-1").await;
        let (one, two) = (jpeg(1, 100), jpeg(2, 100));
        let (first, second) = (send_all(&hamlet, &one).await, id_of(&two));
        let record = hamlet.record("xom-1", citing(&[&first, &second]));
        let plain = hamlet.record("xom-1", world::updated("k-lop", Status::Doing));
        let answer = hamlet.push([record.clone(), plain.clone()]).await;
        assert_eq!(answer.accepted, [plain.id]);
        let code = json!(answer.refused[0].problem.code);
        assert_eq!(code, "photo_missing");

        send_all(&hamlet, &two).await;
        let answer = hamlet.push([record.clone()]).await;
        assert_eq!(answer.accepted, std::slice::from_ref(&record.id));
        let pulled = app.officer("xa-a").await.pull(0, 200).await.records;
        assert!(pulled.iter().any(|stamped| stamped.record == record));
        let task = hamlet.get("/api/v1/tasks/k-lop").await.ok().json();
        let told = task["history"].as_array().unwrap().iter();
        let mut photos = told.map(|event| &event["fact"]["photos"]);
        assert!(photos.any(|photos| *photos == json!([first, second])));

        #[cfg(feature = "pages")]
        {
            let page = hamlet.get("/nhiem-vu/k-lop").await.ok().text();
            assert!(
                page.contains(&format!("href=\"{}\"", picture(&first))),
                "{page}"
            );
        }

        let many = vec![&first; MOST_OF_UPDATE + 1];
        assert_eq!(
            hamlet.may_not("xom-1", citing(&many)).await,
            "too_many_photos"
        );
        let wrong = PhotoId::from("../x");
        assert_eq!(
            hamlet.may_not("xom-1", citing(&[&wrong])).await,
            "malformed_record"
        );
        // One that is named twice is one.
        hamlet.does("xom-1", citing(&[&first, &first])).await;
    })
    .await;
}

#[tokio::test]
async fn a_photo_is_for_its_sender_and_for_readers_of_its_record() {
    on_every_database(async |app| {
        with_task(app).await;
        let hamlet = app.field("xom-1").await;
        let id = send_all(&hamlet, &jpeg(1, 100)).await;
        let officer = app.officer("xa-a").await;
        officer.get(&picture(&id)).await.refused(404, "not_found");
        hamlet.does("xom-1", citing(&[&id])).await;

        for reader in [
            officer,
            app.viewer("tinh").await,
            app.field("xom-1").await,
            hamlet,
        ] {
            reader.get(&picture(&id)).await.ok();
        }
        for stranger in [
            app.field("xom-2").await,
            app.field("phong-a").await,
            app.officer("xa-b").await,
        ] {
            let hidden = stranger.get(&picture(&id)).await;
            let missing = stranger.get(&picture(&id_of(b"x"))).await;
            hidden.refused(404, "not_found");
            assert_eq!(hidden.text(), missing.text());
            assert_eq!(how_far(&stranger, &id).await, Received::default());
        }
        let nobody = app.nobody();
        for path in [picture(&id), pieces(&id)] {
            nobody.get(&path).await.refused(401, "sign_in_needed");
        }
        send(&nobody, &id, 0, 1, b"x")
            .await
            .refused(401, "sign_in_needed");
        // Who may not report sends no photos either.
        let supervisor = app.supervisor("tinh").await;
        let refused = send(&supervisor, &id, 0, 1, b"x").await;
        refused.refused(403, "not_allowed");
        let request = Request::post(pieces(&id)).header("sec-fetch-site", "cross-site");
        nobody
            .send(request, Body::empty())
            .await
            .refused(403, "cross_site");
        for id in ["x", "%00", &"0A".repeat(32)] {
            let path = format!("/api/v1/photos/{id}");
            supervisor.get(&path).await.refused(404, "not_found");
            let path = format!("{path}/pieces");
            supervisor.get(&path).await.refused(404, "not_found");
        }
        let answer = supervisor.method(Method::DELETE, &picture(&id)).await;
        answer.refused(405, "method_not_allowed");
    })
    .await;
}

#[tokio::test]
async fn knowing_the_hash_gives_nobody_the_photo() {
    on_every_database(async |app| {
        with_task(app).await;
        let (one, two) = (app.field("xom-1").await, app.field("xom-2").await);
        let bytes = jpeg(1, PIECE_MAX_BYTES + 5);
        let id = send_all(&one, &bytes).await;
        one.does("xom-1", citing(&[&id])).await;

        assert_eq!(two.may_not("xom-2", citing(&[&id])).await, "photo_missing");
        let refused = send(&two, &id, 0, 100, &jpeg(9, 92)).await;
        refused.refused(422, "photo_damaged");
        two.get(&picture(&id)).await.refused(404, "not_found");
        one.get(&picture(&id)).await.ok();

        // Who has the same picture sends it too, and each has one.
        assert_eq!(send_all(&two, &bytes).await, id);
        two.does("xom-2", citing(&[&id])).await;
        assert_eq!(two.get(&picture(&id)).await.ok().body, bytes);
        let seen = app.viewer("xom-2").await.get(&picture(&id)).await;
        assert_eq!(seen.ok().body, bytes);
    })
    .await;
}

#[tokio::test]
async fn what_nobody_cites_makes_room_and_is_given_up() {
    on_every_database(async |app| {
        with_task(app).await;
        let hamlet = app.field("xom-1").await;
        let cited = send_all(&hamlet, &jpeg(0, 100)).await;
        hamlet.does("xom-1", citing(&[&cited])).await;
        let half = jpeg(0, PIECE_MAX_BYTES);
        send(&hamlet, &id_of(&half), 0, half.len(), &half[..9_000])
            .await
            .ok();
        let mut sent = Vec::new();
        for n in 1..MOST_WAITING {
            app.pass(1);
            sent.push(send_all(&hamlet, &jpeg(1, 100 + n)).await);
        }
        // What is touched again is not the oldest any more.
        app.pass(1);
        send(
            &hamlet,
            &id_of(&half),
            9_000,
            half.len(),
            &half[9_000..19_000],
        )
        .await
        .ok();
        app.pass(1);
        send_all(&hamlet, &jpeg(2, 100)).await;
        assert!(!how_far(&hamlet, &sent[0]).await.is_whole);
        assert!(how_far(&hamlet, &sent[1]).await.is_whole);
        assert_eq!(how_far(&hamlet, &id_of(&half)).await.n_received, 19_000);

        for _ in 0..2 {
            // Who comes now and then stays signed in.
            app.pass(WAITS_MS / 2 + 1);
            hamlet.get("/api/v1/me").await.ok();
        }
        let other = app.field("xom-2").await;
        send_all(&other, &jpeg(3, 100)).await;
        assert!(!how_far(&hamlet, &sent[1]).await.is_whole);
        assert_eq!(how_far(&hamlet, &id_of(&half)).await, Received::default());
        hamlet.get(&picture(&cited)).await.ok();
        // A phone that comes so late sends the photo again.
        assert_eq!(
            hamlet.may_not("xom-1", citing(&[&sent[1]])).await,
            "photo_missing"
        );
        send_all(&hamlet, &jpeg(1, 102)).await;
        hamlet.does("xom-1", citing(&[&sent[1]])).await;
    })
    .await;
}

#[tokio::test]
async fn what_one_person_sends_in_a_day_is_limited() {
    on_every_database(async |app| {
        let (one, two) = (app.field("xom-1").await, app.field("xom-2").await);
        let mut tx = app.service.store.write().await.unwrap();
        let much = photo::Sent {
            photo: &id_of(b"much"),
            by: &one.id,
        };
        let now = app.service.environment.now();
        photo::begin(&mut tx, much, DAY_MAX_BYTES - 50_000, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let last = jpeg(1, 40_000);
        let (begun, rest) = last.split_at(9_000);
        let id = id_of(&last);
        send(&one, &id, 0, last.len(), begun).await.ok();
        let beyond = jpeg(2, 20_000);
        let answer = send(&one, &id_of(&beyond), 0, beyond.len(), &beyond).await;
        answer.refused(429, "too_many_photos_today");
        assert_eq!(how_far(&one, &id_of(&beyond)).await, Received::default());
        // What has begun may end, and others have a day of their own.
        send(&one, &id, 9_000, last.len(), rest).await.ok();
        assert!(how_far(&one, &id).await.is_whole);
        send_all(&two, &beyond).await;

        app.pass(DAY_MS);
        send_all(&one, &beyond).await;
    })
    .await;
}

#[tokio::test]
async fn windows_that_send_the_same_photo_do_not_disturb_each_other() {
    on_every_database(async |app| {
        let hamlet = app.field("xom-1").await;
        let bytes = jpeg(1, 3 * PIECE_MAX_BYTES);
        let sending: Vec<_> = (0..4)
            .map(|_| {
                let (hamlet, bytes) = (hamlet.clone(), bytes.clone());
                tokio::spawn(async move { send_all(&hamlet, &bytes).await })
            })
            .collect();
        for sent in sending {
            sent.await.unwrap();
        }
        let shown = hamlet.get(&picture(&id_of(&bytes))).await;
        assert_eq!(shown.ok().body, bytes);
    })
    .await;
}

#[tokio::test]
async fn the_log_gives_the_same_citations_again() {
    on_every_database(async |app| {
        with_task(app).await;
        let hamlet = app.field("xom-1").await;
        let mut expected = BTreeMap::new();
        for grey in 1..4 {
            let id = send_all(&hamlet, &jpeg(grey, 100)).await;
            let record = hamlet.does("xom-1", citing(&[&id])).await;
            expected.insert(id, record.id);
        }
        let citations = async || {
            let mut tx = app.service.store.read().await.unwrap();
            photo::citations(&mut tx).await.unwrap()
        };
        let before = citations().await;
        rebuild(&app.service).await.unwrap();
        assert_eq!(citations().await, before);
        assert_eq!(before.len(), 3);
        let officer = app.officer("xa-a").await;
        for (photo, record) in &expected {
            let row = [photo.to_string(), record.to_string(), "xom-1".to_owned()];
            assert!(before.contains(&row));
            officer.get(&picture(photo)).await.ok();
        }
    })
    .await;
}
