//! Facts about instances' dicts: key sharing (PEP 412) up to 3.10, values beside or inside the instance from 3.11.

use heaplens_heap::rules::Rules;
use heaplens_heap::rules::growth::dict::{DictTable, KeysKind, SplitTable, usable};
use serde_json::{Value, json};

use super::dicts::Dict;
use super::{between, each};

/// A class: the keys that its instances share.
pub(super) struct Class<'a> {
    rules: &'a Rules,
    /// The shared keys' table; none once sharing has been given up (up to 3.10).
    shared: Option<Shared>,
    instances: u64,
}

#[derive(Clone, Debug)]
struct Shared {
    log2_size: u8,
    /// Keys in it, in order; attribute `a7` is 7.
    keys: Vec<u64>,
    room: u64,
    /// Instances whose dict goes on sharing it, beside the class.
    holders: u64,
    /// Which table this is: an instance keeps the one it was made with.
    serial: u64,
}

/// An instance, of which only the dict is looked at.
#[derive(Clone)]
pub(super) struct Instance<'a> {
    /// Attributes in order, as numbers of keys.
    attributes: Vec<u64>,
    /// A dict of its own, once it doesn't share.
    own: Option<Dict<'a>>,
    /// The shared table that it was made with.
    shared: Shared,
}

impl<'a> Class<'a> {
    /// A class whose `__init__` sets so many attributes.
    pub(super) fn new(rules: &'a Rules, init: u64) -> Self {
        let classes = &rules.sizes.classes;
        let mut keys: Vec<u64> = if classes.shared_keys_from_methods {
            (0..init).collect()
        } else {
            vec![]
        };
        keys.sort_by_key(|key| format!("a{key}"));
        keys.truncate(classes.shared_keys_first_room as usize);
        Class {
            rules,
            shared: Some(Shared {
                log2_size: classes.shared_keys_log2,
                room: classes.shared_keys_first_room - keys.len() as u64,
                keys,
                holders: 0,
                serial: 0,
            }),
            instances: 0,
        }
    }

    /// A new instance, nobody having looked at its dict.
    pub(super) fn instance(&mut self) -> Instance<'a> {
        self.instances += 1;
        let rules = self.rules;
        if let Some(shared) = &mut self.shared {
            if rules.sizes.classes.instances_use_up_room && shared.room > 1 {
                shared.room -= 1;
            }
            shared.holders += 1;
            Instance {
                attributes: vec![],
                own: None,
                shared: shared.clone(),
            }
        } else {
            let none = Shared {
                log2_size: 0,
                keys: vec![],
                room: 0,
                holders: 0,
                serial: u64::MAX,
            };
            let own = Some(Dict::new(&rules.growth.dict));
            Instance {
                attributes: vec![],
                own,
                shared: none,
            }
        }
    }

    pub(super) fn set(&mut self, instance: &mut Instance<'a>, key: u64) {
        if instance.attributes.contains(&key) {
            return;
        }
        if let Some(own) = &mut instance.own {
            own.insert(true);
            instance.attributes.push(key);
            return;
        }
        match self.rules.growth.dict.split_table {
            SplitTable::OwnOrder => self.set_in_any_order(instance, key),
            SplitTable::SameOrderOnly => self.set_in_order(instance, key),
        }
    }

    pub(super) fn set_in_any_order(&mut self, instance: &mut Instance<'a>, key: u64) {
        let shared = self.shared.as_mut().expect("kept for good from 3.11 on");
        if shared.keys.contains(&key) {
            instance.attributes.push(key);
        } else if shared.room > 0 {
            shared.keys.push(key);
            shared.room -= 1;
            instance.attributes.push(key);
        } else {
            self.part(instance);
            self.set(instance, key);
        }
    }

    pub(super) fn set_in_order(&mut self, instance: &mut Instance<'a>, key: u64) {
        let used = instance.attributes.len();
        let is_current = self
            .shared
            .as_ref()
            .is_some_and(|s| s.serial == instance.shared.serial);
        let shared = match &mut self.shared {
            Some(shared) if is_current => shared,
            _ => &mut instance.shared,
        };
        match shared.keys.iter().position(|k| *k == key) {
            Some(at) if at == used => {
                instance.attributes.push(key);
                return;
            }
            None if shared.keys.len() == used && shared.room > 0 => {
                shared.keys.push(key);
                shared.room -= 1;
                instance.attributes.push(key);
                return;
            }
            _ => {}
        }
        self.part(instance);
        self.set(instance, key);
        if is_current {
            self.share_again(instance);
        }
    }

    /// After a set made the dict its own: shared anew if nobody else shared the old table, else given up.
    pub(super) fn share_again(&mut self, instance: &mut Instance<'a>) {
        let Some(old) = self.shared.take() else {
            return;
        };
        if old.holders > 0 {
            return;
        }
        let own = instance.own.take().expect("just parted");
        let log2_size = own.table.log2_size.expect("it has keys");
        let keys = instance.attributes.clone();
        let shared = Shared {
            log2_size,
            room: usable(log2_size) - keys.len() as u64,
            keys,
            holders: 1,
            serial: old.serial + 1,
        };
        instance.shared = shared.clone();
        self.shared = Some(shared);
    }

    /// The instance's dict gets a table of its own, as big as growing asks for.
    pub(super) fn part(&mut self, instance: &mut Instance<'a>) {
        let g = &self.rules.growth.dict;
        let mut own = Dict::new(g);
        own.table.used = instance.attributes.len() as u64;
        own.resize(g.log2_after_full(own.table.used), KeysKind::Unicode);
        instance.own = Some(own);
        if let Some(shared) = &mut self.shared {
            shared.holders -= 1;
        }
    }

    pub(super) fn dropped(&mut self, instance: &Instance) {
        if let Some(shared) = &mut self.shared
            && instance.own.is_none()
            && instance.shared.serial == shared.serial
        {
            shared.holders -= 1;
        }
    }

    pub(super) fn delete(&mut self, instance: &mut Instance<'a>, key: u64) {
        instance.attributes.retain(|k| *k != key);
        if let Some(own) = &mut instance.own {
            own.table.used -= 1;
            return;
        }
        if self.rules.growth.dict.split_table == SplitTable::SameOrderOnly {
            // The dict becomes its own at the shared table's size, and the class gives up sharing.
            let mut own = Dict::new(&self.rules.growth.dict);
            own.table.used = instance.attributes.len() as u64 + 1;
            own.resize(instance.shared.log2_size, KeysKind::Unicode);
            own.table.used -= 1;
            instance.own = Some(own);
            self.shared = None;
        }
    }

    /// `sys.getsizeof(instance.__dict__)`.
    pub(super) fn dict_size(&self, instance: &Instance) -> u64 {
        if let Some(own) = &instance.own {
            return own.size();
        }
        let classes = &self.rules.sizes.classes;
        let room = if classes.instances_use_up_room {
            let shared = self.shared.as_ref().expect("kept for good from 3.11 on");
            shared.keys.len() as u64 + shared.room
        } else {
            usable(instance.shared.log2_size)
        };
        64 + classes.split_dict_extra(room)
    }

    pub(super) fn with_attributes(&mut self, n: u64) -> Instance<'a> {
        let mut instance = self.instance();
        (0..n).for_each(|key| self.set(&mut instance, key));
        instance
    }
}

