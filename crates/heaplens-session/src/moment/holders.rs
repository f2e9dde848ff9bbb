//! Who holds an object from outside of the picture, as far as it can be named.

use heaplens_heap::Ref;
use heaplens_python::vm::Vm;
use std::collections::BTreeMap;

use super::OwnFiles;

/// Constants of the person's own code, by the names of the code objects that hold them.
pub fn constants(vm: &Vm, own: &OwnFiles) -> BTreeMap<Ref, Vec<String>> {
    let mut holders: BTreeMap<Ref, Vec<String>> = BTreeMap::new();
    for code in vm
        .codes
        .iter()
        .filter(|code| own.contains(&*code.body.filename))
    {
        for r in &code.consts {
            holders
                .entry(*r)
                .or_default()
                .push(format!("constant of {}", code.body.qualname));
        }
    }
    holders
}
