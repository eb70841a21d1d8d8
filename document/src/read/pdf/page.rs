//! The pages of a PDF in order, each with what it inherits.

use super::super::problem::Problem;
use super::content::{Drawn, Painter};
use super::file::File;
use super::font::Fonts;
use super::matrix::Matrix;
use super::object::{Dictionary, Object};

const MOST_PAGES: usize = 500;
/// Nodes of the tree of pages, with those that hold pages.
const MOST_NODES: usize = 5_000;
const DEEPEST: usize = 40;

/// What a page has of its own or from the nodes above it.
#[derive(Clone, Copy, Default)]
pub struct Page<'f> {
    dictionary: Option<&'f Dictionary>,
    resources: Option<&'f Dictionary>,
    media: Option<&'f [Object]>,
    rotation: f64,
}

pub fn pages<'f>(file: &'f File<'f>) -> Result<Vec<Page<'f>>, Problem> {
    let mut pages = Vec::new();
    let root = file.root().map(|root| file.get(root, "Pages"));
    let mut left = MOST_NODES;
    if let Some(tree) = root.and_then(Object::dictionary) {
        collect(file, tree, Page::default(), 0, &mut left, &mut pages)?;
    }
    if pages.is_empty() {
        // The tree is broken; its leaves may not be.
        let single = file
            .of_type("Page")
            .map(|page| Page::default().with(file, page));
        pages.extend(single.take(MOST_PAGES + 1));
    }
    if pages.len() > MOST_PAGES {
        return Err(Problem::TooManyPages);
    }
    Ok(pages)
}

fn collect<'f>(
    file: &'f File<'f>,
    node: &'f Dictionary,
    above: Page<'f>,
    depth: usize,
    left: &mut usize,
    pages: &mut Vec<Page<'f>>,
) -> Result<(), Problem> {
    if *left == 0 || depth > DEEPEST {
        return Ok(());
    }
    *left -= 1;
    let page = above.with(file, node);
    let Some(children) = file.get(node, "Kids").array() else {
        pages.push(page);
        return Ok(());
    };
    for child in children {
        if pages.len() > MOST_PAGES {
            return Err(Problem::TooManyPages);
        }
        if let Some(child) = file.resolve(child).dictionary() {
            collect(file, child, page, depth + 1, left, pages)?;
        }
    }
    Ok(())
}

impl<'f> Page<'f> {
    fn with(self, file: &'f File<'f>, node: &'f Dictionary) -> Page<'f> {
        Page {
            dictionary: Some(node),
            resources: file.dictionary(node, "Resources").or(self.resources),
            media: file.get(node, "MediaBox").array().or(self.media),
            rotation: file.get(node, "Rotate").number().unwrap_or(self.rotation),
        }
    }

    /// Width and height as a reader sees the page.
    pub fn size(&self, file: &File<'_>) -> (f64, f64) {
        let [left, bottom, right, top] = self.corners(file);
        let (width, height) = ((right - left).abs(), (top - bottom).abs());
        if self.quarter_turns() % 2 == 1 {
            (height, width)
        } else {
            (width, height)
        }
    }

    /// The page, turned so that most of its letters stand upright.
    pub fn upright(self, file: &'f File<'f>, fonts: &'f Fonts) -> (Page<'f>, Drawn) {
        let drawn = self.draw(file, fonts);
        let turns = (1..).zip(drawn.turned).max_by_key(|(_, letters)| *letters);
        let turned = turns.filter(|(_, letters)| *letters > drawn.glyphs.len());
        let Some((quarters, _)) = turned else {
            return (self, drawn);
        };
        let page = Page {
            rotation: self.rotation + 90.0 * f64::from(quarters),
            ..self
        };
        let drawn = page.draw(file, fonts);
        (page, drawn)
    }

    fn draw(&self, file: &'f File<'f>, fonts: &'f Fonts) -> Drawn {
        let nothing = Dictionary::default();
        let mut painter = Painter::new(file, fonts, self.matrix(file));
        let content = self.content(file);
        painter.paint(&content, self.resources.unwrap_or(&nothing), 0);
        painter.drawn
    }

    fn content(&self, file: &File<'_>) -> Vec<u8> {
        let Some(dictionary) = self.dictionary else {
            return Vec::new();
        };
        let parts = match file.get(dictionary, "Contents") {
            Object::Array(parts) => parts.iter().map(|part| file.resolve(part)).collect(),
            one => vec![one],
        };
        let mut content = Vec::new();
        for part in parts {
            if let Object::Stream(stream) = part {
                content.extend(file.unpack(stream).unwrap_or_default());
                content.push(b'\n');
            }
        }
        content
    }

    fn corners(&self, file: &File<'_>) -> [f64; 4] {
        let numbers: Vec<f64> = self
            .media
            .unwrap_or_default()
            .iter()
            .filter_map(|number| file.resolve(number).number())
            .collect();
        // A4, where a page does not say.
        <[f64; 4]>::try_from(numbers).unwrap_or([0.0, 0.0, 595.0, 842.0])
    }

    fn quarter_turns(&self) -> i64 {
        (self.rotation / 90.0).rem_euclid(4.0) as i64
    }

    /// Turns the page as it is shown, its lower left corner at nothing.
    fn matrix(&self, file: &File<'_>) -> Matrix {
        let [left, bottom, right, top] = self.corners(file);
        let (x, y) = (left.min(right), bottom.min(top));
        let (width, height) = ((right - left).abs(), (top - bottom).abs());
        let turned = match self.quarter_turns() {
            1 => Matrix([0.0, -1.0, 1.0, 0.0, 0.0, width]),
            2 => Matrix([-1.0, 0.0, 0.0, -1.0, width, height]),
            3 => Matrix([0.0, 1.0, -1.0, 0.0, height, 0.0]),
            _ => Matrix::UNIT,
        };
        Matrix::moved(-x, -y).then(turned)
    }
}
