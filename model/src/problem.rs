//! What can go wrong through a user's doing: a stable code and a plain Vietnamese sentence.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One refusal. The code is for programs and never changes; the sentence is for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{code:?}: {message}")]
pub struct Problem {
    pub code: Code,
    pub message: Cow<'static, str>,
}

macro_rules! codes {
    ($($(#[$meta:meta])* $code:ident $status:literal $sentence:literal),+ $(,)?) => {
        /// Every way in which a request or a record can be refused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Code {
            $($(#[$meta])* $code,)+
            /// A code that a newer program has and this one does not know.
            #[serde(other)]
            Other,
        }

        impl Code {
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
    SignInNeeded 401 "Hãy đăng nhập để tiếp tục.",
    SignInFailed 401 "Tên đăng nhập hoặc mật khẩu không đúng.",
    SignInThrottled 429 "Đã thử sai quá nhiều lần. Hãy đợi ít phút rồi đăng nhập lại.",
    NotAllowed 403 "Tài khoản của bạn không có quyền làm việc này ở đơn vị này.",
    CrossSite 403 "Yêu cầu đến từ một trang khác nên bị chặn. Hãy mở lại trang và thử lại.",
    NotFound 404 "Không tìm thấy nội dung này, hoặc bạn không được xem.",
    MalformedJson 400 "Dữ liệu gửi lên không đúng định dạng JSON mà hệ thống hiểu.",
    MalformedQuery 400 "Địa chỉ có tham số không hợp lệ.",
    MethodNotAllowed 405 "Địa chỉ này không nhận kiểu yêu cầu đó.",
    UnsupportedMediaType 415 "Kiểu dữ liệu gửi lên không được nhận ở đây.",
    TooLarge 413 "Nội dung gửi lên quá lớn.",
    TooManyRecords 413 "Một lần gửi tối đa 200 bản ghi. Hãy chia nhỏ rồi gửi tiếp.",
    TooManyRequests 429 "Có quá nhiều yêu cầu cùng lúc. Hãy đợi ít giây rồi thử lại.",
    Internal 500 "Hệ thống gặp lỗi và đã ghi lại. Hãy thử lại sau ít phút.",
    /// The record cannot be read: a field is missing or of the wrong type.
    MalformedRecord 400 "Bản ghi thiếu hoặc sai trường dữ liệu nên không đọc được.",
    RecordTooLarge 413 "Bản ghi quá dài. Hãy rút gọn nội dung.",
    /// An id that is already in the log with another content.
    RecordIdTaken 409 "Mã bản ghi này đã được dùng cho một nội dung khác.",
    /// `by` is not the person who is signed in.
    NotAuthor 403 "Bản ghi này do người khác lập. Hãy đăng nhập đúng tài khoản rồi gửi lại.",
    UnitUnknown 404 "Đơn vị trong bản ghi không có trong hệ thống.",
    TaskUnknown 404 "Nhiệm vụ trong bản ghi không có trong hệ thống.",
    NodeUnknown 404 "Mục kế hoạch trong bản ghi không có trong hệ thống.",
    NotATask 400 "Mục này không phải là nhiệm vụ.",
    TaskNotAssigned 409 "Nhiệm vụ này chưa được giao, hoặc không còn giao cho đơn vị này.",
    UnitOutsidePlan 400 "Đơn vị này nằm ngoài phạm vi của kế hoạch.",
    PlanExists 409 "Kế hoạch này đã có trong hệ thống.",
    PlanMalformed 400 "Kế hoạch có mục trùng mã, mục mồ côi hoặc đơn vị không khớp.",
    PlanEmpty 400 "Kế hoạch chưa có nhiệm vụ nào.",
    PercentOutOfRange 400 "Tỷ lệ hoàn thành phải từ 0 đến 100.",
    DoneInFuture 400 "Ngày hoàn thành không thể sau ngày cập nhật.",
    TextMissing 400 "Nội dung còn trống.",
    TextTooLong 400 "Nội dung quá dài. Hãy viết ngắn hơn.",
    LoginTaken 409 "Tên đăng nhập này đã có người dùng.",
    PasswordTooShort 400 "Mật khẩu phải có ít nhất 10 ký tự.",
    UnitListMalformed 400 "Danh sách đơn vị không đọc được: cần các cột code, parent, level, type, name.",
    DemoNeedsEmptyDatabase 409 "Cơ sở dữ liệu này đã có dữ liệu thật nên không thể nạp dữ liệu minh họa. Hãy chọn tệp khác.",
    RealNeedsRealDatabase 409 "Cơ sở dữ liệu này chứa dữ liệu minh họa. Hãy chọn tệp khác, hoặc chạy với --demo.",
    ImportEmpty 400 "Tệp không có chữ nào. Hãy chọn tệp khác hoặc dán nội dung kế hoạch.",
    ImportTooLarge 413 "Văn bản quá lớn (tối đa 2 MB chữ). Hãy chỉ gửi phần kế hoạch.",
    ImportIsPdf 415 "Đây là tệp PDF, chưa đọc trực tiếp được. Hãy mở tệp, chọn tất cả, sao chép rồi dán vào ô bên dưới.",
    ImportNotText 415 "Tệp này không phải văn bản thuần (.txt, .md). Hãy sao chép nội dung rồi dán vào ô bên dưới.",
    ImportNoTasks 422 "Không thấy nhiệm vụ nào trong văn bản này. Hãy kiểm tra xem đã dán đủ phần nhiệm vụ hoặc phụ lục chưa.",
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
