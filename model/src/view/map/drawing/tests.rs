//! A drawing is the same numbers in cells, table, sentences, picture and file.

use super::*;
use crate::{
    indicator::{Goal, TargetLink, national},
    plan::{Comparator, Target},
    rollup::Value,
    status::Cells,
    unit::UnitKind,
    view::{
        figures::{self, TargetLine, is_met},
        map::{MapQuery, file, picture},
    },
};

const NBSP: char = '\u{a0}';

fn head(id: &str, name: &str, kind: UnitKind) -> UnitHead {
    UnitHead {
        id: id.into(),
        name: name.into(),
        kind,
    }
}

fn value(said: &str) -> Value {
    let Some((part, whole)) = said.split_once('/') else {
        return Value {
            n_due: 1,
            ..Value::default()
        };
    };
    let (rated, denominator) = (part.parse().unwrap(), whole.parse().unwrap());
    Value {
        numerator: Some(rated),
        rated,
        denominator: Some(denominator),
        n_units: 1,
        n_due: 1,
        n_fresh: 1,
        oldest: day::parse("2026-10-01"),
        newest: day::parse("2026-10-01"),
        grades: [0, 1, 0],
    }
}

fn target() -> Target {
    Target {
        comparator: Comparator::Gt,
        value: Some(60.0),
        unit: Some("%".into()),
        ..Target::default()
    }
}

fn measured(period: Period, areas: &[(&str, &str)]) -> IndicatorMap {
    let indicator = national()
        .into_iter()
        .find(|one| one.id.as_str() == "vneid")
        .unwrap();
    let areas: Vec<_> = areas
        .iter()
        .map(|(name, said)| figures::Area {
            parts: Vec::new(),
            unit: head(name, name, UnitKind::Hamlet),
            code: None,
            cell: None,
            is_met: is_met(&target(), Goal::Rate, &value(said)),
            value: value(said),
            own: None,
        })
        .collect();
    IndicatorMap {
        apart: Vec::new(),
        parts: Vec::new(),
        unit: head("xa", "Xã Thanh Lam", UnitKind::Commune),
        above: Vec::new(),
        period,
        as_of: period.last_day(),
        target: Some(TargetLine {
            node: "n".into(),
            statement: "Trên 60 %".into(),
            plan: "Kế hoạch".into(),
            target: target(),
            link: TargetLink {
                indicator: indicator.id.clone(),
                goal: Goal::Rate,
                asks: Vec::new(),
            },
            is_guess: false,
            value: value("130/200"),
            is_met: Some(true),
        }),
        indicator,
        value: value("130/200"),
        own: None,
        areas,
        trend: Vec::new(),
    }
}

fn area(name: &str, cells: [u32; 6]) -> Area {
    let cells = Cells(cells);
    Area {
        unit: head(name, name, UnitKind::Hamlet),
        code: Some(format!("ma-{name}")),
        cell: None,
        boundary: None,
        cells,
        share_on_time: cells.share_on_time(),
        n_units: 1,
        n_heard: 1,
        last_at: None,
    }
}

fn view(period: Period, measured: Option<IndicatorMap>, areas: Vec<Area>) -> MapView {
    MapView {
        query: MapQuery::default(),
        unit: head("xa", "Xã Thanh Lam", UnitKind::Commune),
        above: Vec::new(),
        period,
        as_of: period.last_day(),
        total: areas.iter().fold(Cells::default(), |mut sum, area| {
            sum.merge(area.cells);
            sum
        }),
        areas,
        plans: Vec::new(),
        chosen: None,
        indicators: Vec::new(),
        measured,
        before: None,
        made_at: None,
        held: None,
    }
}

const Q4: Period = Period::Quarter(2026, 4);
const Q3: Period = Period::Quarter(2026, 3);

fn of_figures() -> MapView {
    let said = [
        ("Xóm A", "60/100"),
        ("Xóm B", "70/100"),
        ("Xóm C", "-"),
        ("Xóm D", "70/100"),
    ];
    view(Q4, Some(measured(Q4, &said)), Vec::new())
}

