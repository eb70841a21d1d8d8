//! Sorting with one copy of the sorting code for all types: phones load this program.
//!
//! Moves each item twice, so it is for lists of pages, not for big data.

use std::cmp::Ordering;

/// Sorts like `Vec::sort_by`: what is alike stays in the order it had.
pub fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    arrange(items, order);
}

fn arrange<T>(items: &mut Vec<T>, order: Vec<usize>) {
    let mut rest: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(
        order
            .into_iter()
            .filter_map(|place| rest.get_mut(place)?.take()),
    );
}

/// Sorts by a text that is made once for each item.
pub fn sort_by_text<T>(items: &mut Vec<T>, text: impl Fn(&T) -> String) {
    let texts: Vec<String> = items.iter().map(text).collect();
    arrange(
        items,
        order(texts.len(), &|a, b| texts.get(a).cmp(&texts.get(b))),
    );
}

/// The places of `n` things in their new order.
fn order(n: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_the_standard_library_does() {
        let items: Vec<(u32, u32)> = (0..500).map(|n| ((n * 7919) % 13, n)).collect();
        let mut expected = items.clone();
        expected.sort_by_key(|item| item.0);
        let mut sorted = items;
        sort_by(&mut sorted, |a, b| a.0.cmp(&b.0));
        assert_eq!(sorted, expected);
        sort_by(&mut sorted, |a, b| b.cmp(a));
        assert!(sorted.is_sorted_by(|a, b| a > b));
    }
}
