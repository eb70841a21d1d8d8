//! GeoJSON (RFC 7946) read into rings of longitude and latitude, with limits and in plain words.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{SeqAccess, Visitor},
};
use serde_json::{Map, Value};

use crate::problem::{Code, Problem};

/// A file of all communes of the country, as finely drawn as authorities draw them.
pub const MAX_BYTES: usize = 100_000_000;
const MAX_POINTS: usize = 4_000_000;
/// Properties in which the code is looked for when nobody has named one.
const KEYS: [&str; 2] = ["code", "ma"];

/// Closed without a last point that is the first again.
pub type Ring = Vec<(f64, f64)>;
/// The outer ring and the holes in it.
pub type Polygon = Vec<Ring>;

#[derive(Debug)]
pub struct Feature {
    pub code: CodeAsWritten,
    pub polygons: Vec<Polygon>,
}

/// A code as written, and whether it was a number, which has lost its leading zeros.
#[derive(Clone, Debug)]
pub struct CodeAsWritten {
    pub text: String,
    pub was_number: bool,
}

#[derive(Deserialize)]
struct Collection {
    #[serde(default)]
    r#type: String,
    #[serde(default)]
    crs: Option<Value>,
    #[serde(default)]
    features: Vec<Written>,
}

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    properties: Option<Map<String, Value>>,
    #[serde(default)]
    geometry: Option<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(default)]
    r#type: String,
    #[serde(default)]
    coordinates: Nest,
}

/// All features, none left out: one that cannot be read refuses the file.
pub fn read(text: &[u8], key: Option<&str>) -> Result<Vec<Feature>, Problem> {
    if text.len() > MAX_BYTES {
        return Err(too_large("Tệp lớn hơn 100 MB."));
    }
    // Some programs put a byte order mark in front.
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    let collection: Collection = serde_json::from_slice(text).map_err(|error| {
        malformed(&format!(
            "Không đọc được GeoJSON ở dòng {}, cột {}.",
            error.line(),
            error.column()
        ))
    })?;
    if collection.r#type != "FeatureCollection" {
        return Err(malformed("Tệp cần là một FeatureCollection của GeoJSON."));
    }
    if collection.crs.is_some_and(|crs| !is_wgs84(&crs)) {
        return Err(malformed(
            "Tọa độ cần theo WGS84 (EPSG:4326). Hãy chuyển hệ tọa độ rồi nhập lại.",
        ));
    }
    let mut n_points = 0;
    let features = collection.features.into_iter().zip(1..);
    let features = features.map(|(written, place)| written.feature(place, key, &mut n_points));
    let features: Vec<_> = features.collect::<Result<_, _>>()?;
    match features.is_empty() {
        true => Err(malformed("Tệp không có địa bàn nào.")),
        false => Ok(features),
    }
}

fn is_wgs84(crs: &Value) -> bool {
    let name = crs.pointer("/properties/name").and_then(Value::as_str);
    name.is_some_and(|name| name.ends_with("CRS84") || name.ends_with("4326"))
}

