//! Rings made simpler without tearing neighbours apart.
//!
//! Where three borders meet, or a border meets the sea, stands a junction; from one junction to the next
//! runs an arc, the same for both units that it parts. Arcs are simplified, not rings: each once, by
//! Visvalingam's rule (the point that makes the smallest triangle with its neighbours goes first), so
//! neighbours keep the same points.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
};

/// A point of the fine grid.
pub type Point = (i64, i64);

/// The rings with at most about `n_points` points, all told: junctions stay, and so does what a ring
/// needs to be one. Rings come and go without a last point that is the first again, and none has a
/// point twice in a row. `trifle` is twice the area of a triangle that nobody would see.
pub fn simplified(rings: &[Vec<Point>], n_points: usize, trifle: i64) -> Vec<Vec<Point>> {
    let turns = Junctions::of(rings);
    let mut arcs = Arcs::default();
    let cut: Vec<Vec<Use>> = rings
        .iter()
        .map(|ring| arcs.cut(ring, |point| turns.is_junction(point)))
        .collect();
    let ranks: Vec<Vec<i64>> = arcs.list.iter().map(Arc::ranks).collect();
    let least = least_rank(&arcs, &ranks, n_points).max(trifle);
    let kept: Vec<Vec<Point>> = arcs
        .list
        .iter()
        .zip(&ranks)
        .map(|(arc, ranks)| {
            let points = arc.points.iter().zip(ranks);
            let kept = points.filter(|(_, rank)| **rank > least);
            kept.map(|(point, _)| *point).collect()
        })
        .collect();
    cut.iter().map(|uses| joined(uses, &kept)).collect()
}

/// Points that are next to two others wherever they occur are no junctions.
struct Junctions(BTreeMap<Point, Beside>);

#[derive(Default)]
struct Beside {
    known: [Option<Point>; 2],
    is_junction: bool,
}

impl Junctions {
    fn of(rings: &[Vec<Point>]) -> Self {
        let mut all: BTreeMap<Point, Beside> = BTreeMap::new();
        for ring in rings {
            let before = ring.iter().cycle().skip(ring.len().saturating_sub(1));
            let after = ring.iter().cycle().skip(1);
            for ((point, before), after) in ring.iter().zip(before).zip(after) {
                let beside = all.entry(*point).or_default();
                beside.add(*before);
                beside.add(*after);
            }
        }
        Self(all)
    }

    fn is_junction(&self, point: Point) -> bool {
        self.0.get(&point).is_some_and(|beside| beside.is_junction)
    }
}

impl Beside {
    fn add(&mut self, point: Point) {
        for known in &mut self.known {
            match known {
                Some(known) if *known == point => return,
                Some(_) => {}
                None => {
                    *known = Some(point);
                    return;
                }
            }
        }
        self.is_junction = true;
    }
}

/// An arc as a ring passes it.
struct Use {
    arc: usize,
    is_backwards: bool,
}

#[derive(Default)]
struct Arcs {
    known: BTreeMap<Vec<Point>, usize>,
    list: Vec<Arc>,
}

struct Arc {
    /// Both ends with it; a ring without junctions begins and ends with the same.
    points: Vec<Point>,
    /// In how many rings.
    n_uses: usize,
    /// How many points between its ends must stay, lest a ring be none.
    n_needed: usize,
}

impl Arcs {
    fn cut(&mut self, ring: &[Point], is_junction: impl Fn(Point) -> bool) -> Vec<Use> {
        if ring.len() < 3 {
            return Vec::new();
        }
        let first = ring.iter().position(|point| is_junction(*point));
        // Without a junction it begins where the same ring of a neighbour begins.
        let least = ring.iter().enumerate().min_by_key(|(_, point)| **point);
        let start = first.or(least.map(|(place, _)| place)).unwrap_or(0);
        let turned = || ring.iter().cycle().skip(start).take(ring.len() + 1);
        let mut uses = Vec::new();
        let mut open: Vec<Point> = Vec::new();
        for (place, point) in turned().enumerate() {
            open.push(*point);
            if place > 0 && (place == ring.len() || is_junction(*point)) {
                let arc = std::mem::replace(&mut open, vec![*point]);
                uses.push(self.used(arc));
            }
        }
        let n_arcs = uses.len();
        for one in &uses {
            let arc = &mut self.list[one.arc];
            let needed = match (arc.points.first() == arc.points.last(), n_arcs) {
                (true, _) => 2,
                (false, 2) => 1,
                _ => 0,
            };
            arc.n_needed = arc.n_needed.max(needed);
        }
        uses
    }

