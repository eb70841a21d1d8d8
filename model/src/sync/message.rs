//! The one request that pushes and pulls, and its answer. Fields are only ever added: phones in the
//! field are older than the server, or newer.

use crate::{
    boundary::Boundary,
    clock::Millis,
    id::{DeviceId, PersonId, RecordId, ServerId, UnitId},
    map::Map,
    mention::Colleague,
    person::Person,
    problem::{Code, Problem},
    record::Record,
    report::Covered,
    sync::check::Check,
    unit::{Unit, UnitTree},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SyncRequest {
    pub device: DeviceId,
    /// Whose work it is; another who is signed in meanwhile must not send it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// The last `seq` this device has; 0 for all.
    #[serde(default)]
    pub cursor: i64,
    /// Records as JSON, each read by itself so that a broken one does not stop the others.
    #[serde(default)]
    pub records: Vec<Value>,
    /// How many records to return at most; 0 pushes only.
    #[serde(default)]
    pub limit: Option<usize>,
    /// The server whose log the device has been reading; another one takes nothing from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server: Option<ServerId>,
    /// The version of the ground the device stands on; asks for a newer one. Absent: none wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    /// How many records the device still holds back, those of this request not counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n_held: Option<u32>,
    /// The version of the device's program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SyncAnswer {
    /// In the log now, whether by this request or an earlier one.
    pub accepted: Vec<RecordId>,
    pub refused: Vec<Refused>,
    /// Records after the cursor that concern this person.
    pub records: Vec<Stamped>,
    pub cursor: i64,
    /// Whether there are more after the cursor.
    pub more: bool,
    /// Which server this is: every database has a name of its own, which its backups keep.
    #[serde(default)]
    pub server: Option<ServerId>,
    /// Over all records that concern this person, when there are no more after the cursor.
    #[serde(default)]
    pub check: Option<Check>,
    /// Over all that the log holds of this person's from this device.
    #[serde(default)]
    pub own: Option<Check>,
    /// The server's clock.
    #[serde(default)]
    pub now: Option<Millis>,
    /// Up to which `seq` somebody who works for the person's commune has received the log.
    #[serde(default)]
    pub received: i64,
    /// What the reports of the person's commune cover that stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reported: Vec<Covered>,
    /// The names of those who made the records or brought them.
    #[serde(default)]
    pub names: Map<PersonId, String>,
    /// Given when the device's is an older one.
    #[serde(default)]
    pub ground: Option<Ground>,
}

/// What is not in the log, and without which a phone could not show what is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ground {
    /// Changes whenever anything in it may have changed.
    pub version: String,
    pub person: Person,
    /// `Person::known_units`.
    pub units: Vec<Unit>,
    /// Those who have a role in `Person::units_of_colleagues`.
    #[serde(default)]
    pub colleagues: Vec<Colleague>,
    /// `Person::known_boundaries`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub boundaries: Vec<(UnitId, Boundary)>,
}

impl Ground {
    pub fn tree(&self) -> UnitTree {
        UnitTree::new(self.units.iter().cloned()).with_boundaries(&self.boundaries)
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "RefusedAsWritten")]
pub struct Refused {
    /// The record's id as sent, where it could be read at all.
    pub id: Option<RecordId>,
    /// Its place in the request.
    pub index: usize,
    #[serde(flatten)]
    pub problem: Problem,
}

#[derive(Deserialize)]
struct RefusedAsWritten {
    id: Option<RecordId>,
    index: usize,
    code: Code,
    message: String,
}

impl From<RefusedAsWritten> for Refused {
    fn from(refused: RefusedAsWritten) -> Self {
        Self {
            id: refused.id,
            index: refused.index,
            problem: refused.code.saying(refused.message),
        }
    }
}

/// A record with its place in the server's log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stamped {
    pub seq: i64,
    pub record: Record,
    /// Who brought it, where that was not its author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_by: Option<PersonId>,
}
