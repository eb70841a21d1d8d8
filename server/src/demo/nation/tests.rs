use chrono::NaiveDate;
use model::unit::UnitTree;

use super::*;

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();

#[test]
fn a_country_has_the_size_of_the_real_one() {
    let units = country(&invented(), (usize::MAX, usize::MAX));
    let n = |kind| units.iter().filter(|unit| unit.kind == kind).count();
    assert_eq!(n(UnitKind::Country), 1);
    assert_eq!(n(UnitKind::Province), 34);
    assert_eq!(n(UnitKind::Commune), 3_321);
    assert!((64_000..70_000).contains(&n(UnitKind::Hamlet)));
    let tree = UnitTree::new(units.iter().cloned());
    assert_eq!(tree.len(), units.len());
}

#[test]
fn a_commune_is_the_same_every_time_and_no_id_occurs_twice() {
    let units = country(&invented(), (1, 2));
    let made: Vec<_> = shares(&units, TODAY).collect();
    assert_eq!(made, shares(&units, TODAY).collect::<Vec<_>>());
    let mut ids: Vec<_> = made
        .iter()
        .flat_map(|share| &share.records)
        .map(|record| &record.id)
        .collect();
    let n_records = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), n_records);
    assert!(n_records > 500, "{n_records}");
    let mut logins: Vec<_> = made
        .iter()
        .flat_map(|share| &share.people)
        .map(|person| &person.login)
        .collect();
    let n_people = logins.len();
    logins.sort();
    logins.dedup();
    assert_eq!(logins.len(), n_people);
    for known in super::super::LOGINS {
        assert!(logins.iter().any(|login| *login == known), "{known}");
    }
}
