//! Lines that page breaks push into a table: the head of the document, addresses of links.

use super::block::is_upper;
use super::label;
use super::line::Line;
use crate::text::fold;

/// The lines without those that belong to the page rather than to the table.
pub fn without(lines: &[Line]) -> Vec<Line> {
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    let mut after_body = false;
    for line in lines {
        let place = after_body && is_place_in_capitals(&line.text);
        let body = is_head_in_capitals(&line.text);
        after_body = body || (after_body && line.is_blank());
        if !(body || place || is_motto(&line.text) || is_lone_address(&line.text)) {
            kept.push(line.clone());
        }
    }
    kept
}

fn is_head_in_capitals(text: &str) -> bool {
    let heads = [
        "uy ban nhan dan",
        "hoi dong nhan dan",
        "cong hoa xa hoi",
        "dang cong san",
        "dang bo",
    ];
    is_upper(text)
        && label::split(text).is_none()
        && text.chars().count() <= 80
        && heads.iter().any(|head| fold(text).starts_with(head))
}

fn is_place_in_capitals(text: &str) -> bool {
    let levels = [
        "XÃ ",
        "PHƯỜNG ",
        "TỈNH ",
        "THÀNH PHỐ ",
        "HUYỆN ",
        "QUẬN ",
        "ĐẶC KHU ",
        "THỊ TRẤN ",
    ];
    is_upper(text) && levels.iter().any(|level| text.starts_with(level))
}

fn is_motto(text: &str) -> bool {
    text.chars().count() <= 40 && fold(text).replace(' ', "") == "doclap-tudo-hanhphuc"
}

/// The target of a link, printed by itself at the foot of a page.
fn is_lone_address(text: &str) -> bool {
    text.starts_with("http") && text.contains("://") && !text.contains([' ', ';', ','])
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    #[test]
    fn only_the_table_stays() {
        let text = "1 Mở lớp\nỦY BAN NHÂN DÂN\nXÃ NÀ VÍ\n\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
                    Độc lập - Tự do - Hạnh phúc\nhttps://vi.du/\nTrạm y tế\nXÃ HỘI HÓA";
        let kept: Vec<String> = without(&lines(text))
            .into_iter()
            .map(|line| line.text)
            .filter(|t| !t.is_empty())
            .collect();
        assert_eq!(kept, ["1 Mở lớp", "Trạm y tế", "XÃ HỘI HÓA"]);
    }
}
