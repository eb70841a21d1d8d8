//! A small fixed generator: variety that is the same every time.

/// A number that looks like chance and depends on nothing but `seed`; different seeds give
/// different numbers (the finaliser of SplitMix64).
pub fn mix(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A number from `low` to `high`, both included.
pub fn between(seed: u64, low: u32, high: u32) -> u32 {
    let span = u64::from(high - low) + 1;
    low + u32::try_from(mix(seed) % span).unwrap_or(0)
}

/// Whether it happens, as once in so many times.
pub fn one_in(times: u64, seed: u64) -> bool {
    mix(seed).is_multiple_of(times)
}

/// One of the items, of which there must be some.
pub fn pick<T: Copy>(seed: u64, items: &[T]) -> T {
    let last = u32::try_from(items.len() - 1).unwrap_or(0);
    items[between(seed, 0, last) as usize]
}
