//! Goes round once a minute: in the morning each device is told what waits for its person, and at once
//! when somebody was named in a comment.
//!
//! What is told is noted before it is sent, so several processes on one database tell nobody twice; what
//! does not arrive is not sent again, for the page shows it anyway.

use std::{sync::Arc, time::Duration};

use hyper::StatusCode;
use model::view::{
    notice::{Notice, is_morning},
    today::Today,
};
use p256::SecretKey;
use tokio::{
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};

use super::{Endpoint, bytes, encrypt, key::Key, post::post};
use crate::{
    config::Push,
    failure::Result,
    reader::Reader,
    service::Service,
    store::{self, counter, mention, person, push::Device},
};

const EVERY: Duration = Duration::from_secs(60);
/// Messages under way at once.
const AT_ONCE: usize = 16;

/// Goes round for as long as the program runs, where the operator has switched it on.
pub fn begin(service: Arc<Service>) {
    if service.config.push.is_none() {
        return;
    }
    tokio::spawn(async move {
        let mut clock = interval(EVERY);
        clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            clock.tick().await;
            if let Err(failure) = round(&service).await {
                failure.into_problem();
            }
        }
    });
}

/// One round; gives how many devices were told.
pub async fn round(service: &Arc<Service>) -> Result<usize> {
    let Some(push) = service.config.push.clone() else {
        return Ok(0);
    };
    let mut round = Round {
        service: service.clone(),
        push,
        messages: JoinSet::new(),
        n_told: 0,
    };
    round.mornings().await?;
    round.news().await?;
    while round.messages.join_next().await.is_some() {}
    Ok(round.n_told)
}

struct Round {
    service: Arc<Service>,
    push: Push,
    messages: JoinSet<()>,
    n_told: usize,
}

impl Round {
    async fn mornings(&mut self) -> Result<()> {
        let now = self.service.environment.now();
        if !is_morning(now, None) {
            return Ok(());
        }
        let devices = {
            let mut tx = self.service.store.read().await?;
            store::push::all(&mut tx, now).await?
        };
        let day = self.service.environment.today();
        for device in devices {
            if !is_morning(now, device.told_on) {
                continue;
            }
            let mut tx = self.service.store.write().await?;
            let is_ours = store::push::take_morning(&mut tx, &device.id, day).await?;
            tx.commit().await?;
            if is_ours && let Some(today) = self.today(&device).await? {
                self.tell(device, Notice::of_morning(&today)).await;
            }
        }
        Ok(())
    }

    async fn news(&mut self) -> Result<()> {
        let now = self.service.environment.now();
        let devices = {
            let mut tx = self.service.store.read().await?;
            store::push::with_news(&mut tx, now).await?
        };
        for device in devices {
            let mut tx = self.service.store.write().await?;
            let new = mention::since(&mut tx, &device.person, device.told_seq).await?;
            let end = counter::value(&mut tx, counter::RECORD).await?;
            let is_ours = store::push::take_news(&mut tx, &device.id, end).await?;
            tx.commit().await?;
            if is_ours && let Some(mut today) = self.today(&device).await? {
                today
                    .mentions
                    .retain(|mention| new.contains(&mention.record));
                self.tell(device, Notice::of_mentions(&today.mentions))
                    .await;
            }
        }
        Ok(())
    }

    /// What the device's person sees on Hôm nay.
    async fn today(&self, device: &Device) -> Result<Option<Today>> {
        let person = {
            let mut tx = self.service.store.read().await?;
            person::get(&mut tx, &device.person).await?
        };
        let Some(person) = person else {
            return Ok(None);
        };
        let reader = Reader {
            service: self.service.clone(),
            person: Arc::new(person),
        };
        reader.today().await.map(Some)
    }

    async fn tell(&mut self, device: Device, notice: Option<Notice>) {
        let Some(words) = notice.and_then(|notice| serde_json::to_vec(&notice).ok()) else {
            return;
        };
        if self.messages.len() >= AT_ONCE {
            self.messages.join_next().await;
        }
        self.n_told += 1;
        let (service, push) = (self.service.clone(), self.push.clone());
        self.messages.spawn(async move {
            match send(&service, &push, &device, &words).await {
                Ok(StatusCode::NOT_FOUND | StatusCode::GONE) => forget(&service, &device).await,
                Ok(status) if status.is_success() => {}
                Ok(status) => tracing::warn!(%status, "a push service refused a message"),
                Err(error) => tracing::warn!(error = format!("{error:#}"), "nothing pushed"),
            }
        });
    }
}

async fn send(
    service: &Service,
    Push { key, may_be_local }: &Push,
    device: &Device,
    words: &[u8],
) -> anyhow::Result<StatusCode> {
    let endpoint = Endpoint::read(&device.endpoint, *may_be_local);
    let endpoint = endpoint.ok_or_else(|| anyhow::anyhow!("the endpoint may not be asked"))?;
    let hidden = hidden(service, device, words);
    let hidden = hidden.ok_or_else(|| anyhow::anyhow!("the browser's key is none"))?;
    let authorization = Key::authorization(key, &endpoint.origin(), service.environment.now());
    post(&endpoint, &authorization, hidden).await
}

fn hidden(service: &Service, device: &Device, words: &[u8]) -> Option<Vec<u8>> {
    let (public, auth) = (bytes(&device.p256dh)?, bytes(&device.auth)?);
    let once =
        std::iter::repeat_with(|| SecretKey::from_slice(&service.environment.random::<32>()));
    let once = once.take(8).find_map(std::result::Result::ok)?;
    let salt = service.environment.random();
    let words = words.get(..encrypt::WORDS_MAX_BYTES).unwrap_or(words);
    encrypt::encrypt(words, (&public, &auth), &once, salt)
}

/// The browser is gone, or its person said no there.
async fn forget(service: &Service, device: &Device) {
    let done = async {
        let mut tx = service.store.write().await?;
        store::push::remove(&mut tx, &device.id).await?;
        tx.commit().await
    };
    if let Err(error) = done.await {
        tracing::warn!(%error, "a device that is gone stays");
    }
}
