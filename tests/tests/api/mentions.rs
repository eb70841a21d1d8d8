//! Comments that name somebody: whom one may name, who is told, and for how long.

use model::record::{Commented, Fact};
use serde_json::{Value, json};
use tests::{Actor, on_every_database, world};

fn naming(task: &str, words: &str, people: &[&Actor]) -> Fact {
    Fact::Commented(Commented {
        node: task.into(),
        text: words.to_owned(),
        mentions: people.iter().map(|actor| actor.id.clone()).collect(),
    })
}

async fn named(actor: &Actor) -> Vec<Value> {
    let today = actor.get("/api/v1/today").await.ok().json();
    let mentions = today["mentions"].as_array().unwrap();
    mentions.iter().map(|one| one["words"].clone()).collect()
}

#[tokio::test]
async fn whoever_is_named_is_told_until_they_have_answered() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let hamlet = app.field("xom-1").await;
        let stranger = app.officer("xa-b").await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        let comment = naming("k-lop", "Nhờ xem giúp.", &[&hamlet, &stranger]);
        officer.does("xa-a", comment).await;
        assert_eq!(named(&hamlet).await, [json!("Nhờ xem giúp.")]);
        assert!(named(&officer).await.is_empty());
        assert!(named(&stranger).await.is_empty(), "a name opens nothing");
        stranger
            .get("/api/v1/tasks/k-lop")
            .await
            .refused(404, "not_found");

        server::rebuild::rebuild(&app.service).await.unwrap();
        assert_eq!(named(&hamlet).await.len(), 1);
        app.pass(1000);
        let answer = naming("k-lop", "Đã xem.", &[]);
        hamlet.does("xom-1", answer).await;
        assert!(named(&hamlet).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn those_can_be_named_who_read_the_plan() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let hamlet = app.field("xom-1").await;
        let province = app.viewer("tinh").await;
        app.officer("xa-b").await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        for (reader, expected) in [
            (&officer, [&hamlet, &province]),
            (&hamlet, [&officer, &province]),
        ] {
            let task = reader.get("/api/v1/tasks/k-lop").await.ok().json();
            let handles = task["handles"].as_array().unwrap();
            let mut ids: Vec<_> = handles
                .iter()
                .filter_map(|one| one["id"].as_str())
                .collect();
            let mut expected = expected.map(|actor| actor.id.as_str());
            ids.sort_unstable();
            expected.sort_unstable();
            assert_eq!(ids, expected);
        }
        // A phone knows of those who come later, too.
        let synced = officer.sync(ground("")).await;
        let before = synced.ground.expect("the first ground");
        assert_eq!(officer.sync(ground(&before.version)).await.ground, None);
        let new = app.field("xom-2").await;
        let after = officer.sync(ground(&before.version)).await.ground;
        let colleagues = after.expect("a newer ground").colleagues;
        assert!(colleagues.iter().any(|one| one.id == new.id));
    })
    .await;
}

fn ground(known: &str) -> model::sync::SyncRequest {
    model::sync::SyncRequest {
        device: "may-thu".into(),
        ground: Some(known.to_owned()),
        ..model::sync::SyncRequest::default()
    }
}
