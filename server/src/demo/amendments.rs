//! The amendments by which the signed plans were changed.

use super::{
    commune_plan, people, province_plan,
    records::RecordBook,
    units::{MAIN_COMMUNE, PROVINCE},
};
use model::{
    plan::{Signature, Step},
    record::{Fact, PlanStepped},
};

/// Each frames the changes that `comments` wrote down.
pub fn write(book: &mut RecordBook) {
    amend(
        book,
        &Amendment {
            plan: commune_plan::PLAN,
            unit: MAIN_COMMUNE,
            writer: "chuyenvien.xa",
            signer: ("lanhdao.xa", "Trần Đình Quang"),
            days_ago: (14, 7),
            number: "34/QĐ-UBND",
            reason: "Nêu rõ sản phẩm của lớp học; lùi việc phủ sóng theo đề nghị của doanh nghiệp.",
        },
    );
    amend(
        book,
        &Amendment {
            plan: province_plan::PLAN,
            unit: PROVINCE,
            writer: "chuyenvien.tinh",
            signer: ("quantri", "Võ Anh Dũng"),
            days_ago: (7, 5),
            number: "208/QĐ-UBND",
            reason: "Điều chỉnh thời hạn tổng hợp.",
        },
    );
}

struct Amendment {
    plan: &'static str,
    unit: &'static str,
    writer: &'static str,
    signer: (&'static str, &'static str),
    /// When it was begun, and when it was signed.
    days_ago: (i64, i64),
    number: &'static str,
    reason: &'static str,
}

fn amend(book: &mut RecordBook, amendment: &Amendment) {
    let (begun, signed) = amendment.days_ago;
    let (login, name) = amendment.signer;
    let step = |step, reason: Option<&str>, signature| {
        Fact::PlanStepped(PlanStepped {
            plan: amendment.plan.into(),
            step,
            reason: reason.map(str::to_owned),
            signature,
        })
    };
    let begin = step(Step::AmendmentBegun, Some(amendment.reason), None);
    let writer = people::id_of(amendment.writer);
    book.add(begun, amendment.unit.into(), writer, begin);
    let signature = Signature {
        number: Some(amendment.number.to_owned()),
        date: Some(book.clock.day(-signed)),
        signer: Some(name.to_owned()),
    };
    let sign = step(Step::AmendmentSigned, None, Some(signature));
    book.add(signed, amendment.unit.into(), people::id_of(login), sign);
}
