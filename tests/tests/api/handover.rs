//! Unsent work that somebody else brings: once, within one's unit, and with a trace of who it was.

use model::{
    assignment::{Duty, Status},
    handover::{HandOver, Taken, split},
    id::PersonId,
    problem::Code,
    record::{Fact, Record},
    sync::{
        BATCH_MAX,
        phone::{Draft, Image, Phone},
    },
    view::task::TaskView,
};
use serde_json::{Value, json};
use server::{photo::id_of, store::record};
use tests::{Actor, App, on_every_database, world};

const PATH: &str = "/api/v1/handover";

/// What a phone of the author would write, of records that are already made.
fn file(author: &Actor, records: &[Record]) -> Value {
    let entries = records.iter().map(|record| model::sync::phone::Entry {
        record: record.clone(),
        about: "việc".into(),
        refused: None,
    });
    let mut phone = Phone::new(Image {
        device: "may-thu".into(),
        entries: entries.collect(),
        ..Image::default()
    });
    phone.sign_in(&author.id, true);
    json!(HandOver::of(&phone, world::MORNING))
}

async fn brings(carrier: &Actor, file: &Value) -> Taken {
    carrier.post(PATH, file).await.ok().read()
}

/// The code with which the only record is refused.
async fn refused(carrier: &Actor, file: &Value) -> Code {
    let taken = brings(carrier, file).await;
    assert_eq!((taken.taken.len(), taken.refused.len()), (0, 1));
    taken.refused[0].problem.code
}

async fn carried_by(app: &App, record: &Record) -> Option<PersonId> {
    let mut tx = app.service.store.read().await.unwrap();
    let log = record::page(&mut tx, 0, 1000).await.unwrap();
    let logged = log.into_iter().find(|logged| logged.record == *record);
    logged.unwrap().carried_by
}

/// A commune's plan, of which Xóm 1 leads one task.
async fn commune(app: &App) -> Actor {
    let officer = app.officer("xa-a").await;
    officer.does("xa-a", world::plan("k", "xa-a")).await;
    officer
        .does("xom-1", world::assigned("k-lop", Duty::Lead))
        .await;
    officer
}

fn doing() -> Fact {
    world::updated("k-lop", Status::Doing)
}

#[tokio::test]
async fn a_file_brought_twice_is_there_once_and_the_authors_phone_finds_it_sent() {
    on_every_database(async |app| {
        let officer = commune(app).await;
        let hamlet = app.field("xom-1").await;
        let mut phone = Phone::new(Image {
            device: "may".into(),
            ..Image::default()
        });
        phone.sign_in(&hamlet.id, true);
        for n in 1..3 {
            let draft = Draft {
                unit: "xom-1".into(),
                replaces: None,
                after: None,
                fact: doing(),
                about: "việc".into(),
            };
            // After the task was given: at one moment ids would decide which came first.
            phone.keep(vec![draft], world::MORNING + 60_000, || [n; 10]);
        }
        let file = json!(HandOver::of(&phone, world::MORNING));
        let first = brings(&officer, &file).await;
        assert_eq!((first.taken.len(), first.known.len()), (2, 0));
        let again = brings(&officer, &file).await;
        assert_eq!((again.taken.len(), again.known), (0, first.taken.clone()));

        // The author's phone sends the same, to no effect, and comes to rest.
        assert_eq!(phone.entries().len(), 2);
        for n_asked in 0.. {
            assert!(n_asked < 10, "the phone does not come to an end");
            let outgoing = phone.ask(200, "1.0");
            let answer = hamlet.sync(outgoing.message.clone()).await;
            let settled = phone.settle(&outgoing, &answer, world::MORNING);
            assert_eq!(settled.trouble, None);
            if !settled.go_on {
                break;
            }
        }
        assert!(phone.entries().is_empty() && phone.position().checked_at.is_some());
        let answer = officer.pull(0, 200).await;
        assert_eq!(answer.records.len(), 4);
        for stamped in &answer.records[2..] {
            assert_eq!(stamped.record.by, hamlet.id);
            assert_eq!(stamped.carried_by, Some(officer.id.clone()));
        }
        assert_eq!(answer.records[0].carried_by, None);

        // Everybody is told by name who brought it: by the server, and by what a phone holds.
        let name = answer.names.get(&officer.id).unwrap();
        let view: TaskView = hamlet.get("/api/v1/tasks/k-lop").await.ok().read();
        let told = view.history.iter().map(|event| event.carried_by.as_ref());
        assert_eq!(told.collect::<Vec<_>>(), [Some(name), Some(name), None]);
        let held = phone.rows().filter_map(|row| row.carried_by.as_ref());
        let held: Vec<_> = held.map(|carrier| phone.name(carrier)).collect();
        assert_eq!(held, [Some(name.as_str()); 2]);
    })
    .await;
}

