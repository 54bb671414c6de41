//! Spans of time as they are written: ISO 8601, such as `PT4H` or `P1DT30M`.

/// Returns the whole minutes of a duration in ISO 8601, rounded up; `None` when it is none, or has years or months, which
/// have no length of their own.
#[must_use]
pub fn minutes_of(text: &str) -> Option<u64> {
    let (date, time) = match text.strip_prefix('P')?.split_once('T') {
        Some((_, "")) => return None,
        Some((date, time)) => (date, time),
        None => (text.strip_prefix('P')?, ""),
    };
    if date.is_empty() && time.is_empty() {
        return None;
    }
    let days = parts(date, &[('W', 7 * 24 * 3600), ('D', 24 * 3600)])?;
    let seconds = days.checked_add(parts(time, &[('H', 3600), ('M', 60), ('S', 1)])?)?;
    Some(seconds.div_ceil(60))
}

/// Returns the seconds of numbers with units, each unit at most once and in this order.
fn parts(mut text: &str, units: &[(char, u64)]) -> Option<u64> {
    let mut seconds = 0_u64;
    for &(unit, length) in units {
        if let Some((number, rest)) = text.split_once(unit) {
            let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
            let number: u64 = if is_number { number.parse().ok()? } else { return None };
            seconds = seconds.checked_add(number.checked_mul(length)?)?;
            text = rest;
        }
    }
    text.is_empty().then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::minutes_of;

    #[test]
    fn durations_are_read_as_they_are_written() {
        let check = |text: &str, minutes: Option<u64>| assert_eq!(minutes_of(text), minutes, "{text}");
        check("PT15M", Some(15));
        check("PT4H", Some(240));
        check("PT1H30M", Some(90));
        check("P1D", Some(1440));
        check("P1DT30M", Some(1470));
        check("P2W", Some(20_160));
        check("PT90S", Some(2));
        check("PT0S", Some(0));
        for none in [
            "",
            "P",
            "PT",
            "15M",
            "PT15",
            "PTM",
            "P1Y",
            "P1M",
            "PT1M1H",
            "PT-1H",
            "P1DT",
            "PT1H1H",
            "PT99999999999999999999H",
        ] {
            check(none, None);
        }
        check("PT18446744073709551615H", None);
    }
}
