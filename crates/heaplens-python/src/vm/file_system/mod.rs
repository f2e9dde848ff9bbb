//! The file system in memory: what `open` and `os` see. Nothing of the machine beneath is read or written.
//!
//! Modelled: the system calls of Linux that CPython's `_io` and `posix` make, with their error numbers (errno(3));
//! folders list their names in order. Left out: owners and permissions (the reader may do everything), devices but
//! `/dev/null`.

mod numbers;

use std::collections::BTreeMap;
use std::rc::Rc;

/// An error number, as errno(3) has them.
pub type Errno = i64;

pub use numbers::{errno, flag};

/// Where a program begins.
pub const HOME: &str = "/home/reader";

/// How many links are followed before it counts as a loop (`MAXSYMLINKS`).
const MOST_LINKS: u32 = 40;

#[derive(Clone, Debug)]
enum Content {
    File(Rc<Vec<u8>>),
    Folder(BTreeMap<String, u64>),
    Link(String),
    Null,
}

#[derive(Clone, Debug)]
struct Node {
    content: Content,
    permissions: u32,
    links: u32,
    accessed: u64,
    modified: u64,
    changed: u64,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    node: u64,
    at: u64,
    flags: i64,
}

/// What `stat` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    /// `st_mode`: kind and permissions.
    pub mode: u32,
    /// `st_ino`.
    pub node: u64,
    /// `st_nlink`.
    pub links: u32,
    /// `st_size`, in bytes.
    pub size: u64,
    /// `st_atime`, in nanoseconds.
    pub accessed: u64,
    /// `st_mtime`, in nanoseconds.
    pub modified: u64,
    /// `st_ctime`, in nanoseconds.
    pub changed: u64,
}

/// Files, folders and what is open.
#[derive(Clone, Debug)]
pub struct FileSystem {
    nodes: BTreeMap<u64, Node>,
    next_node: u64,
    open: BTreeMap<i64, Open>,
    /// The current folder, an absolute path.
    pub current: String,
    /// The time that changes are stamped with, in nanoseconds; its user keeps it.
    pub now: u64,
}

const ROOT: u64 = 2;

impl Default for FileSystem {
    fn default() -> FileSystem {
        let mut files = FileSystem {
            nodes: BTreeMap::new(),
            next_node: ROOT + 1,
            open: BTreeMap::new(),
            current: HOME.to_owned(),
            now: 0,
        };
        let root = files.node(Content::Folder(BTreeMap::new()), 0o755);
        files.nodes.insert(ROOT, root);
        for folder in ["/dev", "/home", HOME, "/tmp"] {
            let made = files.make_folder(folder, 0o755);
            debug_assert!(made.is_ok());
        }
        if let Ok((parent, name, _)) = files.find("/dev/null", false) {
            let null = files.node(Content::Null, 0o666);
            files.add(parent, &name, null);
        }
        files
    }
}

impl FileSystem {
    /// A file system with these files, by their path from the current folder or from the root, and the folders
    /// that they lie in.
    pub fn with_files(given: &BTreeMap<String, Rc<Vec<u8>>>, now: u64) -> FileSystem {
        let mut files = FileSystem {
            now,
            ..FileSystem::default()
        };
        for node in files.nodes.values_mut() {
            (node.accessed, node.modified, node.changed) = (now, now, now);
        }
        for (path, content) in given {
            files.put(path, Rc::clone(content));
        }
        files
    }

    /// Puts a file there, and makes the folders that it lies in.
    pub fn put(&mut self, path: &str, content: Rc<Vec<u8>>) {
        let path = self.absolute(path);
        let mut folder = String::new();
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        for part in &parts[..parts.len().saturating_sub(1)] {
            folder.push('/');
            folder.push_str(part);
            // A folder that is there already is as good.
            let _ = self.make_folder(&folder, 0o755);
        }
        if let Ok((parent, name, None)) = self.find(&path, true) {
            let node = self.node(Content::File(content), 0o644);
            self.add(parent, &name, node);
        }
    }

