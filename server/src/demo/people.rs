//! The people of the demo world: invented officers, and who writes for which unit.

use super::units::{MAIN_COMMUNE, PROVINCE};
use model::{
    id::PersonId,
    person::{Grant, Person, Role},
};

/// Login, name, post, role, unit.
type Row = (&'static str, &'static str, &'static str, Role, &'static str);

/// Those whom the sign-in page offers, and the province's officer, who made its plan.
const KNOWN: &[Row] = &[
    (
        "canbo.xom",
        "Phan Thị Hiền",
        "Xóm trưởng Xóm Bến, Tổ trưởng Tổ công nghệ số cộng đồng",
        Role::Field,
        "D101-ben",
    ),
    (
        "chuyenvien.xa",
        "Nguyễn Thu Hà",
        "Chuyên viên Phòng Văn hóa - Xã hội xã Thanh Lam",
        Role::Officer,
        MAIN_COMMUNE,
    ),
    (
        "lanhdao.xa",
        "Trần Đình Quang",
        "Phó Chủ tịch UBND xã Thanh Lam",
        Role::Leader,
        MAIN_COMMUNE,
    ),
    (
        "tinh",
        "Lê Minh Tuấn",
        "Trưởng phòng Chuyển đổi số, Sở Khoa học và Công nghệ",
        Role::Viewer,
        PROVINCE,
    ),
    (
        "giamsat",
        "Hoàng Thị Lan",
        "Phó Chủ tịch Ủy ban MTTQ Việt Nam tỉnh",
        Role::Supervisor,
        PROVINCE,
    ),
    (
        "quantri",
        "Võ Anh Dũng",
        "Quản trị hệ thống, Sở Khoa học và Công nghệ",
        Role::Admin,
        PROVINCE,
    ),
    (
        "chuyenvien.tinh",
        "Đinh Gia Bảo",
        "Chuyên viên Sở Khoa học và Công nghệ",
        Role::Officer,
        PROVINCE,
    ),
];

/// Login, name, hamlet: heads of hamlets in the main commune.
const HAMLET_HEADS: &[(&str, &str, &str)] = &[
    ("xom.dong", "Nguyễn Văn Thuận", "Xóm Đồng"),
    ("xom.chua", "Trần Thị Mai", "Xóm Chùa"),
    ("xom.trung", "Lê Văn Khánh", "Xóm Trung"),
    ("xom.khoi1", "Bùi Thị Thanh", "Khối 1"),
    ("xom.khoi2", "Đặng Quốc Việt", "Khối 2"),
    ("xom.moi", "Phạm Thị Nga", "Xóm Mới"),
    ("xom.dinh", "Hồ Sỹ Lương", "Xóm Đình"),
    ("xom.khoi3", "Ngô Thị Bích", "Khối 3"),
    ("xom.khoi4", "Cao Tiến Dũng", "Khối 4"),
    ("xom.trai", "Vũ Văn Hợp", "Xóm Trại"),
    ("xom.con", "Nguyễn Thị Luyến", "Xóm Cồn"),
    ("xom.bau", "Trương Văn Sáu", "Xóm Bàu"),
    ("xom.nui", "Lương Văn Páo", "Xóm Núi"),
];

/// People of bodies in the main commune, who write for them.
const BODY_PEOPLE: &[Row] = &[
    (
        "congan.xa",
        "Đậu Thanh Tùng",
        "Công an xã Thanh Lam",
        Role::Field,
        "D101-ca",
    ),
    (
        "doan.xa",
        "Phan Nhật Minh",
        "Bí thư Đoàn xã Thanh Lam",
        Role::Field,
        "D101-dtn",
    ),
    (
        "phunu.xa",
        "Nguyễn Thị Hoài",
        "Chủ tịch Hội LHPN xã Thanh Lam",
        Role::Field,
        "D101-hpn",
    ),
    (
        "kinhte.xa",
        "Hà Văn Toàn",
        "Chuyên viên Phòng Kinh tế",
        Role::Field,
        "D101-kt",
    ),
    (
        "thcs.xa",
        "Lê Thị Hồng Vân",
        "Phó Hiệu trưởng Trường THCS",
        Role::Field,
        "D101-thcs",
    ),
    (
        "tieuhoc.xa",
        "Trần Thị Thu",
        "Phó Hiệu trưởng Trường Tiểu học",
        Role::Field,
        "D101-th",
    ),
];

