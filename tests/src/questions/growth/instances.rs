//! Instances and the dicts of their attributes.

use super::super::Question;
use super::{asked, between};

pub(super) fn instance(name: &str) -> Option<Question> {
    let with = |code: &str| {
        asked(&format!(
            "def make(init):\n  ns={{}}\n  exec(\"class C:\\n  def __init__(self):\\n   pass\\n\" + \
             \"\".join(\"   self.a%d=%d\\n\" % (i,i) for i in range(init)), ns)\n  return ns['C']\n{code}"
        ))
    };
    if let Some(n) = between(
        name,
        "getsizeof(__dict__) of the 1st..50th instance, class with ",
        " attrs in __init__",
    ) {
        return with(&format!(
            "C=make({n})\nkeep=[]\nfor i in range(50):\n  keep.append(C())\n  r.append(S(keep[-1].__dict__))"
        ));
    }
    if let Some(init) = between(
        name,
        "same, first instance, __dict__ looked at right after creation: n=0..100 (init ",
        ")",
    ) {
        return with(&format!(
            "for n in range(101):\n  C=make({init}); o=C(); o.__dict__\n  for i in range(n): \
             setattr(o,\"a%d\"%({init}+i),i)\n  r.append(S(o.__dict__))"
        ));
    }
    if let Some(rest) = name.strip_prefix("instance ") {
        let (nth, rest) = rest.split_once(" of class with ")?;
        let (init, rest) = rest.split_once(" attrs in __init__, plus n more by setattr")?;
        let to = rest.rsplit_once("n=0..")?.1;
        return with(&format!(
            "for n in range({to}+1):\n  C=make({init})\n  for j in range({nth}):\n    o=C()\n    for i in range(n): \
             setattr(o,\"a%d\"%({init}+i),i)\n  r.append(S(o.__dict__))"
        ));
    }
    if let Some(what) = between(
        name,
        "third instance with n attrs after ",
        ": getsizeof(__dict__) n=1..40",
    ) {
        let step = match what {
            "del a0" => "del c.a0",
            "del a0, set a0" => "del c.a0; c.a0=0",
            "deleting all" => "[delattr(c,\"a%d\"%i) for i in range(n)]",
            _ => return None,
        };
        return with(&format!(
            "for n in range(1,41):\n  C=make(n); a=C(); b=C(); c=C()\n  {step}\n  r.append(S(c.__dict__))"
        ));
    }
    if name == "3 instances of n attrs, first gets extra z; sizes of 1,2,3 and a new 4th: n=1..40" {
        return with(
            "for n in range(1,41):\n  C=make(n); a=C(); b=C(); c=C()\n  a.z=1\n  \
             row=[S(a.__dict__),S(b.__dict__),S(c.__dict__)]\n  d=C()\n  r.append(row+[S(d.__dict__)])",
        );
    }
    None
}
