//! JSON text → a tree. A program in a browser that asks the browser to read crosses over to it several
//! times for every value, and a cheap phone then spends most of its start on that.

use super::{Tree, Unreadable};
use serde_json::Number;
use std::borrow::Cow;

/// Nothing of ours is deeper than a dozen.
const DEPTH_MAX: usize = 100;

/// Reads a whole text. `decimal` reads a number that is not whole, or is too large.
pub fn read(text: &str, decimal: fn(&str) -> Option<f64>) -> Result<Tree<'_>, Unreadable> {
    let mut reader = Reader {
        text,
        at: 0,
        decimal,
    };
    let value = reader.value(DEPTH_MAX)?;
    match reader.next() {
        None => Ok(value),
        Some(_) => Err(Unreadable),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    decimal: fn(&str) -> Option<f64>,
}

impl<'a> Reader<'a> {
    fn value(&mut self, depth: usize) -> Result<Tree<'a>, Unreadable> {
        let depth = depth.checked_sub(1).ok_or(Unreadable)?;
        match self.next().ok_or(Unreadable)? {
            b'{' => self.object(depth),
            b'[' => self.list(depth),
            b'"' => Ok(Tree::Text(self.string()?)),
            b't' => self.word("true", Tree::Bool(true)),
            b'f' => self.word("false", Tree::Bool(false)),
            b'n' => self.word("null", Tree::Null),
            _ => self.number(),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Tree<'a>, Unreadable> {
        let mut fields = Vec::new();
        self.at += 1;
        if self.takes(b'}') {
            return Ok(Tree::Object(fields));
        }
        loop {
            if self.next() != Some(b'"') {
                return Err(Unreadable);
            }
            let name = self.string()?;
            self.must_take(b':')?;
            fields.push((name, self.value(depth)?));
            if self.takes(b'}') {
                return Ok(Tree::Object(fields));
            }
            self.must_take(b',')?;
        }
    }

