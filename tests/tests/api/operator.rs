//! What an operator does at the command line.

use model::{clock::Stamp, problem::Problem};
use server::{
    cli::import_units::import,
    config::{Config, Hashing},
    stage,
    store::{marker, record},
};
use tests::{App, on_every_database, world::DAY};

#[tokio::test]
async fn units_come_from_a_list_and_are_changed_by_the_next() {
    on_every_database(async |app| {
        let csv = "code,parent,level,type,name,ascii,kind,column,row\n\
                   9101,91,2,xa,Tân Thử,tan thu,,3,-1\n\
                   91,,1,tinh,Mới,moi,,,\n\
                   9101-t,9101,9,,Trạm y tế,,clinic,,\n";
        assert_eq!(import(&app.service, csv.as_bytes()).await.unwrap(), 3);
        let viewer = app.viewer("91").await;
        let units = viewer.get("/api/v1/units").await.ok().json();
        assert_eq!(units[1]["name"], "Xã Tân Thử");
        assert_eq!(units[1]["cell"]["row"], -1);
        assert_eq!(units[1]["aliases"][0], "Tân Thử");
        assert_eq!(units[2]["kind"], "clinic");

        // Without map columns the cells stay; the change is seen at once.
        let csv = "\u{feff}code,parent,level,type,name,ascii\n9101,91,2,phuong,Tân Thử,tan thu\n";
        assert_eq!(import(&app.service, csv.as_bytes()).await.unwrap(), 1);
        let units = viewer.get("/api/v1/units").await.ok().json();
        assert_eq!(
            (&units[1]["name"], &units[1]["cell"]["column"]),
            (&"Phường Tân Thử".into(), &3.into())
        );
    })
    .await;
}

#[tokio::test]
async fn a_wrong_list_changes_nothing_and_says_where() {
    on_every_database(async |app| {
        let viewer = app.viewer("tinh").await;
        let before = viewer.get("/api/v1/units").await.ok().text();
        let refused = async |lines: &str, expected: &str| {
            let csv = format!("code,parent,level,type,name,ascii,kind,column,row\n{lines}");
            let error = import(&app.service, csv.as_bytes()).await.unwrap_err();
            let problem = error.downcast_ref::<Problem>().unwrap();
            assert!(problem.message.contains(expected), "{}", problem.message);
        };
        refused(
            "8,tinh,2,xa,Tám,tam,,,\n9,khong,2,xa,Chín,chin,,,\n",
            "Dòng 3: không có đơn vị cấp trên “khong”",
        )
        .await;
        refused(
            "8,tinh,2,xa,Tám,tam,,,\n8,tinh,2,xa,Tám,tam,,,\n",
            "Dòng 3: mã “8” đã có",
        )
        .await;
        refused(
            "8,9,2,xa,Tám,tam,,,\n9,8,2,xa,Chín,chin,,,\n",
            "Dòng 2: đơn vị nằm dưới chính nó",
        )
        .await;
        refused("tinh,xa-a,1,tinh,Thử,thu,,,\n", "nằm dưới chính nó").await;
        refused("8,tinh,7,xa,Tám,tam,,,\n", "không có cấp “7”").await;
        refused("8,tinh,2,xa,Tám,tam,lau-dai,,\n", "không có loại “lau-dai”").await;
        refused("8,tinh,2,xa,Tám,tam,,1,\n", "cần cả cột và hàng").await;
        refused("8,tinh,2,xa,Tám,tam,,x,1\n", "không phải là số").await;
        refused("8,tinh,2,xa\n", "Dòng 2: có 4 cột, cần 9 cột").await;
        refused("a b,tinh,2,xa,Tám,tam,,,\n", "mã “a b” không hợp lệ").await;
        refused("8,tinh,2,xa,,tam,,,\n", "thiếu tên").await;
        let error = import(&app.service, b"code,parent\n1,2\n")
            .await
            .unwrap_err();
        assert!(error.to_string().contains("thiếu cột “level”"), "{error}");
        assert!(import(&app.service, b"\xff\xfe\x00").await.is_err());
        assert_eq!(viewer.get("/api/v1/units").await.ok().text(), before);
    })
    .await;
}

#[tokio::test]
async fn the_demo_world_needs_a_database_of_its_own() {
    on_every_database(async |app| {
        // The tests' own world counts as real data.
        stage::prepare(&app.service).await.unwrap();
        let demo = demo(app).await;
        let error = stage::prepare(&demo.service).await.unwrap_err();
        assert!(
            error.to_string().contains("DemoNeedsEmptyDatabase"),
            "{error}"
        );
        demo.close().await;
    })
    .await;
}

#[tokio::test]
async fn the_demo_world_is_made_anew_each_day_and_never_taken_for_real() {
    on_every_database(async |app| {
        clear(app).await;
        let demo = demo(app).await;
        stage::prepare(&demo.service).await.unwrap();
        for login in server::demo::LOGINS {
            let mut person = demo.nobody();
            person.sign_in(login, stage::PASSWORD).await.ok();
            for path in [
                "/api/v1/today",
                "/api/v1/tasks",
                "/api/v1/plans",
                "/api/v1/map/tasks",
            ] {
                person.get(path).await.ok();
            }
        }
        let error = stage::prepare(&app.service).await.unwrap_err();
        assert!(
            error.to_string().contains("RealNeedsRealDatabase"),
            "{error}"
        );

        let made_at = first_made_at(&demo).await;
        stage::prepare(&demo.service).await.unwrap();
        assert_eq!(first_made_at(&demo).await, made_at);
        demo.pass(DAY);
        stage::prepare(&demo.service).await.unwrap();
        assert_eq!(
            first_made_at(&demo).await.day(),
            made_at.day().succ_opt().unwrap()
        );
        demo.nobody().sign_in("tinh", stage::PASSWORD).await.ok();
        demo.close().await;
    })
    .await;
}

/// A server on the same database that was started with `--demo`.
async fn demo(app: &App) -> App {
    let config = Config {
        demo: true,
        hashing: Hashing::cheap(),
        ..Config::default()
    };
    app.beside_with(config).await
}

async fn clear(app: &App) {
    let mut tx = app.service.store.write().await.unwrap();
    marker::clear(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn first_made_at(app: &App) -> Stamp {
    let mut tx = app.service.store.read().await.unwrap();
    record::page(&mut tx, 0, 1).await.unwrap()[0].record.made_at
}
