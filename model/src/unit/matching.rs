//! Which units a plan means by a name: one body under another spelling, or a whole class of them.
//!
//! Plans write "Phòng VH & XH", "Công an xã", "các khối, xóm", "Tổ Công nghệ số cộng đồng xã, các
//! khối, xóm". What is not plain is left unmatched: the person who confirms the plan decides.

use super::{Unit, UnitKind, UnitTree};
use crate::{id::UnitId, text};
use std::collections::BTreeMap;

/// Words for a hamlet, as the names of hamlets begin.
const HAMLET_WORDS: [&str; 10] = [
    "thon",
    "xom",
    "khoi",
    "ap",
    "ban",
    "buon",
    "bon",
    "lang",
    "khu vuc",
    "to dan pho",
];

/// The units below a root, and the root itself, ready to be found by the names that plans give them.
pub struct Matching<'a> {
    units: Vec<&'a Unit>,
    /// Words of the root's name and of those above it.
    places: Vec<Vec<String>>,
    /// Places in `units` of those that bear a name.
    by_key: BTreeMap<Key, Vec<usize>>,
}

impl<'a> Matching<'a> {
    pub fn new(root: &UnitId, tree: &'a UnitTree) -> Self {
        let mut matching = Self {
            units: tree.subtree(root),
            places: (tree.ancestors(root))
                .map(|place| words(&place.name))
                .collect(),
            by_key: BTreeMap::new(),
        };
        for (place, unit) in matching.units.iter().enumerate() {
            for name in names(unit) {
                let key = Key::of(name, &matching.places);
                let bearers = matching.by_key.entry(key).or_default();
                if bearers.last() != Some(&place) {
                    bearers.push(place);
                }
            }
        }
        matching
    }

    /// The form in which spellings of one name are alike.
    pub fn key(&self, name: &str) -> Key {
        Key::of(name, &self.places)
    }

    /// The units that a name stands for; none where that is not plain.
    pub fn units(&self, name: &str) -> Vec<UnitId> {
        let key = self.key(name);
        let named: Vec<&Unit> = (self.by_key.get(&key).into_iter().flatten())
            .filter_map(|place| self.units.get(*place).copied())
            .collect();
        // A name that several units bear says too little, unless they are all of one kind.
        let one_kind = named.windows(2).all(|pair| pair[0].kind == pair[1].kind);
        if !named.is_empty() && one_kind {
            return ids(named.into_iter());
        }
        match_class(name, &key, &self.units)
    }
}

/// The form in which two spellings of one name are alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(String);

impl Key {
    /// Folds the name, writes abbreviations out, and drops what does not tell units apart: joining
    /// words, "Đề nghị", the name of the place itself at the end.
    fn of(name: &str, places: &[Vec<String>]) -> Self {
        let mut words = words(name);
        for place in places {
            strip_end(&mut words, place);
        }
        for level in [
            "xa",
            "phuong",
            "tinh",
            "thanh pho",
            "tren dia ban",
            "dia phuong",
        ] {
            strip_end(&mut words, &self::words(level));
        }
        while words
            .first()
            .is_some_and(|word| matches!(word.as_str(), "de" | "nghi" | "cac"))
        {
            words.remove(0);
        }
        Self(words.join(" "))
    }

    fn has(&self, phrase: &str) -> bool {
        format!(" {} ", self.0).contains(&format!(" {phrase} "))
    }
}

fn names(unit: &Unit) -> impl Iterator<Item = &str> {
    std::iter::once(&unit.name)
        .chain(&unit.aliases)
        .map(String::as_str)
}

