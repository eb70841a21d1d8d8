//! JSON in and out of the program.
//!
//! In a browser its own reading of decimals and its own writer are used: a second way of doing that
//! would be a fiftieth of what a phone has to load.

use model::json::Unreadable;
use serde::{Serialize, de::DeserializeOwned};

pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    #[cfg(feature = "hydrate")]
    return model::json::from_tree(model::json::read(text, browser::decimal)?);
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
    use js_sys::{Array, JSON, Number, Object, Reflect};
    use serde_json::Value;
    use wasm_bindgen::JsValue;

    pub fn decimal(text: &str) -> Option<f64> {
        let number = Number::parse_float(text);
        number.is_finite().then_some(number)
    }

    pub fn write(tree: &Value) -> Result<String, Unreadable> {
        JSON::stringify(&to_browser(tree))
            .map(String::from)
            .map_err(|_| Unreadable)
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