impl Written {
    fn feature(
        self,
        place: usize,
        key: Option<&str>,
        n_points: &mut usize,
    ) -> Result<Feature, Problem> {
        let code = self.code(key).ok_or_else(|| {
            let name = key.unwrap_or("code");
            malformed(&format!(
                "Địa bàn thứ {place} trong tệp không có mã ở thuộc tính “{name}”. Hãy chỉ tên thuộc tính bằng --key."
            ))
        })?;
        let refused = |reason: &str| malformed(&format!("Địa bàn mã “{}”: {reason}.", code.text));
        let polygons = match self.geometry {
            None => Vec::new(),
            Some(Geometry {
                r#type,
                coordinates,
            }) => {
                let polygons = match r#type.as_str() {
                    "Polygon" => vec![coordinates],
                    "MultiPolygon" => coordinates.list().ok_or_else(|| refused(SHAPE))?,
                    _ => return Err(refused("cần là Polygon hoặc MultiPolygon")),
                };
                let polygons = polygons.into_iter().map(|nest| polygon(nest, n_points));
                polygons.collect::<Result<_, _>>().map_err(refused)?
            }
        };
        if *n_points > MAX_POINTS {
            return Err(too_large("Ranh giới có hơn 4 triệu điểm."));
        }
        Ok(Feature { code, polygons })
    }

    fn code(&self, key: Option<&str>) -> Option<CodeAsWritten> {
        let properties = self.properties.as_ref()?;
        let found = match key {
            Some(key) => properties.get(key),
            None => KEYS.iter().find_map(|key| properties.get(*key)),
        };
        let (text, was_number) = match found? {
            Value::String(text) => (text.trim().to_owned(), false),
            Value::Number(number) => (number.as_u64()?.to_string(), true),
            _ => return None,
        };
        let is_sound = !text.is_empty() && text.len() <= 64 && !text.contains(char::is_control);
        is_sound.then_some(CodeAsWritten { text, was_number })
    }
}

const SHAPE: &str = "tọa độ không đúng dạng vòng khép kín";

fn polygon(nest: Nest, n_points: &mut usize) -> Result<Polygon, &'static str> {
    let rings = nest.list().ok_or(SHAPE)?;
    rings.into_iter().map(|nest| ring(nest, n_points)).collect()
}

fn ring(nest: Nest, n_points: &mut usize) -> Result<Ring, &'static str> {
    let points = nest.list().ok_or(SHAPE)?;
    *n_points += points.len();
    let points = points.into_iter().map(|point| match point {
        Nest::Point(longitude, latitude) => {
            let is_there = longitude.abs() <= 180.0 && latitude.abs() <= 90.0;
            let there = is_there.then_some((longitude, latitude));
            there.ok_or("tọa độ không phải kinh độ, vĩ độ WGS84")
        }
        _ => Err(SHAPE),
    });
    let mut points: Ring = points.collect::<Result<_, _>>()?;
    let is_closed = points.len() >= 4 && points.first() == points.last();
    points.pop();
    is_closed.then_some(points).ok_or(SHAPE)
}

/// Coordinates as deep as they come: what they should be is known only with the type, which may follow.
#[derive(Default)]
enum Nest {
    #[default]
    Nothing,
    Number(f64),
    Point(f64, f64),
    List(Vec<Nest>),
}

impl Nest {
    fn list(self) -> Option<Vec<Self>> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Nest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NestVisitor)
    }
}

struct NestVisitor;

impl<'de> Visitor<'de> for NestVisitor {
    type Value = Nest;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("coordinates")
    }

    fn visit_unit<E>(self) -> Result<Nest, E> {
        Ok(Nest::Nothing)
    }

    fn visit_f64<E>(self, number: f64) -> Result<Nest, E> {
        Ok(Nest::Number(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Nest, E> {
        Ok(Nest::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Nest, E> {
        Ok(Nest::Number(number as f64))
    }

    /// A height after the two numbers of a point says nothing here.
    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Nest, A::Error> {
        let mut list = Vec::new();
        while let Some(next) = sequence.next_element()? {
            list.push(next);
            let is_height = list.len() > 2 && matches!(list[..2], [Nest::Number(_), _]);
            if is_height {
                list.truncate(2);
            }
        }
        match list[..] {
            [Nest::Number(x), Nest::Number(y)] => Ok(Nest::Point(x, y)),
            _ => Ok(Nest::List(list)),
        }
    }
}

pub fn malformed(sentence: &str) -> Problem {
    Code::BoundariesMalformed.saying(sentence.to_owned())
}

fn too_large(reason: &str) -> Problem {
    Code::TooLarge.saying(format!(
        "{reason} Hãy đơn giản hóa hoặc chia theo tỉnh rồi nhập lại."
    ))
}
