//! The library modules that CPython writes in Python: our own sources of them, compiled when they are imported.
//!
//! A module's frames, functions and classes weigh what the compiler of the version makes of our text, so a source
//! keeps CPython's functions, classes and fields by name and kind; its lines are its own, but for those that
//! recordings name: `#@ 3.8: 291, 3.9: 315` says that the next line is line 291 in 3.8 and line 315 from 3.9 on.
//! Where versions differ a source asks `sys.version_info`. The unit of a source is kept for the thread, by name and
//! version.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use heaplens_heap::Version;

use crate::code::Unit;
use crate::compile::Mode;
use crate::report::stdlib_names;

/// A library module that is written in Python.
pub struct Source {
    /// Its full name.
    pub name: &'static str,
    /// Its path below the folder of the library.
    path: &'static str,
    text: &'static str,
}

/// What begins a line that says which line the next one is.
const PLACE_MARK: &str = "#@ ";

impl Source {
    /// Whether it is a package.
    pub fn is_package(&self) -> bool {
        self.path.ends_with("__init__.py")
    }

    /// The file that the module says it was read from, as on a Linux system with this version.
    pub fn file(&self, version: Version) -> String {
        format!("{}/{}", folder(version), self.path)
    }

    /// Its text as a version has it: empty lines stand before a line that has its place.
    ///
    /// # Panics
    /// Where a line is to come before the one where it stands.
    pub fn text(&self, version: Version) -> Cow<'static, str> {
        if !self.text.contains(PLACE_MARK) {
            return Cow::Borrowed(self.text);
        }
        let mut text = String::new();
        let mut next = 1;
        for line in self.text.lines() {
            let Some(places) = line.trim_start().strip_prefix(PLACE_MARK) else {
                text.push_str(line);
                text.push('\n');
                next += 1;
                continue;
            };
            if let Some(place) = place_in(places, version) {
                assert!(next <= place, "{}: line {next} is to be {place}", self.name);
                text.extend(std::iter::repeat_n('\n', place - next));
                next = place;
            }
        }
        Cow::Owned(text)
    }

    /// The compiled module, or what the compiler says against it (a defect of ours).
    ///
    /// # Errors
    /// What is wrong with the source, in words.
    pub fn unit(&self, version: Version) -> Result<Rc<Unit>, String> {
        type Units = BTreeMap<(&'static str, Version), Rc<Unit>>;
        thread_local! {
            static UNITS: RefCell<Units> = const { RefCell::new(BTreeMap::new()) };
        }
        let key = (self.name, version);
        if let Some(unit) = UNITS.with_borrow(|units| units.get(&key).map(Rc::clone)) {
            return Ok(unit);
        }
        let compiled = crate::compile::compile(
            &self.text(version),
            &self.file(version),
            Mode::Script,
            version,
        )
        .map_err(|error| format!("the library module {}: {error:?}", self.name))?;
        let unit = Rc::new(compiled.unit);
        UNITS.with_borrow_mut(|units| units.insert(key, Rc::clone(&unit)));
        Ok(unit)
    }
}

/// Of places such as `3.8: 291, 3.9: 315`, the one that holds in a version.
fn place_in(places: &str, version: Version) -> Option<usize> {
    places
        .split(", ")
        .filter_map(|place| place.split_once(": "))
        .filter(|(since, _)| since.parse::<Version>().is_ok_and(|since| since <= version))
        .last()
        .and_then(|(_, place)| place.parse().ok())
}

/// Where the library's files are said to lie.
pub fn folder(version: Version) -> String {
    format!("/usr/lib/python{version}")
}

/// Whether a file of the library holds what CPython has in C, of which tracebacks know nothing.
pub fn stands_for_c(file: &str) -> bool {
    file.starts_with("/usr/lib/python") && file.contains("/lib-dynload/")
}

/// The library module of this name, if it is written in Python.
pub fn find(name: &str) -> Option<&'static Source> {
    SOURCES
        .binary_search_by(|source| source.name.cmp(name))
        .ok()
        .map(|index| &SOURCES[index])
}

/// Whether this version's CPython has, on Linux, a public library module of this name that is not here yet.
pub fn is_missing(name: &str, version: Version) -> bool {
    let first = name.split('.').next().unwrap_or(name);
    if first != name && find(first).is_some() {
        return false;
    }
    stdlib_names::is_public_on_linux(first, version)
}

macro_rules! sources {
    ($($name:literal $path:literal)*) => {
        &[$(Source { name: $name, path: $path, text: include_str!(concat!("python/", $path)) }),*]
    };
}

/// Packages that don't come with CPython, each with the first version whose recorded machine had it.
const PACKAGES: &[(Version, Source)] = &[(
    Version::V3_13,
    Source {
        name: "memory_profiler",
        path: "site-packages/memory_profiler.py",
        text: include_str!("python/memory_profiler.py"),
    },
)];

/// The package of this name that is installed beside a version.
pub fn find_package(name: &str, version: Version) -> Option<&'static Source> {
    let found = PACKAGES.iter().find(|(_, source)| source.name == name)?;
    (version >= found.0).then_some(&found.1)
}

