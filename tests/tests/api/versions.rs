//! Versions of a plan over the network: who may see them, and what changed.

use model::{plan::Step, problem::Code};
use serde_json::{Value, json};
use tests::{on_every_database, world};

fn stepped(step: Step) -> model::record::Fact {
    let signature = step.is_signing().then(|| model::plan::Signature {
        number: Some("57/KH-UBND".into()),
        date: "2026-03-02".parse().ok(),
        signer: Some("Lan".into()),
    });
    let reason = (step == Step::AmendmentBegun).then(|| "Thêm lớp.".to_owned());
    model::record::Fact::PlanStepped(model::record::PlanStepped {
        plan: "k".into(),
        step,
        reason,
        signature,
    })
}

#[tokio::test]
async fn what_changed_since_the_signing_is_told_to_all_who_read_the_plan() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let leader = app.leader("xa-a").await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        let versions = "/api/v1/plans/k/versions";
        let draft = officer.get(versions).await.ok().json();
        assert_eq!(
            (&draft["versions"], &draft["from"]),
            (&json!([]), &Value::Null)
        );

        leader.does("xa-a", stepped(Step::Signed)).await;
        app.pass(1000);
        officer.does("xa-a", stepped(Step::AmendmentBegun)).await;
        app.pass(1000);
        officer
            .does("xa-a", world::renamed("k-lop", "Mở hai lớp"))
            .await;
        let province = app.viewer("tinh").await;
        for reader in [&officer, &app.field("xom-1").await, &province] {
            let told = reader.get(versions).await.ok().json();
            assert_eq!(told["versions"][0]["signature"]["number"], "57/KH-UBND");
            assert_eq!(told["changes"][0]["path"], json!(["Nhiệm vụ"]));
            let field = &told["changes"][0]["difference"]["fields"][0];
            let new = field["pieces"].as_array().unwrap();
            assert!(
                new.iter()
                    .any(|it| it["sort"] == "new" && it["text"] == "hai ")
            );
        }

        app.pass(1000);
        leader.does("xa-a", stepped(Step::AmendmentSigned)).await;
        let same = officer.get(&format!("{versions}?tu=2")).await.ok().json();
        assert_eq!(same["changes"], json!([]));
        let told = officer.get(versions).await.ok().json();
        assert_eq!((&told["from"], &told["to"]), (&json!(1), &json!(2)));
        assert_eq!(told["versions"][1]["reason"], "Thêm lớp.");
        assert_eq!(told["changes"].as_array().unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn versions_that_are_not_there_or_not_for_one_are_not_found() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        let neighbour = app.officer("xa-b").await;
        neighbour
            .get("/api/v1/plans/k/versions")
            .await
            .refused(404, "not_found");
        officer
            .get("/api/v1/plans/k2/versions")
            .await
            .refused(404, "not_found");
        officer
            .get("/api/v1/plans/k/versions?tu=1")
            .await
            .refused(404, "not_found");
        officer
            .get("/api/v1/plans/k/versions?tu=x")
            .await
            .refused(400, "malformed_query");
        app.nobody()
            .get("/api/v1/plans/k/versions")
            .await
            .refused(401, "sign_in_needed");
    })
    .await;
}

#[tokio::test]
async fn an_amendment_begun_by_mistake_is_dropped_once_it_changes_nothing_any_more() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        let leader = app.leader("xa-a").await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        leader.does("xa-a", stepped(Step::Signed)).await;
        app.pass(1000);
        officer.does("xa-a", stepped(Step::AmendmentBegun)).await;
        app.pass(1000);
        officer
            .does("xa-a", world::renamed("k-lop", "Mở hai lớp"))
            .await;
        app.pass(1000);
        let dropped = officer.record("xa-a", stepped(Step::AmendmentDropped));
        let answer = officer.push([dropped.clone()]).await;
        assert_eq!(answer.refused[0].problem.code, Code::AmendmentChanged);

        // Back to what it was, and out, in one batch.
        let back = officer.record("xa-a", world::renamed("k-lop", "Mở lớp học"));
        let answer = officer.push([back, dropped]).await;
        assert_eq!(answer.refused, []);
        let told = officer.get("/api/v1/plans/k/versions").await.ok().json();
        assert_eq!(
            (&told["stage"], told["versions"].as_array().map(Vec::len)),
            (&json!("signed"), Some(1))
        );
        app.pass(1000);
        officer.does("xa-a", stepped(Step::AmendmentBegun)).await;
    })
    .await;
}
