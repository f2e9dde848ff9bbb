//! The layout of every built-in type that a program can reach, in each version in which it changed.
//!
//! A flat table: one entry per type, sorted by the name that Python shows for it (of the newest version, where
//! older ones show another). The numbers are what `T.__basicsize__`, `__itemsize__`, `__flags__`,
//! `__dictoffset__` and `__weakrefoffset__` say; the entry's evidence is a recorded `sys.getsizeof` of an
//! instance, or the source in which the type is declared.

use crate::Version;

/// How instances of a type are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// `tp_basicsize`: bytes of an instance without items, from the object's own address on.
    pub basicsize: u64,
    /// `tp_itemsize`: bytes of one item; 0 for instances of one size.
    pub itemsize: u64,
    /// Instances are known to the collector, whose head lies before them.
    pub is_gc: bool,
    /// The type itself lies on the heap, and its instances hold a reference to it.
    pub is_heap_type: bool,
    /// Where the instance's `__dict__` is.
    pub dict: Place,
    /// Where the head of the list of weak references is.
    pub weakrefs: Place,
}

/// Where an instance keeps a pointer that the interpreter has to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It has none.
    Nowhere,
    /// At this offset in the object.
    At(u64),
    /// Before the collector's head, where the interpreter manages it.
    Managed,
}

const NONE: u8 = 0;
const GC: u8 = 1;
const HEAP: u8 = 2;
const MANAGED: u64 = u64::MAX;

const fn place(offset: u64) -> Place {
    match offset {
        0 => Place::Nowhere,
        MANAGED => Place::Managed,
        _ => Place::At(offset),
    }
}

const fn layout(basicsize: u64, itemsize: u64, flags: u8, dict: u64, weakrefs: u64) -> Layout {
    Layout {
        basicsize,
        itemsize,
        is_gc: flags & GC != 0,
        is_heap_type: flags & HEAP != 0,
        dict: place(dict),
        weakrefs: place(weakrefs),
    }
}

struct Row {
    name: &'static str,
    evidence: &'static str,
    changes: &'static [(Version, Layout)],
}

/// Each entry: variant, name, evidence, then `version (basicsize, itemsize, flags, dict, weakrefs)` at each change.
macro_rules! builtin_types {
    ($( $variant:ident $name:literal $proof:literal
        { $( $since:ident ($basic:expr, $item:expr, $flags:expr, $dict:expr, $weak:expr) )+ } )+) => {
        /// A type that comes with the interpreter or its standard library, and is written in C in some version.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u16)]
        pub enum BuiltinType {
            $( #[doc = concat!("`", $name, "`")] $variant, )+
        }

        const ROWS: &[Row] = &[
            $( Row {
                name: $name,
                evidence: $proof,
                changes: &[ $( (Version::$since, layout($basic, $item, $flags, $dict, $weak)) ),+ ],
            }, )+
        ];

        impl BuiltinType {
            /// Every type, by name.
            pub const ALL: &'static [BuiltinType] = &[ $( BuiltinType::$variant, )+ ];
        }
    };
}

/// The number of types in the table.
pub const COUNT: usize = ROWS.len();

impl BuiltinType {
    /// The name that Python shows, with its module: `builtins.list`.
    pub fn name(self) -> &'static str {
        ROWS[self as usize].name
    }

    /// The type of this name.
    pub fn from_name(name: &str) -> Option<BuiltinType> {
        let at = ROWS.binary_search_by(|row| row.name.cmp(name)).ok()?;
        Some(BuiltinType::ALL[at])
    }

    /// What proves its layouts: a recording or a source, as [`crate::rules::evidence`] reads them.
    pub fn evidence(self) -> &'static str {
        ROWS[self as usize].evidence
    }
}

/// The layouts of one version: `None` where it has no such type.
pub const fn layouts(version: Version) -> [Option<Layout>; COUNT] {
    let mut all = [None; COUNT];
    let mut at = 0;
    while at < COUNT {
        let changes = ROWS[at].changes;
        let mut i = 0;
        while i < changes.len() {
            if changes[i].0 as u8 <= version as u8 {
                all[at] = Some(changes[i].1);
            }
            i += 1;
        }
        at += 1;
    }
    all
}

