//! Who is at a plan: told to those who read it, and to nobody else.

use serde_json::{Value, json};
use tests::{Actor, on_every_database, world};

async fn here(actor: &Actor, edits: bool) -> Vec<Value> {
    let said = json!({ "edits": edits });
    let answer = actor.post("/api/v1/plans/k/presence", &said).await.ok();
    let people = answer.json().as_array().cloned().unwrap_or_default();
    people.iter().map(|one| one["id"].clone()).collect()
}

#[tokio::test]
async fn those_who_read_a_plan_see_for_a_minute_who_edits_it() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let leader = app.leader("xa-a").await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        assert!(here(&officer, true).await.is_empty());
        assert_eq!(here(&leader, false).await, [json!(officer.id)]);
        assert!(here(&officer, true).await.is_empty());
        app.pass(60_000);
        assert!(here(&leader, true).await.is_empty());
        assert_eq!(here(&officer, true).await, [json!(leader.id)]);
    })
    .await;
}

#[tokio::test]
async fn others_are_told_nothing() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        let (address, said) = ("/api/v1/plans/k/presence", json!({ "edits": true }));
        let neighbour = app.officer("xa-b").await;
        let refused = neighbour.post(address, &said).await;
        refused.refused(404, "not_found");
        let nobody = app.nobody().post(address, &said).await;
        nobody.refused(401, "sign_in_needed");
        let long = json!({ "edits": true, "more": "x".repeat(200) });
        let refused = officer.post(address, &long).await;
        refused.refused(413, "too_large");
        for _ in 0..30 {
            here(&officer, true).await;
        }
        let refused = officer.post(address, &said).await;
        refused.refused(429, "too_many_requests");
    })
    .await;
}
