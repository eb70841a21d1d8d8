//! The phone at work in this window: the image of its store in memory, written through.

use std::{
    cell::{Cell, RefCell},
    future::poll_fn,
    rc::Rc,
    task::Poll,
};

use futures_util::lock::Mutex;
use model::{
    sync::phone::{Change, Phone},
    unit::UnitTree,
};

use crate::device::{Device as _, DeviceError, Entry, Here};

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
    /// Shared with each change that was made here and is not on the disk yet.
    unwritten: Rc<()>,
    /// The disk has refused a change and could not be read after that: what is here may be more than what
    /// it holds.
    is_doubtful: Cell<bool>,
}

/// A change that was made here and has still to be written.
#[must_use = "it is not safe until it is on the disk"]
pub struct Made {
    change: Change,
    unwritten: Rc<()>,
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
    let open = Rc::new(Open::new(device, phone));
    OPEN.set(Some(Rc::clone(&open)));
    Ok(open)
}

/// What has been opened already.
pub fn opened() -> Option<Rc<Open>> {
    OPEN.with_borrow(Clone::clone)
}

impl Open {
    fn new(device: Here, phone: Phone) -> Self {
        Self {
            device,
            tree: RefCell::new(tree_of(&phone)),
            phone: RefCell::new(phone),
            writing: Mutex::new(()),
            unwritten: Rc::default(),
            is_doubtful: Cell::new(false),
        }
    }

    pub fn read<T>(&self, read: impl FnOnce(&Phone) -> T) -> T {
        read(&self.phone.borrow())
    }

    #[cfg(not(feature = "ssr"))]
    pub fn tree(&self) -> Rc<UnitTree> {
        Rc::clone(&self.tree.borrow())
    }

    /// Reads what is on the disk too: what is being written, or has still to be, may yet come to
    /// nothing.
    pub async fn read_kept<T>(&self, read: impl FnOnce(&Phone) -> T) -> Result<T, DeviceError> {
        loop {
            let quiet = self.writing.lock().await;
            if Rc::strong_count(&self.unwritten) == 1 {
                self.make_sure().await?;
                return Ok(self.read(read));
            }
            drop(quiet);
            let_others_go_first().await;
        }
    }

    /// Makes a change and waits until it is on the disk. If it does not get there, it has not
    /// happened here either. Changes wait for each other.
    pub async fn change<T>(
        &self,
        make: impl FnOnce(&mut Phone) -> (Change, T),
    ) -> Result<(Change, T), DeviceError> {
        let _alone = self.writing.lock().await;
        self.make_sure().await?;
        let (change, result) = make(&mut self.phone.borrow_mut());
        Ok((self.write(change).await?, result))
    }

    /// Makes a change here at once, for whoever types and cannot wait; [`Open::write_made`] brings it
    /// to the disk, and until then nobody is told of it.
    pub fn make(&self, make: impl FnOnce(&mut Phone) -> Change) -> Made {
        Made {
            change: make(&mut self.phone.borrow_mut()),
            unwritten: Rc::clone(&self.unwritten),
        }
    }

    /// Writes a change that has been made here. If it does not get to the disk, it has not happened.
    pub async fn write_made(&self, made: Made) -> Result<(), DeviceError> {
        let Made { change, unwritten } = made;
        let _alone = self.writing.lock().await;
        let change = self.write(change).await?;
        let is_here = |entry: &Entry| self.read(|phone| phone.knows(&entry.record.id));
        // What was read from the disk meanwhile did not have it yet.
        if !change.entries.iter().all(is_here) {
            self.load_again().await;
        }
        drop(unwritten);
        Ok(())
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

    /// That what is here is what the disk holds.
    async fn make_sure(&self) -> Result<(), DeviceError> {
        if self.is_doubtful.get() {
            self.load_again().await;
        }
        match self.is_doubtful.get() {
            true => Err(DeviceError::Failed),
            false => Ok(()),
        }
    }

    async fn load_again(&self) {
        let loaded = self.device.load().await;
        self.is_doubtful.set(loaded.is_err());
        if let Ok(image) = loaded {
            let phone = Phone::new(image);
            self.tree.replace(tree_of(&phone));
            self.phone.replace(phone);
        }
    }
}

fn tree_of(phone: &Phone) -> Rc<UnitTree> {
    Rc::new(phone.ground().tree())
}

/// Once all who were ready to go on have done so.
async fn let_others_go_first() {
    let mut have_gone = false;
    poll_fn(|context| {
        if have_gone {
            return Poll::Ready(());
        }
        have_gone = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

#[cfg(test)]
mod tests;