    fn node(&self, content: Content, permissions: u32) -> Node {
        let links = if matches!(content, Content::Folder(_)) {
            2
        } else {
            1
        };
        Node {
            content,
            permissions,
            links,
            accessed: self.now,
            modified: self.now,
            changed: self.now,
        }
    }

    fn absolute(&self, path: &str) -> String {
        if path.starts_with('/') {
            path.to_owned()
        } else {
            format!("{}/{path}", self.current)
        }
    }

    /// The folder that a path's last name lies in, that name, and its node where there is one.
    fn find(&self, path: &str, follows: bool) -> Result<(u64, String, Option<u64>), Errno> {
        if path.is_empty() {
            return Err(errno::ENOENT);
        }
        let mut rest: Vec<String> = self
            .absolute(path)
            .split('/')
            .rev()
            .map(str::to_owned)
            .collect();
        let wants_folder = path.ends_with('/') || path.ends_with("/.");
        let mut trail = vec![ROOT];
        let mut last = (ROOT, String::new(), Some(ROOT));
        let mut followed = 0;
        while let Some(part) = rest.pop() {
            let here = *trail.last().unwrap_or(&ROOT);
            match &*part {
                "" | "." => {
                    self.folder(here)?;
                    continue;
                }
                ".." => {
                    self.folder(here)?;
                    if trail.len() > 1 {
                        trail.pop();
                    }
                    let now = *trail.last().unwrap_or(&ROOT);
                    last = (now, "..".to_owned(), Some(now));
                    continue;
                }
                _ => {}
            }
            let is_last = rest.iter().all(|part| part.is_empty() || part == ".");
            let Some(&node) = self.folder(here)?.get(&part) else {
                return if is_last {
                    Ok((here, part, None))
                } else {
                    Err(errno::ENOENT)
                };
            };
            if let Content::Link(target) = &self.nodes[&node].content
                && (!is_last || follows || wants_folder)
            {
                followed += 1;
                if followed > MOST_LINKS {
                    return Err(errno::ELOOP);
                }
                rest.extend(target.split('/').rev().map(str::to_owned));
                if target.starts_with('/') {
                    trail.truncate(1);
                    last = (ROOT, String::new(), Some(ROOT));
                }
                continue;
            }
            trail.push(node);
            last = (here, part, Some(node));
            if is_last {
                if wants_folder {
                    self.folder(node)?;
                }
                break;
            }
        }
        Ok(last)
    }

    fn existing(&self, path: &str, follows: bool) -> Result<u64, Errno> {
        self.find(path, follows)?.2.ok_or(errno::ENOENT)
    }

    fn folder(&self, node: u64) -> Result<&BTreeMap<String, u64>, Errno> {
        match self.nodes.get(&node).map(|node| &node.content) {
            Some(Content::Folder(names)) => Ok(names),
            _ => Err(errno::ENOTDIR),
        }
    }

    fn touch(&mut self, node: u64) {
        let now = self.now;
        if let Some(node) = self.nodes.get_mut(&node) {
            (node.modified, node.changed) = (now, now);
        }
    }

    fn add(&mut self, parent: u64, name: &str, node: Node) -> u64 {
        let number = self.next_node;
        self.next_node += 1;
        self.nodes.insert(number, node);
        self.link(parent, name, number);
        number
    }

    fn link(&mut self, parent: u64, name: &str, node: u64) {
        if let Some(Node {
            content: Content::Folder(names),
            ..
        }) = self.nodes.get_mut(&parent)
        {
            names.insert(name.to_owned(), node);
        }
        self.touch(parent);
    }

    fn unlink(&mut self, parent: u64, name: &str) {
        let mut gone = None;
        if let Some(Node {
            content: Content::Folder(names),
            ..
        }) = self.nodes.get_mut(&parent)
        {
            gone = names.remove(name);
        }
        self.touch(parent);
        if let Some(number) = gone
            && let Some(node) = self.nodes.get_mut(&number)
        {
            node.links = node.links.saturating_sub(1);
            if matches!(node.content, Content::Folder(_)) {
                node.links = 0;
            }
            self.forget(number);
        }
    }

