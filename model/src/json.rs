//! Reads JSON with as little code for each type as can be: phones load this program.
//!
//! Deriving `Deserialize` makes code for every pair of a type and a format. That of `serde_json` also
//! reads structs written as arrays and says where in the text it failed; here a struct is an
//! object, and what cannot be read is simply [`Unreadable`]. The text itself is read by
//! `serde_json`, and in a browser by [`read`].

mod reader;
mod tree;

pub use reader::read;
pub use tree::Tree;

use serde::de::{
    self, Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, MapAccess,
    SeqAccess, VariantAccess, Visitor,
};
use serde_json::Value;
use std::{borrow::Cow, fmt};

/// The text is not JSON, or not of the expected shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    from_value(serde_json::from_str(text).map_err(|_| Unreadable)?)
}

pub fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, Unreadable> {
    from_tree(value.into())
}

pub fn from_tree<'a, T: Deserialize<'a>>(tree: Tree<'a>) -> Result<T, Unreadable> {
    T::deserialize(Compact(tree))
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not of the expected shape")
    }
}

impl std::error::Error for Unreadable {}

impl de::Error for Unreadable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }

    fn invalid_value(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn de::Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

/// A value as a source of data for `serde`.
struct Compact<'a>(Tree<'a>);

impl<'de> Deserializer<'de> for Compact<'de> {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Tree::Null => visitor.visit_unit(),
            Tree::Bool(value) => visitor.visit_bool(value),
            Tree::Number(_) => self.deserialize_f64(visitor),
            Tree::Text(_) => self.deserialize_string(visitor),
            Tree::List(_) => self.deserialize_seq(visitor),
            Tree::Object(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        let Tree::Number(number) = self.0 else {
            return Err(Unreadable);
        };
        if let Some(number) = number.as_u64() {
            visitor.visit_u64(number)
        } else if let Some(number) = number.as_i64() {
            visitor.visit_i64(number)
        } else {
            visitor.visit_f64(number.as_f64().ok_or(Unreadable)?)
        }
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        let Tree::Number(number) = self.0 else {
            return Err(Unreadable);
        };
        visitor.visit_u64(number.as_u64().ok_or(Unreadable)?)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        let Tree::Number(number) = self.0 else {
            return Err(Unreadable);
        };
        visitor.visit_i64(number.as_i64().ok_or(Unreadable)?)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        let Tree::Bool(value) = self.0 else {
            return Err(Unreadable);
        };
        visitor.visit_bool(value)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Tree::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Tree::Text(Cow::Owned(text)) => visitor.visit_string(text),
            _ => Err(Unreadable),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_str(self.0.as_str().ok_or(Unreadable)?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Tree::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Tree::List(values) => visitor.visit_seq(Items(values.into_iter())),
            _ => Err(Unreadable),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Tree::Object(fields) => visitor.visit_map(Fields {
                rest: fields.into_iter(),
                value: Tree::Null,
            }),
            _ => Err(Unreadable),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        match self.0 {
            Tree::Text(name) => visitor.visit_enum(Choice(name, Tree::Null)),
            Tree::Object(fields) if fields.len() == 1 => {
                let (name, value) = fields.into_iter().next().ok_or(Unreadable)?;
                visitor.visit_enum(Choice(name, value))
            }
            _ => Err(Unreadable),
        }
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_i8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_i16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_str(visitor)
    }

    serde::forward_to_deserialize_any! { bytes byte_buf unit unit_struct }
}

struct Items<'a>(std::vec::IntoIter<Tree<'a>>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unreadable> {
        self.0
            .next()
            .map(|value| seed.deserialize(Compact(value)))
            .transpose()
    }
}

