//! `time` on a modelled clock: it begins at a fixed moment, goes on by a little with each instruction, and by what
//! the program sleeps. So a run is the same each time, and nothing waits.

mod format;

use heaplens_heap::rules::sizes::BuiltinType;
use heaplens_heap::{Owned, Ref, TypeId};

use crate::modules::ModuleDef;
use crate::modules::struct_sequence::{self, item};
use crate::vm::exceptions::Exc;
use crate::vm::native::{Args, Arity, Def};
use crate::vm::{Res, Vm};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "time",
    functions: &[FUNCTIONS],
    classes: &[struct_sequence::class(
        "time.struct_time",
        BuiltinType::TimeStructTime,
        &[STRUCT_TIME],
    )],
    fill,
};

const STRUCT_TIME: &[Def] = &[
    Def::fixed("__new__", Arity::Free, new_struct),
    Def::slot("__repr__", 0, repr_struct),
    Def::getter("tm_year", item::<0>),
    Def::getter("tm_mon", item::<1>),
    Def::getter("tm_mday", item::<2>),
    Def::getter("tm_hour", item::<3>),
    Def::getter("tm_min", item::<4>),
    Def::getter("tm_sec", item::<5>),
    Def::getter("tm_wday", item::<6>),
    Def::getter("tm_yday", item::<7>),
    Def::getter("tm_isdst", item::<8>),
    Def::getter("tm_zone", |vm, _| Ok(vm.heap.str("UTC"))),
    Def::getter("tm_gmtoff", |vm, _| Ok(vm.heap.int(0))),
];

const FUNCTIONS: &[Def] = &[
    Def::method("time", Arity::None, |vm, _| {
        seconds(vm, |clock| clock.wall_nanos)
    }),
    Def::method("time_ns", Arity::None, |vm, _| {
        nanos(vm, |clock| clock.wall_nanos)
    }),
    Def::method("perf_counter", Arity::None, |vm, _| {
        seconds(vm, |clock| clock.steady_nanos)
    }),
    Def::method("perf_counter_ns", Arity::None, |vm, _| {
        nanos(vm, |clock| clock.steady_nanos)
    }),
    Def::method("monotonic", Arity::None, |vm, _| {
        seconds(vm, |clock| clock.steady_nanos)
    }),
    Def::method("monotonic_ns", Arity::None, |vm, _| {
        nanos(vm, |clock| clock.steady_nanos)
    }),
    Def::method("process_time", Arity::None, |vm, _| {
        seconds(vm, |clock| clock.busy_nanos)
    }),
    Def::method("process_time_ns", Arity::None, |vm, _| {
        nanos(vm, |clock| clock.busy_nanos)
    }),
    Def::method("thread_time", Arity::None, |vm, _| {
        seconds(vm, |clock| clock.busy_nanos)
    }),
    Def::method("thread_time_ns", Arity::None, |vm, _| {
        nanos(vm, |clock| clock.busy_nanos)
    }),
    Def::method("sleep", Arity::One, sleep),
    Def::method("gmtime", Arity::Range(0, 1), broken_down),
    Def::method("localtime", Arity::Range(0, 1), broken_down),
    Def::method("mktime", Arity::One, mktime),
    Def::method("asctime", Arity::Range(0, 1), |vm, args| {
        let moment = moment_argument(vm, args.get(0))?;
        Ok(vm.heap.str(&format::ascii(&moment)))
    }),
    Def::method("ctime", Arity::Range(0, 1), |vm, args| {
        let seconds = seconds_argument(vm, args.get(0))?;
        Ok(vm.heap.str(&format::ascii(&Moment::of_seconds(seconds))))
    }),
    Def::method("strptime", Arity::Range(1, 2), |vm, args| {
        let module = vm.import_module("_strptime")?;
        vm.call_named(module.get(), "_strptime_time", args.pos)
    }),
    Def::method("strftime", Arity::Range(1, 2), |vm, args| {
        let pattern = vm.str_argument(args.pos[0], "strftime", "1")?;
        let moment = moment_argument(vm, args.get(1))?;
        let text = format::strftime(&pattern, &moment);
        Ok(vm.heap.str(&text))
    }),
];

