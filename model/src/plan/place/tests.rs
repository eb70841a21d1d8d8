use super::*;

/// SplitMix64: the same numbers for a seed everywhere.
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed ^ (mixed >> 31)) as usize
}

#[test]
fn whole_numbers_keep_their_order_and_their_writing() {
    let numbers = [
        i64::MIN,
        -1_000,
        -999,
        -10,
        -9,
        -1,
        0,
        1,
        2,
        9,
        10,
        11,
        99,
        100,
        4_999,
        i64::MAX,
    ];
    for pair in numbers.windows(2) {
        assert!(
            Position::from(pair[0]) < Position::from(pair[1]),
            "{pair:?}"
        );
    }
    for number in numbers {
        let position = Position::from(number);
        let written = serde_json::to_string(&position).unwrap();
        assert_eq!(written, number.to_string());
        assert_eq!(
            serde_json::from_str::<Position>(&written).unwrap(),
            position
        );
        assert_eq!(crate::json::parse::<Position>(&written).unwrap(), position);
        assert_eq!(Position::parse(&position.0), Some(position));
    }
}

#[test]
fn there_is_always_room_between_two_wherever_one_inserts() {
    let mut seed = 7;
    for way in 0..4 {
        let mut list = vec![Position::from(1), Position::from(2)];
        for n in 0..400 {
            let at = match way {
                0 => next(&mut seed) % (list.len() + 1),
                1 => 1,
                2 => list.len() - 1,
                _ => list.len() / 2,
            };
            let after = at.checked_sub(1).map(|before| &list[before]);
            let made = Position::between(after, list.get(at), &n.to_string()).unwrap();
            assert_eq!(Position::parse(&made.0).as_ref(), Some(&made));
            let written = serde_json::to_string(&made).unwrap();
            assert_eq!(serde_json::from_str::<Position>(&written).unwrap(), made);
            list.insert(at, made);
        }
        assert!(list.windows(2).all(|pair| pair[0] < pair[1]), "way {way}");
        let longest = list.iter().map(|position| position.0.len()).max();
        assert!(longest < Some(130), "way {way}: {longest:?}");
    }
}

#[test]
fn two_people_who_fill_the_same_gap_choose_differently() {
    let (low, high) = (Position::from(1), Position::from(2));
    for (after, before) in [
        (Some(&low), Some(&high)),
        (Some(&low), None),
        (None, Some(&high)),
    ] {
        let one = Position::between(after, before, "lan").unwrap();
        let other = Position::between(after, before, "minh").unwrap();
        assert_ne!(one, other);
    }
    assert_eq!(Position::between(Some(&low), Some(&low), "lan"), None);
    assert_eq!(Position::between(Some(&high), Some(&low), "lan"), None);
}

#[test]
fn what_is_no_position_is_not_read() {
    for text in [
        "", "a", "b5", "b05", "A1", "t1", "a1V0", "a1 ", "a1đ", "ax", "Z",
    ] {
        assert_eq!(Position::parse(text), None, "{text}");
    }
    assert_eq!(
        Position::parse(&format!("a1{}", "z".repeat(POSITION_MAX_CHARS))),
        None
    );
    for value in ["1.5", "null", "[]", "\"x\""] {
        assert!(serde_json::from_str::<Position>(value).is_err(), "{value}");
    }
}