    fn list(&mut self, depth: usize) -> Result<Tree<'a>, Unreadable> {
        let mut items = Vec::new();
        self.at += 1;
        if self.takes(b']') {
            return Ok(Tree::List(items));
        }
        loop {
            items.push(self.value(depth)?);
            if self.takes(b']') {
                return Ok(Tree::List(items));
            }
            self.must_take(b',')?;
        }
    }

    /// Most are as they stand in the text.
    fn string(&mut self) -> Result<Cow<'a, str>, Unreadable> {
        self.at += 1;
        let (plain, is_end) = self.plain()?;
        if is_end {
            return Ok(Cow::Borrowed(plain));
        }
        let mut string = plain.to_owned();
        loop {
            string.push(self.escaped()?);
            let (plain, is_end) = self.plain()?;
            string.push_str(plain);
            if is_end {
                return Ok(Cow::Owned(string));
            }
        }
    }

    /// What stands before the end of the string or before a sign for something else; whether it is
    /// the end.
    fn plain(&mut self) -> Result<(&'a str, bool), Unreadable> {
        let rest = self.rest();
        let is_special = |byte: u8| byte == b'"' || byte == b'\\' || byte < b' ';
        let n_plain = rest.bytes().position(is_special).ok_or(Unreadable)?;
        self.at += n_plain + 1;
        match rest.as_bytes()[n_plain] {
            b'"' => Ok((&rest[..n_plain], true)),
            b'\\' => Ok((&rest[..n_plain], false)),
            _ => Err(Unreadable),
        }
    }

    fn escaped(&mut self) -> Result<char, Unreadable> {
        let letter = *self.rest().as_bytes().first().ok_or(Unreadable)?;
        self.at += 1;
        Ok(match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.by_number(),
            _ => return Err(Unreadable),
        })
    }

    /// Letters beyond the first 65,536 are written as two halves.
    fn by_number(&mut self) -> Result<char, Unreadable> {
        let first = self.four_digits()?;
        let number = match first {
            0xd800..0xdc00 if self.rest().starts_with("\\u") => {
                self.at += 2;
                let second = self.four_digits()?.checked_sub(0xdc00).ok_or(Unreadable)?;
                0x10000 + ((first - 0xd800) << 10) + second
            }
            whole => whole,
        };
        char::from_u32(number).ok_or(Unreadable)
    }

    fn four_digits(&mut self) -> Result<u32, Unreadable> {
        let digits = self.text.get(self.at..self.at + 4).ok_or(Unreadable)?;
        self.at += 4;
        digits.chars().try_fold(0, |number, digit| {
            Ok(number * 16 + digit.to_digit(16).ok_or(Unreadable)?)
        })
    }

    fn number(&mut self) -> Result<Tree<'a>, Unreadable> {
        let rest = self.rest();
        let belongs =
            |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E');
        let end = rest.bytes().position(|byte| !belongs(byte));
        let word = &rest[..end.unwrap_or(rest.len())];
        self.at += word.len();
        let digits = word.strip_prefix('-').unwrap_or(word).as_bytes();
        if !digits.first().is_some_and(u8::is_ascii_digit) {
            return Err(Unreadable);
        }
        if let Ok(whole) = word.parse::<i64>() {
            return Ok(Tree::Number(whole.into()));
        }
        let number = (self.decimal)(word).and_then(Number::from_f64);
        number.map(Tree::Number).ok_or(Unreadable)
    }

    fn word(&mut self, word: &str, value: Tree<'a>) -> Result<Tree<'a>, Unreadable> {
        if !self.rest().starts_with(word) {
            return Err(Unreadable);
        }
        self.at += word.len();
        Ok(value)
    }

    /// The next byte that is no space.
    fn next(&mut self) -> Option<u8> {
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        self.at += self.rest().bytes().take_while(is_space).count();
        self.rest().bytes().next()
    }

    fn takes(&mut self, byte: u8) -> bool {
        let is_next = self.next() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn must_take(&mut self, byte: u8) -> Result<(), Unreadable> {
        self.takes(byte).then_some(()).ok_or(Unreadable)
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn own(text: &str) -> Result<Value, Unreadable> {
        read(text, |word| word.parse().ok()).map(Value::from)
    }

    /// The last bit of a decimal is not always the same elsewhere.
    fn rough(tree: Value) -> Value {
        match tree {
            Value::Number(number) if number.is_f64() => {
                Value::from(number.as_f64().map(|number| format!("{number:.9e}")))
            }
            Value::Array(items) => items.into_iter().map(rough).collect(),
            Value::Object(fields) => fields
                .into_iter()
                .map(|(name, value)| (name, rough(value)))
                .collect(),
            other => other,
        }
    }

    struct Random(u64);

    impl Random {
        fn below(&mut self, limit: u64) -> u64 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % limit
        }

        fn text(&mut self) -> String {
            let letters = ["a", "ạ", "😀", "\"", "\\", "\n", "\u{1}", "/", " ", "u0041"];
            let n = self.below(6);
            (0..n).map(|_| letters[self.below(10) as usize]).collect()
        }

        fn tree(&mut self, depth: u64) -> Value {
            match self.below(if depth == 0 { 5 } else { 8 }) {
                0 => Value::Null,
                1 => Value::from(self.below(2) == 0),
                2 => Value::from(
                    (self.below(1 << 30) as i64 - (1 << 29)) * self.below(1 << 30) as i64,
                ),
                3 => Value::from(self.below(1000) as f64 / 8.0 - 60.0),
                4 => Value::from(self.text()),
                5 => (0..self.below(5)).map(|_| self.tree(depth - 1)).collect(),
                _ => (0..self.below(5))
                    .map(|_| (self.text(), self.tree(depth - 1)))
                    .collect(),
            }
        }
    }

    #[test]
    fn what_is_written_is_read_as_it_was() {
        let mut random = Random(7);
        for _ in 0..2_000 {
            let tree = random.tree(5);
            assert_eq!(own(&tree.to_string()), Ok(tree.clone()));
            assert_eq!(own(&serde_json::to_string_pretty(&tree).unwrap()), Ok(tree));
        }
    }

    /// Nothing hurts, and nothing is read as something else than elsewhere.
    #[test]
    fn a_text_with_a_letter_changed_is_read_as_elsewhere_or_not_at_all() {
        let mut random = Random(8);
        for _ in 0..20_000 {
            let mut letters: Vec<char> = random.tree(3).to_string().chars().collect();
            let at = random.below(letters.len() as u64) as usize;
            letters[at] = char::from(b" []{},:\"\\-+.e0tnx"[random.below(17) as usize]);
            let text: String = letters.into_iter().collect();
            match (own(&text), serde_json::from_str::<Value>(&text)) {
                (Ok(own), Ok(theirs)) => assert_eq!(rough(own), rough(theirs), "{text}"),
                (Err(Unreadable), Ok(theirs)) => panic!("{text} is {theirs:?}"),
                (_, Err(_)) => {}
            }
        }
    }

    #[test]
    fn escapes_are_read() {
        let text = r#" {"a\u0062\/\n": "\ud83d\ude00 \u1ea1 \\ \"", "": [ 1 , -0.5e1, 12345678901234567890 ] } "#;
        let theirs: Value = serde_json::from_str(text).unwrap();
        assert_eq!(
            own(text).map(|tree| tree["ab/\n"].clone()),
            Ok("😀 ạ \\ \"".into())
        );
        assert_eq!(own(text).unwrap()[""][1], theirs[""][1]);
        assert_eq!(
            own(text).unwrap()[""][2].as_f64(),
            Some(12_345_678_901_234_567_890.0)
        );
    }

    #[test]
    fn what_is_no_json_is_refused() {
        let deep = "[".repeat(10_000);
        for text in [
            "",
            " ",
            "{",
            "[1",
            "[1,]",
            "{\"a\"}",
            "{\"a\":1,}",
            "{a:1}",
            "\"a",
            "\"\\x\"",
            "\"\\ud83d\"",
            "\"\\u12\"",
            "\"\n\"",
            "tru",
            "nul",
            "+1",
            "-",
            "--1",
            "1 2",
            "'a'",
            "\"\\ud83d\\u0041\"",
            &deep,
        ] {
            assert_eq!(own(text), Err(Unreadable), "{text}");
        }
    }
}
