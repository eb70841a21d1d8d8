//! What can go wrong through a user's doing: a stable code and a plain Vietnamese sentence.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

/// One refusal. The code is for programs and never changes; the sentence is for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{code:?}: {message}")]
pub struct Problem {
    pub code: Code,
    pub message: Cow<'static, str>,
}

macro_rules! codes {
    ($($(#[$meta:meta])* $code:ident $word:literal $status:literal $sentence:literal),+ $(,)?) => {
        /// Every way in which a request or a record can be refused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code {
            $($(#[$meta])* $code,)+
            /// A code that a newer program has and this one does not know.
            Other,
        }

        impl Code {
            const ALL: &[Self] = &[$(Self::$code,)+];

            /// How programs read it; it never changes.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$code => $word,)+
                    Self::Other => "other",
                }
            }

            /// What the person reads.
            pub fn sentence(self) -> &'static str {
                match self {
                    $(Self::$code => $sentence,)+
                    Self::Other => "Không thực hiện được. Hãy tải lại trang để có phiên bản mới nhất.",
                }
            }

            /// The HTTP status that goes with it when it ends a whole request.
            pub fn http_status(self) -> u16 {
                match self {
                    $(Self::$code => $status,)+
                    Self::Other => 400,
                }
            }
        }
    };
}

