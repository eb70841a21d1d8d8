//! `hocvuso demo`: an invented country at work, as large as it is asked for.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::ValueEnum;
use model::unit::{Unit, UnitTree};

use super::{Database, import_units};
use crate::{
    config::Config, demo::nation, environment::Environment, service::Service, stage, store::Store,
};

/// Records between two lines that say how far it is.
const TELL_EACH: usize = 100_000;

#[derive(clap::Args)]
pub struct Arguments {
    /// How much of the country
    #[arg(long, value_enum, default_value = "commune")]
    size: Size,
    /// Provinces and communes as for import-units; without it they are invented
    #[arg(long, value_name = "FILE.csv")]
    units: Option<PathBuf>,
    #[command(flatten)]
    database: Database,
}

#[derive(Clone, Copy, ValueEnum)]
enum Size {
    Commune,
    Province,
    Nation,
}

impl Size {
    /// Provinces, and communes of each.
    fn most(self) -> (usize, usize) {
        match self {
            Self::Commune => (1, 1),
            Self::Province => (1, usize::MAX),
            Self::Nation => (usize::MAX, usize::MAX),
        }
    }
}

pub async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let list = match &arguments.units {
        Some(file) => read(file)?,
        None => nation::invented(),
    };
    let units = nation::country(&list, arguments.size.most());
    let config = Config {
        demo: true,
        ..Config::default()
    };
    let store = Store::open(&arguments.database.url(true)).await?;
    let service = Service::new(store, config, Environment::real())?;
    let (mut told, mut last) = (0, 0);
    let tell = |n_records| {
        last = n_records;
        if n_records >= told + TELL_EACH {
            told = n_records;
            println!("{n_records} records");
        }
    };
    stage::fill_nation(&service, &units, tell).await?;
    service.store.close().await;
    println!(
        "{} units, {last} records; serve --demo shows them",
        units.len()
    );
    Ok(())
}

fn read(file: &PathBuf) -> anyhow::Result<Vec<Unit>> {
    let csv = std::fs::read(file).with_context(|| file.display().to_string())?;
    Ok(import_units::read(&csv, &UnitTree::new([]))?)
}
