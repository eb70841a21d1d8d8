//! A small tree of XML: local names, attributes and words, without entities beyond the five of XML.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, Event};

use super::super::problem::Problem;

/// Tables in tables in text boxes do not come near this.
const DEEPEST: usize = 200;
const MOST_ELEMENTS: usize = 800_000;

#[derive(Debug, Default)]
pub struct Element<'a> {
    /// Without its prefix: Word always uses the same ones.
    pub name: &'a str,
    attributes: &'a str,
    pub children: Vec<Node<'a>>,
}

#[derive(Debug)]
pub enum Node<'a> {
    Element(Element<'a>),
    Text(Cow<'a, str>),
}

impl<'a> Element<'a> {
    pub fn elements(&self) -> impl Iterator<Item = &Element<'a>> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub fn child(&self, name: &str) -> Option<&Element<'a>> {
        self.elements().find(|element| element.name == name)
    }

    /// The element that a path of names leads to.
    pub fn at(&self, path: &[&str]) -> Option<&Element<'a>> {
        path.iter()
            .try_fold(self, |element, name| element.child(name))
    }

    /// An attribute by its name without prefix.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.attributes;
        while let Some((before, after)) = rest.split_once('=') {
            let own = before.trim();
            let own = own.rsplit_once(':').map_or(own, |(_, local)| local);
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, next) = after.get(1..)?.split_once(quote)?;
            if own == name {
                return Some(unescape(value).unwrap_or(Cow::Borrowed(value)));
            }
            rest = next;
        }
        None
    }

    /// The attribute that Word keeps the value of most properties in.
    pub fn value(&self) -> Option<Cow<'a, str>> {
        self.attribute("val")
    }

    /// A property that is on by being there, unless it says otherwise.
    pub fn is_on(&self) -> bool {
        !matches!(
            self.value().as_deref(),
            Some("0" | "false" | "off" | "none")
        )
    }

    /// All words inside.
    pub fn words(&self) -> String {
        let texts = self.children.iter().filter_map(|node| match node {
            Node::Text(text) => Some(text.as_ref()),
            Node::Element(_) => None,
        });
        texts.collect()
    }
}

/// Reads a part; its text stays where it is and the tree points into it.
pub fn parse(source: &str) -> Result<Element<'_>, Problem> {
    let mut builder = Builder::default();
    let mut reader = Reader::from_str(source);
    loop {
        let from = position(&reader);
        let event = reader.read_event().map_err(|_| Problem::WordDamaged)?;
        let tag = source.get(from..position(&reader)).unwrap_or_default();
        match event {
            Event::Start(_) => builder.open(tag)?,
            Event::Empty(_) => {
                builder.open(tag)?;
                builder.close();
            }
            Event::End(_) => builder.close(),
            Event::Text(text) => builder.text(text.into_inner()),
            Event::CData(text) => builder.text(text.into_inner()),
            Event::GeneralRef(reference) => builder.text(Cow::Owned(character(&reference))),
            // A document type can define entities; Word never writes one.
            Event::DocType(_) => return Err(Problem::WordDamaged),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    builder.finish()
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn character(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    match reference.borrow().into_inner().as_ref() {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
    .to_owned()
}

#[derive(Default)]
struct Builder<'a> {
    open: Vec<Element<'a>>,
    root: Option<Element<'a>>,
    count: usize,
}

impl<'a> Builder<'a> {
    fn open(&mut self, tag: &'a str) -> Result<(), Problem> {
        self.count += 1;
        if self.open.len() >= DEEPEST || self.count > MOST_ELEMENTS {
            return Err(Problem::UnpacksTooLarge);
        }
        let inside = tag.trim_start_matches('<').trim_end_matches('>');
        let inside = inside.strip_suffix('/').unwrap_or(inside);
        let end = inside
            .find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(inside.len());
        let (name, attributes) = inside.split_at(end);
        let name = name.rsplit_once(':').map_or(name, |(_, local)| local);
        self.open.push(Element {
            name,
            attributes,
            children: Vec::new(),
        });
        Ok(())
    }

    fn close(&mut self) {
        let Some(element) = self.open.pop() else {
            return;
        };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(element)),
            None => self.root = self.root.take().or(Some(element)),
        }
    }

    fn text(&mut self, text: Cow<'a, str>) {
        if let Some(parent) = self.open.last_mut() {
            // Only these hold words; the white space between tags means nothing.
            if matches!(parent.name, "t" | "delText" | "instrText") {
                parent.children.push(Node::Text(text));
            }
        }
    }

    /// A part that ends in the middle is damaged, not short.
    fn finish(self) -> Result<Element<'a>, Problem> {
        if self.open.is_empty() {
            self.root.ok_or(Problem::WordDamaged)
        } else {
            Err(Problem::WordDamaged)
        }
    }
}
