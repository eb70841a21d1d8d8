//! Sentences written in old encodings and read back.

use super::*;

const SENTENCE: &str = "Kế hoạch triển khai phong trào “Bình dân học vụ số”: ổn định, đầy đủ, \
                        nghĩa vụ, kỹ năng, giữ gìn, sử dụng, ước mơ, chữ ký, thuở ấy, huyện, lẫn";
