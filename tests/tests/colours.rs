//! The colours of the map, as the style sheet has them: told apart by eyes of every kind, legible, and
//! the same in the pictures that people take along.
//!
//! Colour blindness is simulated as by Machado, Oliveira and Fernandes (2009), at full strength, over
//! linear light; distances are those of Oklab, in which about 0.02 is just noticed.

use std::{fs, path::Path};

use model::view::map::picture::{FILLS, INKS};

/// How far any two classes must be apart, for everybody.
const APART: f64 = 0.07;
/// Letters on a class.
const CONTRAST: f64 = 4.5;

type Light = [f64; 3];

const EYES: [(&str, [[f64; 3]; 3]); 4] = [
    (
        "all cones",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

#[test]
fn no_eye_takes_one_class_for_another() {
    for theme in [Theme::Light, Theme::Dark] {
        for (eye, cones) in EYES {
            let seen: Vec<_> = (1..=7)
                .map(|class| oklab(through(cones, token(&format!("map-{class}"), theme))))
                .collect();
            for one in 0..7 {
                for other in 0..one {
                    let apart = distance(seen[one], seen[other]);
                    let classes = (other + 1, one + 1);
                    assert!(apart >= APART, "{theme:?} {eye} {classes:?}: {apart:.3}");
                }
            }
        }
    }
}

#[test]
fn lightness_alone_orders_each_half_of_the_ramp() {
    let lightness = |class: usize| oklab(token(&format!("map-{class}"), Theme::Light))[0];
    for class in 1..4 {
        assert!(lightness(class) < lightness(class + 1));
        assert!(lightness(class + 3) > lightness(class + 4));
    }
}

#[test]
fn letters_are_legible_on_every_class() {
    for theme in [Theme::Light, Theme::Dark] {
        for class in 1..=7 {
            let fill = brightness(token(&format!("map-{class}"), theme));
            let ink = brightness(token(&format!("map-ink-{class}"), theme));
            let contrast = (fill.max(ink) + 0.05) / (fill.min(ink) + 0.05);
            assert!(contrast >= CONTRAST, "{theme:?} {class}: {contrast:.2}");
        }
    }
}

#[test]
fn pictures_have_the_colours_of_the_page() {
    let hex = |name: &str| written(token(name, Theme::Light));
    assert_eq!(FILLS[0], hex("map-none"));
    assert_eq!(INKS[0], hex("ink"));
    for class in 1..=7 {
        assert_eq!(FILLS[class], hex(&format!("map-{class}")), "{class}");
        assert_eq!(INKS[class], hex(&format!("map-ink-{class}")), "{class}");
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Theme {
    Light,
    Dark,
}

/// A token of the style sheet as linear light.
fn token(name: &str, theme: Theme) -> Light {
    let sheet = Path::new(env!("CARGO_MANIFEST_DIR")).join("../style/tokens.css");
    let sheet = fs::read_to_string(sheet).expect("the sheet of tokens");
    let start = format!("--{name}:");
    let line = sheet
        .lines()
        .find(|line| line.trim_start().starts_with(&start));
    let line = line.unwrap_or_else(|| panic!("no token {name}"));
    let colours: Vec<_> = line.split("oklch(").skip(1).collect();
    let place = usize::from(theme == Theme::Dark).min(colours.len() - 1);
    let numbers = colours[place]
        .split([' ', ')', '/'])
        .map_while(|word| word.parse().ok());
    let numbers: Vec<f64> = numbers.collect();
    let [lightness, chroma, hue] = numbers[..3] else {
        panic!("{line}")
    };
    let (a, b) = (
        chroma * hue.to_radians().cos(),
        chroma * hue.to_radians().sin(),
    );
    let cones = [
        lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b,
        lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b,
        lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b,
    ]
    .map(|cone| cone.powi(3));
    through(
        [
            [4.076_741_662_1, -3.307_711_591_3, 0.230_969_929_2],
            [-1.268_438_004_6, 2.609_757_401_1, -0.341_319_396_5],
            [-0.004_196_086_3, -0.703_418_614_7, 1.707_614_701_0],
        ],
        cones,
    )
}

/// What a screen can show of it.
fn through(matrix: [[f64; 3]; 3], light: Light) -> Light {
    matrix.map(|row| {
        let sum: f64 = row
            .iter()
            .zip(light)
            .map(|(part, light)| part * light)
            .sum();
        sum.clamp(0.0, 1.0)
    })
}

fn oklab(light: Light) -> [f64; 3] {
    let cones = through(
        [
            [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
            [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
            [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
        ],
        light,
    )
    .map(f64::cbrt);
    [
        [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
        [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
        [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
    ]
    .map(|row| row.iter().zip(cones).map(|(part, cone)| part * cone).sum())
}

fn distance(one: [f64; 3], other: [f64; 3]) -> f64 {
    let squares = one
        .iter()
        .zip(other)
        .map(|(one, other)| (one - other).powi(2));
    squares.sum::<f64>().sqrt()
}

fn brightness([red, green, blue]: Light) -> f64 {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn written(light: Light) -> String {
    let digits = light.map(|light| {
        let encoded = if light <= 0.003_130_8 {
            light * 12.92
        } else {
            light.powf(1.0 / 2.4) * 1.055 - 0.055
        };
        format!("{:02x}", (encoded * 255.0).round() as u8)
    });
    format!("#{}", digits.concat())
}