    /// Frees a node that no name and no descriptor knows.
    fn forget(&mut self, number: u64) {
        let is_open = self.open.values().any(|open| open.node == number);
        if !is_open && self.nodes.get(&number).is_some_and(|node| node.links == 0) {
            self.nodes.remove(&number);
        }
    }

    /// `open(2)`: a new descriptor, the lowest that is free from 3 on.
    ///
    /// # Errors
    /// ENOENT, EEXIST, EISDIR, ENOTDIR, ELOOP.
    pub fn open(&mut self, path: &str, flags: i64, permissions: u32) -> Result<i64, Errno> {
        let is_writing = flags & (flag::WRONLY | flag::RDWR) != 0;
        let (parent, name, found) = self.find(path, true)?;
        let node = match found {
            Some(_) if flags & flag::CREAT != 0 && flags & flag::EXCL != 0 => {
                return Err(errno::EEXIST);
            }
            Some(node) => node,
            None if flags & flag::CREAT != 0 => {
                if path.ends_with('/') {
                    return Err(errno::EISDIR);
                }
                let file = self.node(Content::File(Rc::default()), permissions & !0o022);
                self.add(parent, &name, file)
            }
            None => return Err(errno::ENOENT),
        };
        let now = self.now;
        match self.nodes.get_mut(&node) {
            Some(Node {
                content: Content::Folder(_),
                ..
            }) if is_writing || flags & flag::CREAT != 0 => return Err(errno::EISDIR),
            Some(Node {
                content: Content::File(content),
                modified,
                changed,
                ..
            }) if flags & flag::TRUNC != 0 && is_writing => {
                *content = Rc::default();
                (*modified, *changed) = (now, now);
            }
            _ => {}
        }
        let fd = (3..)
            .find(|fd| !self.open.contains_key(fd))
            .expect("the descriptors don't end");
        self.open.insert(fd, Open { node, at: 0, flags });
        Ok(fd)
    }

    fn opened(&self, fd: i64) -> Result<Open, Errno> {
        self.open.get(&fd).copied().ok_or(errno::EBADF)
    }

    /// Whether the descriptor is open; the three standard ones always are.
    pub fn is_open(&self, fd: i64) -> bool {
        (0..3).contains(&fd) || self.open.contains_key(&fd)
    }

    /// Whether the descriptor is open on a folder.
    pub fn is_folder(&self, fd: i64) -> bool {
        self.opened(fd)
            .is_ok_and(|open| self.folder(open.node).is_ok())
    }

    /// `read(2)`: at most `count` bytes.
    ///
    /// # Errors
    /// EBADF, EISDIR.
    pub fn read(&mut self, fd: i64, count: usize) -> Result<Vec<u8>, Errno> {
        let open = self.opened(fd)?;
        if open.flags & flag::WRONLY != 0 {
            return Err(errno::EBADF);
        }
        let content = match self.nodes.get(&open.node).map(|node| &node.content) {
            Some(Content::File(content)) => content,
            Some(Content::Folder(_)) => return Err(errno::EISDIR),
            _ => return Ok(Vec::new()),
        };
        let start = (open.at as usize).min(content.len());
        let end = start.saturating_add(count).min(content.len());
        let part = content[start..end].to_vec();
        if let Some(open) = self.open.get_mut(&fd) {
            open.at += part.len() as u64;
        }
        Ok(part)
    }

