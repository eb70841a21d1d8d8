//! Goes through what is drawn on a page and notes its letters and its lines, with their places.

use std::rc::Rc;

use super::super::legacy::Scheme;
use super::file::File;
use super::font::{Font, Fonts};
use super::lexer::{Lexer, Token};
use super::matrix::Matrix;
use super::object::{Dictionary, Object, Stream};
use super::path::{Path, Rule};

/// Drawings used inside drawings.
const DEEPEST: usize = 8;
/// A page full of the smallest print has a tenth of this.
const MOST_GLYPHS: usize = 100_000;
const MOST_STATES: usize = 200;
/// Operators on one page, counting those of drawings used many times.
const MOST_STEPS: usize = 3_000_000;
const MOST_OPERANDS: usize = 2_000;

/// One drawn letter.
#[derive(Debug, Clone)]
pub struct Glyph {
    pub letters: String,
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub size: f64,
    pub scheme: Option<Scheme>,
}

#[derive(Debug, Default)]
pub struct Drawn {
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rule>,
    pub images: usize,
    /// How many letters run upwards, to the left upside down, and downwards.
    pub turned: [usize; 3],
    /// Letters whose font does not say which they are.
    pub unknown: usize,
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

pub struct Painter<'f> {
    file: &'f File<'f>,
    pub drawn: Drawn,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    path: Path,
    fonts: &'f Fonts,
    /// Marked content around, and whether it is a header, a footer or a page number.
    marked: Vec<bool>,
    steps: usize,
}

