//! A country is looked at a province at a time.

use model::{
    assignment::{Duty, Status},
    unit::{Unit, UnitKind},
    view::{map::MapView, task_list::TaskList, today::Today},
};
use server::store::unit;
use tests::{App, on_every_database, world};

const MINUTE: i64 = 60_000;
const MAP: &str = "/api/v1/map/tasks";

/// The province of the tests and another one, in a country; a plan of a commune, and one of the country
/// that gives a task to both provinces.
async fn country(app: &App) {
    let unit = |id: &str, kind, parent: Option<&str>| Unit {
        id: id.into(),
        code: Some(format!("ma-{id}")),
        kind,
        name: id.to_owned(),
        parent: parent.map(Into::into),
        ..Unit::default()
    };
    let units = [
        unit("vn", UnitKind::Country, None),
        unit("tinh", UnitKind::Province, Some("vn")),
        unit("tinh-2", UnitKind::Province, Some("vn")),
        unit("xa-c", UnitKind::Commune, Some("tinh-2")),
    ];
    let mut tx = app.service.store.write().await.unwrap();
    unit::put(&mut tx, &units).await.unwrap();
    tx.commit().await.unwrap();

    let above = app.officer("vn").await;
    above.does("vn", world::plan("q", "vn")).await;
    for province in ["tinh", "tinh-2"] {
        above
            .does(province, world::assigned("q-lop", Duty::Lead))
            .await;
    }
    let officer = app.officer("xa-a").await;
    officer.does("xa-a", world::plan("a", "xa-a")).await;
    for hamlet in ["xom-1", "xom-2"] {
        officer
            .does(hamlet, world::assigned("a-lop", Duty::Lead))
            .await;
    }
}

#[tokio::test]
async fn the_map_of_a_country_counts_what_its_provinces_count() {
    on_every_database(async |app| {
        country(app).await;
        let (whole, province) = (app.viewer("vn").await, app.viewer("tinh").await);
        let map: MapView = whole.get(MAP).await.ok().read();
        let own: MapView = province.get(MAP).await.ok().read();
        assert_eq!(map.areas[0].unit.id, "tinh".into());
        // What the province itself was given is its own row there.
        assert_eq!((map.areas[0].cells, own.total.total()), (own.total, 3));
        assert_eq!(map.areas[1].cells.total(), 1);
        assert_eq!(map.total.total(), 4);

        let path = format!("{MAP}?chosen=xa-a");
        let map: MapView = whole.get(&path).await.ok().read();
        assert_eq!(map.chosen, None, "a commune does not stand on this map");
        let path = format!("{MAP}?chosen=ma-tinh");
        let map: MapView = whole.get(&path).await.ok().read();
        let chosen = map.chosen.unwrap();
        assert_eq!((chosen.n_tasks, chosen.area.cells), (2, own.total));
        assert_eq!(chosen.areas, own.areas);

        let inner: MapView = whole
            .get(&format!("{MAP}?don-vi=ma-tinh"))
            .await
            .ok()
            .read();
        assert_eq!((inner.areas, inner.total), (own.areas, own.total));
        province
            .get(&format!("{MAP}?don-vi=vn"))
            .await
            .refused(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn what_was_counted_serves_while_it_is_counted_anew() {
    on_every_database(async |app| {
        country(app).await;
        let (whole, hamlet) = (app.viewer("vn").await, app.field("xom-1").await);
        let first: MapView = whole.get(MAP).await.ok().read();
        hamlet
            .does("xom-1", world::updated("a-lop", Status::Done))
            .await;
        app.pass(4 * MINUTE);
        let same: MapView = whole.get(MAP).await.ok().read();
        assert_eq!((same.areas, same.made_at), (first.areas, first.made_at));

        let tag = whole.get(MAP).await.header("etag").to_owned();
        assert_eq!(whole.get_unless(MAP, &tag).await.status, 304);
        app.pass(2 * MINUTE);
        // Nothing is new in the log, and yet the numbers may be.
        assert_eq!(whole.get_unless(MAP, &tag).await.status, 200);
        // Behind the first of these it is counted.
        for _ in 0..1_000 {
            let map: MapView = whole.get(MAP).await.ok().read();
            if map.made_at == Some(app.now()) {
                assert_eq!(map.areas[0].cells.0, [0, 0, 2, 0, 0, 1]);
                return;
            }
        }
        panic!("the provinces were not counted anew");
    })
    .await;
}

#[tokio::test]
async fn lists_hold_what_is_given_to_provinces_until_one_is_chosen() {
    on_every_database(async |app| {
        country(app).await;
        let whole = app.viewer("vn").await;
        let top: TaskList = whole.get("/api/v1/tasks").await.ok().read();
        let tasks: Vec<_> = top.rows.iter().map(|row| row.task.as_str()).collect();
        assert_eq!((tasks, top.is_top), (vec!["q-lop"], true));
        let units: Vec<_> = top.units.iter().map(|unit| unit.id.as_str()).collect();
        assert_eq!(units, ["vn", "tinh", "tinh-2"]);
        let today: Today = whole.get("/api/v1/today").await.ok().read();
        assert_eq!((today.cells.total(), today.is_top), (2, true));

        let inner: TaskList = whole.get("/api/v1/tasks?don-vi=tinh").await.ok().read();
        let mut tasks: Vec<_> = inner.rows.iter().map(|row| row.task.as_str()).collect();
        tasks.sort_unstable();
        assert_eq!((tasks, inner.is_top), (vec!["a-lop", "q-lop"], false));

        // What happens is seen without reading everything again.
        let officer = app.officer("xa-a").await;
        officer.does("xa-a", world::plan("b", "xa-a")).await;
        app.officer("tinh")
            .await
            .does("tinh", world::updated("q-lop", Status::Done))
            .await;
        let top: TaskList = whole.get("/api/v1/tasks").await.ok().read();
        assert_eq!(top.rows[0].cells.0, [0, 0, 1, 0, 0, 1]);
        assert_eq!(top.plans.len(), 1);
    })
    .await;
}
