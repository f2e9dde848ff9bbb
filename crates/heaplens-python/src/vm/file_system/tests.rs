//! Paths, links and open files.

use super::*;

#[test]
fn what_is_written_is_read() {
    let mut files = FileSystem::default();
    let fd = files.open("a", flag::CREAT | flag::RDWR, 0o666);
    assert_eq!(fd, Ok(3));
    assert_eq!(files.write(3, b"hello"), Ok(5));
    assert_eq!(files.seek(3, -4, 1), Ok(1));
    assert_eq!(files.read(3, 2), Ok(b"el".to_vec()));
    assert_eq!(files.close(3), Ok(()));
    assert_eq!(files.read(3, 1), Err(errno::EBADF));
    let stat = files.stat("/home/reader/a", true).map(|stat| stat.size);
    assert_eq!(stat, Ok(5));
}

#[test]
fn paths_go_up_and_over_links() {
    let mut files = FileSystem::default();
    assert_eq!(files.make_folder("x", 0o777), Ok(()));
    assert_eq!(files.make_folder("x/y", 0o777), Ok(()));
    assert_eq!(files.make_folder("z/y", 0o777), Err(errno::ENOENT));
    assert_eq!(files.make_link("x/y", "short"), Ok(()));
    files.put("x/y/f", Rc::new(b"1".to_vec()));
    assert!(files.stat("short/../y/./f", true).is_ok());
    assert_eq!(files.stat("short/f/g", true), Err(errno::ENOTDIR));
    assert_eq!(files.change_folder("short"), Ok(()));
    assert_eq!(files.current, "/home/reader/x/y");
    assert_eq!(
        files.rename("/home/reader/x", "/home/reader/x/y/in"),
        Err(errno::EINVAL)
    );
    assert_eq!(files.remove_folder("../../x"), Err(errno::ENOTEMPTY));
}

#[test]
fn a_removed_file_lives_while_it_is_open() {
    let mut files = FileSystem::default();
    files.put("f", Rc::new(b"alive".to_vec()));
    assert_eq!(files.open("f", 0, 0), Ok(3));
    assert_eq!(files.remove("f"), Ok(()));
    assert_eq!(files.stat("f", true), Err(errno::ENOENT));
    assert_eq!(files.read(3, 9), Ok(b"alive".to_vec()));
}