impl<'f> Painter<'f> {
    pub fn new(file: &'f File<'f>, fonts: &'f Fonts, matrix: Matrix) -> Painter<'f> {
        Painter {
            file,
            drawn: Drawn::default(),
            state: State {
                matrix,
                font: None,
                size: 0.0,
                letter_space: 0.0,
                word_space: 0.0,
                stretch: 1.0,
                leading: 0.0,
                rise: 0.0,
            },
            saved: Vec::new(),
            text: Matrix::UNIT,
            line: Matrix::UNIT,
            path: Path::default(),
            fonts,
            marked: Vec::new(),
            steps: 0,
        }
    }

    pub fn paint(&mut self, content: &[u8], resources: &Dictionary, depth: usize) {
        let mut lexer = Lexer::of_content(content, &self.file.budget);
        let mut operands: Vec<Object> = Vec::new();
        while let Some(token) = lexer.next() {
            match token {
                Token::Object(object) if operands.len() < MOST_OPERANDS => operands.push(object),
                Token::Object(_) => {}
                Token::Keyword(word) if word == "BI" => {
                    self.drawn.images += 1;
                    skip_inline_image(&mut lexer);
                    operands.clear();
                }
                Token::Keyword(word) => {
                    self.steps += 1;
                    if self.steps > MOST_STEPS {
                        return;
                    }
                    self.step(&word, &operands, resources, depth);
                    operands.clear();
                }
            }
        }
    }

    fn step(&mut self, word: &str, operands: &[Object], resources: &Dictionary, depth: usize) {
        let numbers: Vec<f64> = operands.iter().filter_map(Object::number).collect();
        let number = |at: usize| numbers.get(at).copied().unwrap_or_default();
        match word {
            "q" if self.saved.len() < MOST_STATES => self.saved.push(self.state.clone()),
            "Q" => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            "cm" => {
                if let Some(matrix) = Matrix::of(&numbers) {
                    self.state.matrix = matrix.then(self.state.matrix);
                }
            }
            "BDC" | "BMC" => self.marked.push(self.is_of_page(operands, resources)),
            "EMC" => {
                self.marked.pop();
            }
            "Do" => self.draw_object(operands, resources, depth),
            "m" => self.path.start_at((number(0), number(1))),
            "l" => self.path.line_to((number(0), number(1)), self.state.matrix),
            "h" => self.path.close(self.state.matrix),
            "re" => {
                let (corner, size) = ((number(0), number(1)), (number(2), number(3)));
                self.path.rectangle(corner, size, self.state.matrix);
            }
            "S" | "f" | "F" | "f*" | "B" | "B*" => self.drawn.rules.extend(self.path.take()),
            "s" | "b" | "b*" => {
                self.path.close(self.state.matrix);
                self.drawn.rules.extend(self.path.take());
            }
            "n" => self.path.clear(),
            _ => self.step_of_text(word, operands, &numbers, resources),
        }
    }

    fn step_of_text(
        &mut self,
        word: &str,
        operands: &[Object],
        numbers: &[f64],
        resources: &Dictionary,
    ) {
        let number = |at: usize| numbers.get(at).copied().unwrap_or_default();
        match word {
            "BT" => {
                self.text = Matrix::UNIT;
                self.line = Matrix::UNIT;
            }
            "Tf" => {
                self.state.size = number(0);
                let name = operands.first().and_then(Object::name);
                self.state.font = name.and_then(|name| self.font(name, resources));
            }
            "Tc" => self.state.letter_space = number(0),
            "Tw" => self.state.word_space = number(0),
            "Tz" => self.state.stretch = number(0) / 100.0,
            "TL" => self.state.leading = number(0),
            "Ts" => self.state.rise = number(0),
            "Td" => self.next_line(number(0), number(1)),
            "TD" => {
                self.state.leading = -number(1);
                self.next_line(number(0), number(1));
            }
            "Tm" => {
                if let Some(matrix) = Matrix::of(numbers) {
                    self.text = matrix;
                    self.line = matrix;
                }
            }
            "T*" => self.next_line(0.0, -self.state.leading),
            "Tj" => self.show_all(operands),
            "'" => {
                self.next_line(0.0, -self.state.leading);
                self.show_all(operands);
            }
            "\"" => {
                self.state.word_space = number(0);
                self.state.letter_space = number(1);
                self.next_line(0.0, -self.state.leading);
                self.show_all(operands);
            }
            "TJ" => {
                let pieces = operands.first().and_then(Object::array);
                self.show_all(pieces.unwrap_or_default());
            }
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::moved(x, y).then(self.line);
        self.text = self.line;
    }

    fn show_all(&mut self, pieces: &[Object]) {
        for piece in pieces {
            match piece {
                Object::Text(text) => self.show(text),
                Object::Number(back) => {
                    let x = -back / 1000.0 * self.state.size * self.state.stretch;
                    self.text = Matrix::moved(x, 0.0).then(self.text);
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, text: &[u8]) {
        let Some(font) = self.state.font.clone() else {
            return;
        };
        let hidden = self.marked.contains(&true);
        for shown in font.show(text) {
            let State { size, stretch, .. } = self.state;
            let space = self.state.letter_space
                + if shown.is_space {
                    self.state.word_space
                } else {
                    0.0
                };
            let advance = (shown.width / 1000.0 * size + space) * stretch;
            if !hidden {
                let width = shown.width / 1000.0 * size * stretch;
                self.push(shown.letters, width, font.scheme);
            }
            self.text = Matrix::moved(advance, 0.0).then(self.text);
        }
    }

    /// Only upright letters are noted: what stands across the page is a stamp.
    fn push(&mut self, letters: String, width: f64, scheme: Option<Scheme>) {
        let placed = self.text.then(self.state.matrix);
        let (x, y) = placed.apply(0.0, self.state.rise);
        let (end, _) = placed.apply(width, self.state.rise);
        let Matrix([a, b, _, d, ..]) = placed;
        let size = (self.state.size * d).abs();
        let upright = a > 0.0 && b.abs() <= a * 0.05;
        if let Some(count) = direction(a, b).and_then(|at| self.drawn.turned.get_mut(at)) {
            *count += 1;
        }
        let sane = [x, y, end, size].iter().all(|number| number.abs() < 1e5);
        if letters.is_empty() {
            self.drawn.unknown += 1;
        } else if upright && sane && size > 0.5 && self.drawn.glyphs.len() < MOST_GLYPHS {
            self.drawn.glyphs.push(Glyph {
                letters,
                x,
                y,
                width: end - x,
                size,
                scheme,
            });
        }
    }

    fn font(&self, name: &str, resources: &Dictionary) -> Option<Rc<Font>> {
        let fonts = self.file.dictionary(resources, "Font")?;
        let font = self.file.dictionary(fonts, name)?;
        Some(self.fonts.get(self.file, font))
    }

    fn draw_object(&mut self, operands: &[Object], resources: &Dictionary, depth: usize) {
        let Some(name) = operands.first().and_then(Object::name) else {
            return;
        };
        let objects = self.file.dictionary(resources, "XObject");
        let object = objects.map(|objects| self.file.get(objects, name));
        let Some(Object::Stream(stream)) = object else {
            return;
        };
        match self.file.get(&stream.dictionary, "Subtype").name() {
            Some("Image") => self.drawn.images += 1,
            Some("Form") if depth < DEEPEST => self.draw_form(stream, resources, depth),
            _ => {}
        }
    }

    fn draw_form(&mut self, stream: &Stream, resources: &Dictionary, depth: usize) {
        let Some(content) = self.file.unpack(stream) else {
            return;
        };
        let own = self.file.dictionary(&stream.dictionary, "Resources");
        let matrix = self.file.get(&stream.dictionary, "Matrix").array();
        let matrix: Vec<f64> = matrix
            .unwrap_or_default()
            .iter()
            .filter_map(|number| self.file.resolve(number).number())
            .collect();
        let state = self.state.clone();
        let saved = std::mem::take(&mut self.saved);
        if let Some(matrix) = Matrix::of(&matrix) {
            self.state.matrix = matrix.then(self.state.matrix);
        }
        let marked = self.marked.len();
        self.paint(&content, own.unwrap_or(resources), depth + 1);
        self.marked.truncate(marked);
        self.saved = saved;
        self.state = state;
    }

    /// Whether marked content belongs to the page and not to the text.
    fn is_of_page(&self, operands: &[Object], resources: &Dictionary) -> bool {
        if operands.first().and_then(Object::name) != Some("Artifact") {
            return false;
        }
        let properties = match operands.get(1) {
            Some(Object::Dictionary(own)) => Some(own),
            Some(Object::Name(name)) => self
                .file
                .dictionary(resources, "Properties")
                .and_then(|all| self.file.dictionary(all, name)),
            _ => None,
        };
        properties.is_some_and(|own| self.file.get(own, "Type").name() == Some("Pagination"))
    }
}

/// The quarter turn in which letters run, less one; nothing for upright and slanting ones.
fn direction(a: f64, b: f64) -> Option<usize> {
    if b > 0.0 && a.abs() <= b * 0.05 {
        Some(0)
    } else if a < 0.0 && b.abs() <= -a * 0.05 {
        Some(1)
    } else if b < 0.0 && a.abs() <= -b * 0.05 {
        Some(2)
    } else {
        None
    }
}

/// The bytes of a small picture stand right among the operators.
fn skip_inline_image(lexer: &mut Lexer<'_>) {
    let rest = lexer.bytes.get(lexer.at..).unwrap_or_default();
    let ends = |window: &[u8]| {
        matches!(window, [before, b'E', b'I', after]
            if before.is_ascii_whitespace() && after.is_ascii_whitespace())
    };
    let found = rest.windows(4).position(ends);
    lexer.at += found.map_or(rest.len(), |at| at + 3);
}
