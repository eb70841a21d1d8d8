//! `hocvuso add-person`

use std::io::{self, BufRead as _};

use anyhow::{Context as _, bail};
use model::{
    id::PersonId,
    person::{Grant, Person, Role},
    problem::{Code, Problem},
};

use super::Database;
use crate::{service::Service, store::person};

const PASSWORD_MIN_CHARS: usize = 10;

#[derive(clap::Args)]
pub struct Arguments {
    #[arg(long)]
    login: String,
    /// As shown to others
    #[arg(long)]
    name: String,
    /// field, officer, leader, viewer, supervisor or admin
    #[arg(long, value_parser = role)]
    role: Role,
    /// Code of the unit over which the role holds
    #[arg(long)]
    unit: String,
    /// The office held, shown beside the name
    #[arg(long, default_value = "")]
    post: String,
    /// Read the password from standard input instead of making one
    #[arg(long)]
    password_stdin: bool,
    #[command(flatten)]
    database: Database,
}

pub async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let password = if arguments.password_stdin {
        Some(read_password()?)
    } else {
        None
    };
    let service = arguments.database.open().await?;
    let is_made = password.is_none();
    let password = password.unwrap_or_else(|| make_password(service.environment.random()));
    let login = add(&service, &arguments, &password).await?;
    service.store.close().await;
    println!("{login} · {} · {}", arguments.role.name(), arguments.unit);
    if is_made {
        println!("Mật khẩu: {password}");
    }
    Ok(())
}

async fn add(service: &Service, arguments: &Arguments, password: &str) -> anyhow::Result<String> {
    let hash = service.hasher.hash(password.to_owned()).await?;
    let mut tx = service.store.write().await?;
    let tree = service.store.tree(&mut tx).await?;
    let unit = tree.find(&arguments.unit).with_context(|| {
        format!(
            "no unit has the id or code {}; import-units comes first",
            arguments.unit
        )
    })?;
    let person = Person {
        id: PersonId::new(service.environment.next_id()),
        login: arguments.login.trim().to_lowercase(),
        name: arguments.name.clone(),
        post: arguments.post.clone(),
        grants: vec![Grant {
            role: arguments.role,
            unit: unit.id.clone(),
        }],
    };
    if !person::add(&mut tx, &person, &hash).await? {
        bail!(Problem::from(Code::LoginTaken));
    }
    tx.commit().await?;
    Ok(person.login)
}

fn role(word: &str) -> Result<Role, String> {
    Role::parse(word).ok_or_else(|| {
        let words: Vec<_> = Role::ALL.iter().map(|role| role.as_str()).collect();
        format!("one of {}", words.join(", "))
    })
}

fn read_password() -> anyhow::Result<String> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    if password.chars().count() < PASSWORD_MIN_CHARS {
        bail!(Problem::from(Code::PasswordTooShort));
    }
    Ok(password)
}

/// Four groups of four, without letters and digits that are mistaken for each other: 80 bits.
fn make_password(random: [u8; 16]) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789x";
    let letters = random
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
    let mut password = String::new();
    for (place, letter) in letters.enumerate() {
        if place > 0 && place % 4 == 0 {
            password.push('-');
        }
        password.push(letter);
    }
    password
}
