use std::collections::{BTreeMap, BTreeSet};

use super::{Boundary, arcs, import, outline};
use crate::{
    problem::Code,
    testing::Chance,
    unit::{Unit, UnitKind, UnitTree},
};

type Point = (i64, i64);
type Corner = (usize, usize);

fn tree(codes: &[&str]) -> UnitTree {
    let unit = |code: &str, kind, parent: Option<&str>| Unit {
        id: code.into(),
        code: Some(code.to_owned()),
        kind,
        name: format!("Xã {code}"),
        parent: parent.map(Into::into),
        ..Unit::default()
    };
    let province = unit("tinh", UnitKind::Province, None);
    let communes = codes
        .iter()
        .map(|code| unit(code, UnitKind::Commune, Some("tinh")));
    UnitTree::new(communes.chain([province]))
}

fn feature(code: &str, rings: &[Vec<(f64, f64)>]) -> String {
    let rings: Vec<String> = rings
        .iter()
        .map(|ring| {
            let closed = ring.iter().chain(ring.first());
            let points = closed.map(|(x, y)| format!("[{x},{y}]"));
            format!("[{}]", points.collect::<Vec<_>>().join(","))
        })
        .collect();
    format!(
        r#"{{"type":"Feature","properties":{{"code":{code}}},"geometry":{{"type":"Polygon","coordinates":[{}]}}}}"#,
        rings.join(",")
    )
}

fn collection(features: &[String]) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",")
    )
}

fn square(left: f64, bottom: f64, side: f64) -> Vec<(f64, f64)> {
    vec![
        (left, bottom),
        (left + side, bottom),
        (left + side, bottom + side),
        (left, bottom + side),
    ]
}

/// The rings of what is drawn.
fn rings(boundary: &Boundary) -> Vec<Vec<Point>> {
    let path = boundary.path();
    let rings = path.split('M').skip(1).map(|ring| {
        let (first, rest) = ring.strip_suffix('z').unwrap().split_once('l').unwrap();
        let (x, y) = first.split_once(' ').unwrap();
        let mut at: Point = (x.parse().unwrap(), y.parse().unwrap());
        let spaced = rest.replace('-', " -");
        let numbers: Vec<i64> = spaced
            .split_whitespace()
            .map(|word| word.parse().unwrap())
            .collect();
        let mut points = vec![at];
        for step in numbers.chunks_exact(2) {
            at = (at.0 + step[0], at.1 + step[1]);
            points.push(at);
        }
        points
    });
    rings.collect()
}

impl Chance {
    /// Between minus one and one.
    fn nudge(&mut self) -> f64 {
        self.below(2_001) as f64 / 1_000.0 - 1.0
    }
}

/// A grid of quadrangles that share crooked borders, finely drawn: corners and the points on each side
/// are nudged, each side once for both who share it.
fn partition(seed: u64, (columns, rows): (usize, usize), n_on_side: usize) -> Vec<Vec<(f64, f64)>> {
    let mut chance = Chance(seed);
    let mut corners = BTreeMap::new();
    for row in 0..=rows {
        for column in 0..=columns {
            let (dx, dy) = (chance.nudge() * 0.02, chance.nudge() * 0.02);
            let (x, y) = (column as f64, row as f64);
            corners.insert((column, row), (105.0 + 0.1 * x + dx, 18.0 + 0.1 * y + dy));
        }
    }
    let mut sides: BTreeMap<[Corner; 2], Vec<(f64, f64)>> = BTreeMap::new();
    let mut side = |from: Corner, to: Corner| {
        let key = [from.min(to), from.max(to)];
        let points = sides.entry(key).or_insert_with(|| {
            let (a, b) = (corners[&key[0]], corners[&key[1]]);
            let between = (1..=n_on_side).map(|n| {
                let part = n as f64 / (n_on_side + 1) as f64;
                let (dx, dy) = (chance.nudge() * 0.004, chance.nudge() * 0.004);
                (a.0 + (b.0 - a.0) * part + dx, a.1 + (b.1 - a.1) * part + dy)
            });
            between.collect()
        });
        let mut points = points.clone();
        if from > to {
            points.reverse();
        }
        points.insert(0, corners[&from]);
        points
    };
    let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
    cells
        .map(|(column, row)| {
            let around = [
                (column, row),
                (column + 1, row),
                (column + 1, row + 1),
                (column, row + 1),
                (column, row),
            ];
            let pairs = around.windows(2);
            pairs.flat_map(|pair| side(pair[0], pair[1])).collect()
        })
        .collect()
}