    /// `write(2)`: all of it.
    ///
    /// # Errors
    /// EBADF.
    pub fn write(&mut self, fd: i64, bytes: &[u8]) -> Result<usize, Errno> {
        let open = self.opened(fd)?;
        if open.flags & (flag::WRONLY | flag::RDWR) == 0 {
            return Err(errno::EBADF);
        }
        let now = self.now;
        let Some(node) = self.nodes.get_mut(&open.node) else {
            return Err(errno::EBADF);
        };
        let mut at = open.at as usize;
        if let Content::File(content) = &mut node.content {
            let content = Rc::make_mut(content);
            if open.flags & flag::APPEND != 0 {
                at = content.len();
            }
            if content.len() < at + bytes.len() {
                content.resize(at + bytes.len(), 0);
            }
            content[at..at + bytes.len()].copy_from_slice(bytes);
            (node.modified, node.changed) = (now, now);
        }
        if let Some(open) = self.open.get_mut(&fd) {
            open.at = (at + bytes.len()) as u64;
        }
        Ok(bytes.len())
    }

    /// `lseek(2)`: the new place.
    ///
    /// # Errors
    /// EBADF, EINVAL.
    pub fn seek(&mut self, fd: i64, offset: i64, whence: i64) -> Result<u64, Errno> {
        if (0..3).contains(&fd) {
            return Err(errno::ESPIPE);
        }
        let open = self.opened(fd)?;
        let base = match whence {
            0 => 0,
            1 => open.at as i64,
            2 => self.stat_node(open.node)?.size as i64,
            _ => return Err(errno::EINVAL),
        };
        let at = base
            .checked_add(offset)
            .and_then(|at| u64::try_from(at).ok())
            .ok_or(errno::EINVAL)?;
        if let Some(open) = self.open.get_mut(&fd) {
            open.at = at;
        }
        Ok(at)
    }

    /// `ftruncate(2)`.
    ///
    /// # Errors
    /// EBADF, EINVAL.
    pub fn truncate(&mut self, fd: i64, size: u64) -> Result<(), Errno> {
        let open = self.opened(fd)?;
        if open.flags & (flag::WRONLY | flag::RDWR) == 0 {
            return Err(errno::EINVAL);
        }
        self.resize(open.node, size)
    }

    /// `truncate(2)`.
    ///
    /// # Errors
    /// ENOENT, EISDIR …
    pub fn truncate_path(&mut self, path: &str, size: u64) -> Result<(), Errno> {
        let node = self.existing(path, true)?;
        self.resize(node, size)
    }

    fn resize(&mut self, node: u64, size: u64) -> Result<(), Errno> {
        let now = self.now;
        match self.nodes.get_mut(&node) {
            Some(Node {
                content: Content::File(content),
                modified,
                changed,
                ..
            }) => {
                Rc::make_mut(content).resize(size as usize, 0);
                (*modified, *changed) = (now, now);
                Ok(())
            }
            Some(Node {
                content: Content::Folder(_),
                ..
            }) => Err(errno::EISDIR),
            _ => Err(errno::EINVAL),
        }
    }

    /// `close(2)`.
    ///
    /// # Errors
    /// EBADF.
    pub fn close(&mut self, fd: i64) -> Result<(), Errno> {
        match self.open.remove(&fd) {
            Some(open) => {
                self.forget(open.node);
                Ok(())
            }
            None => Err(errno::EBADF),
        }
    }

    /// `dup(2)`; the two go on apart from each other, which is not as in Linux.
    ///
    /// # Errors
    /// EBADF.
    pub fn duplicate(&mut self, fd: i64) -> Result<i64, Errno> {
        let open = self.opened(fd)?;
        let new = (3..)
            .find(|fd| !self.open.contains_key(fd))
            .expect("the descriptors don't end");
        self.open.insert(new, open);
        Ok(new)
    }

    fn stat_node(&self, number: u64) -> Result<Stat, Errno> {
        let node = self.nodes.get(&number).ok_or(errno::ENOENT)?;
        let (kind, size) = match &node.content {
            Content::File(content) => (0o100_000, content.len() as u64),
            Content::Folder(_) => (0o040_000, 4096),
            Content::Link(target) => (0o120_000, target.len() as u64),
            Content::Null => (0o020_000, 0),
        };
        Ok(Stat {
            mode: kind | node.permissions,
            node: number,
            links: node.links,
            size,
            accessed: node.accessed,
            modified: node.modified,
            changed: node.changed,
        })
    }

