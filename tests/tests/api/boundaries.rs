//! Boundaries: from an operator's file to maps, pictures and phones.

use model::{
    problem::{Code, Problem},
    sync::message::SyncRequest,
    view::map::MapView,
};
use server::cli::import_boundaries::import;
use tests::{App, on_every_database};

const MAP: &str = "/api/v1/map/tasks?don-vi=tinh";
const HAMLETS: &str = "/api/v1/map/tasks?don-vi=xa-a";

/// Squares in a row, each a tenth of a degree wide.
fn squares(codes: &[&str]) -> String {
    let feature = |(n, code): (usize, &&str)| {
        let (left, right) = (105.0 + 0.1 * n as f64, 105.1 + 0.1 * n as f64);
        format!(
            r#"{{"type":"Feature","properties":{{"code":"{code}"}},"geometry":{{"type":"Polygon",
            "coordinates":[[[{left},20],[{right},20],[{right},20.1],[{left},20.1],[{left},20]]]}}}}"#
        )
    };
    let features: Vec<_> = codes.iter().enumerate().map(feature).collect();
    format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",")
    )
}

async fn drawn(app: &App, map: &str) -> Vec<(String, bool)> {
    let view: MapView = app.viewer("tinh").await.get(map).await.ok().read();
    let areas = view.areas.into_iter();
    areas
        .map(|area| (area.unit.id.to_string(), area.boundary.is_some()))
        .collect()
}

#[tokio::test]
async fn a_file_draws_the_maps_that_it_is_of_and_leaves_the_others() {
    on_every_database(async |app| {
        let viewer = app.viewer("tinh").await;
        let before = viewer.get(MAP).await.ok();
        let tag = before.header("etag").to_owned();
        let file = squares(&["ma-xa-a", "xa-b", "ma-xom-1", "ma-phong-a", "la"]);
        let told = import(&app.service, file.as_bytes(), None).await.unwrap();
        assert_eq!(told.unknown, ["la", "ma-phong-a"], "a body has no place");
        let without: Vec<_> = told.without.iter().map(|unit| unit.id.as_str()).collect();
        assert_eq!(without, ["xom-2"]);
        assert_eq!(
            drawn(app, MAP).await,
            [("xa-a".to_owned(), true), ("xa-b".to_owned(), true)]
        );
        let anew = viewer.get_unless(MAP, &tag).await;
        assert_eq!(anew.status, 200, "who has the old map gets the new one");

        // The map of the hamlets is another one, and is replaced whole.
        let file = squares(&["ma-xom-2"]);
        import(&app.service, file.as_bytes(), None).await.unwrap();
        assert_eq!(
            drawn(app, HAMLETS).await,
            [("xom-1".to_owned(), false), ("xom-2".to_owned(), true)]
        );
        assert!(drawn(app, MAP).await.iter().all(|(_, is_drawn)| *is_drawn));
    })
    .await;
}

#[tokio::test]
async fn a_wrong_file_changes_nothing() {
    on_every_database(async |app| {
        let good = squares(&["xa-a", "xa-b"]);
        import(&app.service, good.as_bytes(), None).await.unwrap();
        let viewer = app.viewer("tinh").await;
        let before = viewer.get(MAP).await.ok();
        let half = good.replacen("Polygon", "Point", 1);
        let cut = &good[..good.len() - 9];
        for wrong in [half.as_str(), cut, "", "{}"] {
            let error = import(&app.service, wrong.as_bytes(), None)
                .await
                .unwrap_err();
            let problem = error.downcast_ref::<Problem>().unwrap();
            assert_eq!(problem.code, Code::BoundariesMalformed);
        }
        let tag = before.header("etag").to_owned();
        assert_eq!(viewer.get_unless(MAP, &tag).await.status, 304);
    })
    .await;
}

#[tokio::test]
async fn a_picture_has_boundaries_or_hexagons_as_the_page_does() {
    on_every_database(async |app| {
        let file = squares(&["xa-a", "xa-b"]);
        import(&app.service, file.as_bytes(), None).await.unwrap();
        let viewer = app.viewer("tinh").await;
        let picture = async |address: &str| viewer.get(address).await.ok().text();
        let bounded = picture("/api/v1/map.svg?don-vi=tinh").await;
        let view: MapView = viewer.get(MAP).await.ok().read();
        for area in &view.areas {
            let path = area.boundary.as_ref().unwrap().path();
            assert!(bounded.contains(&format!("d=\"{path}\"")), "{bounded}");
        }
        let hexagons = picture("/api/v1/map.svg?don-vi=tinh&hinh=luc-giac").await;
        assert!(hexagons.contains("d=\"M0.0,-28.8 "), "{hexagons}");
        // Two periods share the shapes, which come once.
        let both = "/api/v1/map/tasks?don-vi=tinh&so-voi=2025-Q4";
        let view: MapView = viewer.get(both).await.ok().read();
        assert!(view.areas[0].boundary.is_some());
        assert_eq!(view.before.unwrap().areas[0].boundary, None);
        let earlier = "/api/v1/map.svg?don-vi=tinh&ky=2025-Q4";
        assert!(picture(earlier).await.contains("d=\"M"));
    })
    .await;
}

#[tokio::test]
async fn a_phone_gets_the_boundaries_of_the_map_it_opens_and_no_more() {
    on_every_database(async |app| {
        let hamlet = app.field("xom-1").await;
        let ground = async |version: &str| {
            let request = SyncRequest {
                ground: Some(version.to_owned()),
                ..SyncRequest::default()
            };
            hamlet.sync(request).await.ground
        };
        let first = ground("").await.unwrap();
        assert!(first.boundaries.is_empty());
        let communes = squares(&["xa-a", "xa-b"]);
        import(&app.service, communes.as_bytes(), None)
            .await
            .unwrap();
        let hamlets = squares(&["xom-1", "xom-2", "xom-9"]);
        import(&app.service, hamlets.as_bytes(), None)
            .await
            .unwrap();
        let next = ground(&first.version).await.unwrap();
        let units: Vec<_> = next
            .boundaries
            .iter()
            .map(|(unit, _)| unit.as_str())
            .collect();
        assert_eq!(units, ["xom-1", "xom-2"]);
        assert!(next.tree().boundary(&"xom-1".into()).is_some());
        assert_eq!(next.tree().boundary(&"xom-9".into()), None);
    })
    .await;
}
