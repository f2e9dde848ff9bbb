//! `strftime` in the C locale, as glibc has it.

use super::{Moment, days_of};

const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `asctime`.
pub fn ascii(moment: &Moment) -> String {
    let [year, month, day, hour, minute, second, weekday, _] = moment.parts;
    format!(
        "{} {}{day:3} {hour:02}:{minute:02}:{second:02} {year}",
        &DAYS[weekday as usize][..3],
        &MONTHS[month as usize - 1][..3],
    )
}

/// ISO 8601's year and week.
pub fn iso_week(moment: &Moment) -> (i64, i64) {
    let [year, _, _, _, _, _, weekday, of_year] = moment.parts;
    let week = (of_year - 1 - weekday + 10) / 7;
    let weeks = |year: i64| {
        let first = (days_of(year, 1, 1) + 3).rem_euclid(7);
        let is_leap = days_of(year + 1, 1, 1) - days_of(year, 1, 1) == 366;
        if first == 3 || first == 2 && is_leap {
            53
        } else {
            52
        }
    };
    if week < 1 {
        (year - 1, weeks(year - 1))
    } else if week > weeks(year) {
        (year + 1, 1)
    } else {
        (year, week)
    }
}

/// The text of a moment by a pattern.
pub fn strftime(pattern: &str, moment: &Moment) -> String {
    let [year, month, day, hour, minute, second, weekday, of_year] = moment.parts;
    let day_name = DAYS[weekday as usize];
    let month_name = MONTHS[month as usize - 1];
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    let mut out = String::new();
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let mut code = chars.next();
        let plain = code == Some('-');
        if plain {
            code = chars.next();
        }
        let two = |value: i64| {
            if plain {
                value.to_string()
            } else {
                format!("{value:02}")
            }
        };
        let text = match code {
            Some('a') => day_name[..3].to_owned(),
            Some('A') => day_name.to_owned(),
            Some('b' | 'h') => month_name[..3].to_owned(),
            Some('B') => month_name.to_owned(),
            Some('c') => strftime("%a %b %e %H:%M:%S %Y", moment),
            Some('C') => two(year.div_euclid(100)),
            Some('d') => two(day),
            Some('D' | 'x') => strftime("%m/%d/%y", moment),
            Some('e') => format!("{day:2}"),
            Some('F') => strftime("%Y-%m-%d", moment),
            Some('g') => two(iso_week(moment).0.rem_euclid(100)),
            Some('G') => iso_week(moment).0.to_string(),
            Some('H') => two(hour),
            Some('I') => two(twelve),
            Some('j') => format!("{of_year:03}"),
            Some('k') => format!("{hour:2}"),
            Some('l') => format!("{twelve:2}"),
            Some('m') => two(month),
            Some('M') => two(minute),
            Some('n') => "\n".to_owned(),
            Some('p') => if hour < 12 { "AM" } else { "PM" }.to_owned(),
            Some('P') => if hour < 12 { "am" } else { "pm" }.to_owned(),
            Some('r') => strftime("%I:%M:%S %p", moment),
            Some('R') => strftime("%H:%M", moment),
            Some('s') => {
                let seconds =
                    days_of(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
                seconds.to_string()
            }
            Some('S') => two(second),
            Some('t') => "\t".to_owned(),
            Some('T' | 'X') => strftime("%H:%M:%S", moment),
            Some('u') => (weekday + 1).to_string(),
            Some('U') => two((of_year + 6 - (weekday + 1) % 7) / 7),
            Some('V') => two(iso_week(moment).1),
            Some('w') => ((weekday + 1) % 7).to_string(),
            Some('W') => two((of_year + 6 - weekday) / 7),
            Some('y') => two(year.rem_euclid(100)),
            Some('Y') => year.to_string(),
            Some('z') => "+0000".to_owned(),
            Some('Z') => "UTC".to_owned(),
            Some('%') => "%".to_owned(),
            Some(other) => format!("%{other}"),
            None => "%".to_owned(),
        };
        out.push_str(&text);
    }
    out
}