    fn used(&mut self, mut points: Vec<Point>) -> Use {
        let is_backwards = points.iter().rev().lt(points.iter());
        if is_backwards {
            points.reverse();
        }
        let arc = *self.known.entry(points).or_insert_with_key(|points| {
            self.list.push(Arc {
                points: points.clone(),
                n_uses: 0,
                n_needed: 0,
            });
            self.list.len() - 1
        });
        self.list[arc].n_uses += 1;
        Use { arc, is_backwards }
    }
}

impl Arc {
    /// For each point twice the area that goes with it; the ends and what is needed never go.
    fn ranks(&self) -> Vec<i64> {
        let points = &self.points;
        let last = points.len() - 1;
        let mut ranks = vec![i64::MAX; points.len()];
        let mut before: Vec<usize> = (0..points.len()).map(|n| n.saturating_sub(1)).collect();
        let mut after: Vec<usize> = (0..points.len()).map(|n| (n + 1).min(last)).collect();
        let area = |a: usize, b: usize, c: usize| doubled(points[a], points[b], points[c]);
        let mut current: Vec<i64> = (0..points.len())
            .map(|n| area(before[n], n, after[n]))
            .collect();
        let mut heap: BinaryHeap<_> = (1..last).map(|n| Reverse((current[n], n))).collect();
        let mut n_left = last.saturating_sub(1);
        let mut highest = 0;
        while let Some(Reverse((found, n))) = heap.pop() {
            // What has changed since stands in the heap again.
            if found != current[n] || ranks[n] != i64::MAX {
                continue;
            }
            if n_left <= self.n_needed {
                break;
            }
            n_left -= 1;
            highest = found.max(highest);
            ranks[n] = highest;
            let (left, right) = (before[n], after[n]);
            after[left] = right;
            before[right] = left;
            for beside in [left, right] {
                if (1..last).contains(&beside) {
                    current[beside] = area(before[beside], beside, after[beside]);
                    heap.push(Reverse((current[beside], beside)));
                }
            }
        }
        ranks
    }
}

/// What must be exceeded for a point to stay.
fn least_rank(arcs: &Arcs, ranks: &[Vec<i64>], n_points: usize) -> i64 {
    let uses = arcs.list.iter().zip(ranks).flat_map(|(arc, ranks)| {
        // The last end is the next one's first.
        let inner = ranks.iter().skip(1);
        inner.map(|rank| (*rank, arc.n_uses))
    });
    let mut uses: Vec<(i64, usize)> = uses.collect();
    uses.sort_unstable_by(|a, b| b.cmp(a));
    let mut n_kept = 0;
    for (rank, n_uses) in uses {
        n_kept += n_uses;
        if n_kept > n_points && rank < i64::MAX {
            return rank;
        }
    }
    0
}

fn joined(uses: &[Use], kept: &[Vec<Point>]) -> Vec<Point> {
    let mut ring: Vec<Point> = Vec::new();
    for Use { arc, is_backwards } in uses {
        let points = &kept[*arc];
        let n = points.len() - 1;
        match is_backwards {
            true => ring.extend(points.iter().rev().take(n)),
            false => ring.extend(points.iter().take(n)),
        }
    }
    ring
}

/// Twice the area of a triangle.
fn doubled(a: Point, b: Point, c: Point) -> i64 {
    ((b.0 - a.0) * (c.1 - a.1) - (c.0 - a.0) * (b.1 - a.1)).abs()
}
