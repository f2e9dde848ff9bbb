//! Names that the machine itself looks up, interned once in static memory.

use heaplens_heap::{Heap, Ref};

macro_rules! names {
    ($($field:ident = $text:literal),* $(,)?) => {
        /// The names. Each field is the interned str of that name.
        #[derive(Debug, Clone)]
        #[expect(missing_docs, reason = "each field is what it says")]
        pub struct Names { $(pub $field: Ref),* }
        impl Names {
            /// Makes them all.
            pub fn new(heap: &mut Heap) -> Names {
                Names { $($field: heap.static_str($text)),* }
            }
        }
    };
}

names! {
    init = "__init__", new = "__new__", del = "__del__", repr = "__repr__", str = "__str__", bytes = "__bytes__",
    format = "__format__", hash = "__hash__", bool = "__bool__", len = "__len__", length_hint = "__length_hint__",
    call = "__call__", getattribute = "__getattribute__", getattr = "__getattr__", setattr = "__setattr__",
    delattr = "__delattr__", dir = "__dir__", get = "__get__", set = "__set__", delete = "__delete__",
    set_name = "__set_name__", slots = "__slots__", dict = "__dict__", weakref = "__weakref__", class = "__class__",
    name = "__name__", qualname = "__qualname__", module = "__module__", doc = "__doc__", bases = "__bases__",
    mro = "__mro__", mro_method = "mro", annotations = "__annotations__", annotate = "__annotate__", wrapped = "__wrapped__",
    iter = "__iter__", next = "__next__", reversed = "__reversed__", contains = "__contains__",
    getitem = "__getitem__", setitem = "__setitem__", delitem = "__delitem__", missing = "__missing__",
    class_getitem = "__class_getitem__", init_subclass = "__init_subclass__", prepare = "__prepare__",
    instancecheck = "__instancecheck__", subclasscheck = "__subclasscheck__", subclasses = "__subclasses__",
    mro_entries = "__mro_entries__", orig_bases = "__orig_bases__", classcell = "__classcell__", classdictcell = "__classdictcell__",
    static_attributes = "__static_attributes__", firstlineno = "__firstlineno__", match_args = "__match_args__",
    metaclass = "metaclass", abstractmethods = "__abstractmethods__", sizeof = "__sizeof__",
    enter = "__enter__", exit = "__exit__", aenter = "__aenter__", aexit = "__aexit__", await_ = "__await__",
    aiter = "__aiter__", anext = "__anext__", index = "__index__", int = "__int__", float = "__float__",
    complex = "__complex__", round = "__round__", trunc = "__trunc__", floor = "__floor__", ceil = "__ceil__",
    lt = "__lt__", le = "__le__", eq = "__eq__", ne = "__ne__", gt = "__gt__", ge = "__ge__",
    neg = "__neg__", pos = "__pos__", abs = "__abs__", invert = "__invert__",
    add = "__add__", sub = "__sub__", mul = "__mul__", matmul = "__matmul__", truediv = "__truediv__",
    floordiv = "__floordiv__", mod_ = "__mod__", divmod = "__divmod__", pow = "__pow__", lshift = "__lshift__",
    rshift = "__rshift__", and = "__and__", or = "__or__", xor = "__xor__",
    radd = "__radd__", rsub = "__rsub__", rmul = "__rmul__", rmatmul = "__rmatmul__", rtruediv = "__rtruediv__",
    rfloordiv = "__rfloordiv__", rmod = "__rmod__", rdivmod = "__rdivmod__", rpow = "__rpow__",
    rlshift = "__rlshift__", rrshift = "__rrshift__", rand = "__rand__", ror = "__ror__", rxor = "__rxor__",
    iadd = "__iadd__", isub = "__isub__", imul = "__imul__", imatmul = "__imatmul__", itruediv = "__itruediv__",
    ifloordiv = "__ifloordiv__", imod = "__imod__", ipow = "__ipow__", ilshift = "__ilshift__",
    irshift = "__irshift__", iand = "__iand__", ior = "__ior__", ixor = "__ixor__",
    builtins = "__builtins__", main = "__main__", file = "__file__", loader = "__loader__", spec = "__spec__",
    package = "__package__", path = "__path__", cached = "__cached__", all = "__all__", builtins_module = "builtins",
    import_ = "__import__", build_class = "__build_class__", displayhook = "displayhook", underscore = "_",
    send = "send", throw = "throw", close = "close", keys = "keys", items = "items", value = "value", args = "args",
    cause = "__cause__", context = "__context__", suppress_context = "__suppress_context__",
    traceback = "__traceback__", notes = "__notes__", fspath = "__fspath__", reduce_ex = "__reduce_ex__",
    copy = "__copy__", deepcopy = "__deepcopy__", stdout = "stdout", stderr = "stderr", write = "write", flush = "flush",
    type_params = "__type_params__", defaults = "__defaults__", kwdefaults = "__kwdefaults__", closure = "__closure__",
    code = "__code__", globals = "__globals__", self_ = "__self__", func = "__func__", isabstractmethod = "__isabstractmethod__",
    complex_name = "complex", sort = "sort", encoding = "encoding", name_attr = "name", obj = "obj", print_file_and_line = "print_file_and_line",
    msg = "msg", filename = "filename", lineno = "lineno", offset = "offset", text = "text", end_lineno = "end_lineno", end_offset = "end_offset",
    code_attr = "code", exceptions = "exceptions", message = "message", errno = "errno", strerror = "strerror", filename2 = "filename2",
}
