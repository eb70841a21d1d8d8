//! Where polygons stand on the grid: the main body as it lies, islands far from it in insets beside it.
//!
//! What is far is told by distance alone: from the body that has most of the area, more than about an
//! eighth of its length. Drawn where they are, such islands would leave the rest of the map a speck.

use std::collections::BTreeMap;

use super::geojson::Polygon;

/// So much of the area tells the length of the map.
const MAIN_SHARE: f64 = 0.98;
/// Of that length, what is near; a polygon reaches into cells of half of it.
const NEAR: f64 = 0.12;
/// Beyond so many insets the last one takes the rest.
const MAX_INSETS: usize = 4;
const INSET_WIDTH: f64 = 150.0;
const INSET_HEIGHT: f64 = 110.0;
const INSET_MARGIN: f64 = 12.0;
/// Islands in an inset are drawn larger, but not so large that they seem a province.
const MOST_LARGER: f64 = 3.0;

/// How a polygon comes onto the grid.
#[derive(Clone, Copy, Debug)]
pub struct Placing {
    scale: f64,
    left: f64,
    top: f64,
}

impl Placing {
    pub fn of(self, (x, y): (f64, f64)) -> (f64, f64) {
        (x * self.scale + self.left, y * self.scale + self.top)
    }
}

pub struct Layout {
    /// For each polygon.
    pub placings: Vec<Placing>,
    /// A frame as SVG's words and its box, with the polygons inside.
    pub insets: Vec<Inset>,
}

pub struct Inset {
    pub path: String,
    pub bounds: [i64; 4],
    pub polygons: Vec<usize>,
}

/// Polygons in flat coordinates, y downwards; the main body becomes `length` long.
pub fn layout(polygons: &[Polygon], length: f64) -> Layout {
    let boxes: Vec<Extent> = polygons.iter().map(Extent::of).collect();
    let groups = groups(polygons, &boxes);
    let (main, far) = groups
        .split_first()
        .map_or((&[][..], &[][..]), |(main, far)| (main.as_slice(), far));
    let around = |members: &[usize]| {
        let boxes = members.iter().map(|member| boxes[*member]);
        boxes.reduce(Extent::with).unwrap_or_default()
    };
    let body = around(main);
    let scale = length / body.length().max(f64::MIN_POSITIVE);
    let mut layout = Layout {
        placings: vec![body.at(scale, 0.0, 0.0); polygons.len()],
        insets: Vec::new(),
    };
    let (width, height) = (body.width() * scale, body.height() * scale);
    for (members, place) in far.iter().zip(0_u8..) {
        let left = width + 2.0 * INSET_MARGIN;
        let top = height - f64::from(place + 1) * (INSET_HEIGHT + INSET_MARGIN);
        let islands = around(members);
        let room =
            |room: f64, taken: f64| (room - 2.0 * INSET_MARGIN) / taken.max(f64::MIN_POSITIVE);
        let scale = (MOST_LARGER * scale)
            .min(room(INSET_WIDTH, islands.width()))
            .min(room(INSET_HEIGHT, islands.height()));
        let centred = |room: f64, taken: f64| (room - taken * scale) / 2.0;
        let placing = islands.at(
            scale,
            left + centred(INSET_WIDTH, islands.width()),
            top + centred(INSET_HEIGHT, islands.height()),
        );
        for member in members {
            layout.placings[*member] = placing;
        }
        let [x, y, w, h] = [left, top, INSET_WIDTH, INSET_HEIGHT].map(|px| px.round() as i64);
        layout.insets.push(Inset {
            path: format!("M{x} {y}h{w}v{h}h-{w}z"),
            bounds: [x, y, x + w, y + h],
            polygons: members.clone(),
        });
    }
    layout
}

/// The main body, then those far from it, the largest first.
fn groups(polygons: &[Polygon], boxes: &[Extent]) -> Vec<Vec<usize>> {
    let areas: Vec<f64> = polygons.iter().map(area).collect();
    let mut largest: Vec<usize> = (0..polygons.len()).collect();
    largest.sort_by(|a, b| areas[*b].total_cmp(&areas[*a]));
    let whole: f64 = areas.iter().sum();
    let mut covered = 0.0;
    let mut main = Extent::default();
    for (n, polygon) in largest.iter().enumerate() {
        main = if n == 0 {
            boxes[*polygon]
        } else {
            main.with(boxes[*polygon])
        };
        covered += areas[*polygon];
        if covered >= whole * MAIN_SHARE {
            break;
        }
    }
    let near = main.length() * NEAR / 2.0;
    let bodies = by_area(touching(polygons, near), &areas);
    let Some((first, others)) = bodies.split_first() else {
        return Vec::new();
    };
    let of = |members: &[usize]| {
        let boxes = members.iter().map(|member| boxes[*member]);
        boxes.reduce(Extent::with).unwrap_or_default()
    };
    // What lies within the drawing anyway, an enclave or a bay's islands, makes it no larger.
    let body = of(first);
    let is_far = |members: &&Vec<usize>| !of(members).is_within(body, near);
    let mut groups = vec![first.clone()];
    groups[0].extend(others.iter().filter(|one| !is_far(one)).flatten());
    // Islands that are near each other, by the measure of the main body, share an inset.
    for body in others.iter().filter(is_far) {
        let is_full = groups.len() > MAX_INSETS;
        let n_groups = groups.len();
        let home = groups.iter_mut().enumerate().skip(1).find(|(n, group)| {
            of(group).gap(of(body)) < main.length() || (is_full && n + 1 == n_groups)
        });
        match home {
            Some((_, group)) => group.extend(body),
            None => groups.push(body.clone()),
        }
    }
    groups
}

