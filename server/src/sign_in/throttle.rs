//! Slows down guessing: failures are counted per login and address, and per address.

use model::{clock::Millis, problem::Code};

use crate::{
    failure::{Failure, Result},
    service::Service,
    store::{self, Tx, attempt, attempt::Attempt, counter},
};

const WINDOW_MS: Millis = 15 * 60 * 1000;
const MAX_BY_LOGIN_AND_ADDRESS: usize = 5;
/// Higher, since a whole office may share an address.
const MAX_BY_ADDRESS: usize = 20;

/// Counts the attempt before its password is looked at, so that many at once cannot slip through;
/// a success takes it back.
pub async fn admit(service: &Service, attempt: &Attempt) -> Result<()> {
    let mut tx = service.store.write().await?;
    counter::lock(&mut tx, counter::ATTEMPT).await?;
    let since = attempt.made_at - WINDOW_MS;
    let [by_both, by_address] = attempt::recent(&mut tx, attempt, since).await?;
    let free_at = [
        free_at(&by_both, MAX_BY_LOGIN_AND_ADDRESS),
        free_at(&by_address, MAX_BY_ADDRESS),
    ];
    if let Some(free_at) = free_at.into_iter().flatten().max() {
        let seconds = (free_at - attempt.made_at).div_euclid(1000) + 1;
        return Err(Failure::Later {
            problem: Code::SignInThrottled.into(),
            seconds,
        });
    }
    attempt::add(&mut tx, attempt).await?;
    Ok(tx.commit().await?)
}

pub async fn forgive(tx: &mut Tx, attempt: &Attempt) -> store::Result<()> {
    attempt::forgive(tx, attempt).await
}

/// When so many of the attempts will be forgotten that another is allowed; `None` if it is now.
fn free_at(made_at: &[Millis], max: usize) -> Option<Millis> {
    let too_many = (made_at.len() + 1).checked_sub(max).filter(|n| *n > 0)?;
    made_at.get(too_many - 1).map(|made_at| made_at + WINDOW_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_attempt_that_must_go_tells_when() {
        assert_eq!(free_at(&[1, 2], 3), None);
        assert_eq!(free_at(&[1, 2, 3], 3), Some(1 + WINDOW_MS));
        assert_eq!(free_at(&[1, 2, 3, 4], 3), Some(2 + WINDOW_MS));
        assert_eq!(free_at(&[], 3), None);
    }
}