/// The moment at which a run begins: 2025-01-01 12:00 UTC.
const START: i64 = 1_735_732_800;
/// What an instruction takes, in nanoseconds.
const INSTRUCTION_NANOS: u64 = 40;
/// Where the steady clocks begin.
const STEADY_START: u64 = 1_000_000_000_000;

/// What the clocks show.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// Nanoseconds since 1970.
    pub wall_nanos: u64,
    /// Of the clocks that never go back.
    pub steady_nanos: u64,
    /// Nanoseconds in which the program worked.
    pub busy_nanos: u64,
}

impl Vm {
    /// What the clocks show now.
    pub fn clock(&self) -> Clock {
        let busy_nanos = self.time * INSTRUCTION_NANOS;
        let passed = busy_nanos + self.states.slept_nanos;
        Clock {
            wall_nanos: START as u64 * 1_000_000_000 + passed,
            steady_nanos: STEADY_START + passed,
            busy_nanos,
        }
    }
}

fn fill(vm: &mut Vm, dict: Ref) -> Res<()> {
    for name in ["timezone", "altzone", "daylight"] {
        vm.module_int(dict, name, 0);
    }
    for (at, name) in [
        "CLOCK_REALTIME",
        "CLOCK_MONOTONIC",
        "CLOCK_PROCESS_CPUTIME_ID",
        "CLOCK_THREAD_CPUTIME_ID",
    ]
    .into_iter()
    .enumerate()
    {
        vm.module_int(dict, name, at as i64);
    }
    let zone = vm.heap.intern_str("UTC");
    let zones = vm.heap.tuple_of(&[zone.get(), zone.get()]);
    vm.module_value(dict, "tzname", zones);
    let id = vm.native_class("time.struct_time");
    let class = vm.heap.info(id).object;
    let class = vm.heap.own(class);
    vm.module_value(dict, "struct_time", class);
    Ok(())
}

fn seconds(vm: &mut Vm, of: fn(Clock) -> u64) -> Res<Owned> {
    let nanos = of(vm.clock());
    Ok(vm.heap.float(nanos as f64 * 1e-9))
}

fn nanos(vm: &mut Vm, of: fn(Clock) -> u64) -> Res<Owned> {
    let nanos = of(vm.clock());
    Ok(vm.heap.int(nanos as i64))
}

fn sleep(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let r = args.this();
    if !vm.is_int(r) && !vm.is_a(r, TypeId::FLOAT) {
        let text = format!(
            "'{}' object cannot be interpreted as an integer",
            vm.type_name(r)
        );
        return Err(vm.type_error(&text));
    }
    let seconds = vm.float_of_number(r)?;
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    if seconds > 9_223_372_036.0 {
        return Err(vm.overflow_error("timestamp too large to convert to C PyTime_t"));
    }
    let nanos = (seconds * 1e9).ceil() as u64;
    if vm.thread_count() == 0 {
        vm.states.slept_nanos += nanos;
    } else {
        let until = vm.clock().steady_nanos + nanos;
        vm.wait(crate::vm::threads::Wait::Until(until))?;
    }
    Ok(vm.none())
}

/// A moment taken apart.
#[derive(Clone, Copy, Debug)]
pub(in crate::modules) struct Moment {
    /// Year, month, day, hour, minute, second, weekday (Monday 0), day of the year (from 1).
    pub parts: [i64; 8],
}

/// Days since 1970 of a date.
pub(in crate::modules) fn days_of(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

impl Moment {
    /// Of seconds since 1970.
    pub fn of_seconds(seconds: i64) -> Moment {
        let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let shifted = days + 719_468;
        let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let years = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * years + years / 4 - years / 100);
        let months = (5 * of_year + 2) / 153;
        let day = of_year - (153 * months + 2) / 5 + 1;
        let month = if months < 10 { months + 3 } else { months - 9 };
        let year = years + era * 400 + i64::from(month <= 2);
        Moment {
            parts: [
                year,
                month,
                day,
                rest / 3600,
                rest / 60 % 60,
                rest % 60,
                (days + 3).rem_euclid(7),
                days - days_of(year, 1, 1) + 1,
            ],
        }
    }
}