/// All of them, sorted by name.
const SOURCES: &[Source] = sources! {
    "__future__" "__future__.py"
    "_collections_abc" "_collections_abc.py"
    "_contextvars" "lib-dynload/_contextvars.py"
    "_datetime" "lib-dynload/_datetime.py"
    "_decimal" "lib-dynload/_decimal.py"
    "_queue" "lib-dynload/_queue.py"
    "_strptime" "_strptime.py"
    "_weakrefset" "_weakrefset.py"
    "abc" "abc.py"
    "annotationlib" "annotationlib.py"
    "argparse" "argparse.py"
    "asyncio" "asyncio/__init__.py"
    "asyncio.coroutines" "asyncio/coroutines.py"
    "asyncio.events" "asyncio/events.py"
    "asyncio.exceptions" "asyncio/exceptions.py"
    "asyncio.futures" "asyncio/futures.py"
    "asyncio.locks" "asyncio/locks.py"
    "asyncio.queues" "asyncio/queues.py"
    "asyncio.runners" "asyncio/runners.py"
    "asyncio.taskgroups" "asyncio/taskgroups.py"
    "asyncio.tasks" "asyncio/tasks.py"
    "asyncio.threads" "asyncio/threads.py"
    "asyncio.timeouts" "asyncio/timeouts.py"
    "base64" "base64.py"
    "bisect" "bisect.py"
    "calendar" "calendar.py"
    "cmath" "lib-dynload/cmath.py"
    "codecs" "codecs.py"
    "collections" "collections/__init__.py"
    "collections.abc" "collections/abc.py"
    "concurrent" "concurrent/__init__.py"
    "concurrent.futures" "concurrent/futures/__init__.py"
    "concurrent.futures._base" "concurrent/futures/_base.py"
    "concurrent.futures.thread" "concurrent/futures/thread.py"
    "configparser" "configparser.py"
    "contextlib" "contextlib.py"
    "contextvars" "contextvars.py"
    "copy" "copy.py"
    "copyreg" "copyreg.py"
    "csv" "csv.py"
    "ctypes" "ctypes.py"
    "dataclasses" "dataclasses.py"
    "datetime" "datetime.py"
    "decimal" "decimal.py"
    "difflib" "difflib.py"
    "enum" "enum.py"
    "fnmatch" "fnmatch.py"
    "fractions" "fractions.py"
    "functools" "functools.py"
    "genericpath" "genericpath.py"
    "getpass" "getpass.py"
    "glob" "glob.py"
    "graphlib" "graphlib.py"
    "hashlib" "hashlib.py"
    "heapq" "heapq.py"
    "hmac" "hmac.py"
    "html" "html/__init__.py"
    "html.entities" "html/entities.py"
    "inspect" "inspect.py"
    "io" "io.py"
    "json" "json/__init__.py"
    "json.decoder" "json/decoder.py"
    "json.encoder" "json/encoder.py"
    "json.scanner" "json/scanner.py"
    "keyword" "keyword.py"
    "linecache" "linecache.py"
    "logging" "logging/__init__.py"
    "numbers" "numbers.py"
    "operator" "operator.py"
    "os" "os.py"
    "pathlib" "pathlib.py"
    "pickle" "pickle.py"
    "platform" "platform.py"
    "posixpath" "posixpath.py"
    "pprint" "pprint.py"
    "queue" "queue.py"
    "random" "random.py"
    "re" "re.py"
    "reprlib" "reprlib.py"
    "secrets" "secrets.py"
    "shlex" "shlex.py"
    "shutil" "shutil.py"
    "stat" "stat.py"
    "statistics" "statistics.py"
    "string" "string.py"
    "struct" "struct.py"
    "tempfile" "tempfile.py"
    "textwrap" "textwrap.py"
    "threading" "threading.py"
    "timeit" "timeit.py"
    "traceback" "traceback.py"
    "tracemalloc" "tracemalloc.py"
    "types" "types.py"
    "typing" "typing.py"
    "unittest" "unittest/__init__.py"
    "unittest.async_case" "unittest/async_case.py"
    "unittest.case" "unittest/case.py"
    "unittest.loader" "unittest/loader.py"
    "unittest.main" "unittest/main.py"
    "unittest.result" "unittest/result.py"
    "unittest.runner" "unittest/runner.py"
    "unittest.suite" "unittest/suite.py"
    "unittest.words" "unittest/words.py"
    "urllib" "urllib/__init__.py"
    "urllib.parse" "urllib/parse.py"
    "uuid" "uuid.py"
    "warnings" "warnings.py"
    "weakref" "weakref.py"
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_sorted() {
        assert!(SOURCES.is_sorted_by(|a, b| a.name < b.name));
    }

    #[test]
    fn a_marked_line_stands_in_its_place() {
        let source = Source {
            name: "marked",
            path: "marked.py",
            text: "a\n#@ 3.8: 3, 3.9: 5\nb\n#@ 3.10: 8\nc\n",
        };
        assert_eq!(source.text(Version::V3_8), "a\n\nb\nc\n");
        assert_eq!(source.text(Version::V3_9), "a\n\n\n\nb\nc\n");
        assert_eq!(source.text(Version::V3_13), "a\n\n\n\nb\n\n\nc\n");
    }

    #[test]
    fn every_source_compiles_in_every_version() {
        for source in SOURCES
            .iter()
            .chain(PACKAGES.iter().map(|(_, source)| source))
        {
            for version in Version::ALL {
                assert_eq!(source.unit(version).err(), None, "{version}");
            }
        }
    }
}
