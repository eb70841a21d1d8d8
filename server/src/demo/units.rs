//! The places and bodies of the demo province: invented, with codes that no real unit has.

use model::{
    id::UnitId,
    unit::{Life, MapCell, Unit, UnitKind},
};

pub const PROVINCE: &str = "D1";
/// The commune whose plan, hamlets and bodies are told in full.
pub const MAIN_COMMUNE: &str = "D101";

/// What is under a commune.
#[derive(Clone, Copy, PartialEq)]
enum Inside {
    /// Hamlets, and all bodies.
    All(&'static [Hamlet]),
    FewBodies,
    Nothing,
}
use Inside::{All, FewBodies, Nothing};

type Commune = (&'static str, &'static str, (i32, i32), Inside);
/// The end of its id, its name, its cell on the commune's own grid.
type Hamlet = (&'static str, &'static str, (i32, i32));
/// The end of its id, its kind, its name, other spellings. `{xã}` stands for "xã" or "phường",
/// `{tên}` for the commune's name without that word.
type Body = (
    &'static str,
    UnitKind,
    &'static str,
    &'static [&'static str],
);

/// Mountains in the west, the sea in the east, the island in the south-east.
const COMMUNES: &[Commune] = &[
    ("D101", "Xã Thanh Lam", (3, 2), All(THANH_LAM)),
    ("D102", "Phường Hoa Thành", (4, 2), All(HOA_THANH)),
    ("D103", "Xã Yên Lĩnh", (2, 1), All(YEN_LINH)),
    ("D104", "Phường Lam Thành", (4, 3), FewBodies),
    ("D105", "Phường Cửa Lam", (5, 4), FewBodies),
    ("D106", "Xã Mường Then", (2, 0), Nothing),
    ("D107", "Xã Khe Bạc", (3, 0), Nothing),
    ("D108", "Xã Sơn Thịnh", (4, 0), FewBodies),
    ("D109", "Xã Na Hin", (1, 1), Nothing),
    ("D110", "Xã Đồng Lau", (3, 1), FewBodies),
    ("D111", "Xã Hồng Quang", (4, 1), FewBodies),
    ("D112", "Xã Trung Giang", (5, 1), Nothing),
    ("D113", "Xã Phú Điền", (1, 2), FewBodies),
    ("D114", "Xã Bạch Thạch", (2, 2), Nothing),
    ("D115", "Xã Nghĩa Phương", (5, 2), FewBodies),
    ("D116", "Xã Hải Thượng", (6, 2), Nothing),
    ("D117", "Xã Quế Lâm", (1, 3), Nothing),
    ("D118", "Xã Xuân Hòa", (2, 3), FewBodies),
    ("D119", "Xã Đại Nghĩa", (3, 3), FewBodies),
    ("D120", "Xã Diễn Phong", (5, 3), Nothing),
    ("D121", "Xã Minh Tiến", (2, 4), Nothing),
    ("D122", "Xã Vạn Lộc", (3, 4), FewBodies),
    ("D123", "Xã Hải Ninh", (4, 4), Nothing),
    ("D124", "Đặc khu Hòn Nhạn", (5, 5), Nothing),
];

/// Xóm along the river and the hills, khối in the small town.
const THANH_LAM: &[Hamlet] = &[
    ("dong", "Xóm Đồng", (1, 0)),
    ("ben", "Xóm Bến", (2, 0)),
    ("chua", "Xóm Chùa", (3, 0)),
    ("trung", "Xóm Trung", (0, 1)),
    ("khoi1", "Khối 1", (1, 1)),
    ("khoi2", "Khối 2", (2, 1)),
    ("moi", "Xóm Mới", (3, 1)),
    ("dinh", "Xóm Đình", (0, 2)),
    ("khoi3", "Khối 3", (1, 2)),
    ("khoi4", "Khối 4", (2, 2)),
    ("trai", "Xóm Trại", (3, 2)),
    ("con", "Xóm Cồn", (4, 2)),
    ("bau", "Xóm Bàu", (1, 3)),
    ("nui", "Xóm Núi", (2, 3)),
];