/// Login, name, commune, its id: officers of the other communes.
const COMMUNE_OFFICERS: &[(&str, &str, &str, &str)] = &[
    ("cv.hoathanh", "Phạm Hồng Nhung", "phường Hoa Thành", "D102"),
    ("cv.yenlinh", "Lô Văn Tiến", "xã Yên Lĩnh", "D103"),
    ("cv.lamthanh", "Nguyễn Bảo Ngọc", "phường Lam Thành", "D104"),
    ("cv.cualam", "Trần Quốc Huy", "phường Cửa Lam", "D105"),
    ("cv.muongthen", "Vi Thị Xuyến", "xã Mường Then", "D106"),
    ("cv.khebac", "Lương Thị Hà", "xã Khe Bạc", "D107"),
    ("cv.sonthinh", "Hoàng Văn Lực", "xã Sơn Thịnh", "D108"),
    ("cv.nahin", "Moong Văn Thái", "xã Na Hin", "D109"),
    ("cv.donglau", "Nguyễn Đức Thắng", "xã Đồng Lau", "D110"),
    ("cv.hongquang", "Đỗ Thị Yến", "xã Hồng Quang", "D111"),
    ("cv.trunggiang", "Bùi Xuân Trường", "xã Trung Giang", "D112"),
    ("cv.phudien", "Phan Thị Hạnh", "xã Phú Điền", "D113"),
    ("cv.bachthach", "Hồ Viết Cường", "xã Bạch Thạch", "D114"),
    ("cv.nghiaphuong", "Vũ Thị Thảo", "xã Nghĩa Phương", "D115"),
    ("cv.haithuong", "Nguyễn Hải Nam", "xã Hải Thượng", "D116"),
    ("cv.quelam", "Lang Văn Chuyên", "xã Quế Lâm", "D117"),
    ("cv.xuanhoa", "Đặng Thị Kim Oanh", "xã Xuân Hòa", "D118"),
    ("cv.dainghia", "Ngô Quang Vinh", "xã Đại Nghĩa", "D119"),
    ("cv.dienphong", "Cao Thị Loan", "xã Diễn Phong", "D120"),
    ("cv.minhtien", "Trịnh Văn Sơn", "xã Minh Tiến", "D121"),
    ("cv.vanloc", "Lê Thị Diệu", "xã Vạn Lộc", "D122"),
    ("cv.haininh", "Phùng Bá Lộc", "xã Hải Ninh", "D123"),
    ("cv.honnhan", "Nguyễn Thị Sóng", "đặc khu Hòn Nhạn", "D124"),
];

/// All people, those of the sign-in page first.
pub fn all() -> Vec<Person> {
    let rows = |rows: &[Row]| -> Vec<Person> {
        rows.iter()
            .map(|(login, name, post, role, unit)| person(login, name, post, *role, unit))
            .collect()
    };
    let heads = HAMLET_HEADS.iter().map(|(login, name, hamlet)| {
        let (_, end) = login.split_once('.').unwrap_or(("", login));
        let unit = format!("{MAIN_COMMUNE}-{end}");
        person(login, name, &format!("Trưởng {hamlet}"), Role::Field, &unit)
    });
    let officers = COMMUNE_OFFICERS.iter().map(|(login, name, commune, unit)| {
        let post = format!("Chuyên viên Phòng Văn hóa - Xã hội {commune}");
        person(login, name, &post, Role::Officer, unit)
    });
    let mut people = rows(KNOWN);
    people.extend(heads);
    people.extend(rows(BODY_PEOPLE));
    people.extend(officers);
    people
}

/// The person who writes for a unit: the one who works there, else in the unit above.
pub fn author_of(people: &[Person], unit: &str) -> PersonId {
    let writes = |person: &&Person, place: &str| {
        person.grants.iter().any(|grant| {
            grant.unit.as_str() == place && matches!(grant.role, Role::Field | Role::Officer)
        })
    };
    let mut place = unit;
    loop {
        if let Some(person) = people.iter().find(|person| writes(person, place)) {
            return person.id.clone();
        }
        // Ids of bodies and hamlets begin with the id of what they stand under.
        match place.rsplit_once('-') {
            Some((above, _)) => place = above,
            None => return id_of("chuyenvien.tinh"),
        }
    }
}

/// The id of the person with this login.
pub fn id_of(login: &str) -> PersonId {
    PersonId::new(format!("p-{}", login.replace('.', "-")))
}

fn person(login: &str, name: &str, post: &str, role: Role, unit: &str) -> Person {
    Person {
        id: id_of(login),
        login: login.to_owned(),
        name: name.to_owned(),
        post: post.to_owned(),
        grants: vec![Grant {
            role,
            unit: unit.into(),
        }],
    }
}