fn look(colour: Colour) -> Look {
    Look {
        colour,
        ..Look::default()
    }
}

fn names<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<&'a str> {
    rows.map(|row| row.unit.name.as_str()).collect()
}

#[test]
fn a_row_tells_name_value_target_reporters_and_age() {
    let drawing = of_figures().drawing(look(Colour::Value));
    let row = &drawing.rows[0];
    assert_eq!(
        row.sentence,
        format!(
            "Xóm A: 60{NBSP}% (60/100); chỉ tiêu trên 60 %, chưa đạt; 1/1 đơn vị đã báo, số cũ \
             nhất ngày 01/10/2026; phần lớn đã đếm, có danh sách"
        )
    );
    assert_eq!((row.class, row.met), (4, Some(false)));
    assert_eq!(row.number.as_deref(), Some("60\u{a0}%"));
    let missing = &drawing.rows[2];
    assert_eq!((missing.class, missing.number.as_deref()), (0, None));
    assert_eq!(missing.amount, "chưa có số liệu");
    assert_eq!((missing.met, missing.fraction.as_deref()), (None, None));
    assert_eq!(row.fraction.as_deref(), Some("60/100"));
    assert_eq!(
        drawing.title,
        "Người trưởng thành được xác nhận phổ cập kỹ năng số trên VNeID, xã Thanh Lam"
    );
}

#[test]
fn those_that_are_alike_share_a_rank_and_the_unknown_have_none() {
    let drawing = of_figures().drawing(look(Colour::Value));
    let ranks: Vec<_> = drawing.rows.iter().map(|row| row.rank).collect();
    assert_eq!(ranks, [Some(3), Some(1), None, Some(1)]);
    let by_share = Look {
        order: Order::Share,
        ..look(Colour::Value)
    };
    let sorted = of_figures().drawing(by_share);
    assert_eq!(
        names(sorted.rows.iter()),
        ["Xóm A", "Xóm B", "Xóm D", "Xóm C"]
    );
    let mut map = of_figures();
    if let Some(line) = map.measured.as_mut().and_then(|map| map.target.as_mut()) {
        line.target.comparator = Comparator::Lt;
    }
    let ranks = map.drawing(look(Colour::Value)).rows;
    let ranks: Vec<_> = ranks.iter().map(|row| row.rank).collect();
    assert_eq!(ranks, [Some(1), Some(2), None, Some(2)], "less is better");
}

#[test]
fn the_legend_counts_its_units_and_leaves_only_those_of_a_class() {
    let only = Look {
        class: Some(0),
        ..look(Colour::Value)
    };
    let drawing = of_figures().drawing(only);
    let counts: Vec<_> = drawing
        .legend
        .classes
        .iter()
        .map(|(class, n)| (class.class, *n))
        .collect();
    assert_eq!(
        counts,
        [(1, 0), (2, 0), (3, 0), (4, 1), (6, 0), (7, 2), (0, 1)]
    );
    assert_eq!(names(drawing.shown()), ["Xóm C"]);
    assert_eq!(drawing.caption(), "1 trong số 4 thôn, xóm, khối");
    let table = file::table(&drawing);
    assert_eq!(table.rows.len(), 1, "the whole is not what is left");
}

#[test]
fn two_periods_are_told_apart_in_words() {
    let mut map = of_figures();
    let said = [
        ("Xóm A", "50/100"),
        ("Xóm B", "72/100"),
        ("Xóm C", "1/2"),
        ("Xóm D", "70/100"),
    ];
    map.before = Some(Box::new(view(Q3, Some(measured(Q3, &said)), Vec::new())));
    let now = map.drawing(look(Colour::Value));
    let changes: Vec<_> = now
        .rows
        .iter()
        .map(|row| (row.second.as_str(), row.change.as_deref().unwrap()))
        .collect();
    let expected = [
        ("+10", "tăng 10\u{a0}điểm\u{a0}%"),
        ("−2", "giảm 2\u{a0}điểm\u{a0}%"),
        ("–", "chưa so được"),
        ("0", "không đổi"),
    ];
    assert_eq!(changes, expected);
    assert_eq!(
        now.about,
        "Quý IV/2026, số liệu đến ngày 31/12/2026, so với Quý III/2026"
    );
}

