//! Lines and rectangles drawn on a page; only those along the axes are kept, as tables are ruled.

use super::matrix::Matrix;

/// On one page; with more it is a drawing.
const MOST_RULES: usize = 50_000;

/// A straight line along one of the axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    pub from: (f64, f64),
    pub to: (f64, f64),
}

/// What is being outlined, until it is drawn or given up.
#[derive(Debug, Default)]
pub struct Path {
    rules: Vec<Rule>,
    point: (f64, f64),
    start: (f64, f64),
    drawn: usize,
}

impl Path {
    pub fn start_at(&mut self, point: (f64, f64)) {
        self.point = point;
        self.start = point;
    }

    pub fn line_to(&mut self, to: (f64, f64), matrix: Matrix) {
        self.push(self.point, to, matrix);
        self.point = to;
    }

    pub fn close(&mut self, matrix: Matrix) {
        self.line_to(self.start, matrix);
    }

    pub fn rectangle(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), matrix: Matrix) {
        self.start_at((x, y));
        self.line_to((x + width, y), matrix);
        self.line_to((x + width, y + height), matrix);
        self.line_to((x, y + height), matrix);
        self.close(matrix);
    }

    /// What was outlined is drawn.
    pub fn take(&mut self) -> Vec<Rule> {
        self.drawn += self.rules.len();
        std::mem::take(&mut self.rules)
    }

    /// What was outlined only cut out a part of the page.
    pub fn clear(&mut self) {
        self.rules.clear();
    }

    fn push(&mut self, from: (f64, f64), to: (f64, f64), matrix: Matrix) {
        let from = matrix.apply(from.0, from.1);
        let to = matrix.apply(to.0, to.1);
        let sane = [from.0, from.1, to.0, to.1].iter().all(|c| c.abs() < 1e5);
        let (across, along) = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
        let straight = across.min(along) < 1.0 && across.max(along) > 1.5;
        if sane && straight && self.drawn + self.rules.len() < MOST_RULES {
            self.rules.push(Rule { from, to });
        }
    }
}
