//! Leptos' signals with one type for every value, whatever it is.
//!
//! Leptos compiles its machinery anew for each type that a signal, a memo or an effect holds; a phone
//! would have to load all of it. Here values are boxed, and what is compiled for each type does
//! little more than open the box. The methods are those of Leptos and mean the same.

#![expect(
    clippy::disallowed_types,
    reason = "here, and only here, they are wrapped"
)]

use std::{any::Any, marker::PhantomData, ops::Deref};

use leptos::{
    logging::warn,
    prelude::{
        self as leptos_, ReadUntracked, ReadValue as _, Set as _, SetValue as _, Track, Write as _,
        WriteValue as _,
    },
};

type Held = Box<dyn Any + Send + Sync>;

/// A value that others follow, kept in `S`.
pub struct Followed<T, S>(S, PhantomData<fn() -> T>);

/// A value that may be set.
pub type RwSignal<T> = Followed<T, leptos_::RwSignal<Held>>;

/// A value that is worked out of others, and again when one of these has changed.
pub type Memo<T> = Followed<T, leptos_::Memo<Held>>;

/// A value that nobody follows, for whatever is only copied about.
pub struct StoredValue<T>(leptos_::StoredValue<Held>, PhantomData<fn() -> T>);

/// What is done again when something that it reads has changed; in browsers only.
pub struct Effect;

impl<T, S: Copy> Copy for Followed<T, S> {}

impl<T, S: Copy> Clone for Followed<T, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: 'static, S> Followed<T, S>
where
    S: Copy + Track + ReadUntracked<Value: Deref<Target = Held>>,
{
    /// # Panics
    /// Where the page that owned it has been left, as all that do not say `try_`.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.0.track();
        self.with_untracked(read)
    }

    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(inner(&self.0.read_untracked()))
    }

    pub fn try_with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        self.0.try_read_untracked().map(|held| read(inner(&held)))
    }

    pub fn track(self) {
        self.0.track();
    }
}

impl<T: Clone + 'static, S> Followed<T, S>
where
    S: Copy + Track + ReadUntracked<Value: Deref<Target = Held>>,
{
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    pub fn try_get_untracked(self) -> Option<T> {
        self.try_with_untracked(T::clone)
    }
}

impl<T: Send + Sync + 'static> RwSignal<T> {
    pub fn new(value: T) -> Self {
        Self(leptos_::RwSignal::new(Box::new(value)), PhantomData)
    }

    pub fn set(self, value: T) {
        self.0.set(Box::new(value));
    }

    /// Does nothing where the page that owned it has been left.
    pub fn try_set(self, value: T) {
        let _ = self.0.try_set(Box::new(value));
    }

    pub fn update(self, change: impl FnOnce(&mut T)) {
        match self.0.try_write() {
            Some(mut held) => change(inner_mut(&mut held)),
            None => warn!("a signal was changed after its page had been left"),
        }
    }
}

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    pub fn new(make: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let make = move |before: Option<&Held>| -> Held { Box::new(make(before.map(inner))) };
        let has_changed = |before: Option<&Held>, now: Option<&Held>| {
            before.map(inner::<T>) != now.map(inner::<T>)
        };
        Self(memo(Box::new(make), has_changed), PhantomData)
    }
}

impl Effect {
    /// `act` is given what it said the last time.
    pub fn new<T: 'static>(mut act: impl FnMut(Option<T>) -> T + 'static) -> Self {
        let mut last = None;
        effect(Box::new(move || last = Some(act(last.take()))));
        Self
    }
}

impl<T> Copy for StoredValue<T> {}

impl<T> Clone for StoredValue<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> StoredValue<T> {
    pub fn new(value: T) -> Self {
        Self(leptos_::StoredValue::new(Box::new(value)), PhantomData)
    }

    pub fn with_value<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(inner(&self.0.read_value()))
    }

    pub fn try_with_value<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        self.0.try_read_value().map(|held| read(inner(&held)))
    }

    pub fn set_value(self, value: T) {
        self.0.set_value(Box::new(value));
    }

    pub fn update_value(self, change: impl FnOnce(&mut T)) {
        change(inner_mut(&mut self.0.write_value()));
    }

    pub fn try_update_value<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let held = self.0.try_write_value();
        held.map(|mut held| change(inner_mut(&mut held)))
    }
}

impl<T: Clone + Send + Sync + 'static> StoredValue<T> {
    pub fn get_value(self) -> T {
        self.with_value(T::clone)
    }

    pub fn try_get_value(self) -> Option<T> {
        self.try_with_value(T::clone)
    }
}

type Make = Box<dyn Fn(Option<&Held>) -> Held + Send + Sync>;

/// In the program once, as what follows.
fn memo(make: Make, has_changed: fn(Option<&Held>, Option<&Held>) -> bool) -> leptos_::Memo<Held> {
    leptos_::Memo::new_with_compare(make, has_changed)
}

fn effect(mut act: Box<dyn FnMut()>) {
    leptos_::Effect::new(move |_| act());
}

fn inner<T: 'static>(held: &Held) -> &T {
    let value: &dyn Any = &**held;
    value.downcast_ref().unwrap_or_else(|| of_other_type())
}

fn inner_mut<T: 'static>(held: &mut Held) -> &mut T {
    let value: &mut dyn Any = &mut **held;
    value.downcast_mut().unwrap_or_else(|| of_other_type())
}

/// Nothing but `T` is ever put where the type says `T`.
fn of_other_type() -> ! {
    unreachable!("a signal holds a value of another type than it says")
}
