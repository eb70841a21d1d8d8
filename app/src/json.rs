//! JSON in and out of the program; in a browser by its own reader and writer.
//!
//! A second way of reading and writing numbers would be a fiftieth of what a phone has to load.

use model::json::Unreadable;
use serde::{Serialize, de::DeserializeOwned};

pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    #[cfg(feature = "hydrate")]
    return model::json::from_value(browser::parse(text)?);
    #[cfg(not(feature = "hydrate"))]
    model::json::parse(text)
}

pub fn write(content: &impl Serialize) -> Result<String, Unreadable> {
    #[cfg(feature = "hydrate")]
    return browser::write(&serde_json::to_value(content).map_err(|_| Unreadable)?);
    #[cfg(not(feature = "hydrate"))]
    serde_json::to_string(content).map_err(|_| Unreadable)
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::Unreadable;
    use js_sys::{Array, JSON, Object, Reflect};
    use serde_json::{Map, Number, Value};
    use wasm_bindgen::{JsCast as _, JsValue};

    /// Whole numbers up to here are exact in a browser.
    const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

    pub fn parse(text: &str) -> Result<Value, Unreadable> {
        JSON::parse(text)
            .map(|tree| from_browser(&tree))
            .map_err(|_| Unreadable)
    }

    pub fn write(tree: &Value) -> Result<String, Unreadable> {
        JSON::stringify(&to_browser(tree))
            .map(String::from)
            .map_err(|_| Unreadable)
    }

    fn from_browser(tree: &JsValue) -> Value {
        if let Some(text) = tree.as_string() {
            Value::String(text)
        } else if let Some(number) = tree.as_f64() {
            from_number(number)
        } else if let Some(truth) = tree.as_bool() {
            Value::Bool(truth)
        } else if let Some(list) = tree.dyn_ref::<Array>() {
            Value::Array(list.iter().map(|item| from_browser(&item)).collect())
        } else if let Some(object) = tree.dyn_ref::<Object>() {
            let mut fields = Map::new();
            for field in Object::entries(object).iter() {
                let field: Array = field.unchecked_into();
                let name = field.get(0).as_string().unwrap_or_default();
                fields.insert(name, from_browser(&field.get(1)));
            }
            Value::Object(fields)
        } else {
            Value::Null
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "only whole numbers that are exact"
    )]
    fn from_number(number: f64) -> Value {
        if number.fract() == 0.0 && number.abs() <= MAX_SAFE_INTEGER {
            Value::from(number as i64)
        } else {
            Number::from_f64(number).map_or(Value::Null, Value::Number)
        }
    }

    fn to_browser(tree: &Value) -> JsValue {
        match tree {
            Value::Null => JsValue::NULL,
            Value::Bool(truth) => JsValue::from_bool(*truth),
            Value::Number(number) => number.as_f64().map_or(JsValue::NULL, JsValue::from_f64),
            Value::String(text) => JsValue::from_str(text),
            Value::Array(items) => items.iter().map(to_browser).collect::<Array>().into(),
            Value::Object(fields) => {
                let object = Object::new();
                for (name, value) in fields {
                    // An ordinary object takes every name.
                    let _ = Reflect::set(&object, &JsValue::from_str(name), &to_browser(value));
                }
                object.into()
            }
        }
    }
}