fn by_area(mut bodies: Vec<Vec<usize>>, areas: &[f64]) -> Vec<Vec<usize>> {
    let area = |body: &[usize]| body.iter().map(|member| areas[*member]).sum::<f64>();
    bodies.sort_by(|a, b| area(b).total_cmp(&area(a)));
    bodies
}

/// Polygons that stand in the same cell or in neighbouring ones, and those near these.
fn touching(polygons: &[Polygon], cell: f64) -> Vec<Vec<usize>> {
    let mut roots: Vec<usize> = (0..polygons.len()).collect();
    let mut cells: BTreeMap<(i64, i64), usize> = BTreeMap::new();
    for (n, polygon) in polygons.iter().enumerate() {
        for (x, y) in polygon
            .first()
            .map(|ring| walked(ring, cell))
            .unwrap_or_default()
        {
            if cells
                .get(&(x, y))
                .is_some_and(|other| root(&mut roots, *other) == root(&mut roots, n))
            {
                continue;
            }
            for (dx, dy) in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy))) {
                if let Some(other) = cells.get(&(x + dx, y + dy)) {
                    let (a, b) = (root(&mut roots, *other), root(&mut roots, n));
                    roots[a.max(b)] = a.min(b);
                }
            }
            cells.insert((x, y), n);
        }
    }
    let mut bodies: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for n in 0..polygons.len() {
        bodies.entry(root(&mut roots, n)).or_default().push(n);
    }
    bodies.into_values().collect()
}

fn root(roots: &mut [usize], mut n: usize) -> usize {
    while roots[n] != n {
        roots[n] = roots[roots[n]];
        n = roots[n];
    }
    n
}

/// The cells that a ring goes through, long sides in steps.
fn walked(ring: &[(f64, f64)], cell: f64) -> Vec<(i64, i64)> {
    let cell = cell.max(f64::MIN_POSITIVE);
    let mut cells = Vec::new();
    let next = ring.iter().cycle().skip(1);
    for ((x, y), (to_x, to_y)) in ring.iter().zip(next) {
        let (dx, dy) = (to_x - x, to_y - y);
        let n_steps = (dx.abs().max(dy.abs()) / cell).ceil().clamp(1.0, 64.0);
        for step in 0..n_steps as u8 {
            let part = f64::from(step) / n_steps;
            let at =
                |from: f64, by: f64| ((from + by * part) / cell).floor().clamp(-1e12, 1e12) as i64;
            let here = (at(*x, dx), at(*y, dy));
            if cells.last() != Some(&here) {
                cells.push(here);
            }
        }
    }
    cells
}

fn area(polygon: &Polygon) -> f64 {
    let Some(ring) = polygon.first() else {
        return 0.0;
    };
    let next = ring.iter().cycle().skip(1);
    let doubled: f64 = ring
        .iter()
        .zip(next)
        .map(|(a, b)| a.0 * b.1 - b.0 * a.1)
        .sum();
    doubled.abs() / 2.0
}

#[derive(Clone, Copy, Debug, Default)]
struct Extent {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Extent {
    fn of(polygon: &Polygon) -> Self {
        let points = polygon.iter().flatten().map(|(x, y)| Self {
            left: *x,
            top: *y,
            right: *x,
            bottom: *y,
        });
        points.reduce(Self::with).unwrap_or_default()
    }

    fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    fn width(self) -> f64 {
        self.right - self.left
    }

    fn height(self) -> f64 {
        self.bottom - self.top
    }

    fn length(self) -> f64 {
        self.width().max(self.height())
    }

    /// Whether it reaches no further than so far out of the other.
    fn is_within(self, other: Self, margin: f64) -> bool {
        self.left >= other.left - margin
            && self.right <= other.right + margin
            && self.top >= other.top - margin
            && self.bottom <= other.bottom + margin
    }

    fn gap(self, other: Self) -> f64 {
        let across = (other.left - self.right)
            .max(self.left - other.right)
            .max(0.0);
        let down = (other.top - self.bottom)
            .max(self.top - other.bottom)
            .max(0.0);
        across.max(down)
    }

    /// Its corner comes to stand there.
    fn at(self, scale: f64, left: f64, top: f64) -> Placing {
        Placing {
            scale,
            left: left - self.left * scale,
            top: top - self.top * scale,
        }
    }
}
