//! A server in the process: its router, its clock, and the people who use it.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

use axum::Router;
use model::{
    clock::Millis,
    id::PersonId,
    person::{Grant, Person, Role},
};
use server::{
    config::{Config, Hashing},
    environment::Environment,
    router::router,
    service::Service,
    store::{Store, person, unit},
};

use crate::{Actor, world};

/// Everybody's password.
pub const PASSWORD: &str = "mật khẩu để thử";

pub struct App {
    pub service: Arc<Service>,
    pub router: Router,
    pub url: String,
    nature: Nature,
}

impl App {
    /// A server on a fresh database with the units of `world`, on `world::MORNING`.
    ///
    /// # Panics
    /// If the database cannot be opened.
    pub async fn open(url: &str) -> Self {
        let config = Config {
            hashing: Hashing::cheap(),
            ..Config::default()
        };
        let app = Self::start(url, config, Nature::default()).await;
        let mut tx = app.service.store.write().await.expect("a database");
        unit::put(&mut tx, &world::units())
            .await
            .expect("the world's units");
        tx.commit().await.expect("the world's units");
        app
    }

    /// A server on a database as it is, on the day on which it is started.
    ///
    /// # Panics
    /// If the database cannot be opened.
    pub async fn today(url: &str) -> Self {
        let config = Config {
            demo: true,
            hashing: Hashing::cheap(),
            ..Config::default()
        };
        let nature = Nature::default();
        let now = Environment::real().now();
        nature.clock.store(now, Ordering::SeqCst);
        Self::start(url, config, nature).await
    }

    /// Another process on the same database.
    pub async fn beside(&self) -> Self {
        self.beside_with(self.service.config.clone()).await
    }

    /// Another process on the same database, started in another way.
    pub async fn beside_with(&self, config: Config) -> Self {
        Self::start(&self.url, config, self.nature.clone()).await
    }

    async fn start(url: &str, config: Config, nature: Nature) -> Self {
        let store = Store::open(url).await.expect("a database");
        let service = Service::new(store, config, nature.environment());
        let service = Arc::new(service.expect("a service"));
        let router = router(service.clone(), Path::new("/nowhere")).expect("a router");
        Self {
            service,
            router,
            url: url.to_owned(),
            nature,
        }
    }

    /// The same server with built files.
    ///
    /// # Panics
    /// If the files are not those of a site.
    pub fn with_site(&self, folder: &Path) -> Self {
        Self {
            service: self.service.clone(),
            router: router(self.service.clone(), folder).expect("a router"),
            url: self.url.clone(),
            nature: self.nature.clone(),
        }
    }

    pub async fn close(&self) {
        self.service.store.close().await;
    }

    pub fn now(&self) -> Millis {
        self.nature.clock.load(Ordering::SeqCst)
    }

    pub fn pass(&self, ms: Millis) {
        self.nature.clock.fetch_add(ms, Ordering::SeqCst);
    }

    pub async fn officer(&self, unit: &str) -> Actor {
        self.signed_in(Role::Officer, unit).await
    }

    pub async fn leader(&self, unit: &str) -> Actor {
        self.signed_in(Role::Leader, unit).await
    }

    pub async fn field(&self, unit: &str) -> Actor {
        self.signed_in(Role::Field, unit).await
    }

    pub async fn viewer(&self, unit: &str) -> Actor {
        self.signed_in(Role::Viewer, unit).await
    }

    pub async fn supervisor(&self, unit: &str) -> Actor {
        self.signed_in(Role::Supervisor, unit).await
    }

    /// Somebody who has not signed in.
    pub fn nobody(&self) -> Actor {
        Actor::new(self, None, "127.0.0.1")
    }

    /// Adds somebody with `PASSWORD`, and gives the login.
    ///
    /// # Panics
    /// If the database does not take it.
    pub async fn add(&self, role: Role, unit: &str) -> Person {
        let id = self.service.environment.next_id();
        let person = Person {
            login: format!("{}.{unit}.{}", role.as_str(), &id[24..]),
            id: PersonId::new(id),
            name: format!("{} {unit}", role.name()),
            post: String::new(),
            grants: vec![Grant {
                role,
                unit: unit.into(),
            }],
        };
        let hash = self
            .service
            .hasher
            .hash(PASSWORD.to_owned())
            .await
            .expect("a hash");
        let mut tx = self.service.store.write().await.expect("a transaction");
        assert!(
            person::add(&mut tx, &person, &hash)
                .await
                .expect("a person")
        );
        tx.commit().await.expect("a person");
        person
    }

    /// Makes somebody a field officer of another unit, and of nothing else.
    ///
    /// # Panics
    /// If the database does not take it.
    pub async fn grant(&self, person: &PersonId, unit: &str) {
        let grant = Grant {
            role: Role::Field,
            unit: unit.into(),
        };
        let mut tx = self.service.store.write().await.expect("a transaction");
        let done = person::set_grants(&mut tx, person, &[grant]).await;
        done.expect("a role");
        tx.commit().await.expect("a role");
    }

    async fn signed_in(&self, role: Role, unit: &str) -> Actor {
        let person = self.add(role, unit).await;
        let mut actor = Actor::new(self, Some(person.id), "127.0.0.1");
        actor.sign_in(&person.login, PASSWORD).await.ok();
        actor
    }
}

/// Time and chance, the same each time a test is run, and shared by all processes of one test.
#[derive(Clone)]
struct Nature {
    clock: Arc<AtomicI64>,
    n_drawn: Arc<AtomicU64>,
}

impl Default for Nature {
    fn default() -> Self {
        Self {
            clock: Arc::new(AtomicI64::new(world::MORNING)),
            n_drawn: Arc::default(),
        }
    }
}

impl Nature {
    fn environment(&self) -> Environment {
        let Self { clock, n_drawn } = self.clone();
        let fill = move |bytes: &mut [u8]| {
            for byte in bytes {
                *byte = splitmix(n_drawn.fetch_add(1, Ordering::SeqCst) + 1);
            }
        };
        Environment::new(move || clock.load(Ordering::SeqCst), fill)
    }
}

fn splitmix(n: u64) -> u8 {
    let z = n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z.to_be_bytes()[3]
}