codes! {
    SignInNeeded "sign_in_needed" 401 "Hãy đăng nhập để tiếp tục.",
    /// A window asks for somebody, and by now the browser is somebody else's.
    OtherPerson "other_person" 409 "Trên máy này đã có người khác đăng nhập. Hãy mở lại trang để tiếp tục.",
    SignInFailed "sign_in_failed" 401 "Tên đăng nhập hoặc mật khẩu không đúng.",
    SignInThrottled "sign_in_throttled" 429 "Đã thử sai quá nhiều lần. Hãy đợi ít phút rồi đăng nhập lại.",
    NotAllowed "not_allowed" 403 "Tài khoản của bạn không có quyền làm việc này ở đơn vị này.",
    CrossSite "cross_site" 403 "Yêu cầu đến từ một trang khác nên bị chặn. Hãy mở lại trang và thử lại.",
    NotFound "not_found" 404 "Không tìm thấy nội dung này, hoặc bạn không được xem.",
    MalformedJson "malformed_json" 400 "Dữ liệu gửi lên không đúng định dạng JSON mà hệ thống hiểu.",
    MalformedQuery "malformed_query" 400 "Địa chỉ có tham số không hợp lệ.",
    MethodNotAllowed "method_not_allowed" 405 "Địa chỉ này không nhận kiểu yêu cầu đó.",
    UnsupportedMediaType "unsupported_media_type" 415 "Kiểu dữ liệu gửi lên không được nhận ở đây.",
    TooLarge "too_large" 413 "Nội dung gửi lên quá lớn. Hãy bớt lại rồi gửi lần nữa.",
    TooManyRecords "too_many_records" 413 "Một lần gửi tối đa 200 bản ghi. Hãy chia nhỏ rồi gửi tiếp.",
    TooManyRequests "too_many_requests" 429 "Có quá nhiều yêu cầu cùng lúc. Hãy đợi ít giây rồi thử lại.",
    Internal "internal" 500 "Hệ thống gặp lỗi và đã ghi lại. Hãy thử lại sau ít phút.",
    /// The record cannot be read: a field is missing or of the wrong type.
    MalformedRecord "malformed_record" 400 "Bản ghi thiếu hoặc sai trường dữ liệu nên không đọc được.",
    RecordTooLarge "record_too_large" 413 "Bản ghi quá dài. Hãy rút gọn nội dung.",
    /// An id that is already in the log with another content.
    RecordIdTaken "record_id_taken" 409 "Mã bản ghi này đã được dùng cho một nội dung khác.",
    /// `by` is not the person who is signed in.
    NotAuthor "not_author" 403 "Bản ghi này do người khác lập. Hãy đăng nhập đúng tài khoản rồi gửi lại.",
    /// The device read another server's log until now.
    OtherServer "other_server" 409 "Hệ thống đã được lập mới nên bản ghi này chưa được gửi. Hãy hỏi quản trị, rồi bấm Gửi lại.",
    UnitUnknown "unit_unknown" 404 "Đơn vị trong bản ghi không có trong hệ thống.",
    TaskUnknown "task_unknown" 404 "Nhiệm vụ trong bản ghi không có trong hệ thống.",
    NodeUnknown "node_unknown" 404 "Mục kế hoạch trong bản ghi không có trong hệ thống.",
    NotATask "not_a_task" 400 "Mục này không phải là nhiệm vụ.",
    TaskNotAssigned "task_not_assigned" 409 "Nhiệm vụ này chưa được giao, hoặc không còn giao cho đơn vị này.",
    PersonNotOfUnit "person_not_of_unit" 409 "Người này không còn làm việc ở đơn vị được giao, hoặc tên đã đổi. Hãy chọn lại người phụ trách.",
    DifficultyUnknown "difficulty_unknown" 404 "Không thấy vướng mắc này trong nhiệm vụ. Có thể nó đã được ghi lại khác đi.",
    UnitOutsidePlan "unit_outside_plan" 400 "Đơn vị này nằm ngoài phạm vi của kế hoạch.",
    PlanExists "plan_exists" 409 "Kế hoạch này đã có trong hệ thống.",
    PlanMalformed "plan_malformed" 400 "Kế hoạch có mục trùng mã, mục mồ côi hoặc đơn vị không khớp.",
    PlanEmpty "plan_empty" 400 "Kế hoạch chưa có nhiệm vụ nào.",
    PlanUnknown "plan_unknown" 404 "Kế hoạch trong bản ghi không có trong hệ thống.",
    /// It changes only through an amendment.
    PlanSigned "plan_signed" 409 "Kế hoạch đã ký ban hành nên chỉ sửa được khi mở sửa đổi, bổ sung.",
    PlanSubmitted "plan_submitted" 409 "Kế hoạch đang trình ký nên chưa sửa được. Hãy rút về hoặc chờ trả lại.",
    PlanStepOutOfTurn "plan_step_out_of_turn" 409 "Kế hoạch không còn ở bước này, có thể vì người khác vừa xử lý. Hãy xem lại trạng thái.",
    /// What it changed has to be taken back first.
    AmendmentChanged "amendment_changed" 409 "Đợt sửa đổi này đã thay đổi nội dung kế hoạch nên chưa bỏ được. Hãy mở lại trang soạn, xem các thay đổi rồi xác nhận bỏ.",
    PlanFull "plan_full" 409 "Kế hoạch đã có 5.000 mục nên không thêm được nữa.",
    /// Somebody has gone on from there.
    UndoOvertaken "undo_overtaken" 409 "Chỗ này đã được sửa tiếp sau đó nên không hoàn tác được. Hãy sửa trực tiếp.",
    ReasonMissing "reason_missing" 400 "Hãy ghi lý do.",
    SignatureMissing "signature_missing" 400 "Hãy ghi đủ số, ngày ban hành và người ký.",
    NodeExists "node_exists" 409 "Mục kế hoạch này đã có trong hệ thống.",
    NodeMalformed "node_malformed" 400 "Mục kế hoạch này không hợp lệ, hoặc đặt dưới mục của kế hoạch khác.",
    PercentOutOfRange "percent_out_of_range" 400 "Tỷ lệ hoàn thành phải từ 0 đến 100.",
    DoneInFuture "done_in_future" 400 "Ngày hoàn thành không thể sau ngày cập nhật.",
    IndicatorUnknown "indicator_unknown" 404 "Chỉ số trong bản ghi không có trong hệ thống.",
    LinkUnfit "link_unfit" 400 "Chỉ số này không đo được chỉ tiêu như đã chọn: không có tổng số để tính tỷ lệ, hoặc không chi tiết được như vậy. Hãy chọn cách đo khác.",
    IndicatorMalformed "indicator_malformed" 400 "Chỉ số thiếu tên hoặc đơn vị tính, hoặc trùng mã với chỉ số khác.",
    FigureOutOfRange "figure_out_of_range" 400 "Số liệu phải là số nguyên không âm và không quá lớn.",
    FigureInFuture "figure_in_future" 400 "Ngày của số liệu không thể sau hôm nay.",
    BoundariesMalformed "boundaries_malformed" 400 "Tệp ranh giới không đọc được.",
    /// Nothing is left to take back.
    FigureMissing "figure_missing" 400 "Số liệu còn trống.",
    UnitGone "unit_gone" 409 "Vào ngày này đơn vị chưa có hoặc không còn nữa. Hãy báo cho đơn vị mới.",
    NotATarget "not_a_target" 400 "Mục này không phải là chỉ tiêu.",
    ReportMalformed "report_malformed" 400 "Báo cáo không đúng kỳ, không đúng đơn vị của kế hoạch, hoặc có số liệu không hợp lệ. Hãy mở lại trang và tổng hợp lại.",
    ReportTooEarly "report_too_early" 409 "Kỳ báo cáo này chưa bắt đầu nên chưa nộp được. Hãy nộp khi đã có số liệu của kỳ.",
    /// It was accepted: it stays as it is.
    ReportLocked "report_locked" 409 "Báo cáo kỳ này đã được cấp trên nhận nên không nộp lại được. Nếu cần bổ sung, hãy ghi vào báo cáo kỳ sau.",
    ReportTooOften "report_too_often" 409 "Báo cáo này đã được nộp 50 lần nên không nộp thêm được. Hãy trao đổi với cấp trên về bản đã nộp.",
    /// Another submission stands by now, or somebody has answered this one.
    ReportMoved "report_moved" 409 "Báo cáo vừa được nộp lại hoặc đã có người xử lý. Hãy mở lại để xem bản mới nhất.",
    TextMissing "text_missing" 400 "Nội dung còn trống.",
    TextTooLong "text_too_long" 400 "Nội dung quá dài. Hãy viết ngắn hơn.",
    /// The phone sends the photo again, then the record.
    PhotoMissing "photo_missing" 409 "Ảnh của cập nhật này chưa gửi xong.",
    TooManyPhotos "too_many_photos" 400 "Mỗi cập nhật kèm tối đa 4 ảnh.",
    /// The phone keeps the rest and tries again later.
    TooManyPhotosToday "too_many_photos_today" 429 "Hôm nay bạn đã gửi hết dung lượng ảnh của một ngày. Ảnh còn lại được giữ trên máy và tự gửi tiếp vào ngày mai.",
    /// Its bytes are not those of its id.
    PhotoDamaged "photo_damaged" 422 "Ảnh bị hỏng trên đường gửi.",
    PhotoLocated "photo_located" 422 "Ảnh này có thể còn ghi nơi chụp.",
    HandOverUnreadable "hand_over_unreadable" 400 "Đây không phải tệp chuyển việc của Học vụ số. Hãy chọn tệp có tên bắt đầu bằng hocvuso-chua-gui.",
    HandOverNewer "hand_over_newer" 409 "Tệp này do phiên bản mới hơn làm ra nên chưa đọc được. Hãy báo quản trị cập nhật hệ thống.",
    /// Part of it is missing.
    HandOverCutOff "hand_over_cut_off" 422 "Tệp bị thiếu, có thể do chép dở. Hãy lấy lại từ máy kia rồi thử lần nữa.",
    PushRefused "push_refused" 400 "Trình duyệt này chưa cho địa chỉ nhận thông báo mà hệ thống dùng được. Hãy cập nhật trình duyệt, hoặc dùng trình duyệt khác.",
    LoginTaken "login_taken" 409 "Tên đăng nhập này đã có người dùng.",
    PasswordTooShort "password_too_short" 400 "Mật khẩu phải có ít nhất 10 ký tự.",
    UnitListMalformed "unit_list_malformed" 400 "Danh sách đơn vị không đọc được: cần các cột code, parent, level, type, name.",
    DemoNeedsEmptyDatabase "demo_needs_empty_database" 409 "Cơ sở dữ liệu này đã có dữ liệu thật nên không thể nạp dữ liệu minh họa. Hãy chọn tệp khác.",
    RealNeedsRealDatabase "real_needs_real_database" 409 "Cơ sở dữ liệu này chứa dữ liệu minh họa. Hãy chọn tệp khác, hoặc chạy với --demo.",
    /// Somebody else has changed the draft meanwhile, or this window is behind.
    DraftMoved "draft_moved" 409 "Bản nháp vừa được sửa ở nơi khác nên được tải lại. Hãy xem rồi sửa tiếp.",
    TooManyDrafts "too_many_drafts" 409 "Bạn đang có quá nhiều bản nháp làm dở. Hãy xác nhận hoặc bỏ bớt rồi nhập tiếp.",
    ImportEmpty "import_empty" 400 "Tệp không có chữ nào. Hãy chọn tệp khác hoặc dán nội dung kế hoạch.",
    ImportTooLarge "import_too_large" 413 "Văn bản quá lớn (tối đa 2 MB chữ). Hãy chỉ gửi phần kế hoạch.",
    ImportScanned "import_scanned" 415 "Tệp PDF này chỉ có ảnh. Hãy xin tệp Word (.docx) của kế hoạch.",
    ImportNotText "import_not_text" 415 "Không đọc được tệp này. Hãy chọn tệp Word (.docx), PDF hoặc .txt, hay dán nội dung vào ô bên dưới.",
    ImportNoTasks "import_no_tasks" 422 "Không thấy nhiệm vụ nào trong văn bản này. Hãy kiểm tra xem đã dán đủ phần nhiệm vụ hoặc phụ lục chưa.",
}

impl From<&str> for Code {
    fn from(word: &str) -> Self {
        let known = Self::ALL.iter().find(|code| code.as_str() == word);
        known.copied().unwrap_or(Self::Other)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|word| Self::from(word.as_str()))
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Self {
            code,
            message: Cow::Borrowed(code.sentence()),
        }
    }
}

impl Code {
    /// The problem with a sentence that tells more than the usual one.
    pub fn saying(self, sentence: impl Into<String>) -> Problem {
        Problem {
            code: self,
            message: Cow::Owned(sentence.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_travel_as_code_and_sentence() {
        let json = serde_json::to_value(Problem::from(Code::NotAllowed)).unwrap();
        assert_eq!(json["code"], "not_allowed");
        assert!(json["message"].as_str().unwrap().contains("không có quyền"));
    }

    #[test]
    fn a_code_of_a_newer_program_is_still_a_problem() {
        let problem: Problem =
            serde_json::from_str(r#"{"code":"from_the_future","message":"Chưa biết."}"#).unwrap();
        assert_eq!(problem.code, Code::Other);
        assert_eq!(problem.message, "Chưa biết.");
    }
}
