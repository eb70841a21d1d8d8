//! What of a map is seen when it is brought nearer: always a part of it, in its own proportions.

/// The least that is shown, in pixels of the drawing: four hexagons side by side.
const LEAST_WIDTH: f64 = 208.0;

/// A point in pixels of the drawing.
pub type Point = (f64, f64);

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

impl Window {
    /// The window in which what `self` shows at `from` stands where `self` has `to`, and is `nearer` times
    /// as large; as far as the map goes. Dragging is a window as near as before, pinching does both.
    pub fn moved(self, whole: Self, (from, to): (Point, Point), nearer: f64) -> Self {
        // Fingers in one place are infinitely near.
        let is_sound = nearer.is_finite() && nearer > 0.0;
        let nearer = if is_sound { nearer } else { 1.0 };
        let least = LEAST_WIDTH.min(whole.width / 2.0);
        let width = (self.width / nearer).max(least).min(whole.width);
        let height = whole.height * width / whole.width;
        // How far into the window the point is to stand.
        let across = (to.0 - self.left) / self.width;
        let down = (to.1 - self.top) / self.height;
        let next = Self {
            left: within(
                from.0 - across * width,
                whole.left,
                whole.left + whole.width - width,
            ),
            top: within(
                from.1 - down * height,
                whole.top,
                whole.top + whole.height - height,
            ),
            width,
            height,
        };
        // A map that is not shown has no size.
        match next.is_finite() && next.width > 0.0 {
            true => next,
            false => whole,
        }
    }

    fn is_finite(self) -> bool {
        let Self {
            left,
            top,
            width,
            height,
        } = self;
        [left, top, width, height].into_iter().all(f64::is_finite)
    }
}

/// Unlike `clamp` this has an answer when the ends are a rounding apart.
fn within(value: f64, least: f64, most: f64) -> f64 {
    value.min(most).max(least)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: Window = Window {
        left: -10.0,
        top: 20.0,
        width: 1000.0,
        height: 500.0,
    };

    #[test]
    fn what_is_under_the_finger_stays_there() {
        let held = (240.0, 145.0);
        let near = WHOLE.moved(WHOLE, (held, held), 2.0);
        assert_eq!((near.width, near.height), (500.0, 250.0));
        // A quarter from the edges before and after.
        assert_eq!((near.left, near.top), (115.0, 82.5));
        let dragged = near.moved(WHOLE, (held, (200.0, 145.0)), 1.0);
        assert_eq!((dragged.left, dragged.top), (155.0, 82.5));
        assert_eq!(dragged.moved(WHOLE, (held, held), 0.5), WHOLE);
    }

    #[test]
    fn nobody_gets_out_of_the_map_nor_too_near() {
        let corner = (-10.0, 20.0);
        let near = WHOLE.moved(WHOLE, (corner, corner), 100.0);
        assert_eq!((near.width, near.height), (208.0, 104.0));
        assert_eq!(
            near.moved(WHOLE, (corner, (900.0, 400.0)), 1.0),
            near,
            "the corner cannot be dragged inwards"
        );
        let small = Window {
            width: 100.0,
            height: 100.0,
            ..WHOLE
        };
        assert_eq!(small.moved(small, (corner, corner), 100.0).width, 50.0);
    }

    #[test]
    fn what_makes_no_sense_moves_nothing() {
        let origin = (0.0, 0.0);
        for nearer in [f64::NAN, f64::INFINITY, 0.0, -2.0] {
            assert_eq!(WHOLE.moved(WHOLE, (origin, origin), nearer), WHOLE);
        }
        let nothing = Window {
            width: 0.0,
            height: 0.0,
            ..WHOLE
        };
        let lost = (f64::INFINITY, f64::NAN);
        let next = nothing.moved(WHOLE, (lost, lost), 1.0);
        assert_eq!((next.width, next.height), (LEAST_WIDTH, 104.0));
        assert_eq!(WHOLE.moved(nothing, (origin, origin), 2.0), nothing);
    }

    #[test]
    fn any_gestures_leave_a_part_of_the_map_in_its_proportions() {
        let mut state = 7_u64;
        let mut chance = |from: f64, to: f64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            from + (to - from) * (state >> 33) as f64 / f64::from(1_u32 << 31)
        };
        let mut seen = WHOLE;
        for step in 0..2_000 {
            let from = (chance(-2e3, 2e3), chance(-2e3, 2e3));
            let to = (chance(-2e3, 2e3), chance(-2e3, 2e3));
            seen = seen.moved(WHOLE, (from, to), chance(0.01, 3.0));
            let (right, bottom) = (seen.left + seen.width, seen.top + seen.height);
            assert!(seen.left >= -10.001 && right <= 990.001, "{step}: {seen:?}");
            assert!(seen.top >= 19.999 && bottom <= 520.001, "{step}: {seen:?}");
            assert!(seen.width >= LEAST_WIDTH - 0.001, "{step}: {seen:?}");
            let proportion = seen.width / seen.height;
            assert!((proportion - 2.0).abs() < 0.001, "{step}: {seen:?}");
        }
    }
}
