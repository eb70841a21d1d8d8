//! Boundaries of units as maps draw them: in whole numbers, on a grid that all parts of one unit share.

use serde::{Deserialize, Serialize};

mod arcs;
mod geojson;
pub mod import;
mod islands;
mod outline;

/// "left top right bottom x y path": the box that holds it, where its name stands, and SVG's words for
/// it; after a "#" the frame of an inset that begins with it. It is kept, sent and drawn as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Boundary(pub String);

impl Boundary {
    fn new(bounds: [i64; 4], (x, y): (i64, i64), path: &str, frame: Option<&str>) -> Self {
        let [left, top, right, bottom] = bounds;
        let mut written = format!("{left} {top} {right} {bottom} {x} {y} {path}");
        if let Some(frame) = frame {
            written.push('#');
            written.push_str(frame);
        }
        Self(written)
    }

    /// Left, top, right and bottom.
    pub fn bounds(&self) -> [i64; 4] {
        [0, 1, 2, 3].map(|place| self.number(place))
    }

    /// The middle of its name, somewhere inside.
    pub fn middle(&self) -> (f64, f64) {
        (self.number(4) as f64, self.number(5) as f64)
    }

    pub fn path(&self) -> &str {
        self.paths().0
    }

    pub fn frame(&self) -> Option<&str> {
        self.paths().1
    }

    fn paths(&self) -> (&str, Option<&str>) {
        let paths = self.0.splitn(7, ' ').nth(6).unwrap_or_default();
        match paths.split_once('#') {
            Some((path, frame)) => (path, Some(frame)),
            None => (paths, None),
        }
    }

    fn number(&self, place: usize) -> i64 {
        let word = self.0.split(' ').nth(place);
        word.and_then(|word| word.parse().ok()).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
