//! Counting what passed and what failed.

use std::fmt;

/// How many checks passed and how many failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
}

impl Tally {
    /// Counts one check.
    pub fn count(&mut self, passed: bool) {
        if passed {
            self.passed += 1;
        } else {
            self.failed += 1;
        }
    }

    /// Adds the counts of another tally.
    pub fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The last line of `cargo xtask test`.
impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Returns the counts of a line such as `test result: ok. 12 passed; 0 failed; 1 ignored; …`, which every test program
/// prints once, at its end; `None` for every other line.
pub fn test_result(line: &str) -> Option<Tally> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let count = |word: &str| {
        let number = counts.split("; ").find_map(|part| part.trim().strip_suffix(word))?;
        number.trim_end().parse().ok()
    };
    Some(Tally { passed: count("passed")?, failed: count("failed")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_line_of_a_test_program_is_counted() {
        let check = |line: &str, expected: Option<(u64, u64)>| {
            let expected = expected.map(|(passed, failed)| Tally { passed, failed });
            assert_eq!(test_result(line), expected, "{line:?}");
        };
        check(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.02s\n",
            Some((12, 0)),
        );
        check(
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.50s",
            Some((3, 2)),
        );
        check("test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\r\n", Some((0, 0)));
        check("test a_test ... ok\n", None);
        check("running 12 tests\n", None);
        check("test result: ok.\n", None);
        check("test result: ok. many passed; 0 failed\n", None);
        check("  test result: ok. 1 passed; 0 failed;\n", None);
        check("", None);
    }

    #[test]
    fn the_last_line_is_exactly_two_counts() {
        let check = |passed, failed, expected: &str| {
            assert_eq!(Tally { passed, failed }.to_string(), expected);
        };
        check(0, 0, "0 passed, 0 failed");
        check(1, 0, "1 passed, 0 failed");
        check(1_234, 56, "1234 passed, 56 failed");
    }

    #[test]
    fn tallies_add_up() {
        let mut tally = Tally::default();
        tally.count(true);
        tally.count(false);
        tally.add(Tally { passed: 10, failed: 2 });
        assert_eq!(tally, Tally { passed: 11, failed: 3 });
    }
}
