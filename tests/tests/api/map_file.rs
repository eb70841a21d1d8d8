//! The map as files: the numbers of the interface, in the form of the page, for nobody else.

use model::{
    day,
    figure::FigureReported,
    plan::{Comparator, NodeBody, Target},
    record::{Fact, PlanCreated},
    view::{figures::IndicatorMap, map::MapView},
};
use serde_json::json;
use tests::{App, on_every_database, world};

const MAP: &str = "/api/v1/map.csv?don-vi=xa-a&ky=2026-Q1&mau=chi-tieu&chi-so=vneid";

fn figure(as_of: &str, numerator: i64, denominator: i64) -> Fact {
    Fact::FigureReported(FigureReported {
        indicator: "vneid".into(),
        as_of: day::parse(as_of).unwrap(),
        numerator: Some(numerator),
        denominator: Some(denominator),
        ..FigureReported::default()
    })
}

/// A plan that asks for more than 60 %, and a figure of the first of two hamlets.
async fn counted(app: &App) {
    let province = app.officer("tinh").await;
    let Fact::PlanCreated(PlanCreated { plan, mut nodes }) = world::plan("t", "tinh") else {
        unreachable!("a plan is a plan");
    };
    let mut target = nodes[1].clone();
    target.id = "t-chi-tieu".into();
    target.text =
        "Trên 60% người trưởng thành được xác nhận phổ cập kỹ năng số trên VNeID".to_owned();
    target.body = NodeBody::Target(Target {
        comparator: Comparator::Gt,
        value: Some(60.0),
        unit: Some("%".into()),
        ..Target::default()
    });
    nodes.push(target);
    let made = Fact::PlanCreated(PlanCreated { plan, nodes });
    province.does("tinh", made).await;
    let hamlet = app.field("xom-1").await;
    hamlet.does("xom-1", figure("2025-12-10", 40, 100)).await;
    hamlet.does("xom-1", figure("2026-02-10", 60, 100)).await;
}

#[tokio::test]
async fn page_picture_table_file_and_interface_have_the_same_numbers() {
    on_every_database(async |app| {
        counted(app).await;
        let officer = app.officer("xa-a").await;
        let path = "/api/v1/map/vneid?unit=xa-a&period=2026-Q1";
        let map: IndicatorMap = officer.get(path).await.ok().read();
        let (part, whole) = (map.value.rated, map.value.denominator);
        assert_eq!(
            (part, whole, map.value.n_units, map.value.n_due),
            (60, Some(100), 1, 2)
        );
        assert_eq!(
            map.target.as_ref().unwrap().is_met,
            Some(false),
            "60 % is not trên 60 %"
        );
        let trend = map.trend.iter().map(|(_, value)| value.numerator);
        let trend: Vec<_> = trend.skip(4).collect();
        assert_eq!(trend, [Some(40), Some(60)]);

        let csv = officer.get(MAP).await.ok();
        assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
        assert!(
            csv.header("content-disposition")
                .contains("attachment; filename=\"ban-do-")
        );
        let csv = csv.text();
        assert!(csv.starts_with('\u{feff}'));
        let lines: Vec<_> = csv.lines().collect();
        assert!(
            lines[1].contains("\"Xóm 1\",60,100,60,\"trên 60 %\",\"chưa đạt\",1,1,1,2026-02-10")
        );
        assert!(
            lines[2].contains("\"Xóm 2\",,,,\"trên 60 %\",,0,1,0,,"),
            "{}",
            lines[2]
        );
        let whole = lines.iter().find(|line| line.contains("Toàn bộ")).unwrap();
        assert!(whole.contains(",60,100,60,"), "{whole}");

        let svg = officer.get(&MAP.replace(".csv", ".svg")).await.ok();
        assert_eq!(svg.header("content-type"), "image/svg+xml");
        let svg = svg.text();
        assert!(svg.contains("Xóm 1: 60\u{a0}% (60/100); chỉ tiêu trên 60 %, chưa đạt"));
        let xlsx = officer.get(&MAP.replace(".csv", ".xlsx")).await.ok();
        assert!(xlsx.body.starts_with(b"PK"));

        // What the page draws from is read with the page's own parameters.
        let page = "/api/v1/map/tasks?don-vi=xa-a&ky=2026-Q1&chi-so=vneid&so-voi=2025-Q4";
        let view: MapView = officer.get(page).await.ok().read();
        assert_eq!(view.measured.as_ref(), Some(&map));
        let before = view.before.as_ref().unwrap().measured.as_ref().unwrap();
        assert_eq!(before.value.numerator, Some(40));
        let names = view.indicators.iter().map(|(id, _)| id.as_str());
        assert!(names.clone().any(|id| id == "vneid"));
        let compared = officer
            .get(&format!("{MAP}&so-voi=2025-Q4"))
            .await
            .ok()
            .text();
        assert!(
            compared.contains("\"tăng 20\u{a0}điểm\u{a0}%\""),
            "{compared}"
        );
        let left = officer.get(&format!("{MAP}&lop=0")).await.ok().text();
        assert!(!left.contains("Xóm 1") && left.contains("Xóm 2"));
    })
    .await;
}

#[tokio::test]
async fn a_file_shows_nobody_more_than_the_page_does() {
    on_every_database(async |app| {
        counted(app).await;
        for ending in ["csv", "xlsx", "svg"] {
            let path = MAP.replace("csv?", &format!("{ending}?"));
            app.nobody().get(&path).await.refused(401, "sign_in_needed");
            let neighbour = app.officer("xa-b").await;
            neighbour.get(&path).await.refused(404, "not_found");
            let wrong = format!("/api/v1/map.{ending}?mau=xanh");
            neighbour.get(&wrong).await.refused(400, "malformed_query");
        }
        // A hamlet sees how its commune's tasks stand, and of figures only its own.
        let hamlet = app.field("xom-2").await;
        let page = "/api/v1/map/tasks?chi-so=vneid";
        let view = hamlet.get(page).await.ok().json();
        assert_eq!(view["unit"]["id"], "xa-a");
        assert_eq!(
            (&view["measured"], &view["indicators"]),
            (&json!(null), &json!([]))
        );
        let csv = hamlet.get(MAP).await.ok().text();
        assert!(
            csv.contains("Tỷ lệ đúng hạn") && !csv.contains("60,100"),
            "{csv}"
        );
    })
    .await;
}