#[test]
fn a_share_is_not_held_against_a_count() {
    let mut map = of_figures();
    let said = [("Xóm A", "50/100"), ("Xóm D", "70/100")];
    let mut then = measured(Q3, &said);
    then.areas[0].value.denominator = None;
    map.before = Some(Box::new(view(Q3, Some(then), Vec::new())));
    let drawing = map.drawing(look(Colour::Value));
    assert_eq!(drawing.rows[0].change.as_deref(), Some("chưa so được"));
    assert_eq!(drawing.headings.1, "Thay đổi (điểm %)");
    // Of how many is not known: that it is fifty people says nothing about its place.
    let figures = map.measured.as_mut().unwrap();
    figures.areas[0].value.denominator = None;
    let rows = map.drawing(look(Colour::Value)).rows;
    assert_eq!(rows[0].rank, None);
    assert!(rows[3].rank.is_some());
}

#[test]
fn a_cell_tells_what_it_was_in_the_earlier_period() {
    let mut map = of_figures();
    let said = [("Xóm A", "50/100"), ("Xóm D", "70/100")];
    let mut then = measured(Q3, &said);
    then.areas[0].value.oldest = day::parse("2026-09-20");
    map.before = Some(Box::new(view(Q3, Some(then), Vec::new())));
    let of = |colour| {
        let rows = map.drawing(look(colour)).rows.into_iter();
        let before = rows.map(|row| row.before.unwrap());
        let before = before.map(|before| (before.class, before.number.unwrap_or_default()));
        before.collect::<Vec<_>>()
    };
    let none = || (0, String::new());
    let expected = [
        (3, format!("50{NBSP}%")),
        none(),
        none(),
        (7, format!("70{NBSP}%")),
    ];
    assert_eq!(of(Colour::Value), expected);
    let age = (7, format!("10{NBSP}ng."));
    assert_eq!(of(Colour::Freshness)[0], age, "on that period's last day");
    map.before = None;
    let rows = map.drawing(look(Colour::Value)).rows;
    assert!(rows.iter().all(|row| row.before.is_none()));
}

#[test]
fn tasks_are_compared_too() {
    let mut map = view(
        Q4,
        None,
        vec![area("Xóm A", [1, 0, 3, 0, 0, 0]), area("Xóm B", [0; 6])],
    );
    let drawing = map.drawing(look(Colour::OnTime));
    assert_eq!(
        drawing.rows[0].sentence,
        format!("Xóm A: 75{NBSP}% đúng hạn, 1 quá hạn, 1/1 đơn vị đã báo")
    );
    assert_eq!((drawing.rows[0].class, drawing.rows[1].class), (4, 0));
    assert!(drawing.rows[0].is_bad);
    let before = view(Q3, None, vec![area("Xóm A", [1, 0, 1, 0, 0, 0])]);
    map.before = Some(Box::new(before));
    let drawing = map.drawing(look(Colour::OnTime));
    assert_eq!(drawing.rows[0].second, "+25");
    assert_eq!(drawing.rows[1].second, "–");
    let change = drawing.whole.change.as_deref();
    assert_eq!(change, Some("tăng 25\u{a0}điểm\u{a0}%"));
}

#[test]
fn a_place_without_anybody_who_counts_stays_on_the_map() {
    let mut map = of_figures();
    map.areas = vec![area("Xóm A", [0; 6]), area("Xóm E", [0; 6])];
    let drawing = map.drawing(look(Colour::Silence));
    let row = drawing.rows.last().unwrap();
    assert_eq!((row.unit.name.as_str(), row.class), ("Xóm E", 0));
    assert_eq!(row.under, "không phải báo số liệu này");
    assert_eq!(drawing.rows.len(), 5, "and nobody is there twice");
}

