//! `hocvuso serve`

use std::{path::PathBuf, sync::Arc};

use anyhow::Context as _;
use tokio::net::TcpListener;

use super::{Database, listen};
use crate::{
    config::{Config, Push},
    demo,
    environment::Environment,
    push::{self, key::Key},
    rebuild, router,
    service::Service,
    site, stage,
    store::Store,
};

#[derive(clap::Args)]
pub struct Arguments {
    /// Fill an empty database with an invented province and show who can sign in
    #[arg(long)]
    demo: bool,
    #[arg(long, default_value = "127.0.0.1:3000", value_name = "ADDRESS:PORT")]
    addr: String,
    /// The folder of built files (default: beside the program)
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// People reach this server by https only: cookies are marked so
    #[arg(long)]
    https: bool,
    /// A proxy in front sets X-Forwarded-For, so its word is taken for where requests come from
    #[arg(long)]
    trust_proxy: bool,
    /// The key that `hocvuso vapid` printed: devices can be told of work
    #[arg(
        long,
        env = "HOCVUSO_VAPID_KEY",
        hide_env_values = true,
        value_name = "KEY"
    )]
    vapid_key: Option<String>,
    /// Whom push services may write to when something is wrong: mailto:… or https://…
    #[arg(
        long,
        env = "HOCVUSO_VAPID_CONTACT",
        default_value = "",
        value_name = "ADDRESS"
    )]
    vapid_contact: String,
    #[command(flatten)]
    database: Database,
}

pub async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let key = arguments.vapid_key.as_ref().filter(|key| !key.is_empty());
    let key = key.map(|key| Key::read(key, &arguments.vapid_contact));
    let key = key.transpose().context("HOCVUSO_VAPID_KEY")?;
    let config = Config {
        push: key.map(|key| Push {
            key,
            may_be_local: false,
        }),
        demo: arguments.demo,
        https: arguments.https,
        trust_proxy: arguments.trust_proxy,
        ..Config::default()
    };
    let store = Store::open(&arguments.database.url(config.demo))
        .await
        .context("database")?;
    let service = Arc::new(Service::new(store, config, Environment::real())?);
    stage::prepare(&service).await?;
    rebuild::bring_up_to_date(&service).await?;
    push::begin(service.clone());
    let router = router::router(service.clone(), &site::find(arguments.site))?;
    let listener = TcpListener::bind(&arguments.addr)
        .await
        .context(arguments.addr)?;
    println!("Học vụ số: http://{}", listener.local_addr()?);
    if service.config.demo {
        println!("Dữ liệu minh họa. Đăng nhập: {}", demo::LOGINS.join(" · "));
        println!("Mật khẩu của tất cả: {}", stage::PASSWORD);
    }
    listen::until_stopped(listener, router).await?;
    service.store.close().await;
    Ok(())
}
