//! What changed between two versions, in words and colours: what went is struck through, what came is
//! underlined, and both are said aloud.

use crate::{erased::view, words::count};
use leptos::prelude::*;
use model::{
    plan::compare::{Difference, FieldChange, Kind, Piece, PieceSort},
    view::versions::{Change, VersionsView},
};

/// A text that stays is shown this far around what changed, in words.
const AROUND: usize = 12;

pub fn draw(view: &VersionsView) -> AnyView {
    if view.head.is_empty() && view.changes.is_empty() {
        return view! { <p class="txt-soft">"Hai bản giống nhau, không có thay đổi nào."</p> }
            .into_any();
    }
    let groups = view
        .changes
        .chunk_by(|a, b| a.path == b.path)
        .map(group)
        .collect_view();
    let head = (!view.head.is_empty()).then(|| {
        view! {
            <section class="changes__group">
                <h3 class="changes__path">"Thông tin chung"</h3>
                {fields(&view.head)}
            </section>
        }
    });
    view! {
        <p role="status">{summary(&view.changes)}</p>
        <p class="changes__legend">
            <del>"chữ gạch ngang"</del>
            " đã bỏ · "
            <ins>"chữ gạch chân"</ins>
            " mới thêm"
        </p>
        <div class="changes">{head} {groups}</div>
    }
    .into_any()
}

/// "Có 5 mục thay đổi: 3 sửa đổi, 2 thêm mới."
fn summary(changes: &[Change]) -> String {
    let kinds = [Kind::Changed, Kind::Added, Kind::Withdrawn, Kind::Moved];
    let counts = kinds.into_iter().filter_map(|kind| {
        let of_kind = changes.iter().filter(|it| it.difference.kind == kind);
        let n = of_kind.count();
        (n > 0).then(|| format!("{} {}", count(n), crate::text::lowercase(kind.name())))
    });
    let counts: Vec<_> = counts.collect();
    match changes.len() {
        0 => "Các mục giữ nguyên.".to_owned(),
        n => format!("Có {} mục thay đổi: {}.", count(n), counts.join(", ")),
    }
}

fn group(changes: &[Change]) -> AnyView {
    let path = changes.first().map(|change| change.path.join(" › "));
    let path = path.filter(|path| !path.is_empty());
    let items = changes
        .iter()
        .map(|change| item(&change.difference))
        .collect_view();
    view! {
        <section class="changes__group">
            <h3 class="changes__path">{path.unwrap_or_else(|| "Cấp cao nhất".to_owned())}</h3>
            {items}
        </section>
    }
    .into_any()
}

fn item(difference: &Difference) -> AnyView {
    let label = difference.label.as_deref().map(model::plan::written_label);
    let heading = [label, Some(difference.text.clone())];
    let heading: Vec<_> = heading.into_iter().flatten().collect();
    let heading = heading.join(" ");
    let (mark, body) = match difference.kind {
        Kind::Added => ("changes__kind--new", said(PieceSort::New, &heading)),
        Kind::Withdrawn => ("changes__kind--gone", said(PieceSort::Gone, &heading)),
        Kind::Moved | Kind::Changed => {
            let rewrites = difference
                .fields
                .iter()
                .any(|field| field.name == "Nội dung");
            let heading =
                (!rewrites).then(|| view! { <p class="changes__text">{heading.clone()}</p> });
            let body = view! {
                {heading}
                {fields(&difference.fields)}
            };
            ("", body.into_any())
        }
    };
    view! {
        <article class="changes__item">
            <p class=format!("changes__kind {mark}")>{difference.kind.name()}</p>
            {body}
        </article>
    }
    .into_any()
}

fn fields(fields: &[FieldChange]) -> AnyView {
    let row = |field: &FieldChange| {
        let n = field.pieces.len();
        let pieces = field.pieces.iter().enumerate();
        let pieces = pieces.map(|(nth, it)| piece(it, nth == 0, nth + 1 == n));
        let words = match n {
            0 => "đổi thứ tự trong cùng mục".into_any(),
            _ => pieces.collect_view().into_any(),
        };
        view! {
            <p class="changes__field">
                <span class="changes__name">{field.name.clone()} ": "</span>
                {words}
            </p>
        }
    };
    fields.iter().map(row).collect_view().into_any()
}

fn piece(piece: &Piece, is_first: bool, is_last: bool) -> AnyView {
    match piece.sort {
        PieceSort::Kept => around(&piece.text, is_first, is_last).into_any(),
        sort => said(sort, &piece.text),
    }
}

fn said(sort: PieceSort, text: &str) -> AnyView {
    let (text, space) = match text.strip_suffix(' ') {
        Some(text) => (text.to_owned(), " "),
        None => (text.to_owned(), ""),
    };
    match sort {
        PieceSort::Gone => view! {
            <del>
                <span class="visually-hidden">"[bỏ] "</span>
                {text}
            </del>
            {space}
        }
        .into_any(),
        PieceSort::New => view! {
            <ins>
                <span class="visually-hidden">"[thêm] "</span>
                {text}
            </ins>
            {space}
        }
        .into_any(),
        PieceSort::Kept => text.into_any(),
    }
}

/// A long run of words that stayed, cut to those beside what changed.
fn around(text: &str, is_first: bool, is_last: bool) -> String {
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let before = if is_first { 0 } else { AROUND };
    let after = if is_last { 0 } else { AROUND };
    // A little more than both is not worth cutting.
    if words.len() <= before + after + AROUND {
        return text.to_owned();
    }
    let rest = words.len() - after;
    format!("{}… {}", words[..before].concat(), words[rest..].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_runs_that_stayed_are_cut_away_from_what_changed() {
        let long = "từ ".repeat(60);
        assert_eq!(
            around(&long, true, false),
            format!("… {}", "từ ".repeat(AROUND))
        );
        assert_eq!(
            around(&long, false, true),
            format!("{}… ", "từ ".repeat(AROUND))
        );
        assert_eq!(around("vài từ ", false, false), "vài từ ");
    }
}