#[test]
fn files_and_pictures_have_the_numbers_of_the_table() {
    let drawing = of_figures().drawing(look(Colour::Value));
    let table = file::table(&drawing);
    let csv = file::csv(&table);
    assert!(csv.starts_with('\u{feff}'));
    let lines: Vec<_> = csv.trim_end().split("\r\n").collect();
    assert_eq!(lines.len(), 1 + 4 + 1);
    for row in &table.rows {
        assert_eq!(row.len(), table.columns.len());
    }
    assert!(
        lines[1].starts_with(",\"Xóm A\",60,100,60,\"trên 60 %\",\"chưa đạt\",1,1,1,2026-10-01")
    );
    assert!(
        lines[3].starts_with(",\"Xóm C\",,,,\"trên 60 %\",,0,1,0,,"),
        "{}",
        lines[3]
    );
    assert!(lines[5].starts_with(",\"Toàn bộ Xã Thanh Lam\",130,200,65,"));
    let svg = picture::svg(&drawing);
    for row in &drawing.rows {
        assert!(svg.contains(&row.sentence), "{}", row.sentence);
    }
    assert!(svg.contains(">60\u{a0}%</text>") && svg.contains("fill=\"url(#none)\""));
    assert_eq!(file::name(&drawing), "ban-do-xa-thanh-lam-2026-q4");
}

#[test]
fn a_picture_has_no_markup_but_its_own() {
    let mut map = of_figures();
    map.unit.name = "Xã <script>&\"".into();
    let svg = picture::svg(&map.drawing(look(Colour::Value)));
    assert!(!svg.contains("<script") && svg.contains("xã &lt;script&gt;&amp;&quot;"));
}

#[test]
fn compared_files_have_both_periods_in_their_columns() {
    let mut map = of_figures();
    map.before = Some(Box::new(view(
        Q3,
        Some(measured(Q3, &[("Xóm A", "50/100")])),
        Vec::new(),
    )));
    let table = file::table(&map.drawing(look(Colour::Value)));
    assert!(
        table
            .columns
            .contains(&"Quý III/2026: tỷ lệ (%)".to_owned())
    );
    for row in &table.rows {
        assert_eq!(row.len(), table.columns.len());
    }
    let map = view(Q4, None, vec![area("Xóm A", [1, 0, 3, 0, 0, 0])]);
    let table = file::table(&map.drawing(look(Colour::OnTime)));
    assert!(
        table
            .rows
            .iter()
            .all(|row| row.len() == table.columns.len())
    );
}

#[test]
fn boundaries_are_drawn_where_most_places_have_one_in_either_period() {
    let shape = Boundary("0 0 90 60 45 30 M0 0l90 0 0 60-90 0z#M200 0h9v9h-9z".to_owned());
    let drawn = |name| Area {
        boundary: Some(shape.clone()),
        ..area(name, [1, 0, 0, 0, 0, 0])
    };
    let plain = |name| area(name, [1, 0, 0, 0, 0, 0]);
    let (now, earlier) = (
        Period::parse("2026-Q1").unwrap(),
        Period::parse("2025-Q4").unwrap(),
    );
    let half = view(now, None, vec![drawn("a"), plain("b")]);
    assert!(!half.drawing(Look::default()).has_boundaries);

    let mut map = view(now, None, vec![drawn("a"), drawn("b"), plain("c")]);
    let before = view(earlier, None, map.areas.clone());
    map.before = Some(Box::new(before.without_boundaries()));
    let look = Look::default();
    let drawing = map.drawing(look);
    assert_eq!(drawing.rows[0].boundary, Some(shape.clone()));
    let svg = picture::svg(&drawing);
    assert_eq!(svg.matches("M0 0l90 0 0 60-90 0z").count(), 2);
    assert!(svg.contains("d=\"M200 0h9v9h-9z\" fill=\"none\""));

    let hexagonal = map.drawing(Look {
        is_hexagonal: true,
        ..look
    });
    assert!(hexagonal.has_boundaries && hexagonal.is_hexagonal);
    assert!(!picture::svg(&hexagonal).contains("M0 0l90"));
}
