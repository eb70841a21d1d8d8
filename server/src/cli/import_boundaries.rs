//! `hocvuso import-boundaries`: the shapes of places, from a GeoJSON file keyed by code.

use std::{fs::File, io::Read as _, path::PathBuf};

use anyhow::Context as _;
use model::boundary::import::{self, Import, MAX_BYTES};

use super::Database;
use crate::{
    service::Service,
    store::{boundary, counter},
};

/// More names are counted and not listed.
const LISTED: usize = 40;

#[derive(clap::Args)]
pub struct Arguments {
    /// A FeatureCollection of Polygons and MultiPolygons in WGS84; replaces the map of each unit whose
    /// parts it has
    file: PathBuf,
    /// The property with the unit's code (default: code or ma)
    #[arg(long, value_name = "NAME")]
    key: Option<String>,
    #[command(flatten)]
    database: Database,
}

pub async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let mut geojson = Vec::new();
    let file = File::open(&arguments.file).with_context(|| arguments.file.display().to_string())?;
    // One byte too many is enough to be refused.
    let most = u64::try_from(MAX_BYTES)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    file.take(most).read_to_end(&mut geojson)?;
    let service = arguments.database.open().await?;
    let import = import(&service, &geojson, arguments.key.as_deref()).await?;
    service.store.close().await;
    tell(&import);
    Ok(())
}

/// Draws the maps anew that the file is of; all of them or, when it cannot be read, none.
pub async fn import(
    service: &Service,
    geojson: &[u8],
    key: Option<&str>,
) -> anyhow::Result<Import> {
    let mut tx = service.store.write().await?;
    counter::lock(&mut tx, counter::UNIT).await?;
    let tree = service.store.tree(&mut tx).await?;
    let import = import::read(geojson, key, &tree)?;
    for (above, drawn) in &import.maps {
        boundary::put(&mut tx, above, drawn).await?;
    }
    tx.commit().await?;
    Ok(import)
}

fn tell(import: &Import) {
    let n_drawn: usize = import.maps.iter().map(|(_, drawn)| drawn.len()).sum();
    println!("{n_drawn} boundaries on {} maps", import.maps.len());
    let without = import.without.iter();
    let without: Vec<_> = without
        .map(|unit| format!("{} ({})", unit.name, unit.id))
        .collect();
    list("codes without a unit", &import.unknown);
    list("units without a boundary", &without);
}

fn list(what: &str, names: &[String]) {
    if names.is_empty() {
        return;
    }
    println!("{} {what}:", names.len());
    for name in names.iter().take(LISTED) {
        println!("  {name}");
    }
    if names.len() > LISTED {
        println!("  … and {} more", names.len() - LISTED);
    }
}