fn doubled_area(ring: &[Point]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(next)
        .map(|(a, b)| a.0 * b.1 - b.0 * a.1)
        .sum()
}

#[test]
fn a_square_and_its_neighbour_share_their_side() {
    let file = collection(&[
        feature("\"a\"", &[square(105.0, 20.0, 0.1)]),
        feature("\"b\"", &[square(105.1, 20.0, 0.1)]),
    ]);
    let import = import::read(file.as_bytes(), None, &tree(&["a", "b", "c"])).unwrap();
    let [(above, drawn)] = &import.maps[..] else {
        panic!("{import:?}");
    };
    assert_eq!(above.as_str(), "tinh");
    assert_eq!(import.without[0].id.as_str(), "c");
    // A degree of longitude is 0.94 of one of latitude there, and the whole is 400 long.
    assert_eq!(drawn[0].1.path(), "M200 213l0-213-200 0 0 213z");
    assert_eq!(drawn[1].1.path(), "M200 213l200 0 0-213-200 0z");
    assert_eq!(drawn[1].1.bounds(), [200, 0, 400, 213]);
    assert_eq!(drawn[1].1.middle(), (300.0, 107.0));
    assert_eq!(drawn[1].1.frame(), None);
}

#[test]
fn simplified_partitions_have_rings_and_no_gaps() {
    for seed in 0..20 {
        let size = (3 + (seed % 4) as usize, 2 + (seed % 5) as usize);
        let units = partition(seed, size, 40);
        let n_units = units.len();
        let polygons: Vec<_> = units.into_iter().map(|ring| vec![vec![ring]]).collect();
        let drawn = outline::drawn(&polygons).unwrap();
        // How often each side is passed one way more than the other.
        let mut sides: BTreeMap<[Point; 2], i64> = BTreeMap::new();
        let mut area = 0;
        let mut n_points = 0;
        for boundary in drawn.iter().flatten() {
            let rings = rings(boundary);
            assert_eq!(rings.len(), 1, "{seed}");
            let ring = &rings[0];
            let is_ring = ring.len() >= 3 && ring.first() != ring.last();
            assert!(is_ring, "{seed}: {ring:?}");
            n_points += ring.len();
            area += doubled_area(ring).abs();
            for (from, to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                assert_ne!(from, to, "{seed}");
                let way = if from < to { 1 } else { -1 };
                let side = [*from.min(to), *from.max(to)];
                *sides.entry(side).or_default() += way;
            }
        }
        assert_eq!(drawn.iter().flatten().count(), n_units);
        assert!(n_points <= n_units * 60, "{seed}: {n_points}");
        // What neighbours share is passed both ways; what is left is the rim, once, and all together
        // fill it.
        assert!(sides.values().all(|way| way.abs() <= 1), "{seed}");
        let rim: i64 = sides
            .iter()
            .map(|([a, b], way)| way * (a.0 * b.1 - b.0 * a.1))
            .sum();
        assert_eq!(rim.abs(), area, "{seed}: a gap or an overlap");
    }
}

#[test]
fn a_province_of_130_communes_is_light() {
    let units = partition(7, (13, 10), 200);
    let polygons: Vec<_> = units.into_iter().map(|ring| vec![vec![ring]]).collect();
    let drawn = outline::drawn(&polygons).unwrap();
    let n_bytes: usize = drawn.iter().flatten().map(|one| one.0.len()).sum();
    assert!(n_bytes < 45_000, "{n_bytes} bytes");
    for boundary in drawn.iter().flatten() {
        let [left, top, right, bottom] = boundary.bounds();
        let (x, y) = boundary.middle();
        assert!(left as f64 <= x && x <= right as f64 && top as f64 <= y && y <= bottom as f64);
        assert!(
            (0..=1_000).contains(&left) && (0..=1_000).contains(&bottom),
            "{boundary:?}"
        );
    }
}