const HOA_THANH: &[Hamlet] = &[
    ("tdp01", "Tổ dân phố 1", (1, 0)),
    ("tdp02", "Tổ dân phố 2", (2, 0)),
    ("tdp03", "Tổ dân phố 3", (3, 0)),
    ("tdp04", "Tổ dân phố 4", (0, 1)),
    ("tdp05", "Tổ dân phố 5", (1, 1)),
    ("tdp06", "Tổ dân phố 6", (2, 1)),
    ("tdp07", "Tổ dân phố 7", (3, 1)),
    ("tdp08", "Tổ dân phố 8", (1, 2)),
    ("tdp09", "Tổ dân phố 9", (2, 2)),
    ("tdp10", "Tổ dân phố 10", (3, 2)),
];

const YEN_LINH: &[Hamlet] = &[
    ("yenha", "Thôn Yên Hạ", (1, 0)),
    ("yenthuong", "Thôn Yên Thượng", (2, 0)),
    ("yentrung", "Thôn Yên Trung", (3, 0)),
    ("linhdong", "Thôn Lĩnh Đông", (0, 1)),
    ("linhtay", "Thôn Lĩnh Tây", (1, 1)),
    ("dongmit", "Thôn Đồng Mít", (2, 1)),
    ("rutre", "Thôn Rú Tre", (3, 1)),
    ("caydua", "Thôn Cây Dừa", (1, 2)),
    ("vuccao", "Thôn Vực Cao", (2, 2)),
    ("khesu", "Thôn Khe Su", (3, 2)),
    ("bannga", "Bản Nga", (1, 3)),
    ("banchieng", "Bản Chiềng", (2, 3)),
];

const PROVINCE_BODIES: &[Body] = &[
    (
        "khcn",
        UnitKind::Office,
        "Sở Khoa học và Công nghệ",
        &["Sở KH&CN", "Sở KHCN"],
    ),
    (
        "gddt",
        UnitKind::Office,
        "Sở Giáo dục và Đào tạo",
        &["Sở GD&ĐT"],
    ),
    ("nv", UnitKind::Office, "Sở Nội vụ", &[]),
    ("ct", UnitKind::Office, "Sở Công Thương", &[]),
    (
        "bao",
        UnitKind::Office,
        "Báo và Phát thanh, Truyền hình tỉnh",
        &[
            "Báo, Đài Phát thanh và Truyền hình tỉnh",
            "Báo và PTTH tỉnh",
        ],
    ),
    ("ca", UnitKind::Police, "Công an tỉnh", &["CA tỉnh"]),
    (
        "mttq",
        UnitKind::Union,
        "Ủy ban MTTQ Việt Nam tỉnh",
        &["UBMTTQ tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"],
    ),
    (
        "doan",
        UnitKind::Union,
        "Tỉnh đoàn",
        &["Tỉnh Đoàn", "Đoàn TNCS Hồ Chí Minh tỉnh"],
    ),
];

