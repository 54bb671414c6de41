//! The signs of the levels as shapes, in the colours of paper.

use cairn_model::Level;
use krilla::geom::{Path, PathBuilder};

/// Red, green and blue.
pub(super) type Ink = [u8; 3];

pub(super) const INK: Ink = [0x1b, 0x24, 0x30];
pub(super) const QUIET: Ink = [0x55, 0x60, 0x6e];
pub(super) const LINE: Ink = [0xc9, 0xd1, 0xda];
pub(super) const BAND: Ink = [0xf4, 0xf6, 0xf9];
pub(super) const GOOD: Ink = [0xe8, 0xf4, 0xf1];
pub(super) const BAD: Ink = [0xfd, 0xec, 0xeb];
pub(super) const ACCENT: Ink = [0x0b, 0x5f, 0x64];

/// How wide a sign is against the letters beside it.
pub(super) const WIDTH: f32 = 0.95;

/// Returns the colour of a level.
pub(super) fn ink(level: Level) -> Ink {
    match level {
        Level::Down => [0xb3, 0x26, 0x1e],
        Level::Degraded => [0xa3, 0x4a, 0x00],
        Level::AtRisk => [0x6b, 0x52, 0x00],
        Level::Unaffected => QUIET,
    }
}

/// Returns the sign of a level in a square: what of it is filled, and what is only its outline.
pub(super) fn sign(level: Level, x: f32, y: f32, side: f32) -> (Option<Path>, Option<Path>) {
    let at = |across: f32, down: f32| (x + across / 12.0 * side, y + down / 12.0 * side);
    match level {
        Level::Down => {
            let corners =
                [(4.0, 1.0), (8.0, 1.0), (11.0, 4.0), (11.0, 8.0), (8.0, 11.0), (4.0, 11.0), (1.0, 8.0), (1.0, 4.0)];
            (polygon(corners.map(|(across, down)| at(across, down))), None)
        }
        Level::Degraded => (polygon([at(1.0, 2.0), at(11.0, 2.0), at(6.0, 11.0)]), None),
        Level::AtRisk => {
            let whole =
                [(6.0, 1.0), (10.5, 2.5), (10.5, 6.0), (9.2, 9.2), (6.0, 11.3), (2.8, 9.2), (1.5, 6.0), (1.5, 2.5)];
            let half = [(6.0, 1.0), (6.0, 11.3), (2.8, 9.2), (1.5, 6.0), (1.5, 2.5)];
            (
                polygon(half.map(|(across, down)| at(across, down))),
                polygon(whole.map(|(across, down)| at(across, down))),
            )
        }
        Level::Unaffected => {
            let corner = |number: u8| {
                let (sine, cosine) = (f32::from(number) * std::f32::consts::TAU / 24.0).sin_cos();
                at(6.0 + 4.0 * cosine, 6.0 + 4.0 * sine)
            };
            (None, polygon(std::array::from_fn::<_, 24, _>(|number| corner(u8::try_from(number).unwrap_or(0)))))
        }
    }
}

fn polygon<const CORNERS: usize>(corners: [(f32, f32); CORNERS]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (number, (x, y)) in corners.into_iter().enumerate() {
        if number == 0 {
            path.move_to(x, y);
        } else {
            path.line_to(x, y);
        }
    }
    path.close();
    path.finish()
}
