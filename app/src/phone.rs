//! The phone at work in this window: the image of its store in memory, written through.

use std::{cell::RefCell, rc::Rc};

use futures_util::lock::Mutex;
use model::{
    sync::phone::{Change, Phone},
    unit::UnitTree,
};

use crate::device::{Device as _, DeviceError, Here};

thread_local! {
    /// A browser has one thread.
    static OPEN: RefCell<Option<Rc<Open>>> = const { RefCell::new(None) };
    /// Held while it is opened, which must not be done twice.
    static OPENING: Rc<Mutex<()>> = Rc::default();
}

pub struct Open {
    pub device: Here,
    phone: RefCell<Phone>,
    /// The units of the phone's ground.
    tree: RefCell<Rc<UnitTree>>,
    /// Held while something is on its way to the disk or from it.
    writing: Mutex<()>,
}

/// Opens the device, once; a failure is tried again at the next call.
pub async fn open() -> Result<Rc<Open>, DeviceError> {
    let opening = OPENING.with(Rc::clone);
    let _alone = opening.lock().await;
    if let Some(open) = OPEN.with_borrow(Clone::clone) {
        return Ok(open);
    }
    let device = Here::open().await?;
    let phone = Phone::new(device.load().await?);
    let open = Rc::new(Open {
        device,
        tree: RefCell::new(tree_of(&phone)),
        phone: RefCell::new(phone),
        writing: Mutex::new(()),
    });
    OPEN.set(Some(Rc::clone(&open)));
    Ok(open)
}

impl Open {
    pub fn read<T>(&self, read: impl FnOnce(&Phone) -> T) -> T {
        read(&self.phone.borrow())
    }

    #[cfg(not(feature = "ssr"))]
    pub fn tree(&self) -> Rc<UnitTree> {
        Rc::clone(&self.tree.borrow())
    }

    /// Reads what is on the disk too: what is being written may yet come to nothing.
    pub async fn read_kept<T>(&self, read: impl FnOnce(&Phone) -> T) -> T {
        let _quiet = self.writing.lock().await;
        self.read(read)
    }

    /// Makes a change and waits until it is on the disk. If it does not get there, it has not
    /// happened here either. Changes wait for each other.
    pub async fn change<T>(
        &self,
        make: impl FnOnce(&mut Phone) -> (Change, T),
    ) -> Result<(Change, T), DeviceError> {
        let _alone = self.writing.lock().await;
        let (change, result) = make(&mut self.phone.borrow_mut());
        Ok((self.write(change).await?, result))
    }

    /// Takes the image from the disk: another window has changed it.
    pub async fn load(&self) {
        let _alone = self.writing.lock().await;
        self.load_again().await;
    }

    /// In the program once, and not once for every kind of change.
    async fn write(&self, change: Change) -> Result<Change, DeviceError> {
        if change.ground.is_some() {
            let tree = tree_of(&self.phone.borrow());
            self.tree.replace(tree);
        }
        if change.is_empty() {
            return Ok(change);
        }
        if let Err(error) = self.device.write(&change).await {
            self.load_again().await;
            return Err(error);
        }
        Ok(change)
    }

    async fn load_again(&self) {
        if let Ok(image) = self.device.load().await {
            let phone = Phone::new(image);
            self.tree.replace(tree_of(&phone));
            self.phone.replace(phone);
        }
    }
}

fn tree_of(phone: &Phone) -> Rc<UnitTree> {
    Rc::new(UnitTree::new(phone.ground().units.iter().cloned()))
}
