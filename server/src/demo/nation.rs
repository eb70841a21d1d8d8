//! A whole country at work for a year, from any list of provinces and communes: for trying how the
//! program bears the size it is made for. The same every time for the same list and day.

mod plans;
mod units;
mod work;

use chrono::NaiveDate;
use model::{
    person::{Grant, Person, Role},
    record::Record,
    unit::{Unit, UnitKind},
};

use super::{
    chance::{mix, pick},
    clock::Clock,
    people::id_of,
    records::RecordBook,
};

pub use units::{country, invented};

/// What one authority and those under it are and did; in the order in which shares come, each stands
/// upon those before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    pub people: Vec<Person>,
    /// In the order in which they were made.
    pub records: Vec<Record>,
}

/// Provinces, each followed by its communes. `units` is what `country` gave.
pub fn shares(units: &[Unit], today: NaiveDate) -> impl Iterator<Item = Share> {
    let clock = Clock { today };
    let authorities = units
        .iter()
        .filter(|unit| matches!(unit.kind, UnitKind::Province | UnitKind::Commune));
    let country = units.iter().find(|unit| unit.kind == UnitKind::Country);
    let of_country = country.map(|country| Share {
        people: vec![person(
            "trunguong",
            "Cơ quan thường trực",
            Role::Viewer,
            country,
        )],
        records: Vec::new(),
    });
    // Whom the sign-in page of a demo offers works in the first commune.
    let first = units.iter().find(|unit| unit.kind == UnitKind::Commune);
    of_country.into_iter().chain(authorities.map(move |unit| {
        let is_first = first
            .is_some_and(|first| first.id == unit.id || Some(&unit.id) == first.parent.as_ref());
        match unit.kind {
            UnitKind::Province => province(unit, clock, is_first),
            _ => commune(unit, units, clock, is_first),
        }
    }))
}

fn province(unit: &Unit, clock: Clock, is_first: bool) -> Share {
    let code = unit.id.as_str();
    let mut people = vec![person(
        &format!("cv.{code}"),
        "Sở Khoa học và Công nghệ",
        Role::Officer,
        unit,
    )];
    if is_first {
        people.extend([
            person("tinh", "Sở Khoa học và Công nghệ", Role::Viewer, unit),
            person("giamsat", "Ủy ban MTTQ Việt Nam", Role::Supervisor, unit),
            person("quantri", "Sở Khoa học và Công nghệ", Role::Admin, unit),
        ]);
    }
    let mut book = RecordBook::new(clock, people.clone(), seed(unit));
    plans::of_province(&mut book, unit);
    let records = book.finish();
    Share { people, records }
}

fn commune(unit: &Unit, units: &[Unit], clock: Clock, is_first: bool) -> Share {
    let code = unit.id.as_str();
    let hamlets = hamlets(unit, units);
    let login = |known: &str, other: String| if is_first { known.to_owned() } else { other };
    let officer = login("chuyenvien.xa", format!("cv.{code}"));
    let post = format!("Phòng Văn hóa - Xã hội {}", unit.name);
    let mut people = vec![person(&officer, &post, Role::Officer, unit)];
    if is_first {
        people.push(person(
            "lanhdao.xa",
            "Phó Chủ tịch UBND",
            Role::Leader,
            unit,
        ));
    }
    for (nth, hamlet) in hamlets.iter().enumerate() {
        let known = if nth == 0 { "canbo.xom" } else { "" };
        let known = Some(known).filter(|known| is_first && !known.is_empty());
        let login = known.map_or_else(|| format!("xom.{}", hamlet.id), str::to_owned);
        let post = format!("Trưởng {}", hamlet.name);
        people.push(person(&login, &post, Role::Field, hamlet));
    }
    let mut book = RecordBook::new(clock, people.clone(), seed(unit));
    plans::of_commune(&mut book, unit);
    work::of_commune(&mut book, unit);
    for hamlet in hamlets {
        work::of_hamlet(&mut book, unit, hamlet);
    }
    let records = book.finish();
    Share { people, records }
}

/// They follow their commune in the list.
fn hamlets<'a>(commune: &Unit, units: &'a [Unit]) -> Vec<&'a Unit> {
    let at = units.iter().position(|unit| unit.id == commune.id);
    let after = units.iter().skip(at.map_or(units.len(), |at| at + 1));
    after
        .take_while(|unit| unit.kind == UnitKind::Hamlet)
        .collect()
}

fn person(login: &str, post: &str, role: Role, unit: &Unit) -> Person {
    const FAMILY: [&str; 8] = ["Nguyễn", "Trần", "Lê", "Phạm", "Lò", "Hoàng", "Vi", "Đặng"];
    const MIDDLE: [&str; 6] = ["Văn", "Thị", "Quốc", "Minh", "Thu", "Đức"];
    const GIVEN: [&str; 10] = [
        "An", "Bình", "Châu", "Dũng", "Hà", "Khánh", "Lan", "Nam", "Phúc", "Yến",
    ];
    let chance = login
        .bytes()
        .fold(3, |seed, byte| mix(seed ^ u64::from(byte)));
    let names = [
        pick(chance, &FAMILY),
        pick(chance ^ 1, &MIDDLE),
        pick(chance ^ 2, &GIVEN),
    ];
    Person {
        id: id_of(login),
        login: login.to_lowercase(),
        name: names.join(" "),
        post: post.to_owned(),
        grants: vec![Grant {
            role,
            unit: unit.id.clone(),
        }],
    }
}

fn seed(unit: &Unit) -> u64 {
    super::figures::seed(unit)
}

#[cfg(test)]
mod tests;
