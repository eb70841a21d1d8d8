//! A plan beside the one that it carries out: choosing that, linking, and who may.

use model::{
    assignment::Duty,
    plan::{NodeField, PlanField},
    record::{Fact, NodeFieldSet, PlanFieldSet},
};
use serde_json::json;
use tests::{on_every_database, world};

fn carries_out(superior: Option<&str>) -> Fact {
    Fact::PlanFieldSet(PlanFieldSet {
        plan: "k".into(),
        field: PlanField::CarriesOut(superior.map(Into::into)),
        settles: Vec::new(),
        undoes: None,
    })
}

fn link(node: &str, superior: &[&str]) -> Fact {
    let superior = superior.iter().map(|id| (*id).into()).collect();
    let field = NodeField::CarriesOut(superior);
    Fact::NodeFieldSet(NodeFieldSet::new(node.into(), field))
}

#[tokio::test]
async fn a_commune_sees_the_plan_of_its_province_beside_its_own() {
    on_every_database(async |app| {
        let province = app.officer("tinh").await;
        let officer = app.officer("xa-a").await;
        province.does("tinh", world::plan("t", "tinh")).await;
        province
            .does("xa-a", world::assigned("t-lop", Duty::Lead))
            .await;
        province
            .does("xa-b", world::assigned("t-loa", Duty::Lead))
            .await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;

        let address = "/api/v1/plans/k/superior";
        let before = officer.get(address).await.ok().json();
        assert_eq!(before["superior"], json!(null));
        assert_eq!(before["choices"][0]["id"], "t");
        assert_eq!(before["may_edit"], true);

        officer.does("xa-a", carries_out(Some("t"))).await;
        officer.does("xa-a", link("k-lop", &["t-lop"])).await;
        let field = app.field("xom-1").await;
        for (reader, may_edit) in [(&officer, true), (&field, false), (&province, true)] {
            let told = reader.get(address).await.ok().json();
            assert_eq!(told["superior"]["plan"]["id"], "t");
            assert_eq!(
                told["superior"]["given"],
                json!(["t-lop"]),
                "what others were given is theirs"
            );
            assert_eq!(told["may_edit"], may_edit);
            let nodes = told["nodes"].as_array().unwrap();
            let linked = nodes.iter().find(|node| node["id"] == "k-lop").unwrap();
            assert_eq!(linked["edits"]["carries_out"], json!(["t-lop"]));
        }
        let neighbour = app.officer("xa-b").await;
        neighbour.get(address).await.refused(404, "not_found");
        officer
            .get("/api/v1/plans/k9/superior")
            .await
            .refused(404, "not_found");
        app.nobody()
            .get(address)
            .await
            .refused(401, "sign_in_needed");
    })
    .await;
}

#[tokio::test]
async fn a_plan_of_elsewhere_is_not_shown_even_where_a_plan_names_it() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        app.officer("xa-b")
            .await
            .does("xa-b", world::plan("b", "xa-b"))
            .await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        officer.does("xa-a", carries_out(Some("b"))).await;
        let told = officer.get("/api/v1/plans/k/superior").await.ok().json();
        assert_eq!(
            (&told["superior"], &told["choices"]),
            (&json!(null), &json!([]))
        );
    })
    .await;
}

#[tokio::test]
async fn links_are_made_by_who_edits_the_plan_also_after_it_was_signed() {
    on_every_database(async |app| {
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("k", "xa-a")).await;
        let signed = Fact::PlanStepped(model::record::PlanStepped {
            plan: "k".into(),
            step: model::plan::Step::Signed,
            reason: None,
            signature: Some(model::plan::Signature {
                number: Some("57/KH-UBND".into()),
                date: "2026-03-02".parse().ok(),
                signer: Some("Lan".into()),
            }),
        });
        app.leader("xa-a").await.does("xa-a", signed).await;
        assert_eq!(
            officer
                .may_not("xa-a", world::renamed("k-lop", "Khác"))
                .await,
            "plan_signed"
        );
        officer.does("xa-a", link("k-lop", &["t-1", "t-2"])).await;
        let field = app.field("xom-1").await;
        assert_eq!(
            field.may_not("xa-a", link("k-lop", &["t-1"])).await,
            "not_allowed"
        );
        let neighbour = app.officer("xa-b").await;
        assert_eq!(
            neighbour.may_not("xa-b", link("k-lop", &["t-1"])).await,
            "not_allowed"
        );
        assert_eq!(
            officer
                .may_not("xa-a", link("k-lop", &["có dấu cách"]))
                .await,
            "node_malformed"
        );
        let many = ["t"; 201];
        assert_eq!(
            officer.may_not("xa-a", link("k-lop", &many)).await,
            "node_malformed"
        );
    })
    .await;
}
