//! Why a file cannot be read, in a sentence that says what to do.

use thiserror::Error;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[error("{}", self.sentence())]
pub enum Problem {
    Empty,
    FileTooLarge,
    TextTooLarge,
    NoText,
    OldWord,
    RichText,
    OpenDocument,
    Spreadsheet,
    Presentation,
    Image,
    Archive,
    Encrypted,
    UnknownKind,
    UnknownEncoding,
    WordDamaged,
    PdfDamaged,
    PdfScanned,
    PdfUnmapped,
    TooManyPages,
    UnpacksTooLarge,
}

impl Problem {
    pub const ALL: &[Problem] = &[
        Problem::Empty,
        Problem::FileTooLarge,
        Problem::TextTooLarge,
        Problem::NoText,
        Problem::OldWord,
        Problem::RichText,
        Problem::OpenDocument,
        Problem::Spreadsheet,
        Problem::Presentation,
        Problem::Image,
        Problem::Archive,
        Problem::Encrypted,
        Problem::UnknownKind,
        Problem::UnknownEncoding,
        Problem::WordDamaged,
        Problem::PdfDamaged,
        Problem::PdfScanned,
        Problem::PdfUnmapped,
        Problem::TooManyPages,
        Problem::UnpacksTooLarge,
    ];

    /// Stable, for programs.
    pub fn code(self) -> &'static str {
        match self {
            Problem::Empty => "empty",
            Problem::FileTooLarge => "file_too_large",
            Problem::TextTooLarge => "text_too_large",
            Problem::NoText => "no_text",
            Problem::OldWord => "old_word",
            Problem::RichText => "rich_text",
            Problem::OpenDocument => "open_document",
            Problem::Spreadsheet => "spreadsheet",
            Problem::Presentation => "presentation",
            Problem::Image => "image",
            Problem::Archive => "archive",
            Problem::Encrypted => "encrypted",
            Problem::UnknownKind => "unknown_kind",
            Problem::UnknownEncoding => "unknown_encoding",
            Problem::WordDamaged => "word_damaged",
            Problem::PdfDamaged => "pdf_damaged",
            Problem::PdfScanned => "pdf_scanned",
            Problem::PdfUnmapped => "pdf_unmapped",
            Problem::TooManyPages => "too_many_pages",
            Problem::UnpacksTooLarge => "unpacks_too_large",
        }
    }

    /// For the officer who chose the file.
    pub fn sentence(self) -> &'static str {
        match self {
            Problem::Empty => "Tệp trống, không có gì bên trong. Hãy chọn tệp khác.",
            Problem::FileTooLarge => {
                "Tệp lớn hơn 20 MB. Hãy bỏ bớt ảnh trong tệp, hoặc chỉ lưu phần kế hoạch và phụ lục."
            }
            Problem::TextTooLarge => {
                "Nội dung lớn hơn 2 MB chữ, không giống một bản kế hoạch. \
                 Hãy chỉ đưa vào phần kế hoạch và phụ lục nhiệm vụ."
            }
            Problem::NoText => {
                "Tệp không có chữ nào. Hãy chọn tệp khác hoặc dán nội dung kế hoạch vào ô văn bản."
            }
            Problem::OldWord => {
                "Đây là tệp Word kiểu cũ (.doc). Mở tệp bằng Word rồi lưu lại thành .docx, \
                 sau đó chọn tệp mới."
            }
            Problem::RichText => {
                "Đây là tệp RTF. Mở tệp bằng Word rồi lưu lại thành .docx, sau đó chọn tệp mới."
            }
            Problem::OpenDocument => {
                "Đây là tệp OpenDocument (.odt). Mở tệp bằng Word hoặc LibreOffice rồi lưu lại \
                 thành .docx, sau đó chọn tệp mới."
            }
            Problem::Spreadsheet => {
                "Đây là bảng tính Excel, không phải văn bản kế hoạch. \
                 Hãy chọn tệp Word (.docx) hoặc PDF của kế hoạch, hoặc chép bảng rồi dán vào ô văn bản."
            }
            Problem::Presentation => {
                "Đây là tệp trình chiếu, không phải văn bản kế hoạch. \
                 Hãy chọn tệp Word (.docx) hoặc PDF của kế hoạch."
            }
            Problem::Image => {
                "Đây là ảnh chụp, máy không đọc được chữ trong ảnh. \
                 Hãy xin tệp Word (.docx) của kế hoạch."
            }
            Problem::Archive => {
                "Đây là tệp nén. Hãy giải nén rồi chọn tệp Word (.docx) hoặc PDF bên trong."
            }
            Problem::Encrypted => {
                "Tệp được đặt mật khẩu hoặc khóa. Hãy mở tệp, bỏ mật khẩu rồi lưu lại, \
                 hoặc in ra một tệp PDF mới, sau đó chọn tệp mới."
            }
            Problem::UnknownKind => {
                "Không nhận ra loại tệp này. Hãy chọn tệp Word (.docx), PDF hoặc văn bản (.txt)."
            }
            Problem::UnknownEncoding => {
                "Không đọc được bảng mã của tệp. \
                 Hãy lưu lại tệp với bảng mã Unicode (UTF-8) rồi nhập lại."
            }
            Problem::WordDamaged => {
                "Tệp Word bị hỏng hoặc không đầy đủ. Hãy mở tệp bằng Word rồi lưu lại thành .docx, \
                 hoặc tải lại tệp."
            }
            Problem::PdfDamaged => {
                "Tệp PDF bị hỏng hoặc không đầy đủ. Hãy tải lại tệp, hoặc chọn tệp Word (.docx)."
            }
            Problem::PdfScanned => {
                "Tệp PDF này là bản chụp (scan), chỉ có ảnh mà không có chữ. \
                 Hãy xin tệp Word (.docx) hoặc bản PDF xuất từ Word."
            }
            Problem::PdfUnmapped => {
                "Chữ trong tệp PDF này không kèm bảng mã nên không chép ra được. \
                 Hãy xin tệp Word (.docx) hoặc bản PDF xuất lại từ Word."
            }
            Problem::TooManyPages => {
                "Tệp PDF có hơn 500 trang, không giống một bản kế hoạch. \
                 Hãy chỉ đưa vào các trang của kế hoạch và phụ lục nhiệm vụ."
            }
            Problem::UnpacksTooLarge => {
                "Nội dung bên trong tệp quá lớn hoặc quá rối để đọc an toàn. \
                 Hãy mở tệp, chép phần kế hoạch sang một tệp mới rồi lưu thành .docx."
            }
        }
    }
}
