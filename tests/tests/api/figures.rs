//! Figures: who may give them, and that roll-ups are true in the same transaction.

use model::{
    day,
    figure::{FigureReported, Topic},
    indicator::{Dimension, Goal, Indicator, TargetLink, national},
    plan::{NodeBody, NodeField, Target},
    record::{Fact, IndicatorDefined, NodeFieldSet, PlanCreated, Record},
    rollup::{Part, Value, Window},
    unit::{Life, Unit},
    view::{
        editing::EditingView,
        figures::{FiguresView, IndicatorMap, PartValue},
        map::MapView,
    },
};
use server::{
    rebuild::rebuild,
    store::{rollup, unit},
};
use tests::{App, on_every_database, world};

fn said(indicator: &str, as_of: &str, numerator: i64, denominator: i64) -> FigureReported {
    FigureReported {
        indicator: indicator.into(),
        as_of: day::parse(as_of).unwrap(),
        numerator: Some(numerator),
        denominator: Some(denominator),
        ..FigureReported::default()
    }
}

fn figure(as_of: &str, numerator: i64, denominator: i64) -> Fact {
    Fact::FigureReported(said("vneid", as_of, numerator, denominator))
}

/// "numerator/denominator n" of the first quarter, as the tables have it.
async fn line(app: &App, unit: &str) -> String {
    let (mut tx, tree) = app.service.read().await.unwrap();
    let window = Window {
        first: day::parse("2026-01-01").unwrap(),
        last: day::parse("2026-03-31").unwrap(),
    };
    let topic = Topic::whole("vneid".into());
    let found = rollup::at_ends(&mut tx, &topic, Part::Sum, &[unit], window).await;
    let (end, before) = found.unwrap().remove(&unit.into()).unwrap_or_default();
    let vneid = national().remove(3);
    let due = model::rollup::n_due(&tree, &unit.into(), vneid.counted_by, window.last);
    let value = Value::between(end, &before, vneid.measure, window, due);
    let number = |number: Option<i64>| number.map_or("-".to_owned(), |number| number.to_string());
    format!(
        "{}/{} {}/{}",
        number(value.numerator),
        number(value.denominator),
        value.n_units,
        value.n_due
    )
}

async fn tables(app: &App) -> Vec<(String, String)> {
    let mut tx = app.service.store.read().await.unwrap();
    rollup::all(&mut tx).await.unwrap()
}

