//! A map as a picture that stands by itself: SVG with its title, its legend and literal colours.

use super::{
    drawing::Drawing,
    label,
    placing::{Place, placed},
};
use crate::{hexagon::px, text};

/// Pixels to a side of a hexagon.
pub const SCALE: f64 = 30.0;
const LINE_HEIGHT: f64 = 13.0;

/// The light colours of the pages (`style/tokens.css`) as every program understands them: a test keeps
/// them the same. The first is the hatching's ground.
pub const FILLS: [&str; 8] = [
    "#f5f3f0", "#9e3e0e", "#ce7d41", "#e3b883", "#ebe5cf", "#a3d2ce", "#47a0a5", "#005c6c",
];
/// Letters on these.
pub const INKS: [&str; 8] = [
    "#27201c", "#fdfcf8", "#130e0b", "#1a1512", "#1a1512", "#1a1512", "#130e0b", "#fdfcf8",
];
const HATCH: &str = "#a8a49e";
const EDGE: &str = "#ffffff";
const INK: &str = "#27201c";
const INK_SOFT: &str = "#5f5651";

/// Around everything, and from one thing to the next.
const MARGIN: i64 = 24;
const HEAD: i64 = 64;
const LEGEND_LINE: i64 = 24;
/// Room for the words of a title, however small the map.
const LEAST_WIDTH: i64 = 560;
/// The pixels that a letter of a title takes at most.
const LETTER: usize = 10;

/// A line of words inside a cell.
pub struct CellLine {
    pub words: String,
    pub y: f64,
    pub is_name: bool,
}

/// The name, and under it the number where there is room for a third line.
pub fn lines_in_place(place: &Place, number: Option<&str>) -> Vec<CellLine> {
    let mut lines: Vec<(bool, String)> = label::lines(&place.row.unit)
        .into_iter()
        .map(|line| (true, line))
        .collect();
    if lines.is_empty() || !place.is_roomy {
        return Vec::new();
    }
    if let Some(number) = number.filter(|_| lines.len() < 3) {
        lines.push((false, number.to_owned()));
    }
    // Half a line up for every line, and a third of one down from a line's middle to its foot.
    let n_lines = f64::from(u8::try_from(lines.len()).unwrap_or(3));
    let first = place.middle.1 - (n_lines - 1.0) * LINE_HEIGHT / 2.0 + LINE_HEIGHT / 3.0;
    let lines = lines.into_iter().zip(0_u8..);
    lines
        .map(|((is_name, words), place)| CellLine {
            words,
            y: first + f64::from(place) * LINE_HEIGHT,
            is_name,
        })
        .collect()
}

/// The whole picture as a file.
pub fn svg(drawing: &Drawing) -> String {
    let placed = placed(drawing);
    let places: Vec<_> = placed.places().collect();
    let [left, top, map_width, map_height] = placed.bounds;
    let classes = &drawing.legend.classes;
    let n_lines = i64::try_from(classes.len()).unwrap_or(8) + 1;
    let n_letters = drawing
        .title
        .chars()
        .count()
        .max(drawing.about.chars().count());
    let words = i64::try_from(n_letters * LETTER).unwrap_or(LEAST_WIDTH);
    let width = map_width.max(LEAST_WIDTH).max(words) + 2 * MARGIN;
    let legend_top = MARGIN + HEAD + map_height + MARGIN;
    let height = legend_top + n_lines * LEGEND_LINE + MARGIN;

    let mut svg = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
         width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         font-family=\"system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif\">\n\
         <title>{}</title>\n\
         <defs><pattern id=\"none\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"{}\"/>\
         <rect width=\"2\" height=\"6\" fill=\"{HATCH}\"/></pattern></defs>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n",
        escaped(&drawing.title),
        FILLS[0],
    );
    svg.push_str(&words_at(MARGIN, MARGIN + 18, 18, INK, &drawing.title));
    svg.push_str(&words_at(MARGIN, MARGIN + 42, 14, INK_SOFT, &drawing.about));
    let (x, y) = ((width - map_width) / 2 - left, MARGIN + HEAD - top);
    svg.push_str(&format!("<g transform=\"translate({x} {y})\">\n"));
    for frame in places.iter().filter_map(|place| place.frame.as_ref()) {
        svg.push_str(&format!(
            "<path d=\"{frame}\" fill=\"none\" stroke=\"{HATCH}\"/>\n"
        ));
    }
    for place in &places {
        svg.push_str(&shape(drawing, place));
    }
    svg.push_str("</g>\n");
    svg.push_str(&words_at(
        MARGIN,
        legend_top + 14,
        14,
        INK,
        &drawing.legend.title,
    ));
    for ((class, n), line) in classes.iter().zip(1_i64..) {
        let y = legend_top + line * LEGEND_LINE;
        svg.push_str(&format!(
            "<rect x=\"{MARGIN}\" y=\"{y}\" width=\"24\" height=\"16\" rx=\"2\" fill=\"{}\" \
             stroke=\"{HATCH}\" stroke-width=\"0.5\"/>\n",
            fill(class.class)
        ));
        let words = format!("{} ({n})", class.words);
        svg.push_str(&words_at(MARGIN + 34, y + 13, 14, INK, &words));
    }
    svg.push_str("</svg>\n");
    svg
}

fn shape(drawing: &Drawing, place: &Place) -> String {
    let (row, path) = (place.row, &place.path);
    let sentence = escaped(&row.sentence);
    if !drawing.is_shown(row) {
        return format!(
            "<path d=\"{path}\" fill=\"none\" stroke=\"{HATCH}\" stroke-width=\"0.75\">\
             <title>{sentence}</title></path>\n"
        );
    }
    let ink = INKS.get(usize::from(row.class)).copied().unwrap_or(INK);
    // Names on hatching need paper behind them.
    let behind = match row.class {
        0 => format!(
            " paint-order=\"stroke\" stroke=\"{}\" stroke-width=\"3\" stroke-linejoin=\"round\"",
            FILLS[0]
        ),
        _ => String::new(),
    };
    let x = px(place.middle.0);
    let mut lines = String::new();
    for line in lines_in_place(place, row.number.as_deref()) {
        let weight = if line.is_name { "600" } else { "400" };
        lines.push_str(&format!(
            "<text x=\"{x}\" y=\"{}\" font-size=\"11\" font-weight=\"{weight}\" \
             text-anchor=\"middle\" fill=\"{ink}\"{behind}>{}</text>",
            px(line.y),
            escaped(&line.words)
        ));
    }
    format!(
        "<g><title>{sentence}</title><path d=\"{path}\" fill=\"{}\" fill-rule=\"evenodd\" \
         stroke=\"{EDGE}\" stroke-width=\"1.5\"/>{lines}</g>\n",
        fill(row.class)
    )
}

fn fill(class: u8) -> &'static str {
    match class {
        0 => "url(#none)",
        class => FILLS.get(usize::from(class)).copied().unwrap_or(EDGE),
    }
}

fn words_at(x: i64, y: i64, size: u8, ink: &str, words: &str) -> String {
    format!(
        "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{ink}\">{}</text>\n",
        escaped(words)
    )
}

fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    text::escaped(words, &mut text);
    text
}
