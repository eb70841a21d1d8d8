//! The command line.

use std::{io::IsTerminal as _, path::PathBuf};

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::{config::Config, environment::Environment, service::Service, stage, store::Store};

mod add_person;
mod demo;
pub mod import_boundaries;
mod import_plan;
pub mod import_units;
mod listen;
mod rebuild;
mod serve;
mod vapid;

/// Học vụ số: kế hoạch thành việc, việc thành số liệu.
#[derive(Parser)]
#[command(name = "hocvuso", version)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve pages and the interface for programs
    Serve(serve::Arguments),
    /// Read the text of a plan and print what is understood; saves nothing
    ImportPlan(import_plan::Arguments),
    /// Add or change units from a CSV file
    ImportUnits(import_units::Arguments),
    /// Draw maps with the boundaries in a GeoJSON file
    ImportBoundaries(import_boundaries::Arguments),
    /// Add somebody who signs in
    AddPerson(add_person::Arguments),
    /// Make an invented country at work, up to the size of Việt Nam, in a database of its own
    Demo(demo::Arguments),
    /// Print a new key with which the server can tell devices of work (web push)
    Vapid,
    /// Make the folded tables anew from the record log
    Rebuild(Database),
}

#[derive(clap::Args)]
struct Database {
    /// sqlite:FILE or postgres://… (default: hocvuso.db in the current directory)
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    database_url: Option<String>,
}

pub fn run(arguments: Arguments) -> anyhow::Result<()> {
    start_log();
    if let Command::ImportPlan(arguments) = arguments.command {
        return import_plan::run(&arguments);
    }
    if let Command::Vapid = arguments.command {
        vapid::run();
        return Ok(());
    }
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        match arguments.command {
            Command::Serve(arguments) => serve::run(arguments).await,
            Command::ImportUnits(arguments) => import_units::run(arguments).await,
            Command::ImportBoundaries(arguments) => import_boundaries::run(arguments).await,
            Command::AddPerson(arguments) => add_person::run(arguments).await,
            Command::Demo(arguments) => demo::run(arguments).await,
            Command::Rebuild(database) => rebuild::run(&database).await,
            Command::ImportPlan(_) | Command::Vapid => Ok(()),
        }
    })
}

impl Database {
    fn url(&self, demo: bool) -> String {
        let file = PathBuf::from(if demo {
            "hocvuso-demo.db"
        } else {
            "hocvuso.db"
        });
        self.database_url
            .clone()
            .unwrap_or_else(|| format!("sqlite:{}", file.display()))
    }

    /// Opens a database of real data.
    async fn open(&self) -> anyhow::Result<Service> {
        let store = Store::open(&self.url(false)).await?;
        let service = Service::new(store, Config::default(), Environment::real())?;
        stage::prepare(&service).await?;
        Ok(service)
    }
}

/// To standard error, since commands print their results. `RUST_LOG` says how much.
fn start_log() {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
}
