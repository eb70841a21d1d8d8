//! XML written into memory: elements inside elements, words escaped and without control characters.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

pub type Attributes<'a> = &'a [(&'a str, &'a str)];

pub struct Xml {
    writer: Writer<Vec<u8>>,
}

/// A part of a Word file with one root.
pub fn part(root: &str, attributes: Attributes<'_>, content: impl FnOnce(&mut Xml)) -> String {
    let mut xml = Xml {
        writer: Writer::new(Vec::new()),
    };
    let declaration = BytesDecl::new("1.0", Some("UTF-8"), Some("yes"));
    xml.write(Event::Decl(declaration));
    xml.within(root, attributes, content);
    String::from_utf8_lossy(&xml.writer.into_inner()).into_owned()
}

impl Xml {
    pub fn within(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        content: impl FnOnce(&mut Xml),
    ) {
        self.write(Event::Start(element(name, attributes)));
        content(self);
        self.write(Event::End(BytesEnd::new(name)));
    }

    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.write(Event::Empty(element(name, attributes)));
    }

    /// A property of Word with the attribute that holds most values.
    pub fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    pub fn words(&mut self, words: &str) {
        let words: String = words.chars().filter_map(writable).collect();
        self.write(Event::Text(BytesText::new(&words)));
    }

    fn write(&mut self, event: Event<'_>) {
        self.writer
            .write_event(event)
            .expect("memory takes all that is written to it");
    }
}

fn element<'a>(name: &'a str, attributes: Attributes<'a>) -> BytesStart<'a> {
    BytesStart::new(name).with_attributes(attributes.iter().copied())
}

/// XML has no place for control characters and for the two that are none at all.
fn writable(character: char) -> Option<char> {
    match character {
        '\u{fffe}' | '\u{ffff}' => None,
        // Tabs and old line breaks still part words.
        other if other.is_control() => other.is_whitespace().then_some(' '),
        other => Some(other),
    }
}