builtin_types! {
    AbcAbcData "_abc._abc_data" "Modules/_abc.c @ v3.12.6, _abc_data"
        { V3_8 (48, 0, NONE, 0, 0) V3_9 (48, 0, GC | HEAP, 0, 0) }
    AsyncioFuture "_asyncio.Future" "Modules/_asynciomodule.c @ v3.12.6, Future"
        { V3_8 (104, 0, GC, 88, 96) V3_9 (144, 0, GC, 96, 104) V3_10 (152, 0, GC, 104, 112) V3_11 (128, 0, GC, 104, 112) V3_12 (128, 0, GC | HEAP, 104, 112) V3_13 (104, 0, GC | HEAP, MANAGED, MANAGED) V3_14 (112, 0, GC | HEAP, MANAGED, MANAGED) }
    AsyncioFutureIter "_asyncio.FutureIter" "Modules/_asynciomodule.c @ v3.12.6, FutureIter"
        { V3_8 (24, 0, GC, 0, 0) V3_12 (24, 0, GC | HEAP, 0, 0) }
    AsyncioTask "_asyncio.Task" "Modules/_asynciomodule.c @ v3.12.6, Task"
        { V3_8 (144, 0, GC, 88, 96) V3_9 (184, 0, GC, 96, 104) V3_10 (192, 0, GC, 104, 112) V3_11 (176, 0, GC, 104, 112) V3_12 (176, 0, GC | HEAP, 104, 112) V3_13 (144, 0, GC | HEAP, MANAGED, MANAGED) V3_14 (168, 0, GC | HEAP, MANAGED, MANAGED) }
    AsyncioTaskStepMethWrapper "_asyncio.TaskStepMethWrapper" "Modules/_asynciomodule.c @ v3.12.6, TaskStepMethWrapper"
        { V3_8 (32, 0, GC, 0, 0) V3_12 (32, 0, GC | HEAP, 0, 0) }
    ContextvarsContext "_contextvars.Context" "sizes: import contextvars  =>  contextvars.Context()"
        { V3_8 (48, 0, GC, 0, 32) }
    ContextvarsContextVar "_contextvars.ContextVar" "sizes: import contextvars  =>  contextvars.ContextVar(\"x\")"
        { V3_8 (64, 0, GC, 0, 0) }
    ContextvarsToken "_contextvars.Token" "Python/context.c @ v3.12.6, Token"
        { V3_8 (48, 0, GC, 0, 0) }
    CsvDialect "_csv.Dialect" "Modules/_csv.c @ v3.12.6, Dialect"
        { V3_8 (48, 0, NONE, 0, 0) V3_10 (48, 0, GC | HEAP, 0, 0) }
    CsvReader "_csv.reader" "sizes: import csv,io  =>  csv.reader(io.StringIO())"
        { V3_8 (88, 0, GC, 0, 0) V3_10 (88, 0, GC | HEAP, 0, 0) }
    CsvWriter "_csv.writer" "sizes: import csv,io  =>  csv.writer(io.StringIO())"
        { V3_8 (64, 0, GC, 0, 0) V3_10 (72, 0, GC | HEAP, 0, 0) }
    HashlibHash "_hashlib.HASH" "Modules/_hashopenssl.c @ v3.12.6, EVPobject"
        { V3_8 (32, 0, NONE, 0, 0) V3_9 (32, 0, HEAP, 0, 0) }
    IoBufferedRWPair "_io.BufferedRWPair" "Modules/_io/bufferedio.c @ v3.12.6, BufferedRWPair"
        { V3_8 (48, 0, GC, 32, 40) V3_12 (48, 0, GC | HEAP, 32, 40) }
    IoBufferedRandom "_io.BufferedRandom" "Modules/_io/bufferedio.c @ v3.12.6, BufferedRandom"
        { V3_8 (152, 0, GC, 136, 144) V3_12 (152, 0, GC | HEAP, 136, 144) }
    IoBufferedReader "_io.BufferedReader" "sizes: import io  =>  io.BufferedReader(io.BytesIO())"
        { V3_8 (152, 0, GC, 136, 144) V3_12 (152, 0, GC | HEAP, 136, 144) }
    IoBufferedWriter "_io.BufferedWriter" "sizes: import io  =>  io.BufferedWriter(io.BytesIO())"
        { V3_8 (152, 0, GC, 136, 144) V3_12 (152, 0, GC | HEAP, 136, 144) }
    IoBytesIO "_io.BytesIO" "sizes: import io  =>  io.BytesIO()"
        { V3_8 (64, 0, GC, 40, 48) V3_12 (64, 0, GC | HEAP, 40, 48) }
    IoFileIO "_io.FileIO" "Modules/_io/fileio.c @ v3.12.6, FileIO"
        { V3_8 (48, 0, GC, 40, 32) V3_12 (48, 0, GC | HEAP, 40, 32) }
    IoIncrementalNewlineDecoder "_io.IncrementalNewlineDecoder" "Modules/_io/textio.c @ v3.12.6, IncrementalNewlineDecoder"
        { V3_8 (40, 0, NONE, 0, 0) V3_12 (40, 0, GC | HEAP, 0, 0) }
    IoStringIO "_io.StringIO" "sizes: import io  =>  io.StringIO()"
        { V3_8 (120, 0, GC, 104, 112) V3_12 (168, 0, GC | HEAP, 144, 152) V3_14 (120, 0, GC | HEAP, 96, 104) }
    IoTextIOWrapper "_io.TextIOWrapper" "sizes: sys.stdout"
        { V3_8 (192, 0, GC, 184, 176) V3_12 (200, 0, GC | HEAP, 184, 176) }
    IoBufferedIOBase "_io._BufferedIOBase" "Modules/_io/bufferedio.c @ v3.12.6, _BufferedIOBase"
        { V3_8 (32, 0, GC, 16, 24) V3_12 (32, 0, GC | HEAP, 16, 24) }
    IoBytesIOBuffer "_io._BytesIOBuffer" "Modules/_io/bytesio.c @ v3.12.6, _BytesIOBuffer"
        { V3_8 (24, 0, GC, 0, 0) V3_12 (24, 0, GC | HEAP, 0, 0) }
    IoIOBase "_io._IOBase" "Modules/_io/iobase.c @ v3.12.6, _IOBase"
        { V3_8 (32, 0, GC, 16, 24) V3_12 (32, 0, GC | HEAP, 16, 24) }
    IoRawIOBase "_io._RawIOBase" "Modules/_io/iobase.c @ v3.12.6, _RawIOBase"
        { V3_8 (32, 0, GC, 16, 24) V3_12 (32, 0, GC | HEAP, 16, 24) }
    IoTextIOBase "_io._TextIOBase" "Modules/_io/textio.c @ v3.12.6, _TextIOBase"
        { V3_8 (32, 0, GC, 16, 24) V3_12 (32, 0, GC | HEAP, 16, 24) }
    JsonEncoder "_json.Encoder" "Modules/_json.c @ v3.12.6, Encoder"
        { V3_8 (80, 0, GC, 0, 0) V3_9 (80, 0, GC | HEAP, 0, 0) }
    JsonScanner "_json.Scanner" "Modules/_json.c @ v3.12.6, Scanner"
        { V3_8 (72, 0, GC, 0, 0) V3_9 (72, 0, GC | HEAP, 0, 0) V3_13 (64, 0, GC | HEAP, 0, 0) }
    PicklePdata "_pickle.Pdata" "Modules/_pickle.c @ v3.12.6, Pdata"
        { V3_8 (56, 8, NONE, 0, 0) V3_12 (56, 8, GC | HEAP, 0, 0) }
    PicklePickler "_pickle.Pickler" "Modules/_pickle.c @ v3.12.6, Pickler"
        { V3_8 (152, 0, GC, 0, 0) V3_12 (152, 0, GC | HEAP, 0, 0) V3_13 (144, 0, GC | HEAP, 0, 0) V3_14 (152, 0, GC | HEAP, 0, 0) }
    PicklePicklerMemoProxy "_pickle.PicklerMemoProxy" "Modules/_pickle.c @ v3.12.6, PicklerMemoProxy"
        { V3_8 (24, 0, GC, 0, 0) V3_12 (24, 0, GC | HEAP, 0, 0) }
    PickleUnpickler "_pickle.Unpickler" "Modules/_pickle.c @ v3.12.6, Unpickler"
        { V3_8 (272, 0, GC, 0, 0) V3_12 (272, 0, GC | HEAP, 0, 0) V3_13 (264, 0, GC | HEAP, 0, 0) V3_14 (272, 0, GC | HEAP, 0, 0) }
    PickleUnpicklerMemoProxy "_pickle.UnpicklerMemoProxy" "Modules/_pickle.c @ v3.12.6, UnpicklerMemoProxy"
        { V3_8 (24, 0, GC, 0, 0) V3_12 (24, 0, GC | HEAP, 0, 0) }
    QueueEmpty "_queue.Empty" "Modules/_queuemodule.c @ v3.12.6, Empty"
        { V3_8 (72, 0, GC | HEAP, 16, 64) V3_11 (80, 0, GC | HEAP, 16, 72) V3_12 (72, 0, GC | HEAP, 16, MANAGED) }
    QueueSimpleQueue "_queue.SimpleQueue" "sizes: import queue  =>  queue.SimpleQueue()"
        { V3_8 (56, 0, GC, 0, 48) V3_10 (56, 0, GC | HEAP, 0, 48) V3_13 (72, 0, GC | HEAP, 0, 64) V3_15 (136, 0, GC | HEAP, 0, 64) }
    RandomRandom "_random.Random" "Modules/_randommodule.c @ v3.12.6, Random"
        { V3_8 (2520, 0, NONE, 0, 0) V3_9 (2520, 0, HEAP, 0, 0) }
    SreSREScanner "_sre.SRE_Scanner" "sizes: import re  =>  re.compile(\"a\").scanner(\"b\")"
        { V3_8 (232, 0, NONE, 0, 0) V3_10 (240, 0, GC | HEAP, 0, 0) V3_11 (232, 0, GC | HEAP, 0, 0) V3_12 (240, 0, GC | HEAP, 0, 0) V3_13 (264, 0, GC | HEAP, 0, 0) }
    SreSRETemplate "_sre.SRE_Template" "Modules/_sre/sre.c @ v3.12.6, SRE_Template"
        { V3_12 (40, 16, GC | HEAP, 0, 0) }
    StructStruct "_struct.Struct" "sizes: import struct  =>  struct.Struct(\"i\")"
        { V3_8 (56, 0, NONE, 0, 48) V3_9 (56, 0, HEAP, 0, 48) V3_10 (56, 0, GC | HEAP, 0, 48) V3_15 (64, 0, GC | HEAP, 0, 48) }
    StructUnpackIterator "_struct.unpack_iterator" "Modules/_struct.c @ v3.12.6, unpack_iterator"
        { V3_8 (112, 0, GC, 0, 0) V3_9 (112, 0, GC | HEAP, 0, 0) }
    ThreadRLock "_thread.RLock" "sizes: import threading  =>  threading.RLock()"
        { V3_8 (48, 0, NONE, 0, 40) V3_10 (48, 0, GC | HEAP, 0, 40) V3_14 (40, 0, GC | HEAP, 0, MANAGED) }
    ThreadExceptHookArgs "_thread._ExceptHookArgs" "Modules/_threadmodule.c @ v3.12.6, _ExceptHookArgs"
        { V3_8 (24, 8, GC, 0, 0) V3_11 (24, 8, GC | HEAP, 0, 0) V3_14 (32, 8, GC | HEAP, 0, 0) }
    ThreadThreadHandle "_thread._ThreadHandle" "Modules/_threadmodule.c @ v3.13.0, _ThreadHandle"
        { V3_13 (24, 0, GC | HEAP, 0, 0) }
    ThreadLocal "_thread._local" "sizes: import threading  =>  threading.local()"
        { V3_8 (64, 0, GC, 0, 40) V3_10 (64, 0, GC | HEAP, 0, 40) V3_13 (56, 0, GC | HEAP, 0, 32) }
    ThreadLocaldummy "_thread._localdummy" "Modules/_threadmodule.c @ v3.12.6, _localdummy"
        { V3_8 (32, 0, NONE, 0, 24) V3_10 (32, 0, HEAP, 0, 24) V3_13 (24, 0, HEAP, 0, 16) }
    ThreadLock "_thread.lock" "sizes: import threading  =>  threading.Lock()"
        { V3_8 (40, 0, NONE, 0, 24) V3_10 (40, 0, GC | HEAP, 0, 24) V3_14 (24, 0, GC | HEAP, 0, MANAGED) }
    TypingConstEvaluator "_typing._ConstEvaluator" "Objects/typevarobject.c @ v3.14.0, _ConstEvaluator"
        { V3_14 (24, 0, GC | HEAP, 0, 0) }
    ArrayArray "array.array" "sizes: import array \\n a=array.array(\"b\",[0]*0)  =>  a"
        { V3_8 (64, 0, NONE, 0, 48) V3_10 (64, 0, GC | HEAP, 0, 48) }
    ArrayArrayiterator "array.arrayiterator" "sizes: import array; x=array.array(\"i\")  =>  iter(x)"
        { V3_10 (40, 0, GC | HEAP, 0, 0) }
    ArithmeticError "builtins.ArithmeticError" "sizes: ArithmeticError()"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    AssertionError "builtins.AssertionError" "Objects/exceptions.c @ v3.12.6, AssertionError"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    AttributeError "builtins.AttributeError" "sizes: AttributeError(\"x\")"
        { V3_8 (64, 0, GC, 16, 0) V3_10 (80, 0, GC, 16, 0) V3_11 (88, 0, GC, 16, 0) }
    BaseException "builtins.BaseException" "sizes: BaseException()"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    BaseExceptionGroup "builtins.BaseExceptionGroup" "Objects/exceptions.c @ v3.12.6, BaseExceptionGroup"
        { V3_11 (88, 0, GC, 16, 0) V3_13 (96, 0, GC, 16, 0) }
    BlockingIOError "builtins.BlockingIOError" "sizes: BlockingIOError(1,\"x\",5)"
        { V3_8 (104, 0, GC, 16, 0) V3_11 (112, 0, GC, 16, 0) }
    BrokenPipeError "builtins.BrokenPipeError" "Objects/exceptions.c @ v3.12.6, BrokenPipeError"
        { V3_8 (104, 0, GC, 16, 0) V3_11 (112, 0, GC, 16, 0) }
    BufferError "builtins.BufferError" "Objects/exceptions.c @ v3.12.6, BufferError"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    BytesWarning "builtins.BytesWarning" "Objects/exceptions.c @ v3.12.6, BytesWarning"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    ChildProcessError "builtins.ChildProcessError" "Objects/exceptions.c @ v3.12.6, ChildProcessError"
        { V3_8 (104, 0, GC, 16, 0) V3_11 (112, 0, GC, 16, 0) }
    ConnectionAbortedError "builtins.ConnectionAbortedError" "Objects/exceptions.c @ v3.12.6, ConnectionAbortedError"
        { V3_8 (104, 0, GC, 16, 0) V3_11 (112, 0, GC, 16, 0) }
    ConnectionError "builtins.ConnectionError" "Objects/exceptions.c @ v3.12.6, ConnectionError"
        { V3_8 (104, 0, GC, 16, 0) V3_11 (112, 0, GC, 16, 0) }
    ConnectionRefusedError "builtins.ConnectionRefusedError" "Objects/exceptions.c @ v3.12.6, ConnectionRefusedError"
        { V3_8 (104, 0, GC, 16, 0) V3_11 (112, 0, GC, 16, 0) }
    ConnectionResetError "builtins.ConnectionResetError" "Objects/exceptions.c @ v3.12.6, ConnectionResetError"
        { V3_8 (104, 0, GC, 16, 0) V3_11 (112, 0, GC, 16, 0) }
    DeprecationWarning "builtins.DeprecationWarning" "Objects/exceptions.c @ v3.12.6, DeprecationWarning"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    EOFError "builtins.EOFError" "Objects/exceptions.c @ v3.12.6, EOFError"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    EncodingMap "builtins.EncodingMap" "Objects/unicodeobject.c @ v3.12.6, EncodingMap"
        { V3_8 (64, 0, NONE, 0, 0) }
    EncodingWarning "builtins.EncodingWarning" "Objects/exceptions.c @ v3.12.6, EncodingWarning"
        { V3_10 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    Exception "builtins.Exception" "sizes: Exception()"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    ExceptionGroup "builtins.ExceptionGroup" "sizes: ExceptionGroup(\"x\",[ValueError()])"
        { V3_11 (96, 0, GC | HEAP, 16, 88) V3_12 (88, 0, GC | HEAP, 16, MANAGED) V3_13 (96, 0, GC | HEAP, 16, MANAGED) }
    FileExistsError "builtins.FileExistsError" "Objects/exceptions.c @ v3.12.6, FileExistsError"
        { V3_8 (104, 0, GC, 16, 0) V3_11 (112, 0, GC, 16, 0) }
    FileNotFoundError "builtins.FileNotFoundError" "sizes: OSError(2,\"x\")"
        { V3_8 (104, 0, GC, 16, 0) V3_11 (112, 0, GC, 16, 0) }
    FloatingPointError "builtins.FloatingPointError" "Objects/exceptions.c @ v3.12.6, FloatingPointError"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    FrameLocalsProxy "builtins.FrameLocalsProxy" "Objects/frameobject.c @ v3.13.0, FrameLocalsProxy"
        { V3_13 (24, 0, GC, 0, 0) }
    FutureWarning "builtins.FutureWarning" "Objects/exceptions.c @ v3.12.6, FutureWarning"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    GeneratorExit "builtins.GeneratorExit" "sizes: GeneratorExit()"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    ImportError "builtins.ImportError" "sizes: ImportError(\"x\",name=\"a\")"
        { V3_8 (88, 0, GC, 16, 0) V3_11 (96, 0, GC, 16, 0) V3_12 (104, 0, GC, 16, 0) }
    ImportWarning "builtins.ImportWarning" "Objects/exceptions.c @ v3.12.6, ImportWarning"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    IndentationError "builtins.IndentationError" "Objects/exceptions.c @ v3.12.6, IndentationError"
        { V3_8 (112, 0, GC, 16, 0) V3_10 (128, 0, GC, 16, 0) V3_11 (136, 0, GC, 16, 0) V3_14 (144, 0, GC, 16, 0) }
    IndexError "builtins.IndexError" "sizes: IndexError()"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    InterruptedError "builtins.InterruptedError" "Objects/exceptions.c @ v3.12.6, InterruptedError"
        { V3_8 (104, 0, GC, 16, 0) V3_11 (112, 0, GC, 16, 0) }
    IsADirectoryError "builtins.IsADirectoryError" "Objects/exceptions.c @ v3.12.6, IsADirectoryError"
        { V3_8 (104, 0, GC, 16, 0) V3_11 (112, 0, GC, 16, 0) }
    KeyError "builtins.KeyError" "sizes: KeyError(\"x\")"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    KeyboardInterrupt "builtins.KeyboardInterrupt" "sizes: KeyboardInterrupt()"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    LookupError "builtins.LookupError" "Objects/exceptions.c @ v3.12.6, LookupError"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    MemoryError "builtins.MemoryError" "sizes: MemoryError()"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    ModuleNotFoundError "builtins.ModuleNotFoundError" "sizes: try: import nosuch \\n except Exception as x: e=x  =>  e"
        { V3_8 (88, 0, GC, 16, 0) V3_11 (96, 0, GC, 16, 0) V3_12 (104, 0, GC, 16, 0) }
    NameError "builtins.NameError" "sizes: NameError(\"x\")"
        { V3_8 (64, 0, GC, 16, 0) V3_10 (72, 0, GC, 16, 0) V3_11 (80, 0, GC, 16, 0) }
    NoDefaultType "builtins.NoDefaultType" "Objects/typevarobject.c @ v3.13.0, NoDefaultType"
        { V3_13 (16, 0, NONE, 0, 0) }
    NoneType "builtins.NoneType" "sizes: None"
        { V3_8 (16, 0, NONE, 0, 0) }
    NotADirectoryError "builtins.NotADirectoryError" "Objects/exceptions.c @ v3.12.6, NotADirectoryError"
        { V3_8 (104, 0, GC, 16, 0) V3_11 (112, 0, GC, 16, 0) }
    NotImplementedError "builtins.NotImplementedError" "Objects/exceptions.c @ v3.12.6, NotImplementedError"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    NotImplementedType "builtins.NotImplementedType" "sizes: NotImplemented"
        { V3_8 (16, 0, NONE, 0, 0) }
    OSError "builtins.OSError" "sizes: OSError()"
        { V3_8 (104, 0, GC, 16, 0) V3_11 (112, 0, GC, 16, 0) }
    OverflowError "builtins.OverflowError" "Objects/exceptions.c @ v3.12.6, OverflowError"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    PendingDeprecationWarning "builtins.PendingDeprecationWarning" "Objects/exceptions.c @ v3.12.6, PendingDeprecationWarning"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    PermissionError "builtins.PermissionError" "Objects/exceptions.c @ v3.12.6, PermissionError"
        { V3_8 (104, 0, GC, 16, 0) V3_11 (112, 0, GC, 16, 0) }
    ProcessLookupError "builtins.ProcessLookupError" "Objects/exceptions.c @ v3.12.6, ProcessLookupError"
        { V3_8 (104, 0, GC, 16, 0) V3_11 (112, 0, GC, 16, 0) }
    PyCapsule "builtins.PyCapsule" "Objects/capsule.c @ v3.12.6, PyCapsule"
        { V3_8 (48, 0, NONE, 0, 0) V3_13 (64, 0, GC, 0, 0) }
    PythonFinalizationError "builtins.PythonFinalizationError" "Objects/exceptions.c @ v3.12.6, PythonFinalizationError"
        { V3_13 (72, 0, GC, 16, 0) }
    RecursionError "builtins.RecursionError" "sizes: RecursionError()"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    ReferenceError "builtins.ReferenceError" "Objects/exceptions.c @ v3.12.6, ReferenceError"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    ResourceWarning "builtins.ResourceWarning" "Objects/exceptions.c @ v3.12.6, ResourceWarning"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    RuntimeError "builtins.RuntimeError" "Objects/exceptions.c @ v3.12.6, RuntimeError"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    RuntimeWarning "builtins.RuntimeWarning" "Objects/exceptions.c @ v3.12.6, RuntimeWarning"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    StopAsyncIteration "builtins.StopAsyncIteration" "sizes: StopAsyncIteration()"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    StopIteration "builtins.StopIteration" "sizes: StopIteration(1)"
        { V3_8 (72, 0, GC, 16, 0) V3_11 (80, 0, GC, 16, 0) }
    SyntaxError "builtins.SyntaxError" "sizes: SyntaxError(\"x\")"
        { V3_8 (112, 0, GC, 16, 0) V3_10 (128, 0, GC, 16, 0) V3_11 (136, 0, GC, 16, 0) V3_14 (144, 0, GC, 16, 0) }
    SyntaxWarning "builtins.SyntaxWarning" "Objects/exceptions.c @ v3.12.6, SyntaxWarning"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    SystemError "builtins.SystemError" "Objects/exceptions.c @ v3.12.6, SystemError"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    SystemExit "builtins.SystemExit" "sizes: SystemExit(1)"
        { V3_8 (72, 0, GC, 16, 0) V3_11 (80, 0, GC, 16, 0) }
    TabError "builtins.TabError" "Objects/exceptions.c @ v3.12.6, TabError"
        { V3_8 (112, 0, GC, 16, 0) V3_10 (128, 0, GC, 16, 0) V3_11 (136, 0, GC, 16, 0) V3_14 (144, 0, GC, 16, 0) }
    TimeoutError "builtins.TimeoutError" "Objects/exceptions.c @ v3.12.6, TimeoutError"
        { V3_8 (104, 0, GC, 16, 0) V3_11 (112, 0, GC, 16, 0) }
    TypeError "builtins.TypeError" "sizes: TypeError()"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    UnboundLocalError "builtins.UnboundLocalError" "Objects/exceptions.c @ v3.12.6, UnboundLocalError"
        { V3_8 (64, 0, GC, 16, 0) V3_10 (72, 0, GC, 16, 0) V3_11 (80, 0, GC, 16, 0) }
    UnicodeDecodeError "builtins.UnicodeDecodeError" "sizes: UnicodeDecodeError(\"a\",b\"b\",0,1,\"r\")"
        { V3_8 (104, 0, GC, 16, 0) V3_11 (112, 0, GC, 16, 0) }
    UnicodeEncodeError "builtins.UnicodeEncodeError" "sizes: UnicodeEncodeError(\"a\",\"b\",0,1,\"r\")"
        { V3_8 (104, 0, GC, 16, 0) V3_11 (112, 0, GC, 16, 0) }
    UnicodeError "builtins.UnicodeError" "Objects/exceptions.c @ v3.12.6, UnicodeError"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    UnicodeTranslateError "builtins.UnicodeTranslateError" "Objects/exceptions.c @ v3.12.6, UnicodeTranslateError"
        { V3_8 (104, 0, GC, 16, 0) V3_11 (112, 0, GC, 16, 0) }
    UnicodeWarning "builtins.UnicodeWarning" "Objects/exceptions.c @ v3.12.6, UnicodeWarning"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    UnraisableHookArgs "builtins.UnraisableHookArgs" "Python/errors.c @ v3.12.6, UnraisableHookArgs"
        { V3_8 (24, 8, GC, 0, 0) V3_14 (32, 8, GC, 0, 0) }
    UserWarning "builtins.UserWarning" "sizes: UserWarning(\"x\")"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    ValueError "builtins.ValueError" "sizes: ValueError(\"x\")"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    Warning "builtins.Warning" "Objects/exceptions.c @ v3.12.6, Warning"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    ZeroDivisionError "builtins.ZeroDivisionError" "sizes: ZeroDivisionError()"
        { V3_8 (64, 0, GC, 16, 0) V3_11 (72, 0, GC, 16, 0) }
    IncompleteInputError "builtins._IncompleteInputError" "Objects/exceptions.c @ v3.12.6, _IncompleteInputError"
        { V3_13 (136, 0, GC, 16, 0) V3_14 (144, 0, GC, 16, 0) }
    BufferWrapper "builtins._buffer_wrapper" "Objects/typeobject.c @ v3.12.6, _buffer_wrapper"
        { V3_12 (32, 0, GC, 0, 0) }
    AnextAwaitable "builtins.anext_awaitable" "Objects/iterobject.c @ v3.12.6, anext_awaitable"
        { V3_10 (32, 0, GC, 0, 0) }
    AsyncGenerator "builtins.async_generator" "sizes: async def g(): \\n  yield 1  =>  g()"
        { V3_8 (120, 0, GC, 0, 40) V3_10 (112, 0, GC, 0, 32) V3_11 (152, 8, GC, 0, 24) V3_12 (144, 8, GC, 0, 16) V3_14 (152, 8, GC, 0, 16) }
    AsyncGeneratorAsend "builtins.async_generator_asend" "sizes: async def g(): yield  =>  g().__anext__()"
        { V3_10 (40, 0, GC, 0, 0) }
    AsyncGeneratorAthrow "builtins.async_generator_athrow" "sizes: async def g(): yield  =>  g().aclose()"
        { V3_10 (40, 0, GC, 0, 0) V3_15 (56, 0, GC, 0, 0) }
    AsyncGeneratorWrappedValue "builtins.async_generator_wrapped_value" "Objects/genobject.c @ v3.12.6, async_generator_wrapped_value"
        { V3_10 (24, 0, GC, 0, 0) }
    AsyncgenHooks "builtins.asyncgen_hooks" "Python/sysmodule.c @ v3.12.6, asyncgen_hooks"
        { V3_8 (24, 8, GC, 0, 0) V3_14 (32, 8, GC, 0, 0) }
    Bool "builtins.bool" "sizes: True"
        { V3_8 (32, 4, NONE, 0, 0) V3_12 (24, 4, NONE, 0, 0) }
    BuiltinFunctionOrMethod "builtins.builtin_function_or_method" "sizes: len"
        { V3_8 (56, 0, GC, 0, 40) }
    BuiltinMethod "builtins.builtin_method" "Objects/methodobject.c @ v3.12.6, builtin_method"
        { V3_9 (64, 0, GC, 0, 40) }
    Bytearray "builtins.bytearray" "sizes: bytearray(0)"
        { V3_8 (56, 0, NONE, 0, 0) V3_15 (64, 0, NONE, 0, 0) }
    BytearrayIterator "builtins.bytearray_iterator" "sizes: iter(bytearray())"
        { V3_8 (32, 0, GC, 0, 0) }
    Bytes "builtins.bytes" "sizes: b\"%d\"%5"
        { V3_8 (33, 1, NONE, 0, 0) }
    BytesIterator "builtins.bytes_iterator" "sizes: iter(b\"\")"
        { V3_8 (32, 0, GC, 0, 0) }
    CallableIterator "builtins.callable_iterator" "sizes: iter(lambda:0,0)"
        { V3_8 (32, 0, GC, 0, 0) }
    Cell "builtins.cell" "sizes: import types  =>  types.CellType()"
        { V3_8 (24, 0, GC, 0, 0) }
    Classmethod "builtins.classmethod" "sizes: classmethod(len)"
        { V3_8 (32, 0, GC, 24, 0) }
    ClassmethodDescriptor "builtins.classmethod_descriptor" "sizes: dict.__dict__[\"fromkeys\"]"
        { V3_8 (56, 0, GC, 0, 0) }
    Code "builtins.code" "sizes: (lambda:0).__code__"
        { V3_8 (176, 0, NONE, 0, 136) V3_11 (184, 2, NONE, 0, 144) V3_12 (192, 2, NONE, 0, 144) V3_13 (200, 2, NONE, 0, 144) V3_14 (208, 2, NONE, 0, 144) }
    Complex "builtins.complex" "sizes: 0j"
        { V3_8 (32, 0, NONE, 0, 0) }
    Coroutine "builtins.coroutine" "sizes: async def g(): \\n  return 1  =>  g()"
        { V3_8 (104, 0, GC, 0, 40) V3_10 (96, 0, GC, 0, 32) V3_11 (152, 8, GC, 0, 24) V3_12 (144, 8, GC, 0, 16) V3_14 (152, 8, GC, 0, 16) }
    CoroutineWrapper "builtins.coroutine_wrapper" "sizes: async def g(): pass  =>  g().__await__()"
        { V3_8 (24, 0, GC, 0, 0) }
    Dict "builtins.dict" "sizes: {}"
        { V3_8 (48, 0, GC, 0, 0) }
    DictItemiterator "builtins.dict_itemiterator" "sizes: iter({}.items())"
        { V3_8 (56, 0, GC, 0, 0) }
    DictItems "builtins.dict_items" "sizes: {}.items()"
        { V3_8 (24, 0, GC, 0, 0) }
    DictKeyiterator "builtins.dict_keyiterator" "sizes: iter({})"
        { V3_8 (56, 0, GC, 0, 0) }
    DictKeys "builtins.dict_keys" "sizes: {}.keys()"
        { V3_8 (24, 0, GC, 0, 0) }
    DictReverseitemiterator "builtins.dict_reverseitemiterator" "sizes: reversed({}.items())"
        { V3_8 (56, 0, GC, 0, 0) }
    DictReversekeyiterator "builtins.dict_reversekeyiterator" "sizes: reversed({})"
        { V3_8 (56, 0, GC, 0, 0) }
    DictReversevalueiterator "builtins.dict_reversevalueiterator" "sizes: reversed({}.values())"
        { V3_8 (56, 0, GC, 0, 0) }
    DictValueiterator "builtins.dict_valueiterator" "sizes: iter({}.values())"
        { V3_8 (56, 0, GC, 0, 0) }
    DictValues "builtins.dict_values" "sizes: {}.values()"
        { V3_8 (24, 0, GC, 0, 0) }
    Ellipsis "builtins.ellipsis" "sizes: Ellipsis"
        { V3_8 (16, 0, NONE, 0, 0) }
    Enumerate "builtins.enumerate" "sizes: enumerate([])"
        { V3_8 (48, 0, GC, 0, 0) V3_11 (56, 0, GC, 0, 0) }
    Fieldnameiterator "builtins.fieldnameiterator" "Objects/stringlib/unicode_format.h @ v3.12.6, fieldnameiterator"
        { V3_8 (56, 0, NONE, 0, 0) }
    Filter "builtins.filter" "sizes: filter(None,[])"
        { V3_8 (32, 0, GC, 0, 0) }
    Float "builtins.float" "sizes: 0.0"
        { V3_8 (24, 0, NONE, 0, 0) }
    Formatteriterator "builtins.formatteriterator" "Objects/stringlib/unicode_format.h @ v3.12.6, formatteriterator"
        { V3_8 (48, 0, NONE, 0, 0) }
    Frame "builtins.frame" "sizes: sys._getframe()"
        { V3_8 (368, 8, GC, 0, 0) V3_10 (360, 8, GC, 0, 0) V3_11 (120, 8, GC, 0, 0) V3_13 (136, 8, GC, 0, 0) V3_14 (152, 8, GC, 0, 0) }
    Frozenset "builtins.frozenset" "sizes: frozenset()"
        { V3_8 (200, 0, GC, 0, 192) }
    Function "builtins.function" "sizes: lambda:0"
        { V3_8 (120, 0, GC, 72, 80) V3_10 (128, 0, GC, 88, 96) V3_11 (136, 0, GC, 88, 96) V3_12 (144, 0, GC, 88, 96) V3_14 (152, 0, GC, 88, 96) }
    Generator "builtins.generator" "sizes: (x for x in [])"
        { V3_8 (96, 0, GC, 0, 40) V3_10 (88, 0, GC, 0, 32) V3_11 (152, 8, GC, 0, 24) V3_12 (144, 8, GC, 0, 16) V3_14 (152, 8, GC, 0, 16) }
    GenericAliasIterator "builtins.generic_alias_iterator" "Objects/genericaliasobject.c @ v3.12.6, generic_alias_iterator"
        { V3_11 (24, 0, GC, 0, 0) }
    GetsetDescriptor "builtins.getset_descriptor" "sizes: int.__dict__[\"real\"]"
        { V3_8 (48, 0, GC, 0, 0) }
    Hamt "builtins.hamt" "Python/hamt.c @ v3.12.6, hamt"
        { V3_8 (40, 0, GC, 0, 24) }
    HamtArrayNode "builtins.hamt_array_node" "Python/hamt.c @ v3.12.6, hamt_array_node"
        { V3_8 (280, 0, GC, 0, 0) }
    HamtBitmapNode "builtins.hamt_bitmap_node" "Python/hamt.c @ v3.12.6, hamt_bitmap_node"
        { V3_8 (32, 8, GC, 0, 0) }
    HamtCollisionNode "builtins.hamt_collision_node" "Python/hamt.c @ v3.12.6, hamt_collision_node"
        { V3_8 (32, 8, GC, 0, 0) }
    Instancemethod "builtins.instancemethod" "Objects/classobject.c @ v3.12.6, instancemethod"
        { V3_8 (24, 0, GC, 0, 0) }
    Int "builtins.int" "sizes: 1-1"
        { V3_8 (24, 4, NONE, 0, 0) }
    Items "builtins.items" "Python/hamt.c @ v3.12.6, items"
        { V3_8 (168, 0, GC, 0, 0) V3_9 (152, 0, GC, 0, 0) V3_10 (168, 0, GC, 0, 0) }
    Iterator "builtins.iterator" "sizes: class I: \\n  def __getitem__(s,i): pass  =>  iter(I())"
        { V3_8 (32, 0, GC, 0, 0) }
    Keys "builtins.keys" "Python/hamt.c @ v3.12.6, keys"
        { V3_8 (168, 0, GC, 0, 0) V3_9 (152, 0, GC, 0, 0) V3_10 (168, 0, GC, 0, 0) }
    LineIterator "builtins.line_iterator" "Objects/codeobject.c @ v3.14.0, line_iterator"
        { V3_12 (64, 0, NONE, 0, 0) }
    List "builtins.list" "sizes: []"
        { V3_8 (40, 0, GC, 0, 0) }
    ListIterator "builtins.list_iterator" "sizes: iter([])"
        { V3_8 (32, 0, GC, 0, 0) }
    ListReverseiterator "builtins.list_reverseiterator" "sizes: reversed([])"
        { V3_8 (32, 0, GC, 0, 0) }
    LongrangeIterator "builtins.longrange_iterator" "sizes: iter(range(2**100))"
        { V3_8 (48, 0, NONE, 0, 0) V3_12 (40, 0, NONE, 0, 0) }
    Managedbuffer "builtins.managedbuffer" "Objects/memoryobject.c @ v3.12.6, managedbuffer"
        { V3_8 (112, 0, GC, 0, 0) }
    Map "builtins.map" "sizes: map(abs,[])"
        { V3_8 (32, 0, GC, 0, 0) V3_14 (40, 0, GC, 0, 0) }
    Mappingproxy "builtins.mappingproxy" "sizes: object.__dict__"
        { V3_8 (24, 0, GC, 0, 0) }
    MemberDescriptor "builtins.member_descriptor" "sizes: class C: \\n  __slots__=\"a\" \\n f=C.__dict__[\"a\"]  =>  f"
        { V3_8 (48, 0, GC, 0, 0) }
    MemoryIterator "builtins.memory_iterator" "sizes: iter(memoryview(b\"ab\"))"
        { V3_10 (48, 0, GC, 0, 0) }
    Memoryview "builtins.memoryview" "sizes: memoryview(b\"\")"
        { V3_8 (144, 8, GC, 0, 136) }
    Method "builtins.method" "sizes: class C: \\n  def f(self): pass \\n f=C().f  =>  f"
        { V3_8 (48, 0, GC, 0, 32) }
    MethodWrapper "builtins.method-wrapper" "sizes: (1).__add__"
        { V3_8 (32, 0, GC, 0, 0) }
    MethodDescriptor "builtins.method_descriptor" "sizes: str.join"
        { V3_8 (56, 0, GC, 0, 0) }
    Module "builtins.module" "sizes: sys"
        { V3_8 (56, 0, GC, 16, 40) V3_15 (104, 0, GC, 16, 40) }
    Moduledef "builtins.moduledef" "Objects/moduleobject.c @ v3.12.6, moduledef"
        { V3_8 (104, 0, NONE, 0, 0) }
    Object "builtins.object" "sizes: object()"
        { V3_8 (16, 0, NONE, 0, 0) }
    OdictItems "builtins.odict_items" "sizes: import collections; x=collections.OrderedDict()  =>  x.items()"
        { V3_8 (24, 0, GC, 0, 0) }
    OdictIterator "builtins.odict_iterator" "sizes: import collections; x=collections.OrderedDict()  =>  iter(x)"
        { V3_8 (64, 0, GC, 0, 0) }
    OdictKeys "builtins.odict_keys" "sizes: import collections; x=collections.OrderedDict()  =>  x.keys()"
        { V3_8 (24, 0, GC, 0, 0) }
    OdictValues "builtins.odict_values" "Objects/odictobject.c @ v3.12.6, odict_values"
        { V3_8 (24, 0, GC, 0, 0) }
    PositionsIterator "builtins.positions_iterator" "Objects/codeobject.c @ v3.14.0, positions_iterator"
        { V3_12 (80, 0, NONE, 0, 0) }
    Property "builtins.property" "sizes: property()"
        { V3_8 (56, 0, GC, 0, 0) V3_10 (64, 0, GC, 0, 0) }
    Range "builtins.range" "sizes: range(0)"
        { V3_8 (48, 0, NONE, 0, 0) }
    RangeIterator "builtins.range_iterator" "sizes: iter(range(3))"
        { V3_8 (48, 0, NONE, 0, 0) V3_12 (40, 0, NONE, 0, 0) }
    Reversed "builtins.reversed" "sizes: reversed(())"
        { V3_8 (32, 0, GC, 0, 0) }
    Set "builtins.set" "sizes: {0}"
        { V3_8 (200, 0, GC, 0, 192) }
    SetIterator "builtins.set_iterator" "sizes: iter(set())"
        { V3_8 (48, 0, GC, 0, 0) }
    Slice "builtins.slice" "sizes: slice(1)"
        { V3_8 (40, 0, GC, 0, 0) }
    Staticmethod "builtins.staticmethod" "sizes: staticmethod(len)"
        { V3_8 (32, 0, GC, 24, 0) }
    Stderrprinter "builtins.stderrprinter" "Objects/fileobject.c @ v3.12.6, stderrprinter"
        { V3_8 (24, 0, NONE, 0, 0) }
    Str "builtins.str" "sizes: chr(255)"
        { V3_8 (80, 0, NONE, 0, 0) V3_12 (64, 0, NONE, 0, 0) }
    StrAsciiIterator "builtins.str_ascii_iterator" "sizes: iter(\"\")"
        { V3_11 (32, 0, GC, 0, 0) }
    StrIterator "builtins.str_iterator" "sizes: iter(\"\")"
        { V3_8 (32, 0, GC, 0, 0) }
    Super "builtins.super" "sizes: super(int)"
        { V3_8 (40, 0, GC, 0, 0) }
    SymtableEntry "builtins.symtable entry" "Python/symtable.c @ v3.14.0, symtable entry"
        { V3_8 (104, 0, NONE, 0, 0) V3_10 (120, 0, NONE, 0, 0) V3_12 (128, 0, NONE, 0, 0) V3_13 (144, 0, NONE, 0, 0) }
    Traceback "builtins.traceback" "sizes: try: 1/0 \\n except Exception as x: e=x  =>  e.__traceback__"
        { V3_8 (40, 0, GC, 0, 0) }
    Tuple "builtins.tuple" "sizes: ()"
        { V3_8 (24, 8, GC, 0, 0) V3_14 (32, 8, GC, 0, 0) }
    TupleIterator "builtins.tuple_iterator" "sizes: iter(())"
        { V3_8 (32, 0, GC, 0, 0) }
    Type "builtins.type" "sizes: int"
        { V3_8 (880, 40, GC, 264, 368) V3_10 (888, 40, GC, 264, 368) V3_11 (904, 40, GC, 264, 368) V3_12 (920, 40, GC, 264, 368) V3_13 (928, 40, GC, 264, 368) V3_14 (936, 40, GC, 264, 368) V3_15 (944, 40, GC, 264, 368) }
    Values "builtins.values" "Python/hamt.c @ v3.12.6, values"
        { V3_8 (168, 0, GC, 0, 0) V3_9 (152, 0, GC, 0, 0) V3_10 (168, 0, GC, 0, 0) }
    WrapperDescriptor "builtins.wrapper_descriptor" "sizes: int.__add__"
        { V3_8 (56, 0, GC, 0, 0) }
    Zip "builtins.zip" "sizes: zip()"
        { V3_8 (40, 0, GC, 0, 0) V3_10 (48, 0, GC, 0, 0) }
    CollectionsOrderedDict "collections.OrderedDict" "sizes: import collections; d=collections.OrderedDict()  =>  d"
        { V3_8 (112, 0, GC, 96, 104) }
    CollectionsDequeIterator "collections._deque_iterator" "sizes: import collections; x=collections.deque()  =>  iter(x)"
        { V3_8 (56, 0, GC, 0, 0) V3_12 (56, 0, GC | HEAP, 0, 0) }
    CollectionsDequeReverseIterator "collections._deque_reverse_iterator" "sizes: import collections; x=collections.deque()  =>  reversed(x)"
        { V3_8 (56, 0, GC, 0, 0) V3_12 (56, 0, GC | HEAP, 0, 0) }
    CollectionsTuplegetter "collections._tuplegetter" "Modules/_collectionsmodule.c @ v3.12.6, _tuplegetter"
        { V3_8 (32, 0, GC, 0, 0) V3_12 (32, 0, GC | HEAP, 0, 0) }
    CollectionsDefaultdict "collections.defaultdict" "sizes: import collections; d=collections.defaultdict(int)  =>  d"
        { V3_8 (56, 0, GC, 0, 0) V3_12 (56, 0, GC | HEAP, 0, 0) }
    CollectionsDeque "collections.deque" "sizes: import collections \\n d=collections.deque(range(0))  =>  d"
        { V3_8 (80, 0, GC, 0, 72) V3_11 (216, 0, GC, 0, 208) V3_12 (216, 0, GC | HEAP, 0, 208) }
    DatetimeIsoCalendarDate "datetime.IsoCalendarDate" "Modules/_datetimemodule.c @ v3.12.6, IsoCalendarDate"
        { V3_9 (32, 8, GC, 0, 0) V3_13 (32, 8, GC | HEAP, 0, 0) V3_14 (40, 8, GC | HEAP, 0, 0) }
    DatetimeDate "datetime.date" "sizes: import datetime  =>  datetime.date(2020,1,1)"
        { V3_8 (32, 0, NONE, 0, 0) }
    DatetimeDatetime "datetime.datetime" "sizes: import datetime  =>  datetime.datetime(2020,1,1)"
        { V3_8 (48, 0, NONE, 0, 0) }
    DatetimeTime "datetime.time" "sizes: import datetime  =>  datetime.time()"
        { V3_8 (40, 0, NONE, 0, 0) }
    DatetimeTimedelta "datetime.timedelta" "sizes: import datetime  =>  datetime.timedelta(1)"
        { V3_8 (40, 0, NONE, 0, 0) }
    DatetimeTimezone "datetime.timezone" "sizes: import datetime  =>  datetime.timezone.utc"
        { V3_8 (32, 0, NONE, 0, 0) }
    DatetimeTzinfo "datetime.tzinfo" "Modules/_datetimemodule.c @ v3.12.6, tzinfo"
        { V3_8 (16, 0, NONE, 0, 0) }
    DecimalClamped "decimal.Clamped" "Modules/_decimal/_decimal.c @ v3.12.6, Clamped"
        { V3_8 (72, 0, GC | HEAP, 16, 64) V3_11 (80, 0, GC | HEAP, 16, 72) V3_12 (72, 0, GC | HEAP, 16, MANAGED) }
    DecimalContext "decimal.Context" "sizes: import decimal  =>  decimal.getcontext()"
        { V3_8 (96, 0, NONE, 0, 0) V3_13 (96, 0, GC | HEAP, 0, 0) V3_14 (104, 0, GC | HEAP, 0, 0) }
    DecimalContextManager "decimal.ContextManager" "Modules/_decimal/_decimal.c @ v3.12.6, ContextManager"
        { V3_8 (32, 0, NONE, 0, 0) V3_13 (32, 0, GC | HEAP, 0, 0) }
    DecimalDecimal "decimal.Decimal" "sizes: from decimal import Decimal  =>  Decimal(1)"
        { V3_8 (104, 0, NONE, 0, 0) V3_13 (104, 0, GC | HEAP, 0, 0) }
    DecimalDecimalException "decimal.DecimalException" "Modules/_decimal/_decimal.c @ v3.12.6, DecimalException"
        { V3_8 (72, 0, GC | HEAP, 16, 64) V3_11 (80, 0, GC | HEAP, 16, 72) V3_12 (72, 0, GC | HEAP, 16, MANAGED) }
    DecimalDivisionByZero "decimal.DivisionByZero" "Modules/_decimal/_decimal.c @ v3.12.6, DivisionByZero"
        { V3_8 (72, 0, GC | HEAP, 16, 64) V3_11 (80, 0, GC | HEAP, 16, 72) V3_12 (72, 0, GC | HEAP, 16, MANAGED) }
    DecimalFloatOperation "decimal.FloatOperation" "Modules/_decimal/_decimal.c @ v3.12.6, FloatOperation"
        { V3_8 (72, 0, GC | HEAP, 16, 64) V3_11 (80, 0, GC | HEAP, 16, 72) V3_12 (72, 0, GC | HEAP, 16, MANAGED) }
    DecimalInexact "decimal.Inexact" "Modules/_decimal/_decimal.c @ v3.12.6, Inexact"
        { V3_8 (72, 0, GC | HEAP, 16, 64) V3_11 (80, 0, GC | HEAP, 16, 72) V3_12 (72, 0, GC | HEAP, 16, MANAGED) }
    DecimalInvalidOperation "decimal.InvalidOperation" "Modules/_decimal/_decimal.c @ v3.12.6, InvalidOperation"
        { V3_8 (72, 0, GC | HEAP, 16, 64) V3_11 (80, 0, GC | HEAP, 16, 72) V3_12 (72, 0, GC | HEAP, 16, MANAGED) }
    DecimalOverflow "decimal.Overflow" "Modules/_decimal/_decimal.c @ v3.12.6, Overflow"
        { V3_8 (72, 0, GC | HEAP, 16, 64) V3_11 (80, 0, GC | HEAP, 16, 72) V3_12 (72, 0, GC | HEAP, 16, MANAGED) }
    DecimalRounded "decimal.Rounded" "Modules/_decimal/_decimal.c @ v3.12.6, Rounded"
        { V3_8 (72, 0, GC | HEAP, 16, 64) V3_11 (80, 0, GC | HEAP, 16, 72) V3_12 (72, 0, GC | HEAP, 16, MANAGED) }
    DecimalSignalDictMixin "decimal.SignalDictMixin" "Modules/_decimal/_decimal.c @ v3.12.6, SignalDictMixin"
        { V3_8 (24, 0, GC, 0, 0) V3_10 (24, 0, NONE, 0, 0) V3_13 (24, 0, GC | HEAP, 0, 0) }
    DecimalSubnormal "decimal.Subnormal" "Modules/_decimal/_decimal.c @ v3.12.6, Subnormal"
        { V3_8 (72, 0, GC | HEAP, 16, 64) V3_11 (80, 0, GC | HEAP, 16, 72) V3_12 (72, 0, GC | HEAP, 16, MANAGED) }
    DecimalUnderflow "decimal.Underflow" "Modules/_decimal/_decimal.c @ v3.12.6, Underflow"
        { V3_8 (72, 0, GC | HEAP, 16, 64) V3_11 (80, 0, GC | HEAP, 16, 72) V3_12 (72, 0, GC | HEAP, 16, MANAGED) }
    FunctoolsKeyWrapper "functools.KeyWrapper" "sizes: import functools; f=functools.cmp_to_key(lambda a,b:0)  =>  f"
        { V3_10 (32, 0, GC | HEAP, 0, 0) }
    FunctoolsPlaceholderType "functools._PlaceholderType" "Modules/_functoolsmodule.c @ v3.14.0, _PlaceholderType"
        { V3_14 (16, 0, GC | HEAP, 0, 0) }
    FunctoolsLruCacheWrapper "functools._lru_cache_wrapper" "sizes: import functools; f=functools.lru_cache(10)(len)  =>  f"
        { V3_8 (128, 0, GC, 120, 0) V3_9 (136, 0, GC, 120, 128) V3_10 (152, 0, GC | HEAP, 136, 144) }
    FunctoolsLruListElem "functools._lru_list_elem" "Modules/_functoolsmodule.c @ v3.12.6, _lru_list_elem"
        { V3_10 (56, 0, HEAP, 0, 0) }
    FunctoolsPartial "functools.partial" "sizes: import functools; f=functools.partial(int)  =>  f"
        { V3_8 (64, 0, GC, 40, 48) V3_10 (64, 0, GC | HEAP, 40, 48) V3_14 (80, 0, GC | HEAP, 40, 48) }
    ItertoolsGrouper "itertools._grouper" "Modules/itertoolsmodule.c @ v3.12.6, _grouper"
        { V3_8 (32, 0, GC, 0, 0) V3_12 (32, 0, GC | HEAP, 0, 0) }
    ItertoolsTee "itertools._tee" "sizes: import itertools  =>  itertools.tee([])[0]"
        { V3_8 (40, 0, GC, 0, 32) V3_12 (48, 0, GC | HEAP, 0, 32) }
    ItertoolsTeeDataobject "itertools._tee_dataobject" "Modules/itertoolsmodule.c @ v3.12.6, _tee_dataobject"
        { V3_8 (496, 0, GC, 0, 0) V3_12 (496, 0, GC | HEAP, 0, 0) }
    ItertoolsAccumulate "itertools.accumulate" "sizes: import itertools  =>  itertools.accumulate([])"
        { V3_8 (48, 0, GC, 0, 0) V3_12 (56, 0, GC | HEAP, 0, 0) }
    ItertoolsBatched "itertools.batched" "sizes: import itertools  =>  itertools.batched([],2)"
        { V3_12 (32, 0, GC | HEAP, 0, 0) V3_13 (40, 0, GC | HEAP, 0, 0) }
    ItertoolsChain "itertools.chain" "sizes: import itertools  =>  itertools.chain()"
        { V3_8 (32, 0, GC, 0, 0) V3_12 (32, 0, GC | HEAP, 0, 0) }
    ItertoolsCombinations "itertools.combinations" "sizes: import itertools  =>  itertools.combinations([1,2,3],2)"
        { V3_8 (56, 0, GC, 0, 0) V3_12 (56, 0, GC | HEAP, 0, 0) }
    ItertoolsCombinationsWithReplacement "itertools.combinations_with_replacement" "sizes: import itertools  =>  itertools.combinations_with_replacement([1,2,3],2)"
        { V3_8 (56, 0, GC, 0, 0) V3_12 (56, 0, GC | HEAP, 0, 0) }
    ItertoolsCompress "itertools.compress" "sizes: import itertools  =>  itertools.compress([],[])"
        { V3_8 (32, 0, GC, 0, 0) V3_12 (32, 0, GC | HEAP, 0, 0) }
    ItertoolsCount "itertools.count" "sizes: import itertools  =>  itertools.count()"
        { V3_8 (40, 0, GC, 0, 0) V3_12 (40, 0, GC | HEAP, 0, 0) }
    ItertoolsCycle "itertools.cycle" "sizes: import itertools  =>  itertools.cycle([])"
        { V3_8 (48, 0, GC, 0, 0) V3_12 (48, 0, GC | HEAP, 0, 0) V3_14 (40, 0, GC | HEAP, 0, 0) }
    ItertoolsDropwhile "itertools.dropwhile" "sizes: import itertools  =>  itertools.dropwhile(None,[])"
        { V3_8 (40, 0, GC, 0, 0) V3_12 (40, 0, GC | HEAP, 0, 0) }
    ItertoolsFilterfalse "itertools.filterfalse" "sizes: import itertools  =>  itertools.filterfalse(None,[])"
        { V3_8 (32, 0, GC, 0, 0) V3_12 (32, 0, GC | HEAP, 0, 0) }
    ItertoolsGroupby "itertools.groupby" "sizes: import itertools  =>  itertools.groupby([])"
        { V3_8 (64, 0, GC, 0, 0) V3_12 (72, 0, GC | HEAP, 0, 0) }
    ItertoolsIslice "itertools.islice" "sizes: import itertools  =>  itertools.islice([],3)"
        { V3_8 (56, 0, GC, 0, 0) V3_12 (56, 0, GC | HEAP, 0, 0) }
    ItertoolsPairwise "itertools.pairwise" "sizes: import itertools  =>  itertools.pairwise([])"
        { V3_10 (32, 0, GC, 0, 0) V3_12 (32, 0, GC | HEAP, 0, 0) V3_13 (40, 0, GC | HEAP, 0, 0) }
    ItertoolsPermutations "itertools.permutations" "sizes: import itertools  =>  itertools.permutations([])"
        { V3_8 (64, 0, GC, 0, 0) V3_12 (64, 0, GC | HEAP, 0, 0) }
    ItertoolsProduct "itertools.product" "sizes: import itertools  =>  itertools.product()"
        { V3_8 (48, 0, GC, 0, 0) V3_12 (48, 0, GC | HEAP, 0, 0) }
    ItertoolsRepeat "itertools.repeat" "sizes: import itertools  =>  itertools.repeat(1)"
        { V3_8 (32, 0, GC, 0, 0) V3_12 (32, 0, GC | HEAP, 0, 0) }
    ItertoolsStarmap "itertools.starmap" "sizes: import itertools  =>  itertools.starmap(pow,[])"
        { V3_8 (32, 0, GC, 0, 0) V3_12 (32, 0, GC | HEAP, 0, 0) }
    ItertoolsTakewhile "itertools.takewhile" "sizes: import itertools  =>  itertools.takewhile(None,[])"
        { V3_8 (40, 0, GC, 0, 0) V3_12 (40, 0, GC | HEAP, 0, 0) }
    ItertoolsZipLongest "itertools.zip_longest" "sizes: import itertools  =>  itertools.zip_longest([],[])"
        { V3_8 (56, 0, GC, 0, 0) V3_12 (56, 0, GC | HEAP, 0, 0) }
    OperatorAttrgetter "operator.attrgetter" "sizes: import operator; f=operator.attrgetter(\"a\")  =>  f"
        { V3_8 (32, 0, GC, 0, 0) V3_10 (32, 0, GC | HEAP, 0, 0) V3_11 (40, 0, GC | HEAP, 0, 0) }
    OperatorItemgetter "operator.itemgetter" "sizes: import operator; f=operator.itemgetter(1)  =>  f"
        { V3_8 (40, 0, GC, 0, 0) V3_10 (40, 0, GC | HEAP, 0, 0) V3_11 (48, 0, GC | HEAP, 0, 0) }
    OperatorMethodcaller "operator.methodcaller" "sizes: import operator; f=operator.methodcaller(\"a\",1)  =>  f"
        { V3_8 (40, 0, GC, 0, 0) V3_10 (40, 0, GC | HEAP, 0, 0) V3_13 (64, 0, GC | HEAP, 0, 0) }
    OsStatResult "os.stat_result" "sizes: import os  =>  os.stat(\"/\")"
        { V3_8 (24, 8, GC | HEAP, 0, 0) V3_12 (96, 8, GC | HEAP, 0, 0) V3_14 (104, 8, GC | HEAP, 0, 0) }
    OsStatvfsResult "os.statvfs_result" "Modules/posixmodule.c @ v3.12.6, statvfs_result"
        { V3_8 (24, 8, GC | HEAP, 0, 0) V3_12 (32, 8, GC | HEAP, 0, 0) V3_14 (40, 8, GC | HEAP, 0, 0) }
    OsTerminalSize "os.terminal_size" "Modules/posixmodule.c @ v3.12.6, terminal_size"
        { V3_8 (24, 8, GC | HEAP, 0, 0) V3_14 (32, 8, GC | HEAP, 0, 0) }
    PicklePickleBuffer "pickle.PickleBuffer" "Objects/picklebufobject.c @ v3.12.6, PickleBuffer"
        { V3_8 (104, 0, GC, 0, 96) }
    PosixDirEntry "posix.DirEntry" "Modules/posixmodule.c @ v3.12.6, DirEntry"
        { V3_8 (72, 0, NONE, 0, 0) V3_9 (72, 0, HEAP, 0, 0) }
    PosixSchedParam "posix.sched_param" "Modules/posixmodule.c @ v3.12.6, sched_param"
        { V3_8 (24, 8, GC | HEAP, 0, 0) V3_14 (32, 8, GC | HEAP, 0, 0) }
    PosixTimesResult "posix.times_result" "Modules/posixmodule.c @ v3.12.6, times_result"
        { V3_8 (24, 8, GC | HEAP, 0, 0) V3_14 (32, 8, GC | HEAP, 0, 0) }
    PosixUnameResult "posix.uname_result" "Modules/posixmodule.c @ v3.8.20, uname_result"
        { V3_8 (24, 8, GC | HEAP, 0, 0) V3_14 (32, 8, GC | HEAP, 0, 0) }
    PosixWaitidResult "posix.waitid_result" "Modules/posixmodule.c @ v3.12.6, waitid_result"
        { V3_8 (24, 8, GC | HEAP, 0, 0) V3_14 (32, 8, GC | HEAP, 0, 0) }
    ReMatch "re.Match" "sizes: import re  =>  re.match(\"a\",\"a\")"
        { V3_8 (88, 8, NONE, 0, 0) V3_10 (88, 8, GC | HEAP, 0, 0) }
    RePattern "re.Pattern" "sizes: import re  =>  re.compile(\"a\")"
        { V3_8 (96, 4, NONE, 0, 64) V3_10 (96, 4, GC | HEAP, 0, 64) }
    SignalStructSiginfo "signal.struct_siginfo" "Modules/signalmodule.c @ v3.12.6, struct_siginfo"
        { V3_8 (24, 8, GC, 0, 0) V3_11 (24, 8, GC | HEAP, 0, 0) V3_14 (32, 8, GC | HEAP, 0, 0) }
    StringTemplatelibInterpolation "string.templatelib.Interpolation" "Objects/interpolationobject.c @ v3.14.0, Interpolation"
        { V3_14 (48, 0, GC, 0, 0) }
    StringTemplatelibTemplate "string.templatelib.Template" "sizes: x=1 \\n t=eval(\"t'{x}'\")  =>  t"
        { V3_14 (32, 0, GC, 0, 0) }
    StringTemplatelibTemplateIter "string.templatelib.TemplateIter" "Objects/templateobject.c @ v3.14.0, TemplateIter"
        { V3_14 (40, 0, GC, 0, 0) }
    StructError "struct.error" "Modules/_curses_panel.c @ v3.12.6, error"
        { V3_8 (72, 0, GC | HEAP, 16, 64) V3_11 (80, 0, GC | HEAP, 16, 72) V3_12 (72, 0, GC | HEAP, 16, MANAGED) }
    SysFlags "sys.flags" "sizes: sys.flags"
        { V3_8 (24, 8, GC, 0, 0) V3_13 (32, 8, GC, 0, 0) V3_14 (56, 8, GC, 0, 0) }
    SysFloatInfo "sys.float_info" "sizes: sys.float_info"
        { V3_8 (24, 8, GC, 0, 0) V3_14 (32, 8, GC, 0, 0) }
    SysHashInfo "sys.hash_info" "Python/sysmodule.c @ v3.12.6, hash_info"
        { V3_8 (24, 8, GC, 0, 0) V3_14 (32, 8, GC, 0, 0) }
    SysIntInfo "sys.int_info" "sizes: sys.int_info"
        { V3_8 (24, 8, GC, 0, 0) V3_14 (32, 8, GC, 0, 0) }
    SysLegacyEventHandler "sys.legacy_event_handler" "Python/legacy_tracing.c @ v3.12.6, legacy_event_handler"
        { V3_12 (32, 0, NONE, 0, 0) }
    SysThreadInfo "sys.thread_info" "Python/thread.c @ v3.12.6, thread_info"
        { V3_8 (24, 8, GC, 0, 0) V3_14 (32, 8, GC, 0, 0) }
    SysVersionInfo "sys.version_info" "sizes: sys.version_info"
        { V3_8 (24, 8, GC, 0, 0) V3_14 (32, 8, GC, 0, 0) }
    TimeStructTime "time.struct_time" "sizes: import time  =>  time.gmtime(0)"
        { V3_8 (24, 8, GC, 0, 0) V3_11 (24, 8, GC | HEAP, 0, 0) V3_12 (40, 8, GC | HEAP, 0, 0) V3_14 (48, 8, GC | HEAP, 0, 0) }
    TypesGenericAlias "types.GenericAlias" "sizes: list[int]"
        { V3_9 (48, 0, GC, 0, 40) V3_11 (64, 0, GC, 0, 40) }
    TypesSimpleNamespace "types.SimpleNamespace" "sizes: sys.implementation"
        { V3_8 (24, 0, GC, 16, 0) }
    TypingAny "typing.Any" "Lib/typing.py @ v3.12.6, Any"
        { V3_11 (24, 0, GC | HEAP, MANAGED, 16) V3_12 (16, 0, GC | HEAP, MANAGED, MANAGED) }
    TypingParamSpec "typing.ParamSpec" "Objects/typevarobject.c @ v3.12.6, ParamSpec"
        { V3_10 (64, 0, GC | HEAP, 56, 16) V3_11 (24, 0, GC | HEAP, MANAGED, 16) V3_12 (40, 0, GC | HEAP, MANAGED, MANAGED) V3_13 (56, 0, GC | HEAP, MANAGED, MANAGED) }
    TypingParamSpecArgs "typing.ParamSpecArgs" "Objects/typevarobject.c @ v3.12.6, ParamSpecArgs"
        { V3_10 (32, 0, GC | HEAP, 24, 16) V3_11 (24, 0, GC | HEAP, MANAGED, 16) V3_12 (24, 0, GC | HEAP, 0, MANAGED) }
    TypingParamSpecKwargs "typing.ParamSpecKwargs" "Objects/typevarobject.c @ v3.12.6, ParamSpecKwargs"
        { V3_10 (32, 0, GC | HEAP, 24, 16) V3_11 (24, 0, GC | HEAP, MANAGED, 16) V3_12 (24, 0, GC | HEAP, 0, MANAGED) }
    TypingTypeAliasType "typing.TypeAliasType" "Objects/typevarobject.c @ v3.12.6, TypeAliasType"
        { V3_12 (56, 0, GC, 0, 0) }
    TypingTypeVar "typing.TypeVar" "sizes: import typing  =>  typing.TypeVar(\"T\")"
        { V3_8 (72, 0, GC | HEAP, 64, 16) V3_11 (24, 0, GC | HEAP, MANAGED, 16) V3_12 (64, 0, GC | HEAP, MANAGED, MANAGED) V3_13 (80, 0, GC | HEAP, MANAGED, MANAGED) }
    TypingTypeVarTuple "typing.TypeVarTuple" "Objects/typevarobject.c @ v3.12.6, TypeVarTuple"
        { V3_11 (24, 0, GC | HEAP, MANAGED, 16) V3_12 (24, 0, GC | HEAP, MANAGED, MANAGED) V3_13 (40, 0, GC | HEAP, MANAGED, MANAGED) }
    WeakrefCallableProxyType "weakref.CallableProxyType" "Objects/weakrefobject.c @ v3.12.6, CallableProxyType"
        { V3_8 (56, 0, GC, 0, 0) V3_11 (64, 0, GC, 0, 0) }
    WeakrefProxyType "weakref.ProxyType" "sizes: import weakref \\n class C: pass \\n c=C()  =>  weakref.proxy(c)"
        { V3_8 (56, 0, GC, 0, 0) V3_11 (64, 0, GC, 0, 0) }
    WeakrefReferenceType "weakref.ReferenceType" "sizes: import weakref \\n class C: pass \\n c=C()  =>  weakref.ref(c)"
        { V3_8 (56, 0, GC, 0, 0) V3_11 (64, 0, GC, 0, 0) }
    ZlibCompress "zlib.Compress" "sizes: import zlib  =>  zlib.compressobj()"
        { V3_8 (168, 0, NONE, 0, 0) V3_9 (168, 0, HEAP, 0, 0) V3_13 (168, 0, GC | HEAP, 0, 0) }
    ZlibDecompress "zlib.Decompress" "Modules/zlibmodule.c @ v3.12.6, Decompress"
        { V3_8 (168, 0, NONE, 0, 0) V3_9 (168, 0, HEAP, 0, 0) }
    ZlibZlibDecompressor "zlib._ZlibDecompressor" "Modules/zlibmodule.c @ v3.12.6, _ZlibDecompressor"
        { V3_12 (184, 0, HEAP, 0, 0) }
    ZlibError "zlib.error" "Modules/_curses_panel.c @ v3.12.6, error"
        { V3_8 (72, 0, GC | HEAP, 16, 64) V3_11 (80, 0, GC | HEAP, 16, 72) V3_12 (72, 0, GC | HEAP, 16, MANAGED) }
}