#[tokio::test]
async fn what_the_phone_has_sent_meanwhile_is_known_and_keeps_no_trace_of_a_carrier() {
    on_every_database(async |app| {
        let officer = commune(app).await;
        let hamlet = app.field("xom-1").await;
        let records = [
            hamlet.record("xom-1", doing()),
            hamlet.record("xom-1", doing()),
        ];
        let file = file(&hamlet, &records);
        hamlet.push([records[0].clone()]).await;
        let taken = brings(&officer, &file).await;
        assert_eq!(taken.known, [records[0].id.clone()]);
        assert_eq!(taken.taken, [records[1].id.clone()]);
        assert_eq!(carried_by(app, &records[0]).await, None);

        // One's own file, in a browser where there is a network, is one's own doing.
        let own = hamlet.record("xom-1", doing());
        brings(&hamlet, &self::file(&hamlet, std::slice::from_ref(&own))).await;
        assert_eq!(carried_by(app, &own).await, None);
    })
    .await;
}

#[tokio::test]
async fn codes_bring_the_same_as_the_file() {
    on_every_database(async |app| {
        let officer = commune(app).await;
        let hamlet = app.field("xom-1").await;
        let records = [
            hamlet.record("xom-1", doing()),
            hamlet.record("xom-1", doing()),
        ];
        let mut parts = split(&file(&hamlet, &records).to_string()).unwrap();
        assert!(parts.len() > 1);
        parts.reverse();
        let some = parts[1..].join("\n");
        let answer = officer.post_raw(PATH, "text/plain", some).await;
        answer.refused(422, "hand_over_cut_off");
        let all = parts.join("\n");
        let answer = officer.post_raw(PATH, "text/plain", all).await;
        assert_eq!(answer.ok().read::<Taken>().taken.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn only_those_who_work_there_bring_it() {
    on_every_database(async |app| {
        commune(app).await;
        let hamlet = app.field("xom-1").await;
        let update = hamlet.record("xom-1", doing());
        let file = file(&hamlet, std::slice::from_ref(&update));
        for carrier in [
            app.field("xom-2").await,
            app.officer("xa-b").await,
            app.field("xom-9").await,
            app.viewer("tinh").await,
            app.supervisor("xa-a").await,
        ] {
            assert_eq!(refused(&carrier, &file).await, Code::NotAuthor);
        }
        let colleague = app.field("xom-1").await;
        let taken = brings(&colleague, &file).await.taken;
        assert_eq!(taken, std::slice::from_ref(&update.id));
        assert_eq!(carried_by(app, &update).await, Some(colleague.id.clone()));
        // Where the ordinary way is concerned nothing has changed.
        let other = hamlet.record("xom-1", doing());
        let answer = colleague.push([other]).await;
        assert_eq!(answer.refused[0].problem.code, Code::NotAuthor);
    })
    .await;
}

#[tokio::test]
async fn the_author_must_be_somebody_who_may_do_it() {
    on_every_database(async |app| {
        let officer = commune(app).await;
        let hamlet = app.field("xom-1").await;
        let update = hamlet.record("xom-1", doing());
        let mut of_nobody = update.clone();
        of_nobody.by = "không-có".into();
        let code = refused(&officer, &file(&hamlet, &[of_nobody])).await;
        assert_eq!(code, Code::NotAuthor);
        let supervisor = app.supervisor("xa-a").await;
        let mut of_reader = update.clone();
        of_reader.by = supervisor.id.clone();
        let code = refused(&officer, &file(&hamlet, &[of_reader])).await;
        assert_eq!(code, Code::NotAllowed);
        app.grant(&hamlet.id, "xom-2").await;
        let file = file(&hamlet, &[update]);
        assert_eq!(refused(&officer, &file).await, Code::NotAllowed);
    })
    .await;
}

#[tokio::test]
async fn nobody_gains_a_right_by_a_file_in_anothers_name() {
    on_every_database(async |app| {
        let officer = commune(app).await;
        let hamlet = app.field("xom-1").await;
        for fact in [
            world::assigned("k-loa", Duty::Lead),
            world::renamed("k-lop", "Khác"),
            world::commented("k-lop", "Tôi đồng ý."),
            doing(),
        ] {
            let forged = officer.record("xom-1", fact);
            let code = refused(&hamlet, &file(&officer, &[forged])).await;
            assert_eq!(code, Code::NotAuthor);
        }
        // Among colleagues it is possible, and is written down.
        let colleague = app.field("xom-1").await;
        let forged = colleague.record("xom-1", doing());
        let file = file(&colleague, std::slice::from_ref(&forged));
        assert_eq!(brings(&hamlet, &file).await.taken.len(), 1);
        assert_eq!(carried_by(app, &forged).await, Some(hamlet.id.clone()));
    })
    .await;
}

#[tokio::test]
async fn one_refused_record_holds_up_none() {
    on_every_database(async |app| {
        let officer = commune(app).await;
        let hamlet = app.field("xom-1").await;
        let mut with_photo = hamlet.record("xom-1", doing());
        if let Fact::TaskUpdated(update) = &mut with_photo.fact {
            update.photos = vec!["a".repeat(64).as_str().into()];
        }
        app.pass(1);
        let good = hamlet.record("xom-1", doing());
        let mut file = file(&hamlet, &[with_photo, good.clone()]);
        let list = file["records"].as_array_mut().unwrap();
        list.push(json!({"id": null, "fact": 1}));
        list.push(json!("a\0b"));
        let taken = brings(&officer, &file).await;
        assert_eq!(taken.taken, [good.id]);
        let codes = taken.refused.iter().map(|r| (r.index, r.problem.code));
        let codes: Vec<_> = codes.collect();
        let code = Code::MalformedRecord;
        assert_eq!(codes, [(0, Code::PhotoMissing), (2, code), (3, code)]);
    })
    .await;
}

#[tokio::test]
async fn photos_that_are_brought_before_their_records_are_there_for_them() {
    on_every_database(async |app| {
        let officer = commune(app).await;
        let hamlet = app.field("xom-1").await;
        let bytes = [&b"\xff\xd8\xff\xda\0\x02"[..], &[9; 300], b"\xff\xd9"].concat();
        let photo = id_of(&bytes);
        let mut with_photo = hamlet.record("xom-1", doing());
        if let Fact::TaskUpdated(update) = &mut with_photo.fact {
            update.photos = vec![photo.clone()];
        }
        let mut file = file(&hamlet, std::slice::from_ref(&with_photo));
        file["photos"] = json!([{ "id": photo, "n_bytes": bytes.len() }]);
        assert_eq!(refused(&officer, &file).await, Code::PhotoMissing);

        // What somebody else has sent is not there for this one, be it the author's superior.
        let path = format!(
            "/api/v1/photos/{photo}/pieces?offset=0&size={}",
            bytes.len()
        );
        let send = async |actor: &Actor| {
            let answer = actor.post_raw(&path, "application/octet-stream", bytes.clone());
            answer.await.ok();
        };
        send(&app.leader("xa-a").await).await;
        assert_eq!(refused(&officer, &file).await, Code::PhotoMissing);

        send(&officer).await;
        assert_eq!(brings(&officer, &file).await.taken, [with_photo.id.clone()]);
        for reader in [&hamlet, &officer] {
            let answer = reader.get(&format!("/api/v1/photos/{photo}")).await;
            assert_eq!(answer.ok().body, bytes);
        }
        // The author's phone sends the record without having sent the photo: it is there.
        let answer = hamlet.push([with_photo.clone()]).await;
        assert_eq!(answer.accepted, [with_photo.id]);
    })
    .await;
}

#[tokio::test]
async fn a_whole_file_is_read_as_far_as_its_words() {
    on_every_database(async |app| {
        let officer = commune(app).await;
        let hamlet = app.field("xom-1").await;
        let record = hamlet.record("xom-1", doing());
        let file = file(&hamlet, std::slice::from_ref(&record)).to_string();
        let whole = [file.as_bytes(), b"\0\xff\xd8\xff"].concat();
        let answer = officer.post_raw(PATH, "text/plain", whole).await;
        assert_eq!(answer.ok().read::<Taken>().taken, [record.id]);
    })
    .await;
}

#[tokio::test]
async fn a_phone_full_of_work_comes_in_whole() {
    on_every_database(async |app| {
        let officer = commune(app).await;
        let hamlet = app.field("xom-1").await;
        let records: Vec<_> = (0..=2 * BATCH_MAX)
            .map(|_| hamlet.record("xom-1", doing()))
            .collect();
        let mut other = records;
        other[0].unit = "xa-b".into();
        let file = file(&hamlet, &other);
        let taken = brings(&officer, &file).await;
        assert_eq!(taken.taken.len(), 2 * BATCH_MAX);
        let [refused] = taken.refused.as_slice() else {
            panic!("{:?}", taken.refused);
        };
        assert_eq!(refused.problem.code, Code::NotAuthor);
        assert_eq!(refused.id.as_ref(), Some(&other[0].id));
        assert_eq!(file["records"][refused.index]["id"], json!(other[0].id));
    })
    .await;
}

#[tokio::test]
async fn what_is_no_file_of_this_server_is_refused_with_a_reason() {
    on_every_database(async |app| {
        let officer = commune(app).await;
        let hamlet = app.field("xom-1").await;
        let file = file(&hamlet, &[hamlet.record("xom-1", doing())]);
        let mut elsewhere = file.clone();
        elsewhere["server"] = json!("another");
        officer
            .post(PATH, &elsewhere)
            .await
            .refused(409, "other_server");
        let mut newer = file.clone();
        newer["version"] = json!(2);
        officer
            .post(PATH, &newer)
            .await
            .refused(409, "hand_over_newer");
        let mut less = file.clone();
        less["records"] = json!([]);
        officer
            .post(PATH, &less)
            .await
            .refused(422, "hand_over_cut_off");
        let whole = file.to_string();
        for (kind, body, status, code) in [
            (
                "application/json",
                &whole[..whole.len() - 9],
                422,
                "hand_over_cut_off",
            ),
            ("text/plain", "Kính gửi", 400, "hand_over_unreadable"),
            ("application/pdf", &whole, 415, "unsupported_media_type"),
            ("text/plain", &" ".repeat(3 * 1024 * 1024), 413, "too_large"),
        ] {
            let answer = officer.post_raw(PATH, kind, body.to_owned()).await;
            answer.refused(status, code);
        }
        // With the server's own name it goes in.
        let mut here = file;
        here["server"] = json!(officer.pull(0, 1).await.server);
        assert_eq!(brings(&officer, &here).await.taken.len(), 1);
    })
    .await;
}
