//! An order in which each function stands after the one it resembles most.

use std::{
    collections::{BTreeSet, HashMap},
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

/// Bytes of code that two functions must have in common to resemble each other: tried from 4 to 12.
const SPAN: usize = 8;
/// What so many functions have in common says nothing.
const COMMON: usize = 400;

/// The places of `kept` in their new order; `codes` has the code of each place.
pub fn by_resemblance(kept: &[usize], codes: &[Vec<u8>]) -> Vec<usize> {
    let spans: Vec<_> = kept.iter().map(|place| spans(&codes[*place])).collect();
    let mut having: HashMap<u64, Vec<usize>> = HashMap::new();
    for (one, spans) in spans.iter().enumerate() {
        for span in spans {
            having.entry(*span).or_default().push(one);
        }
    }
    having.retain(|_, having| having.len() <= COMMON);

    let mut left: BTreeSet<usize> = (0..kept.len()).collect();
    let mut ordered = Vec::new();
    let mut next = left.first().copied();
    while let Some(one) = next {
        left.remove(&one);
        ordered.push(kept[one]);
        let mut n_shared: HashMap<usize, usize> = HashMap::new();
        let others = spans[one].iter().filter_map(|span| having.get(span));
        for other in others.flatten().filter(|other| left.contains(other)) {
            *n_shared.entry(*other).or_default() += 1;
        }
        let resemblance = |(other, n): &(usize, usize)| {
            let n_both = spans[one].len() + spans[*other].len();
            // In thousandths of thousandths; of those alike the first, so that builds are alike too.
            (n * 1_000_000 / n_both, std::cmp::Reverse(*other))
        };
        let nearest = n_shared.into_iter().max_by_key(resemblance);
        next = nearest.map(|(other, _)| other).or(left.first().copied());
    }
    ordered
}

fn spans(code: &[u8]) -> BTreeSet<u64> {
    let hash = |span: &[u8]| {
        let mut hasher = DefaultHasher::new();
        span.hash(&mut hasher);
        hasher.finish()
    };
    code.windows(SPAN).map(hash).collect()
}
