//! What kind of story a seed tells: most faults show themselves among few phones within few steps, and
//! some need many of both; some need a bad network, and some hide in one.

use super::random::Random;

#[derive(Clone, Debug)]
pub struct Plot {
    pub n_steps: usize,
    /// Places in `cast::HANDSETS`.
    pub handsets: Vec<usize>,
    /// Of a hundred messages.
    pub lost: usize,
    pub doubled: usize,
    pub late: usize,
    /// Of a hundred requests, those that the server answers with an error.
    pub failing: usize,
    /// Of a hundred photos, those whose sending is cut.
    pub photos_cut: usize,
    /// Of a hundred steps, those at which something goes wrong besides the network.
    pub misfortunes: usize,
    /// Of a hundred deeds on a phone with one window, those for which a second one is opened.
    pub second_windows: usize,
    /// The browsers let one window speak at a time.
    pub has_locks: bool,
    /// Of a hundred steps, those at which somebody else takes a phone.
    pub changing_hands: usize,
    /// Of a hundred steps, those at which work is handed over, or brought.
    pub carrying: usize,
    /// Of a hundred steps, those at which a disk is full for a while.
    pub filling_up: usize,
    /// Of a hundred writes, those that a disk refuses.
    pub refusing: usize,
    /// Messages are written and read on their way.
    pub in_words: bool,
    /// It goes on for a while although all is done.
    pub is_watched: bool,
}

/// Phones of those who write plans; without one there is nothing to do.
const WRITING: [usize; 5] = [0, 1, 1, 2, 8];
const N_HANDSETS: usize = 9;

impl Plot {
    pub fn new(random: &mut Random) -> Self {
        let (n_handsets, n_steps) = match random.below(1_000) {
            0..850 => (2 + random.below(3), 15 + random.below(55)),
            850..985 => (3 + random.below(4), 60 + random.below(120)),
            _ => (N_HANDSETS, 250),
        };
        Self {
            n_steps,
            handsets: choose(n_handsets, random),
            lost: [0, 15, 15, 40][random.below(4)],
            doubled: [0, 10, 30][random.below(3)],
            late: [0, 10, 30][random.below(3)],
            failing: [0, 5, 20][random.below(3)],
            photos_cut: [0, 25, 50][random.below(3)],
            misfortunes: [0, 10, 20, 40][random.below(4)],
            second_windows: [0, 0, 10, 40][random.below(4)],
            has_locks: random.in_hundred(80),
            changing_hands: [0, 0, 0, 6][random.below(4)],
            carrying: [0, 0, 0, 15][random.below(4)],
            filling_up: [0, 0, 0, 4][random.below(4)],
            refusing: [0, 0, 0, 10][random.below(4)],
            in_words: random.in_hundred(20),
            is_watched: random.in_hundred(10),
        }
    }
}

fn choose(n: usize, random: &mut Random) -> Vec<usize> {
    let mut chosen = vec![WRITING[random.below(WRITING.len())]];
    let mut others: Vec<usize> = (0..N_HANDSETS).filter(|at| *at != chosen[0]).collect();
    while chosen.len() < n {
        chosen.push(others.swap_remove(random.below(others.len())));
    }
    chosen
}