struct Fields<'a> {
    rest: std::vec::IntoIter<(Cow<'a, str>, Tree<'a>)>,
    /// Of the name that was asked for last.
    value: Tree<'a>,
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Unreadable> {
        let Some((name, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.value = value;
        seed.deserialize(Compact(Tree::Text(name))).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, Unreadable> {
        let value = std::mem::replace(&mut self.value, Tree::Null);
        seed.deserialize(Compact(value))
    }
}

/// The name of an enum's variant, and what is in it.
struct Choice<'a>(Cow<'a, str>, Tree<'a>);

impl<'de> EnumAccess<'de> for Choice<'de> {
    type Error = Unreadable;
    type Variant = Compact<'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Compact<'de>), Unreadable> {
        let name = seed.deserialize(Compact(Tree::Text(self.0)))?;
        Ok((name, Compact(self.1)))
    }
}

impl<'de> VariantAccess<'de> for Compact<'de> {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        match self.0 {
            Tree::Null => Ok(()),
            _ => Err(Unreadable),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<T::Value, Unreadable> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_map(visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::{Deserialize, Serialize};
    use serde_json::json;
    use std::collections::BTreeMap;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Choices {
        Plain,
        Wrapped(i32),
        Pair(u8, f64),
        Struct { name: String },
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "kind", rename_all = "snake_case")]
    enum Tagged {
        Node {
            n: i64,
            day: Option<chrono::NaiveDate>,
        },
        Empty,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Everything {
        letter: char,
        small: u8,
        big: i64,
        ratio: f64,
        truth: bool,
        nothing: Option<u32>,
        something: Option<String>,
        list: Vec<Choices>,
        by_name: BTreeMap<String, (i16, bool)>,
        #[serde(flatten)]
        tagged: Tagged,
        #[serde(default)]
        rest: Value,
    }

    fn everything() -> Everything {
        Everything {
            letter: 'đ',
            small: 255,
            big: i64::MIN,
            ratio: 3.0,
            truth: true,
            nothing: None,
            something: Some("Tổ công nghệ số".into()),
            list: vec![
                Choices::Plain,
                Choices::Wrapped(-1),
                Choices::Pair(1, 0.5),
                Choices::Struct { name: "x".into() },
            ],
            by_name: BTreeMap::from([("a".into(), (1, false))]),
            tagged: Tagged::Node {
                n: 7,
                day: chrono::NaiveDate::from_ymd_opt(2026, 6, 1),
            },
            rest: json!({"deep": [1, 2.5, null, {"x": "y"}]}),
        }
    }

    #[test]
    fn reads_what_serde_json_writes() {
        let text = serde_json::to_string(&everything()).unwrap();
        assert_eq!(parse::<Everything>(&text), Ok(everything()));
        let empty = Everything {
            tagged: Tagged::Empty,
            ..everything()
        };
        let text = serde_json::to_string(&empty).unwrap();
        assert_eq!(parse::<Everything>(&text), Ok(empty));
    }

    #[test]
    fn a_field_of_a_newer_program_is_passed_over() {
        let mut value = serde_json::to_value(everything()).unwrap();
        value["of_tomorrow"] = json!({"a": [1]});
        assert_eq!(from_value::<Everything>(value), Ok(everything()));
    }

    #[test]
    fn another_shape_is_unreadable() {
        for (name, wrong) in [
            ("letter", json!("ab")),
            ("small", json!(256)),
            ("big", json!(1.5)),
            ("ratio", json!("1")),
            ("truth", json!(1)),
            ("list", json!({"plain": null})),
            ("list", json!(["unheard_of"])),
            ("list", json!([{"plain": 1}])),
            ("by_name", json!({"a": [1]})),
            ("kind", json!("unheard_of")),
            ("day", json!("30/02/2026")),
        ] {
            let mut value = serde_json::to_value(everything()).unwrap();
            value[name] = wrong.clone();
            assert_eq!(
                from_value::<Everything>(value),
                Err(Unreadable),
                "{name}: {wrong}"
            );
        }
        assert_eq!(parse::<Everything>("[]"), Err(Unreadable));
        assert_eq!(parse::<Everything>("{"), Err(Unreadable));
        assert_eq!(parse::<u8>("1 2"), Err(Unreadable));
    }
}