fn seconds_argument(vm: &mut Vm, r: Option<Ref>) -> Res<i64> {
    match r.filter(|&r| r != vm.heap.known.none) {
        None => Ok((vm.clock().wall_nanos / 1_000_000_000) as i64),
        Some(r) if vm.is_a(r, TypeId::FLOAT) => Ok(vm.heap.float_value(r).floor() as i64),
        Some(r) => match vm.index_value(r)? {
            Some(value) if value.unsigned_abs() < 1 << 50 => Ok(value),
            _ => Err(vm.overflow_error("timestamp out of range for platform time_t")),
        },
    }
}

fn broken_down(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let seconds = seconds_argument(vm, args.get(0))?;
    let moment = Moment::of_seconds(seconds);
    let mut items = Vec::new();
    for part in moment.parts {
        items.push(vm.heap.int(part));
    }
    items.push(vm.heap.int(0));
    Ok(vm.struct_sequence("time.struct_time", items))
}

/// The moment that a tuple of nine numbers says; now without one (`gettmarg`).
fn moment_argument(vm: &mut Vm, r: Option<Ref>) -> Res<Moment> {
    let Some(r) = r else {
        let seconds = seconds_argument(vm, None)?;
        return Ok(Moment::of_seconds(seconds));
    };
    if !vm.is_a(r, TypeId::TUPLE) {
        return Err(vm.type_error("Tuple or struct_time argument required"));
    }
    if vm.heap.tuple_len(r) != 9 {
        return Err(vm.type_error("function takes exactly 9 arguments (0 given)"));
    }
    let mut parts = [0; 8];
    for (at, part) in parts.iter_mut().enumerate() {
        let item = vm.heap.tuple_item(r, at as u32);
        *part = vm.int_argument(item)?;
    }
    for (at, low, high, text) in [
        (1, 0, 12, "month out of range"),
        (2, 0, 31, "day of month out of range"),
        (3, 0, 23, "hour out of range"),
        (4, 0, 59, "minute out of range"),
        (5, 0, 61, "seconds out of range"),
        (7, 0, 366, "day of year out of range"),
    ] {
        if !(low..=high).contains(&parts[at]) {
            return Err(vm.value_error(text));
        }
    }
    parts[1] = parts[1].max(1);
    parts[2] = parts[2].max(1);
    parts[6] = parts[6].rem_euclid(7);
    parts[7] = parts[7].max(1);
    Ok(Moment { parts })
}

fn mktime(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let moment = moment_argument(vm, Some(args.this()))?;
    let [year, month, day, hour, minute, second, ..] = moment.parts;
    let seconds = days_of(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
    Ok(vm.heap.float(seconds as f64))
}

fn new_struct(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let [sequence, _] = args.bind(vm, "structseq", 1, ["sequence", "dict"], 1)?;
    let items = vm.collect_items(sequence.unwrap_or_default())?;
    if items.len() < 9 || items.len() > 11 {
        let (bound, number) = if items.len() < 9 {
            ("least", 9)
        } else {
            ("most", 11)
        };
        let text = format!(
            "time.struct_time() takes an at {bound} {number}-sequence ({}-sequence given)",
            items.len()
        );
        return Err(vm.raise_text(Exc::TypeError, &text));
    }
    let items = items.into_iter().take(9).map(Owned::adopt).collect();
    Ok(vm.struct_sequence("time.struct_time", items))
}

fn repr_struct(vm: &mut Vm, args: &Args<'_>) -> Res<Owned> {
    let names = [
        "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday",
        "tm_isdst",
    ];
    let mut parts = Vec::new();
    for (name, item) in names.into_iter().zip(vm.heap.tuple_items(args.this())) {
        let text = vm.repr(item)?;
        parts.push(format!("{name}={}", vm.heap.text(text.get())));
    }
    let text = format!("time.struct_time({})", parts.join(", "));
    Ok(vm.heap.str(&text))
}