async fn change_units(app: &App, units: Vec<Unit>) {
    let mut tx = app.service.store.write().await.unwrap();
    let old = app.service.store.tree(&mut tx).await.unwrap();
    unit::put(&mut tx, &units).await.unwrap();
    let new = model::unit::UnitTree::new(unit::all(&mut tx).await.unwrap());
    server::rollup::regroup(&mut tx, (&old, &new), &units)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

fn of_world(id: &str) -> Unit {
    let mut units = world::units().into_iter();
    units.find(|unit| unit.id.as_str() == id).unwrap()
}

#[tokio::test]
async fn a_figure_is_in_all_sums_above_at_once() {
    on_every_database(async |app| {
        let hamlet = app.field("xom-1").await;
        hamlet.does("xom-1", figure("2026-02-10", 30, 100)).await;
        for (unit, expected) in [
            ("xom-1", "30/100 1/1"),
            ("xa-a", "30/100 1/2"),
            ("tinh", "30/100 1/3"),
            ("xa-b", "-/- 0/1"),
        ] {
            assert_eq!(line(app, unit).await, expected, "{unit}");
        }
        app.field("xom-9")
            .await
            .does("xom-9", figure("2026-03-01", 10, 50))
            .await;
        assert_eq!(line(app, "tinh").await, "40/150 2/3");
        // The commune's own stands beside.
        app.officer("xa-a")
            .await
            .does("xa-a", figure("2026-03-01", 500, 900))
            .await;
        assert_eq!(line(app, "xa-a").await, "30/100 1/2");
    })
    .await;
}

#[tokio::test]
async fn a_correction_and_a_repetition_leave_the_sums_true() {
    on_every_database(async |app| {
        let hamlet = app.field("xom-1").await;
        let first = hamlet.does("xom-1", figure("2026-02-10", 30, 100)).await;
        let correction = Record {
            replaces: Some(first.id.clone()),
            ..hamlet.record("xom-1", figure("2026-02-12", 33, 100))
        };
        for _ in 0..2 {
            let answer = hamlet.push([correction.clone(), first.clone()]).await;
            assert_eq!(answer.accepted.len(), 2);
        }
        assert_eq!(line(app, "tinh").await, "33/100 1/3");
        let back = Fact::FigureReported(FigureReported {
            numerator: None,
            ..said("vneid", "2026-02-12", 0, 0)
        });
        let back = Record {
            replaces: Some(correction.id),
            ..hamlet.record("xom-1", back)
        };
        assert_eq!(hamlet.push([back]).await.refused, []);
        // Taken back is missing, not zero.
        assert_eq!(line(app, "tinh").await, "-/- 0/3");
        assert_eq!(tables(app).await, []);
    })
    .await;
}

#[tokio::test]
async fn only_who_works_there_gives_figures_and_only_sound_ones() {
    on_every_database(async |app| {
        let hamlet = app.field("xom-1").await;
        let good = || figure("2026-02-10", 30, 100);
        assert_eq!(hamlet.may_not("xom-2", good()).await, "not_allowed");
        assert_eq!(hamlet.may_not("xa-a", good()).await, "not_allowed");
        let supervisor = app.supervisor("tinh").await;
        assert_eq!(supervisor.may_not("xom-1", good()).await, "not_allowed");
        let of = |change: &dyn Fn(&mut FigureReported)| {
            let mut figure = said("vneid", "2026-02-10", 30, 100);
            change(&mut figure);
            Fact::FigureReported(figure)
        };
        for (fact, code) in [
            (
                of(&|figure| figure.indicator = "khac".into()),
                "indicator_unknown",
            ),
            (
                of(&|figure| figure.as_of = day::parse("2026-03-05").unwrap()),
                "figure_in_future",
            ),
            (
                of(&|figure| figure.numerator = Some(-1)),
                "figure_out_of_range",
            ),
            (of(&|figure| figure.numerator = None), "figure_missing"),
            (
                of(&|figure| figure.part = Some("cao".into())),
                "malformed_record",
            ),
            (
                of(&|figure| figure.source = Some("x".repeat(2_001))),
                "text_too_long",
            ),
        ] {
            assert_eq!(hamlet.may_not("xom-1", fact).await, code);
        }
        // More than there are is odd, and odd is not wrong.
        hamlet.does("xom-1", figure("2026-02-10", 130, 100)).await;
        let part = of(&|figure| figure.part = Some("female".into()));
        hamlet.does("xom-1", part).await;
        assert_eq!(line(app, "tinh").await, "130/100 1/3");
    })
    .await;
}

#[tokio::test]
async fn a_figure_is_for_those_who_look_into_its_unit() {
    on_every_database(async |app| {
        let hamlet = app.field("xom-1").await;
        hamlet.does("xom-1", figure("2026-02-10", 30, 100)).await;
        assert_eq!(app.officer("xa-a").await.pull(0, 10).await.records.len(), 1);
        assert_eq!(app.field("xom-2").await.pull(0, 10).await.records.len(), 0);
        assert_eq!(app.officer("xa-b").await.pull(0, 10).await.records.len(), 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_kept_is_what_a_rebuild_makes() {
    on_every_database(async |app| {
        let province = app.officer("tinh").await;
        province.does("tinh", plan_with_target()).await;
        let mut seed = 7_u64;
        let mut chance = |n: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) % n
        };
        let units = ["xom-1", "xom-2", "xom-9", "xa-a", "phong-a"];
        let mut earlier: Vec<Record> = Vec::new();
        for round in 0..12 {
            let mut batch = Vec::new();
            for _ in 0..1 + chance(6) {
                // After the seventh round the first of them is no more.
                let unit = units[(chance(4) + u64::from(round > 6)) as usize];
                let day = format!("2026-0{}-{:02}", 1 + chance(2), 1 + chance(28));
                let id = ["vneid", "lop-hoc", "hoc-sinh"][chance(3) as usize];
                let fact = said(id, &day, chance(90) as i64, 100);
                let mut record = province.record(unit, Fact::FigureReported(fact.clone()));
                let known = earlier.iter().find(|record| {
                    record.unit.as_str() == unit && record.fact.indicator() == Some(&fact.indicator)
                });
                if let (Some(known), 0) = (known, chance(2)) {
                    record.replaces = Some(known.id.clone());
                }
                batch.push(record);
            }
            earlier.extend(batch.iter().cloned());
            assert_eq!(province.push(batch).await.refused, []);
            if round == 6 {
                let gone = Unit {
                    life: Life {
                        until: day::parse("2026-02-15"),
                        successors: vec!["xom-2".into()],
                        ..Life::default()
                    },
                    ..of_world("xom-1")
                };
                let school = Unit {
                    id: "truong-b".into(),
                    kind: model::unit::UnitKind::School,
                    parent: Some("xa-b".into()),
                    ..Unit::default()
                };
                change_units(app, vec![gone, school]).await;
            }
        }
        let kept = tables(app).await;
        assert!(kept.len() > 20);
        rebuild(&app.service).await.unwrap();
        assert_eq!(kept, tables(app).await);
    })
    .await;
}

fn plan_with_target() -> Fact {
    let Fact::PlanCreated(PlanCreated { plan, mut nodes }) = world::plan("t", "tinh") else {
        unreachable!("a plan is a plan");
    };
    let mut target = nodes[1].clone();
    target.id = "t-chi-tieu".into();
    target.text = "Trên 60% người trưởng thành được xác nhận trên VNeID".to_owned();
    target.body = NodeBody::Target(Target::default());
    nodes.push(target);
    Fact::PlanCreated(PlanCreated { plan, nodes })
}

#[tokio::test]
async fn a_plan_brings_an_indicator_and_links_its_targets() {
    on_every_database(async |app| {
        let province = app.officer("tinh").await;
        province.does("tinh", plan_with_target()).await;
        let mut own = national().remove(3);
        own.id = "loa-thong-minh".into();
        own.name = "Hộ có loa thông minh".into();
        let defined = |indicator: &Indicator| {
            Fact::IndicatorDefined(IndicatorDefined {
                plan: "t".into(),
                indicator: indicator.clone(),
                undoes: None,
            })
        };
        let commune = app.officer("xa-a").await;
        assert_eq!(commune.may_not("tinh", defined(&own)).await, "not_allowed");
        province.does("tinh", defined(&own)).await;
        let national = national().remove(0);
        let taken = province.may_not("tinh", defined(&national)).await;
        assert_eq!(taken, "indicator_malformed");
        let linked = |target: &str, indicator: &str| {
            let link = TargetLink {
                indicator: indicator.into(),
                goal: Goal::Rate,
                asks: Vec::new(),
            };
            let field = NodeField::Link(Some(link));
            Fact::NodeFieldSet(NodeFieldSet::new(target.into(), field))
        };
        for (target, indicator, code) in [
            ("t-lop", "loa-thong-minh", "not_a_target"),
            ("t-chi-tieu", "khong-co", "indicator_unknown"),
            ("t-chi-tieu", "lop-hoc", "link_unfit"),
        ] {
            assert_eq!(
                province.may_not("tinh", linked(target, indicator)).await,
                code
            );
        }
        province
            .does("tinh", linked("t-chi-tieu", "loa-thong-minh"))
            .await;
        // It has come down to the hamlets, who count it.
        let hamlet = app.field("xom-1").await;
        assert_eq!(hamlet.pull(0, 10).await.records.len(), 3);
        let figure = said("loa-thong-minh", "2026-02-10", 5, 9);
        hamlet.does("xom-1", Fact::FigureReported(figure)).await;
        let kept = tables(app).await;
        assert_eq!(kept.len(), 3);
        rebuild(&app.service).await.unwrap();
        assert_eq!(kept, tables(app).await);
    })
    .await;
}

#[tokio::test]
async fn the_map_of_an_indicator_has_the_same_numbers_and_answers_304_when_nothing_moved() {
    on_every_database(async |app| {
        let province = app.viewer("tinh").await;
        let officer = app.officer("tinh").await;
        officer.does("tinh", plan_with_target()).await;
        let hamlet = app.field("xom-1").await;
        hamlet.does("xom-1", figure("2026-02-10", 61, 100)).await;
        let path = "/api/v1/map/vneid?unit=ma-tinh&period=2026-Q1";
        let answer = province.get(path).await.ok();
        let tag = answer.header("etag").to_owned();
        let map: IndicatorMap = answer.read();
        assert_eq!(map.value.numerator, Some(61));
        assert_eq!((map.value.n_units, map.value.n_due), (1, 3));
        let areas = map
            .areas
            .iter()
            .map(|area| (area.unit.id.as_str(), area.value.numerator));
        assert_eq!(
            areas.collect::<Vec<_>>(),
            [("xa-a", Some(61)), ("xa-b", None)]
        );
        let again = |tag: &str| {
            let request = axum::http::Request::get(path).header("if-none-match", tag);
            let province = province.clone();
            async move {
                province
                    .send(request, axum::body::Body::empty())
                    .await
                    .status
            }
        };
        assert_eq!(again(&tag).await, 304);
        hamlet.does("xom-1", figure("2026-02-20", 70, 100)).await;
        assert_eq!(again(&tag).await, 200);
        // The page has the same number.
        let page = "/api/v1/figures?unit=xa-a&period=2026-Q1&chi-so=vneid";
        let view: FiguresView = province.get(page).await.ok().read();
        assert_eq!(view.chosen().unwrap().value.numerator, Some(70));
        let row = view.rows.iter().find(|row| row.unit.id.as_str() == "xom-1");
        assert_eq!(row.unwrap().account.history().len(), 2);
        assert!(!row.unwrap().may_report);
    })
    .await;
}

#[tokio::test]
async fn figures_are_for_those_who_look_into_the_unit() {
    on_every_database(async |app| {
        let neighbour = app.officer("xa-b").await;
        for path in [
            "/api/v1/map/vneid?unit=xa-a",
            "/api/v1/figures?unit=xa-a",
            "/api/v1/map/khong-co?unit=xa-b",
        ] {
            assert_eq!(neighbour.get(path).await.status, 404, "{path}");
        }
        let nobody = app.nobody().get("/api/v1/figures").await;
        assert_eq!(nobody.status, 401);
    })
    .await;
}

/// A plan whose target asks for figures of women and men.
async fn asks_apart(app: &App) {
    let province = app.officer("tinh").await;
    province.does("tinh", plan_with_target()).await;
    let link = TargetLink {
        indicator: "vneid".into(),
        goal: Goal::Rate,
        asks: vec![Dimension::Sex],
    };
    let field = NodeField::Link(Some(link));
    let fact = Fact::NodeFieldSet(NodeFieldSet::new("t-chi-tieu".into(), field));
    province.does("tinh", fact).await;
}

fn part(part: &str, numerator: Option<i64>) -> Fact {
    Fact::FigureReported(FigureReported {
        part: Some(part.into()),
        numerator,
        ..said("vneid", "2026-02-10", 0, 50)
    })
}

#[tokio::test]
async fn parts_roll_up_as_wholes_do_and_missing_is_not_zero() {
    on_every_database(async |app| {
        asks_apart(app).await;
        let hamlet = app.field("xom-1").await;
        hamlet.does("xom-1", figure("2026-02-10", 30, 100)).await;
        hamlet.does("xom-1", part("female", Some(0))).await;
        let wrong = hamlet.does("xom-1", part("male", Some(99))).await;
        let other = app.field("xom-9").await;
        other.does("xom-9", part("female", Some(7))).await;
        let right = Record {
            replaces: Some(wrong.id),
            ..hamlet.record("xom-1", part("male", Some(30)))
        };
        assert_eq!(hamlet.push([right.clone()]).await.refused, []);
        let province = app.viewer("tinh").await;
        let map = async || {
            let path = "/api/v1/map/vneid?unit=tinh&period=2026-Q1";
            province.get(path).await.ok().read::<IndicatorMap>()
        };
        let told = |parts: &[PartValue]| {
            let told = parts.iter().map(|one| {
                let n = one.value.numerator;
                (one.part.clone(), n, one.value.n_units)
            });
            told.collect::<Vec<_>>()
        };
        let of = |female, male| {
            [("female", female), ("male", male)]
                .map(|(part, (n, n_units))| (part.to_owned(), n, n_units))
        };
        let found = map().await;
        assert_eq!(told(&found.parts), of((Some(7), 2), (Some(30), 1)));
        assert_eq!(told(&found.areas[0].parts), of((Some(0), 1), (Some(30), 1)));
        assert_eq!(told(&found.areas[1].parts), of((Some(7), 1), (None, 0)));
        // What the whole is, parts do not change.
        assert_eq!(line(app, "tinh").await, "30/100 1/3");
        // The page that enters them and the file have the same numbers.
        let page = "/api/v1/figures?unit=xa-a&period=2026-Q1&chi-so=vneid";
        let commune = app.officer("xa-a").await;
        let view: FiguresView = commune.get(page).await.ok().read();
        assert_eq!(told(&view.parts), of((Some(0), 1), (Some(30), 1)));
        let row = view.rows.iter().find(|row| row.unit.id.as_str() == "xom-1");
        let male = row.unwrap().account(Some("male")).unwrap();
        assert_eq!(male.history().len(), 2);
        let file = "/api/v1/map.csv?don-vi=tinh&ky=2026-Q1&mau=chi-tieu&chi-so=vneid";
        let csv = province.get(file).await.ok().text();
        let end = |line: Option<&str>, n: usize| {
            let fields: Vec<_> = line.unwrap().split(',').map(str::to_owned).collect();
            // Behind the parts there are rank, class, period and day.
            fields[fields.len() - 4 - n..fields.len() - 4].join(",")
        };
        let line_of = |name: &str| csv.lines().find(|line| line.contains(name));
        assert!(csv.lines().next().unwrap().contains("Nữ: tổng số"), "{csv}");
        assert_eq!(end(line_of("\"Xã A\""), 6), "0,50,1,30,50,1");
        assert_eq!(end(line_of("\"Xã B\""), 6), "7,50,1,,,0");
        // Taken back, it is missing again.
        let back = Record {
            replaces: Some(right.id),
            ..hamlet.record("xom-1", part("male", None))
        };
        assert_eq!(hamlet.push([back]).await.refused, []);
        assert_eq!(told(&map().await.parts), of((Some(7), 2), (None, 0)));
        let kept = tables(app).await;
        rebuild(&app.service).await.unwrap();
        assert_eq!(kept, tables(app).await);
    })
    .await;
}

#[tokio::test]
async fn an_indicator_of_a_plan_is_offered_and_summed_where_it_is_counted_and_nowhere_else() {
    on_every_database(async |app| {
        let commune = app.officer("xa-a").await;
        commune.does("xa-a", world::plan("a", "xa-a")).await;
        let own = Indicator {
            id: "ho-co-loa-0a1b2c3d".into(),
            name: "Hộ có loa thông minh".into(),
            ..national().remove(3)
        };
        let defined = |indicator: &Indicator| {
            Fact::IndicatorDefined(IndicatorDefined {
                plan: "a".into(),
                indicator: indicator.clone(),
                undoes: None,
            })
        };
        commune.does("xa-a", defined(&own)).await;
        let hamlet = app.field("xom-1").await;
        let figure = || Fact::FigureReported(said("ho-co-loa-0a1b2c3d", "2026-02-10", 5, 9));
        hamlet.does("xom-1", figure()).await;
        let neighbour = app.field("xom-9").await;
        let unknown = neighbour.may_not("xom-9", figure()).await;
        assert_eq!(unknown, "indicator_unknown");
        let offered = async |actor: &tests::Actor, unit: &str| {
            let path = format!("/api/v1/map/tasks?don-vi={unit}");
            let map: MapView = actor.get(&path).await.ok().read();
            let mut ids = map.indicators.iter();
            ids.any(|(id, _)| *id == own.id)
        };
        let province = app.viewer("tinh").await;
        assert!(offered(&commune, "xa-a").await);
        assert!(offered(&province, "xa-a").await);
        assert!(!offered(&province, "tinh").await);
        assert!(!offered(&app.officer("xa-b").await, "xa-b").await);
        let map = "/api/v1/map/ho-co-loa-0a1b2c3d?period=2026-Q1&unit=";
        let found: IndicatorMap = commune.get(&format!("{map}xa-a")).await.ok().read();
        assert_eq!((found.value.numerator, found.value.n_due), (Some(5), 2));
        // In a total of the province all others would look silent.
        assert_eq!(province.get(&format!("{map}tinh")).await.status, 404);
        // Where the plan is written, it can be chosen; a neighbour does not learn of it.
        let page: EditingView = commune.get("/api/v1/plans/a/editing").await.ok().read();
        assert!(page.measures.may_measure);
        assert_eq!(page.measures.own.len(), 1);
        assert!(page.measures.indicators.iter().any(|one| one.id == own.id));
        let reader: EditingView = hamlet.get("/api/v1/plans/a/editing").await.ok().read();
        assert!(!reader.measures.may_measure);
        assert_eq!(
            app.officer("xa-b")
                .await
                .get("/api/v1/plans/a/editing")
                .await
                .status,
            404
        );
        // Withdrawn, it is not offered; what was counted is summed as before.
        let kept = tables(app).await;
        let gone = Indicator {
            withdrawn: true,
            ..own.clone()
        };
        commune.does("xa-a", defined(&gone)).await;
        assert!(!offered(&commune, "xa-a").await);
        assert_eq!(kept, tables(app).await);
        rebuild(&app.service).await.unwrap();
        assert_eq!(kept, tables(app).await);
    })
    .await;
}
