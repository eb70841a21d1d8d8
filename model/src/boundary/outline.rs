//! All parts of one unit drawn on one grid: projected, islands in insets, simplified, in whole numbers.

use super::{
    Boundary, arcs,
    arcs::Point,
    geojson::{Polygon, Ring},
    islands::{self, Layout},
};

/// Pixels of the drawing that one part is worth: names and lines then suit it as they do hexagons.
const PART: f64 = 75.0;
/// The length of a drawing in pixels.
const LENGTHS: (f64, f64) = (400.0, 1000.0);
/// So many points has a part, and so many a map of many parts: what its page may weigh.
const POINTS_OF_PART: usize = 60;
const POINTS_OF_MAP: usize = 5_200;
/// A map of which even the junctions weigh more is refused.
const MAX_BYTES: usize = 60_000;
/// Steps of the fine grid to a pixel: where neighbours are a hair apart they come together.
const FINE: i64 = 16;
/// Smaller than this, in doubled square pixels, a part of a unit is not seen …
const SPECK: i64 = 12;
/// … and a unit that is all specks is drawn as a square of so many pixels, to be seen and tapped.
const SQUARE: i64 = 8;

/// The boundaries, each for the unit in its place; `None` for a unit without any area. `Err` where the
/// map would be too heavy.
pub fn drawn(units: &[Vec<Polygon>]) -> Result<Vec<Option<Boundary>>, TooFine> {
    let mut owners = Vec::new();
    let mut polygons = Vec::new();
    for (owner, of_unit) in units.iter().enumerate() {
        for polygon in of_unit {
            owners.push(owner);
            polygons.push(polygon.clone());
        }
    }
    project(&mut polygons);
    let n_units = units.iter().filter(|polygons| !polygons.is_empty()).count();
    let n_parts = f64::from(u32::try_from(n_units).unwrap_or(u32::MAX));
    let length = (PART * n_parts.sqrt()).clamp(LENGTHS.0, LENGTHS.1);
    let layout = islands::layout(&polygons, length);
    let mut rings = Rings::of(&polygons, &owners, &layout);
    let n_points = (n_units * POINTS_OF_PART).min(POINTS_OF_MAP);
    rings.points = arcs::simplified(&rings.points, n_points, FINE * FINE);
    let drawn: Vec<_> = (0..units.len())
        .map(|owner| rings.boundary(owner, &owners, &layout))
        .collect();
    let n_bytes: usize = drawn
        .iter()
        .flatten()
        .map(|boundary| boundary.0.len())
        .sum();
    match n_bytes > MAX_BYTES {
        true => Err(TooFine),
        false => Ok(drawn),
    }
}

#[derive(Debug)]
pub struct TooFine;

/// Degrees made as long as each other at the middle of the map, y downwards.
fn project(polygons: &mut [Polygon]) {
    let latitudes = || {
        polygons
            .iter()
            .flatten()
            .flatten()
            .map(|(_, latitude)| *latitude)
    };
    let (least, most) = (latitudes().reduce(f64::min), latitudes().reduce(f64::max));
    let middle = (least.unwrap_or(0.0) + most.unwrap_or(0.0)) / 2.0;
    let narrowing = middle.to_radians().cos().max(0.01);
    for (x, y) in polygons.iter_mut().flatten().flatten() {
        (*x, *y) = (*x * narrowing, -*y);
    }
}

/// The rings of all polygons in one list, since neighbours are simplified together.
struct Rings {
    /// The polygon of each.
    polygons: Vec<usize>,
    points: Vec<Vec<Point>>,
}

impl Rings {
    fn of(polygons: &[Polygon], owners: &[usize], layout: &Layout) -> Self {
        let mut rings = Self {
            polygons: Vec::new(),
            points: Vec::new(),
        };
        debug_assert_eq!(polygons.len(), owners.len());
        for (polygon, placing) in layout.placings.iter().enumerate() {
            for ring in &polygons[polygon] {
                let placed = ring.iter().map(|point| placing.of(*point)).collect();
                rings.polygons.push(polygon);
                rings.points.push(on_grid(&placed));
            }
        }
        rings
    }

    fn boundary(&self, owner: usize, owners: &[usize], layout: &Layout) -> Option<Boundary> {
        let own = || {
            let rings = self.polygons.iter().zip(&self.points);
            rings.filter(|(polygon, _)| owners[**polygon] == owner)
        };
        let fine = own().map(|(_, ring)| ring);
        let all: Vec<Vec<Point>> = fine.map(|ring| coarse(ring)).collect();
        let mut rings: Vec<&Vec<Point>> = all.iter().filter(|ring| area(ring) >= SPECK).collect();
        rings.sort_by_key(|ring| std::cmp::Reverse(area(ring)));
        let square;
        if rings.is_empty() {
            let (x, y) = own().find_map(|(_, ring)| ring.first())?;
            square = square_around((x / FINE, y / FINE));
            rings.push(&square);
        }
        let frame = layout.insets.iter().find(|inset| {
            let first = inset.polygons.iter().map(|polygon| owners[*polygon]).min();
            first == Some(owner)
        });
        let points = rings.iter().copied().flatten().copied();
        let [left, top, right, bottom] = bounds(points);
        let bounds = match frame.map(|inset| inset.bounds) {
            None => [left, top, right, bottom],
            Some([l, t, r, b]) => [left.min(l), top.min(t), right.max(r), bottom.max(b)],
        };
        let path: String = rings.iter().map(|ring| path(ring)).collect();
        let frame = frame.map(|inset| inset.path.as_str());
        Some(Boundary::new(bounds, middle(rings[0]), &path, frame))
    }
}