/// The bodies of a commune, with the spellings found in plans.
const COMMUNE_BODIES: &[Body] = &[
    (
        "vp",
        UnitKind::Office,
        "Văn phòng HĐND và UBND",
        &[
            "Văn phòng HĐND và UBND {xã}",
            "Văn phòng HĐND - UBND",
            "Văn phòng UBND {xã}",
            "VP HĐND&UBND",
        ],
    ),
    (
        "vhxh",
        UnitKind::Office,
        "Phòng Văn hóa - Xã hội",
        &[
            "Phòng VH & XH",
            "Phòng VH&XH",
            "Phòng VH-XH",
            "Phòng Văn hoá và Xã hội",
            "Phòng Văn hóa - Xã hội {xã}",
            "Văn hóa và Xã hội",
        ],
    ),
    (
        "kt",
        UnitKind::Office,
        "Phòng Kinh tế",
        &[
            "Phòng Kinh tế {xã}",
            "Phòng KT",
            "Phòng Kinh tế, Hạ tầng và Đô thị",
        ],
    ),
    (
        "hcc",
        UnitKind::Office,
        "Trung tâm Phục vụ hành chính công",
        &[
            "Trung tâm Phục vụ HCC",
            "Trung tâm phục vụ hành chính công {xã}",
            "Trung tâm HCC",
            "TT PVHCC",
            "Bộ phận Một cửa",
        ],
    ),
    (
        "ca",
        UnitKind::Police,
        "Công an {xã}",
        &["Công an {xã} {tên}", "CA {xã}", "Công an"],
    ),
    (
        "mttq",
        UnitKind::Union,
        "Ủy ban MTTQ Việt Nam {xã}",
        &[
            "UBMTTQ {xã}",
            "UBMTTQ",
            "Ủy ban MTTQ {xã}",
            "MTTQ {xã}",
            "Mặt trận Tổ quốc {xã}",
            "Ủy ban Mặt trận Tổ quốc Việt Nam {xã}",
        ],
    ),
    (
        "dtn",
        UnitKind::Union,
        "Đoàn TNCS Hồ Chí Minh {xã}",
        &[
            "Đoàn thanh niên",
            "Đoàn thanh niên {xã}",
            "Đoàn TN",
            "Đoàn TN {xã}",
            "Đoàn TNCS HCM {xã}",
        ],
    ),
    (
        "hpn",
        UnitKind::Union,
        "Hội Liên hiệp Phụ nữ {xã}",
        &["Hội Phụ nữ", "Hội Phụ nữ {xã}", "Hội LHPN {xã}", "Hội LHPN"],
    ),
    (
        "hnd",
        UnitKind::Union,
        "Hội Nông dân {xã}",
        &["Hội Nông dân", "Hội ND {xã}"],
    ),
    (
        "mn",
        UnitKind::School,
        "Trường Mầm non {tên}",
        &["Mầm non {tên}", "Trường MN {tên}"],
    ),
    (
        "th",
        UnitKind::School,
        "Trường Tiểu học {tên}",
        &["Tiểu học {tên}", "Trường TH {tên}"],
    ),
    (
        "thcs",
        UnitKind::School,
        "Trường THCS {tên}",
        &["THCS {tên}", "Trường Trung học cơ sở {tên}"],
    ),
    (
        "tyt",
        UnitKind::Clinic,
        "Trạm Y tế {xã}",
        &["Trạm Y tế", "Trạm Y tế {xã} {tên}"],
    ),
    (
        "htx",
        UnitKind::Enterprise,
        "HTX Dịch vụ nông nghiệp {tên}",
        &["HTX {tên}", "Hợp tác xã {tên}", "HTX nông nghiệp"],
    ),
    (
        "vt",
        UnitKind::Enterprise,
        "Điểm giao dịch viễn thông {tên}",
        &["Doanh nghiệp viễn thông", "Các doanh nghiệp viễn thông"],
    ),
    (
        "to",
        UnitKind::DigitalTeam,
        "Tổ công nghệ số cộng đồng {xã}",
        &[
            "Tổ CNSCĐ {xã}",
            "Tổ công nghệ số {xã}",
            "Tổ công nghệ số cộng đồng",
        ],
    ),
];

/// The bodies of communes about which little is known.
const FEW_BODIES: [&str; 3] = ["vhxh", "ca", "dtn"];

/// All units, parents before children.
pub fn all() -> Vec<Unit> {
    let mut units = vec![province()];
    let bodies = bodies(PROVINCE, "Tỉnh Lam Giang", PROVINCE_BODIES.iter());
    units.extend(bodies);
    for (id, name, cell, inside) in COMMUNES {
        units.push(commune(id, name, *cell));
        match inside {
            All(hamlets) => {
                units.extend(bodies_of_commune(id, name, |_| true));
                units.extend(hamlets_of(id, hamlets));
            }
            FewBodies => {
                units.extend(bodies_of_commune(id, name, |body| {
                    FEW_BODIES.contains(&body)
                }));
            }
            Nothing => {}
        }
    }
    units
}