fn words(name: &str) -> Vec<String> {
    let folded = text::fold(name).replace('&', " ");
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && *word != "va")
        .flat_map(|word| {
            written_out(word)
                .split(' ')
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Abbreviations that plans use in the names of units.
fn written_out(word: &str) -> &str {
    match word {
        "vh" => "van hoa",
        "xh" => "xa hoi",
        "vhxh" => "van hoa xa hoi",
        "kt" => "kinh te",
        "ct" => "chinh tri",
        "ubnd" => "uy ban nhan dan",
        "hdnd" => "hoi dong nhan dan",
        "mttq" => "mat tran to quoc",
        "ubmttq" => "uy ban mat tran to quoc",
        "tn" | "tncs" => "thanh nien",
        "hcc" => "hanh chinh cong",
        "htx" => "hop tac xa",
        "cntt" => "cong nghe thong tin",
        "cnsc" | "cnscd" => "cong nghe so cong dong",
        other => other,
    }
}

fn strip_end(words: &mut Vec<String>, end: &[String]) {
    if words.len() > end.len() && words.ends_with(end) {
        words.truncate(words.len() - end.len());
    }
}

/// "các trường học", "25 khối, xóm": all units of a kind.
fn match_class(name: &str, key: &Key, units: &[&Unit]) -> Vec<UnitId> {
    let of_kind = |kind| ids(units.iter().filter(|unit| unit.kind == kind).copied());
    // Without its accent, "bản" is "ban", a committee.
    let means_hamlet = |word: &&str| {
        key.has(word) && (*word != "ban" || text::nfc(name).to_lowercase().contains("bản"))
    };
    let hamlet_words: Vec<_> = HAMLET_WORDS.into_iter().filter(means_hamlet).collect();
    if key.has("cong nghe so cong dong") || key.has("chuyen doi so cong dong") {
        // With hamlets named, every team; else the commune's own, which stands highest.
        let teams = of_kind(UnitKind::DigitalTeam);
        return if hamlet_words.is_empty() {
            teams.into_iter().take(1).collect()
        } else {
            teams
        };
    }
    if !hamlet_words.is_empty() {
        return hamlets(&hamlet_words, units);
    }
    const CLASSES: [(&str, UnitKind); 8] = [
        ("truong hoc", UnitKind::School),
        ("truong", UnitKind::School),
        ("doanh nghiep", UnitKind::Enterprise),
        ("hop tac xa", UnitKind::Enterprise),
        ("tram y te", UnitKind::Clinic),
        ("doan the", UnitKind::Union),
        ("to chuc chinh tri", UnitKind::Union),
        ("phong", UnitKind::Office),
    ];
    let class = CLASSES.into_iter().find(|(phrase, _)| {
        // "Phòng Tài chính" that is not in the tree is not "the offices".
        key.has(phrase)
            && (*phrase != "phong" || key.0.starts_with("phong ban") || key.0 == "phong")
    });
    class.map_or_else(Vec::new, |(_, kind)| of_kind(kind))
}

/// The hamlets whose names begin with one of the words; all of them where none does.
fn hamlets(words: &[&str], units: &[&Unit]) -> Vec<UnitId> {
    let hamlets = || {
        units
            .iter()
            .filter(|unit| unit.kind == UnitKind::Hamlet)
            .copied()
    };
    let begins = |unit: &&Unit| {
        let name = text::fold(&unit.name);
        words
            .iter()
            .any(|word| name.starts_with(&format!("{word} ")))
    };
    let named = ids(hamlets().filter(begins));
    if named.is_empty() {
        ids(hamlets())
    } else {
        named
    }
}

fn ids<'a>(units: impl Iterator<Item = &'a Unit>) -> Vec<UnitId> {
    units.map(|unit| unit.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::named;

    fn tree() -> UnitTree {
        let x = Some("x");
        UnitTree::new([
            named("tinh", None, UnitKind::Province, "Tỉnh Bến Hoa"),
            named("x", Some("tinh"), UnitKind::Commune, "Xã Đồng Lúa"),
            named("vhxh", x, UnitKind::Office, "Phòng Văn hóa - Xã hội"),
            named("kt", x, UnitKind::Office, "Phòng Kinh tế"),
            named("ca", x, UnitKind::Police, "Công an xã Đồng Lúa"),
            Unit {
                aliases: vec!["UBMTTQ xã".into()],
                ..named(
                    "mt",
                    x,
                    UnitKind::Union,
                    "Ủy ban Mặt trận Tổ quốc Việt Nam xã",
                )
            },
            named("th", x, UnitKind::School, "Trường Tiểu học Đồng Lúa"),
            named("cs", x, UnitKind::School, "Trường THCS Đồng Lúa"),
            named("x1", x, UnitKind::Hamlet, "Xóm 1"),
            named("k1", x, UnitKind::Hamlet, "Khối Chợ"),
            named(
                "to",
                x,
                UnitKind::DigitalTeam,
                "Tổ công nghệ số cộng đồng xã",
            ),
            named(
                "to1",
                Some("x1"),
                UnitKind::DigitalTeam,
                "Tổ công nghệ số cộng đồng Xóm 1",
            ),
        ])
    }

    fn matched(name: &str) -> Vec<String> {
        Matching::new(&"x".into(), &tree())
            .units(name)
            .into_iter()
            .map(|id| id.0)
            .collect()
    }

    #[test]
    fn one_body_under_its_many_spellings() {
        for name in [
            "Phòng Văn hóa - Xã hội",
            "Phòng VH & XH",
            "Phòng VH&XH",
            "Phòng Văn hoá và Xã hội xã Đồng Lúa",
            "phòng văn hoá – xã hội.",
        ] {
            assert_eq!(matched(name), ["vhxh"], "{name}");
        }
        assert_eq!(matched("Công an xã"), ["ca"]);
        assert_eq!(matched("UBMTTQ xã"), ["mt"]);
        assert_eq!(
            matched("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã"),
            ["mt"]
        );
    }

    #[test]
    fn a_class_is_all_its_units() {
        assert_eq!(matched("Các trường học trên địa bàn xã"), ["cs", "th"]);
        assert_eq!(matched("Các khối, xóm"), ["k1", "x1"]);
        assert_eq!(matched("25 xóm"), ["x1"]);
        assert_eq!(matched("Các thôn"), ["k1", "x1"]);
        assert_eq!(matched("Các phòng, ban UBND xã"), ["kt", "vhxh"]);
    }

    #[test]
    fn digital_teams_by_their_scope() {
        assert_eq!(matched("Tổ Công nghệ số cộng đồng xã"), ["to"]);
        assert_eq!(
            matched("các Tổ Công nghệ số cộng đồng xã, các khối, xóm"),
            ["to1", "to"]
        );
    }

    #[test]
    fn what_is_not_plain_stays_open() {
        assert!(matched("Sở Khoa học và Công nghệ").is_empty());
        assert!(matched("Phòng Tài chính").is_empty());
        assert!(matched("").is_empty());
    }
}
