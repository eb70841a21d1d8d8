//! People, and the roles they have over units.

use model::{
    id::{PersonId, UnitId},
    mention::{COLLEAGUES_MAX, Colleague},
    person::{Action, Grant, Person, Role},
};

use super::{
    Result, Tx, bulk, counter,
    database::{Row, query},
    json,
};

pub async fn get(tx: &mut Tx, id: &PersonId) -> Result<Option<Person>> {
    let sql = "select p.id, p.login, p.name, p.post, r.role, r.unit_id \
               from person p left join role r on r.person_id = p.id \
               where p.id = $1 order by r.position";
    let rows = query(sql).bind(id.to_string()).fetch_all(tx).await?;
    rows.first().map(|row| read(row, &rows)).transpose()
}

/// A person from rows that differ in the role only; somebody without any has one row with none.
pub(super) fn read(person: &Row, roles: &[Row]) -> Result<Person> {
    let mut grants = Vec::new();
    for row in roles {
        if let Some(unit) = row.get::<Option<String>>("unit_id")? {
            grants.push(Grant {
                role: json::word(row, "role", Role::parse)?,
                unit: UnitId::new(unit),
            });
        }
    }
    Ok(Person {
        id: PersonId::new(person.get::<String>("id")?),
        login: person.get("login")?,
        name: person.get("name")?,
        post: person.get("post")?,
        grants,
    })
}

/// The person with this login, and the hash of the password.
pub async fn password_of(tx: &mut Tx, login: &str) -> Result<Option<(PersonId, String)>> {
    let sql = "select id, password from person where login = $1";
    let row = query(sql).bind(login.to_owned()).fetch_optional(tx).await?;
    row.map(|row| {
        Ok((
            PersonId::new(row.get::<String>("id")?),
            row.get("password")?,
        ))
    })
    .transpose()
}

/// `false` where the login is already somebody's; then nothing is added.
pub async fn add(tx: &mut Tx, person: &Person, password_hash: &str) -> Result<bool> {
    let sql = "insert into person (id, login, name, post, password) values ($1, $2, $3, $4, $5) \
               on conflict (login) do nothing";
    let done = query(sql)
        .bind(person.id.to_string())
        .bind(person.login.clone())
        .bind(person.name.clone())
        .bind(person.post.clone())
        .bind(password_hash.to_owned())
        .execute(tx)
        .await?;
    if done == 0 {
        return Ok(false);
    }
    add_grants(tx, &person.id, &person.grants).await?;
    Ok(true)
}

/// Gives a person these roles instead of those before.
pub async fn set_grants(tx: &mut Tx, id: &PersonId, grants: &[Grant]) -> Result<()> {
    query("delete from role where person_id = $1")
        .bind(id.to_string())
        .execute(tx)
        .await?;
    add_grants(tx, id, grants).await
}

/// Those whose first role is in one of the units.
pub async fn colleagues(tx: &mut Tx, units: &[&UnitId]) -> Result<Vec<Colleague>> {
    let units: Vec<_> = units.iter().map(|unit| unit.as_str()).collect();
    let sql = "select p.id, p.name, p.post, r.unit_id, r.role from role r join person p on p.id = r.person_id \
               where r.position = 0 and r.unit_id in (select value from json_each($1))";
    let rows = bulk::select_in(tx, sql, &[], &units).await?;
    let colleague = |row: &Row| {
        Ok(Colleague {
            id: PersonId::new(row.get::<String>("id")?),
            name: row.get("name")?,
            post: row.get("post")?,
            unit: UnitId::new(row.get::<String>("unit_id")?),
            works: json::word(row, "role", Role::parse)?.carries(Action::Update),
        })
    };
    rows.iter().take(COLLEAGUES_MAX).map(colleague).collect()
}

async fn add_grants(tx: &mut Tx, id: &PersonId, grants: &[Grant]) -> Result<()> {
    let grants: Vec<_> = (0_i64..).zip(grants).collect();
    let sql = "insert into role (person_id, position, role, unit_id) values {}";
    bulk::insert(tx, sql, &grants, |row, (position, grant)| {
        Ok(row
            .bind(id.to_string())
            .bind(*position)
            .bind(grant.role.as_str())
            .bind(grant.unit.to_string()))
    })
    .await?;
    counter::raise(tx, counter::PERSON).await
}