/// The ids of all communes.
pub fn communes() -> impl Iterator<Item = &'static str> {
    COMMUNES.iter().map(|(id, ..)| *id)
}

/// The ids of a commune's hamlets.
pub fn hamlets(commune: &str) -> Vec<String> {
    let found = COMMUNES.iter().find(|(id, ..)| *id == commune);
    match found {
        Some((id, _, _, All(hamlets))) => hamlets
            .iter()
            .map(|(end, ..)| format!("{id}-{end}"))
            .collect(),
        _ => Vec::new(),
    }
}

fn province() -> Unit {
    Unit {
        id: PROVINCE.into(),
        code: Some(PROVINCE.to_owned()),
        kind: UnitKind::Province,
        name: "Tỉnh Lam Giang (minh họa)".to_owned(),
        aliases: vec![
            "Tỉnh Lam Giang".to_owned(),
            "UBND tỉnh Lam Giang".to_owned(),
        ],
        ..Unit::default()
    }
}

fn commune(id: &str, name: &str, cell: (i32, i32)) -> Unit {
    Unit {
        id: id.into(),
        code: Some(id.to_owned()),
        kind: UnitKind::Commune,
        name: name.to_owned(),
        parent: Some(PROVINCE.into()),
        aliases: vec![format!("UBND {}", lower_first(name))],
        cell: Some(map_cell(cell)),
        position: 0,
        life: Life::default(),
    }
}

/// Each hamlet is followed by its own digital team.
fn hamlets_of(commune: &str, hamlets: &[Hamlet]) -> Vec<Unit> {
    let mut units = Vec::with_capacity(hamlets.len() * 2);
    for (position, (end, name, cell)) in (1..).zip(hamlets) {
        let id = UnitId::new(format!("{commune}-{end}"));
        let team = Unit {
            id: UnitId::new(format!("{id}-to")),
            kind: UnitKind::DigitalTeam,
            name: format!("Tổ công nghệ số cộng đồng {}", lower_first(name)),
            parent: Some(id.clone()),
            aliases: vec![format!("Tổ CNSCĐ {}", lower_first(name))],
            ..Unit::default()
        };
        units.push(Unit {
            id,
            kind: UnitKind::Hamlet,
            name: (*name).to_owned(),
            parent: Some(commune.into()),
            cell: Some(map_cell(*cell)),
            position,
            ..Unit::default()
        });
        units.push(team);
    }
    units
}

fn bodies_of_commune(commune: &str, name: &str, wanted: impl Fn(&str) -> bool) -> Vec<Unit> {
    let chosen = COMMUNE_BODIES.iter().filter(|(end, ..)| wanted(end));
    bodies(commune, name, chosen)
}

fn bodies(parent: &str, name: &str, chosen: impl Iterator<Item = &'static Body>) -> Vec<Unit> {
    // "Xã Thanh Lam" is a kind and a name.
    let (kind, name) = name.split_once(' ').unwrap_or(("", name));
    let fill = |text: &str| {
        text.replace("{xã}", &kind.to_lowercase())
            .replace("{tên}", name)
    };
    (1..)
        .zip(chosen)
        .map(|(position, (end, kind, name, aliases))| Unit {
            id: UnitId::new(format!("{parent}-{end}")),
            code: None,
            kind: *kind,
            name: fill(name),
            parent: Some(parent.into()),
            aliases: aliases.iter().map(|alias| fill(alias)).collect(),
            cell: None,
            position,
            life: Life::default(),
        })
        .collect()
}

fn map_cell((column, row): (i32, i32)) -> MapCell {
    MapCell { column, row }
}

/// As in the middle of a sentence: "xóm Bến".
fn lower_first(name: &str) -> String {
    let mut characters = name.chars();
    let first = characters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(characters).collect()
}