    /// `stat(2)`, or `lstat(2)` where links are not followed.
    ///
    /// # Errors
    /// ENOENT, ENOTDIR, ELOOP.
    pub fn stat(&self, path: &str, follows: bool) -> Result<Stat, Errno> {
        self.stat_node(self.existing(path, follows)?)
    }

    /// `fstat(2)`; the standard streams are pipes.
    ///
    /// # Errors
    /// EBADF.
    pub fn stat_open(&self, fd: i64) -> Result<Stat, Errno> {
        if (0..3).contains(&fd) {
            return Ok(Stat {
                mode: 0o010_600,
                node: fd as u64,
                links: 1,
                size: 0,
                accessed: self.now,
                modified: self.now,
                changed: self.now,
            });
        }
        self.stat_node(self.opened(fd)?.node)
    }

    /// The names in a folder, in order.
    ///
    /// # Errors
    /// ENOENT, ENOTDIR.
    pub fn list(&self, path: &str) -> Result<Vec<String>, Errno> {
        let node = self.existing(path, true)?;
        Ok(self.folder(node)?.keys().cloned().collect())
    }

    /// `mkdir(2)`.
    ///
    /// # Errors
    /// EEXIST, ENOENT, ENOTDIR.
    pub fn make_folder(&mut self, path: &str, permissions: u32) -> Result<(), Errno> {
        let (parent, name, found) = self.find(path.trim_end_matches('/'), false)?;
        if found.is_some() {
            return Err(errno::EEXIST);
        }
        let folder = self.node(Content::Folder(BTreeMap::new()), permissions & !0o022);
        self.add(parent, &name, folder);
        if let Some(parent) = self.nodes.get_mut(&parent) {
            parent.links += 1;
        }
        Ok(())
    }

    /// `rmdir(2)`.
    ///
    /// # Errors
    /// ENOENT, ENOTDIR, ENOTEMPTY, EINVAL.
    pub fn remove_folder(&mut self, path: &str) -> Result<(), Errno> {
        let (parent, name, found) = self.find(path, false)?;
        let node = found.ok_or(errno::ENOENT)?;
        if !self.folder(node)?.is_empty() {
            return Err(errno::ENOTEMPTY);
        }
        if node == ROOT || name == ".." {
            return Err(errno::EINVAL);
        }
        self.unlink(parent, &name);
        if let Some(parent) = self.nodes.get_mut(&parent) {
            parent.links -= 1;
        }
        Ok(())
    }

    /// `unlink(2)`.
    ///
    /// # Errors
    /// ENOENT, EISDIR.
    pub fn remove(&mut self, path: &str) -> Result<(), Errno> {
        let (parent, name, found) = self.find(path, false)?;
        let node = found.ok_or(errno::ENOENT)?;
        if self.folder(node).is_ok() {
            return Err(errno::EISDIR);
        }
        self.unlink(parent, &name);
        Ok(())
    }

    /// `rename(2)`.
    ///
    /// # Errors
    /// ENOENT, EISDIR, ENOTDIR, ENOTEMPTY, EINVAL.
    pub fn rename(&mut self, from: &str, to: &str) -> Result<(), Errno> {
        let (parent, name, found) = self.find(from, false)?;
        let node = found.ok_or(errno::ENOENT)?;
        let (new_parent, new_name, old) = self.find(to.trim_end_matches('/'), false)?;
        if old == Some(node) {
            return Ok(());
        }
        let is_folder = self.folder(node).is_ok();
        if let Some(old) = old {
            match (is_folder, self.folder(old).map(BTreeMap::is_empty)) {
                (false, Ok(_)) => return Err(errno::EISDIR),
                (true, Err(_)) => return Err(errno::ENOTDIR),
                (true, Ok(false)) => return Err(errno::ENOTEMPTY),
                _ => {}
            }
        }
        if is_folder && self.lies_in(new_parent, node) {
            return Err(errno::EINVAL);
        }
        if old.is_some() {
            self.unlink(new_parent, &new_name);
        }
        if let Some(node) = self.nodes.get_mut(&node) {
            node.links += 1;
        }
        self.link(new_parent, &new_name, node);
        if let Some(Node {
            content: Content::Folder(names),
            ..
        }) = self.nodes.get_mut(&parent)
        {
            names.remove(&name);
        }
        self.touch(parent);
        if let Some(node) = self.nodes.get_mut(&node) {
            node.links -= 1;
        }
        Ok(())
    }