#[test]
fn an_enclave_and_the_hole_around_it_keep_the_same_points() {
    let mut hole = square(105.03, 20.03, 0.02);
    let outer = vec![square(105.0, 20.0, 0.1), hole.clone()];
    // The neighbour's ring begins elsewhere and goes the other way.
    hole.rotate_left(2);
    hole.reverse();
    let drawn = outline::drawn(&[vec![outer], vec![vec![hole]]]).unwrap();
    let around = rings(drawn[0].as_ref().unwrap());
    let inside = rings(drawn[1].as_ref().unwrap());
    let points = |ring: &Vec<Point>| ring.iter().copied().collect::<BTreeSet<_>>();
    assert_eq!(around.len(), 2);
    assert_eq!(points(&around[1]), points(&inside[0]));
}

#[test]
fn far_islands_stand_in_a_frame_beside_and_near_ones_where_they_are() {
    let mainland = square(105.0, 20.0, 1.0);
    let near = square(106.05, 20.5, 0.05);
    let far = square(112.0, 16.0, 0.02);
    let polygons = [vec![vec![mainland], vec![near]], vec![vec![far]]];
    let drawn = outline::drawn(&polygons).unwrap();
    let [main, islands] = [0, 1].map(|n| drawn[n].as_ref().unwrap());
    assert_eq!(main.frame(), None);
    assert_eq!(rings(main).len(), 2);
    let [_, _, right, bottom] = main.bounds();
    assert!(
        right <= 400 && bottom <= 400,
        "as long as without the island"
    );
    assert!(islands.frame().is_some());
    let [left, _, end, _] = islands.bounds();
    assert!(left > right && end - left == 150, "{islands:?}");
    let island = &rings(islands)[0];
    assert!(island.iter().all(|(x, _)| (left..=end).contains(x)));
}

#[test]
fn a_place_too_small_to_be_seen_is_a_square() {
    let speck = square(105.5, 20.5, 0.000_1);
    let polygons = [
        vec![vec![square(105.0, 20.0, 0.4)]],
        vec![vec![speck]],
        vec![],
    ];
    let drawn = outline::drawn(&polygons).unwrap();
    let ring = &rings(drawn[1].as_ref().unwrap())[0];
    assert_eq!(doubled_area(ring).abs(), 2 * 8 * 8);
    assert_eq!(drawn[2], None);
}

#[test]
fn simpler_arcs_keep_their_ends_and_what_a_ring_needs() {
    let circle: Vec<Point> = (0..64)
        .map(|n| {
            let angle = f64::from(n) / 64.0 * std::f64::consts::TAU;
            ((angle.cos() * 500.0) as i64, (angle.sin() * 500.0) as i64)
        })
        .collect();
    let few = arcs::simplified(std::slice::from_ref(&circle), 8, 0);
    assert!((7..=9).contains(&few[0].len()), "{few:?}");
    let least = arcs::simplified(std::slice::from_ref(&circle), 0, 0);
    assert_eq!(least[0].len(), 3);
    // Two halves of a disc: each keeps its arc, and the line between them.
    let (mut upper, mut lower) = (circle[..=32].to_vec(), circle[32..].to_vec());
    lower.push(circle[0]);
    upper.dedup();
    let halves = arcs::simplified(&[upper, lower], 0, i64::MAX - 1);
    assert!(halves.iter().all(|ring| ring.len() == 3), "{halves:?}");
    assert_eq!(
        arcs::simplified(&[vec![], vec![(0, 0), (1, 1)]], 9, 0),
        [vec![], vec![]]
    );
}