pub fn decide(rules: &Rules, name: &str) -> Option<Value> {
    if let Some(n) = between(
        name,
        "getsizeof(__dict__) of the 1st..50th instance, class with ",
        " attrs in __init__",
    ) {
        let mut class = Class::new(rules, n);
        return each(1..=50, |_| {
            let instance = class.with_attributes(n);
            class.dict_size(&instance)
        });
    }
    if let Some(init) = between(
        name,
        "same, first instance, __dict__ looked at right after creation: n=0..100 (init ",
        ")",
    ) {
        return each(0..=100, |n| grown(rules, 1, init, n));
    }
    if let Some(rest) = name.strip_prefix("instance ") {
        let (nth, rest) = rest.split_once(" of class with ")?;
        let (init, rest) = rest.split_once(" attrs in __init__, plus n more by setattr")?;
        let to = rest.rsplit_once("n=0..")?.1.parse().ok()?;
        let (nth, init) = (nth.parse().ok()?, init.parse().ok()?);
        return each(0..=to, |n| grown(rules, nth, init, n));
    }
    if let Some(what) = name
        .strip_prefix("third instance with n attrs after ")
        .and_then(|rest| rest.strip_suffix(": getsizeof(__dict__) n=1..40"))
    {
        return each(1..=40, |n| {
            let mut class = Class::new(rules, n);
            let mut third = class.with_attributes(n);
            for _ in 0..2 {
                third = class.with_attributes(n);
            }
            let deleted = if what == "deleting all" { n } else { 1 };
            (0..deleted).for_each(|key| class.delete(&mut third, key));
            if what == "del a0, set a0" {
                class.set(&mut third, 0);
            }
            class.dict_size(&third)
        });
    }
    if name == "3 instances of n attrs, first gets extra z; sizes of 1,2,3 and a new 4th: n=1..40" {
        let seen: Vec<Value> = (1..=40)
            .map(|n| {
                let mut class = Class::new(rules, n);
                let mut all: Vec<Instance> = (0..3).map(|_| class.with_attributes(n)).collect();
                let mut first = all[0].clone();
                class.set(&mut first, n);
                all[0] = first;
                // Each dict is looked at before the fourth instance is made.
                let mut row: Vec<u64> = all.iter().map(|i| class.dict_size(i)).collect();
                let fourth = class.with_attributes(n);
                row.push(class.dict_size(&fourth));
                json!(row)
            })
            .collect();
        return Some(Value::Array(seen));
    }
    None
}

/// The size of the dict of the `nth` instance of a class whose instances each get `init` attributes, then `more`,
/// under one name: the one before goes when the next is there.
pub(super) fn grown(rules: &Rules, nth: u64, init: u64, more: u64) -> u64 {
    let mut class = Class::new(rules, init);
    let mut instance = class.with_attributes(init);
    for at in 1..=nth {
        if at > 1 {
            let next = class.with_attributes(init);
            class.dropped(&instance);
            instance = next;
        }
        (init..init + more).for_each(|key| class.set(&mut instance, key));
    }
    class.dict_size(&instance)
}

impl<'a> Class<'a> {
    /// The instance's dict as the rules of copying and merging see it.
    pub fn dict_table(&self, instance: &Instance) -> DictTable {
        match &instance.own {
            Some(own) => own.table,
            None => DictTable {
                log2_size: Some(instance.shared.log2_size),
                kind: KeysKind::Split,
                used: instance.attributes.len() as u64,
                nentries: instance.shared.keys.len() as u64,
                has_values: true,
            },
        }
    }

    /// The instance's dict, once it is its own.
    pub fn own_dict<'b>(&self, instance: &'b Instance<'a>) -> Option<&'b Dict<'a>> {
        instance.own.as_ref()
    }

    /// The instance's dict to merge from.
    pub fn as_dict(&self, instance: &Instance<'a>) -> Dict<'a> {
        let mut dict = Dict::new(&self.rules.growth.dict);
        dict.table = self.dict_table(instance);
        dict.keys = vec![true; instance.attributes.len()];
        if let Some(own) = &instance.own {
            dict = own.clone();
        }
        dict
    }
}
