//! A message as it travels: in words, as on a real network, or as it is. Most stories do without the
//! words: writing and reading them is half of the time, and other tests see to it that they say the same.

use std::{borrow::Cow, rc::Rc};

use model::json::{self, Unreadable};
use serde::{Serialize, de::DeserializeOwned};

#[derive(Clone)]
pub enum Letter<T> {
    InWords(Rc<str>),
    Bare(Rc<T>),
}

impl<T: Clone + Serialize + DeserializeOwned> Letter<T> {
    pub fn new(message: &T, in_words: bool) -> Self {
        if in_words {
            let text = serde_json::to_string(message).expect("a message is plain data");
            Self::InWords(text.into())
        } else {
            Self::Bare(Rc::new(message.clone()))
        }
    }

    pub fn read(&self) -> Result<Cow<'_, T>, Unreadable> {
        match self {
            Self::InWords(text) => json::parse(text).map(Cow::Owned),
            Self::Bare(message) => Ok(Cow::Borrowed(message)),
        }
    }
}