#[test]
fn codes_are_found_as_numbers_too_and_the_unknown_are_told() {
    let tree = tree(&["00123", "17266"]);
    let ring = [square(105.0, 20.0, 0.1)];
    let file = collection(&[
        feature("123", &ring),
        feature("\"17266 \"", &ring),
        feature("\"99999\"", &ring),
        feature("\"123\"", &ring),
    ]);
    let import = import::read(file.as_bytes(), None, &tree).unwrap();
    assert_eq!(import.maps[0].1.len(), 2);
    assert_eq!(import.unknown, ["123", "99999"]);
    assert!(import.without.is_empty());
    let named = file.replace("\"code\"", "\"ma_xa\"");
    assert!(import::read(named.as_bytes(), Some("ma_xa"), &tree).is_ok());
    let problem = import::read(named.as_bytes(), None, &tree).unwrap_err();
    assert!(problem.message.contains("--key"), "{problem}");
}

#[test]
fn what_cannot_be_a_boundary_is_refused_in_plain_words() {
    let deep = "[".repeat(100_000);
    let far = feature("\"a\"", &[square(605_000.0, 2_000_000.0, 900.0)]);
    let open = feature("\"a\"", &[vec![(105.0, 20.0), (105.1, 20.0)]]);
    let vn2000 =
        r#"{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:3405"}},"features":[]}"#;
    let good = collection(&[feature("\"a\"", &[square(105.0, 20.0, 0.1)])]);
    let cases = [
        (String::new(), "dòng 1"),
        (deep, "dòng 1"),
        ("{}".to_owned(), "FeatureCollection"),
        (collection(&[]), "không có địa bàn nào"),
        (collection(&[far]), "WGS84"),
        (collection(&[open]), "vòng khép kín"),
        (vn2000.to_owned(), "WGS84"),
        (
            good.replace("Polygon", "Point"),
            "Polygon hoặc MultiPolygon",
        ),
        (good.replace("[105,20]", "[105]"), "vòng khép kín"),
        (good.replace("[105,20]", "[105,\"20\"]"), "dòng 1"),
        (good.replace("20]", "1e999]"), "dòng 1"),
        (good.replace("\"a\"", "\"x\""), "Không mã nào"),
        (good.replace("\"a\"", "{}"), "không có mã"),
        (good.replace("\"a\"", "\"\\u0000\""), "không có mã"),
    ];
    for (file, words) in cases {
        let problem = import::read(file.as_bytes(), None, &tree(&["a"])).expect_err(words);
        assert_eq!(problem.code, Code::BoundariesMalformed, "{words}");
        assert!(problem.message.contains(words), "{problem} has not {words}");
    }
    let large = vec![b' '; super::geojson::MAX_BYTES + 1];
    let problem = import::read(&large, None, &tree(&["a"])).unwrap_err();
    assert_eq!(problem.code, Code::TooLarge);
}

#[test]
fn rings_made_by_chance_never_break_it() {
    let mut chance = Chance(11);
    for seed in 0..300 {
        let n_units = 1 + chance.below(6);
        let polygons: Vec<_> = (0..n_units)
            .map(|_| {
                let n_rings = chance.below(4);
                let rings = (0..n_rings).map(|_| {
                    let n_points = 3 + chance.below(12);
                    let point = |chance: &mut Chance| {
                        // Few places, so that points fall together, and now and then one far away.
                        let far = if chance.below(9) == 0 { 40.0 } else { 1.0 };
                        let (x, y) = (chance.below(6) as f64, chance.below(6) as f64);
                        (100.0 + x * far * 0.1, y * far * 0.1)
                    };
                    vec![(0..n_points).map(|_| point(&mut chance)).collect()]
                });
                rings.collect()
            })
            .collect::<Vec<Vec<Vec<Vec<(f64, f64)>>>>>();
        let Ok(drawn) = outline::drawn(&polygons) else {
            continue;
        };
        for boundary in drawn.iter().flatten() {
            assert!(
                !boundary.0.contains("NaN") && !boundary.0.contains("inf"),
                "{seed}"
            );
            for ring in rings(boundary) {
                assert!(ring.len() >= 3, "{seed}: {boundary:?}");
            }
        }
    }
}
