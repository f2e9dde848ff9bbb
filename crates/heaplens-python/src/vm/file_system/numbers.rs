//! Numbers of Linux: errors, and how files are opened.

/// Error numbers that the file system gives.
pub mod errno {
    /// No such file or directory.
    pub const ENOENT: i64 = 2;
    /// Bad file descriptor.
    pub const EBADF: i64 = 9;
    /// File exists.
    pub const EEXIST: i64 = 17;
    /// Not a directory.
    pub const ENOTDIR: i64 = 20;
    /// Is a directory.
    pub const EISDIR: i64 = 21;
    /// Invalid argument.
    pub const EINVAL: i64 = 22;
    /// Illegal seek.
    pub const ESPIPE: i64 = 29;
    /// Directory not empty.
    pub const ENOTEMPTY: i64 = 39;
    /// Too many levels of symbolic links.
    pub const ELOOP: i64 = 40;
}

/// Bits of `open(2)`, as Linux numbers them.
pub mod flag {
    /// Write only.
    pub const WRONLY: i64 = 1;
    /// Read and write.
    pub const RDWR: i64 = 2;
    /// Make it if it isn't there.
    pub const CREAT: i64 = 0o100;
    /// It must not be there.
    pub const EXCL: i64 = 0o200;
    /// Empty it.
    pub const TRUNC: i64 = 0o1000;
    /// Write at the end.
    pub const APPEND: i64 = 0o2000;
}