    /// Whether a folder is another or lies in it.
    fn lies_in(&self, node: u64, of: u64) -> bool {
        node == of
            || self
                .folder(of)
                .is_ok_and(|names| names.values().any(|&inner| self.lies_in(node, inner)))
    }

    /// `symlink(2)`.
    ///
    /// # Errors
    /// EEXIST, ENOENT.
    pub fn make_link(&mut self, target: &str, path: &str) -> Result<(), Errno> {
        let (parent, name, found) = self.find(path, false)?;
        if found.is_some() {
            return Err(errno::EEXIST);
        }
        let link = self.node(Content::Link(target.to_owned()), 0o777);
        self.add(parent, &name, link);
        Ok(())
    }

    /// `link(2)`: a second name of a file.
    ///
    /// # Errors
    /// EEXIST, ENOENT, EPERM of a folder.
    pub fn hard_link(&mut self, from: &str, to: &str) -> Result<(), Errno> {
        let node = self.existing(from, false)?;
        let (parent, name, found) = self.find(to, false)?;
        if found.is_some() {
            return Err(errno::EEXIST);
        }
        if self.folder(node).is_ok() {
            return Err(1);
        }
        self.link(parent, &name, node);
        if let Some(node) = self.nodes.get_mut(&node) {
            node.links += 1;
        }
        Ok(())
    }

    /// `readlink(2)`.
    ///
    /// # Errors
    /// EINVAL of anything but a link.
    pub fn read_link(&self, path: &str) -> Result<String, Errno> {
        let node = self.existing(path, false)?;
        match &self.nodes[&node].content {
            Content::Link(target) => Ok(target.clone()),
            _ => Err(errno::EINVAL),
        }
    }

    /// `chmod(2)`.
    ///
    /// # Errors
    /// ENOENT …
    pub fn set_permissions(&mut self, path: &str, permissions: u32) -> Result<(), Errno> {
        let number = self.existing(path, true)?;
        let now = self.now;
        if let Some(node) = self.nodes.get_mut(&number) {
            node.permissions = permissions & 0o7777;
            node.changed = now;
        }
        Ok(())
    }

    /// `utimensat(2)`, in nanoseconds.
    ///
    /// # Errors
    /// ENOENT …
    pub fn set_times(&mut self, path: &str, accessed: u64, modified: u64) -> Result<(), Errno> {
        let number = self.existing(path, true)?;
        let now = self.now;
        if let Some(node) = self.nodes.get_mut(&number) {
            (node.accessed, node.modified, node.changed) = (accessed, modified, now);
        }
        Ok(())
    }

    /// `chdir(2)`.
    ///
    /// # Errors
    /// ENOENT, ENOTDIR.
    pub fn change_folder(&mut self, path: &str) -> Result<(), Errno> {
        let node = self.existing(path, true)?;
        self.folder(node)?;
        self.current = self.path_of(node);
        Ok(())
    }

    fn path_of(&self, node: u64) -> String {
        let mut path = String::new();
        let mut at = node;
        while at != ROOT {
            let Some((parent, name)) = self.nodes.iter().find_map(|(&number, node)| {
                let Content::Folder(names) = &node.content else {
                    return None;
                };
                let (name, _) = names.iter().find(|&(_, &inner)| inner == at)?;
                Some((number, name.clone()))
            }) else {
                break;
            };
            path = format!("/{name}{path}");
            at = parent;
        }
        if path.is_empty() {
            "/".to_owned()
        } else {
            path
        }
    }
}

#[cfg(test)]
mod tests;
