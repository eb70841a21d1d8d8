//! Why a text cannot be read as a plan, in a sentence that says what to do.

use thiserror::Error;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[error("{}", self.sentence())]
pub enum ImportProblem {
    Empty,
    TooLarge,
    NotText,
    NoTasks,
}

impl ImportProblem {
    /// Stable, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            ImportProblem::Empty => "empty",
            ImportProblem::TooLarge => "too_large",
            ImportProblem::NotText => "not_text",
            ImportProblem::NoTasks => "no_tasks",
        }
    }

    /// For the officer who chose the file.
    pub fn sentence(&self) -> &'static str {
        match self {
            ImportProblem::Empty => {
                "Tệp không có chữ nào. Hãy chọn tệp khác hoặc dán nội dung kế hoạch vào ô văn bản."
            }
            ImportProblem::TooLarge => {
                "Nội dung lớn hơn 2 MB, không giống một bản kế hoạch. \
                 Hãy chỉ đưa vào phần kế hoạch và phụ lục nhiệm vụ."
            }
            ImportProblem::NotText => {
                "Tệp này không phải văn bản đọc được. \
                 Hãy chọn tệp văn bản của kế hoạch hoặc dán nội dung kế hoạch vào ô văn bản."
            }
            ImportProblem::NoTasks => {
                "Không tìm thấy phần nhiệm vụ nào trong văn bản. \
                 Hãy kiểm tra đã chép đủ kế hoạch, kể cả phụ lục danh mục nhiệm vụ, rồi nhập lại."
            }
        }
    }
}