/// Without points that fall together.
fn on_grid(ring: &Ring) -> Vec<Point> {
    let fine = |length: f64| (length * FINE as f64).round() as i64;
    let points = ring.iter().map(|(x, y)| (fine(*x), fine(*y)));
    without_repeats(points.collect())
}

fn coarse(ring: &[Point]) -> Vec<Point> {
    let whole = |length: i64| (length + FINE / 2).div_euclid(FINE);
    let points = ring.iter().map(|(x, y)| (whole(*x), whole(*y)));
    without_repeats(points.collect())
}

/// Nor with lines that go out and come back the same way. A ring of less than three points is none.
fn without_repeats(points: Vec<Point>) -> Vec<Point> {
    let mut ring: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if ring.len() > 1 && ring[ring.len() - 2] == point {
            ring.pop();
        } else if ring.last() != Some(&point) {
            ring.push(point);
        }
    }
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    if ring.len() < 3 {
        ring.clear();
    }
    ring
}

fn square_around((x, y): Point) -> Vec<Point> {
    let half = SQUARE / 2;
    vec![
        (x - half, y - half),
        (x + half, y - half),
        (x + half, y + half),
        (x - half, y + half),
    ]
}

/// Doubled.
fn area(ring: &[Point]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    let doubled: i64 = ring
        .iter()
        .zip(next)
        .map(|(a, b)| a.0 * b.1 - b.0 * a.1)
        .sum();
    doubled.abs()
}

fn bounds(points: impl Iterator<Item = Point>) -> [i64; 4] {
    let boxes = points.map(|(x, y)| [x, y, x, y]);
    let all = boxes.reduce(|a, b| {
        [
            a[0].min(b[0]),
            a[1].min(b[1]),
            a[2].max(b[2]),
            a[3].max(b[3]),
        ]
    });
    all.unwrap_or_default()
}

/// The middle of the widest stretch inside the ring, on three lines across it.
fn middle(ring: &[Point]) -> Point {
    let [left, top, right, bottom] = bounds(ring.iter().copied());
    let stretch = |eighths: i64| {
        // Between two rows, so that no corner lies on it.
        let y = top as f64 + (bottom - top) as f64 * eighths as f64 / 8.0 + 0.01;
        let next = ring.iter().cycle().skip(1);
        let sides = ring.iter().zip(next).map(|(a, b)| (to_f64(*a), to_f64(*b)));
        let crossed = sides.filter(|(a, b)| (a.1 > y) != (b.1 > y));
        let mut crossings: Vec<f64> = crossed
            .map(|(a, b)| a.0 + (b.0 - a.0) * (y - a.1) / (b.1 - a.1))
            .collect();
        crossings.sort_by(f64::total_cmp);
        let pairs = crossings
            .chunks_exact(2)
            .map(|pair| (pair[1] - pair[0], (pair[0] + pair[1]) / 2.0));
        let widest = pairs.max_by(|a, b| a.0.total_cmp(&b.0));
        widest.map(|(width, x)| (width, (x.round() as i64, y.round() as i64)))
    };
    // The line in the middle is the best place for a name unless another is much longer.
    let lines = [(4, 1.3), (3, 1.0), (5, 1.0)];
    let found = lines.into_iter().filter_map(|(eighths, weight)| {
        let (width, place) = stretch(eighths)?;
        Some((width * weight, place))
    });
    let best = found.max_by(|a, b| a.0.total_cmp(&b.0));
    best.map_or(((left + right) / 2, (top + bottom) / 2), |(_, place)| place)
}

fn to_f64((x, y): Point) -> (f64, f64) {
    (x as f64, y as f64)
}

/// "M10 20l3-4 5 6z": each point from the one before.
fn path(ring: &[Point]) -> String {
    let Some(first) = ring.first() else {
        return String::new();
    };
    let mut path = format!("M{} {}l", first.0, first.1);
    let mut add = |number: i64| {
        if number >= 0 && !path.ends_with('l') {
            path.push(' ');
        }
        path.push_str(&number.to_string());
    };
    for (from, to) in ring.iter().zip(ring.iter().skip(1)) {
        add(to.0 - from.0);
        add(to.1 - from.1);
    }
    path.push('z');
    path
}
