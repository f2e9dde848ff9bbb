//! Type objects, and the types that every CPython begins with.

use std::rc::Rc;

use crate::heap::Heap;
use crate::reference::Ref;
use crate::rules::sizes::classes::NewPlace;
use crate::types::{FIXED_TYPES, Layout, Member, TypeId, TypeInfo, flags};

/// Where a class holds its `tp_base`, beside the tuples of its bases and its order of resolution.
pub const TYPE_BASE: u32 = 8;

/// What a new class is to be like: the result of `type_new`'s look at bases and namespace.
pub struct NewClass {
    /// Its name.
    pub name: Rc<str>,
    /// Its metatype.
    pub metatype: TypeId,
    /// The base that decides the layout (`best_base`).
    pub base: TypeId,
    /// The other types of its order of resolution, itself left out.
    pub mro: Vec<TypeId>,
    /// Names of the slots that it adds, mangled and sorted as CPython has them.
    pub slots: Vec<Rc<str>>,
    /// Whether it adds a dict.
    pub adds_dict: bool,
    /// Whether it adds a list of weak references.
    pub adds_weaklist: bool,
}

impl Heap {
    /// Makes a class: its type object (count 1, tracked) and its entry in the table. The type's dict is the
    /// caller's to set.
    pub fn new_class(&mut self, class: NewClass) -> TypeId {
        let metatype = self.info(class.metatype);
        let bytes = self.class_request(metatype, class.slots.len());
        let base = Rc::clone(&self.types[class.base.0 as usize]);
        let mut basicsize = base.basicsize;
        let mut bits = base.flags
            & (flags::INHERITED
                | flags::MANAGED_DICT
                | flags::MANAGED_WEAKREF
                | flags::INLINE_VALUES)
            | flags::HEAPTYPE
            | flags::BASETYPE;
        let mut members = Vec::new();
        for name in class.slots {
            members.push(Member {
                name,
                offset: basicsize,
            });
            basicsize += 8;
        }
        let (mut dictoffset, mut weaklistoffset) = (base.dictoffset, base.weaklistoffset);
        if class.adds_dict {
            let rules = &self.rules.sizes.classes;
            if rules.new_dict == NewPlace::Managed
                || (rules.new_dict == NewPlace::ManagedUnlessSized && base.itemsize == 0)
            {
                bits |= flags::MANAGED_DICT;
                dictoffset = -32;
            } else if base.itemsize != 0 {
                dictoffset = -8;
            } else {
                dictoffset = basicsize as i32;
                basicsize += 8;
            }
        }
        if class.adds_weaklist {
            if self.rules.sizes.classes.new_weakrefs == NewPlace::Managed {
                bits |= flags::MANAGED_WEAKREF;
                weaklistoffset = -24;
            } else {
                weaklistoffset = basicsize as i32;
                basicsize += 8;
            }
        }
        // Instances of a class written in Python are always known to the collector.
        bits |= flags::HAVE_GC;
        let pre = 16
            + if bits & (flags::MANAGED_DICT | flags::MANAGED_WEAKREF) != 0 {
                16
            } else {
                0
            };
        let object = self.new_object(class.metatype, bytes, 8);
        for word in 1..8 {
            self.memory.set_word(object.0 + word, 0);
        }
        let id = self.add_type(TypeInfo {
            name: class.name,
            object,
            id: TypeId::NULL,
            base: class.base,
            mro: Rc::from([]),
            layout: base.layout,
            flags: bits,
            basicsize,
            itemsize: base.itemsize,
            pre_bytes: pre,
            dictoffset,
            weaklistoffset,
            members: members.into(),
            cached_keys: 0,
            dict: Ref::NULL,
            fields: base.fields,
        });
        let mut mro = vec![id];
        mro.extend(class.mro);
        self.info_mut(id).mro = mro.into();
        self.memory.set_word(object.0 + 1, u64::from(id.0));
        let base_object = base.object;
        self.incref(base_object);
        self.set_field(object, TYPE_BASE, base_object);
        self.track(object);
        self.make_shared_keys(id);
        id
    }

    /// The type that the type object `r` stands for.
    #[inline]
    pub fn type_id_of(&self, r: Ref) -> TypeId {
        TypeId(self.memory.word(r.0 + 1) as u32)
    }

    /// Whether type `id` is `of`, or has it in its order of resolution.
    #[inline]
    pub fn is_subtype(&self, id: TypeId, of: TypeId) -> bool {
        id == of || self.info(id).mro.contains(&of)
    }

    /// Bytes that a type object asks for.
    pub(crate) fn type_object_bytes(&self, r: Ref) -> u64 {
        let id = self.type_id_of(r);
        self.class_request(self.info_of(r), self.info(id).members.len())
    }

    /// Bytes asked for a type object with so many slots: `PyType_GenericAlloc` makes room for one item more.
    fn class_request(&self, metatype: &TypeInfo, slots: usize) -> u64 {
        u64::from(metatype.basicsize) + 40 * (slots as u64 + 1)
    }

    /// Gives the next reference of a dead class back: its base tuple and mro lie in the fields 2.. of the object.
    pub(crate) fn clear_type_step(&mut self, r: Ref, at: u32) -> bool {
        let id = self.type_id_of(r);
        match at {
            0 => {
                let dict = std::mem::take(&mut self.info_mut(id).dict);
                self.xdecref(dict);
                true
            }
            1..=5 => {
                let field = if at == 5 { TYPE_BASE } else { at + 1 };
                let held = self.field(r, field);
                self.set_field(r, field, Ref::NULL);
                self.xdecref(held);
                true
            }
            _ => {
                let keys = std::mem::take(&mut self.info_mut(id).cached_keys);
                if keys != 0 {
                    self.release_shared_keys(keys);
                }
                self.free_types.push(id.0);
                false
            }
        }
    }

    pub(crate) fn make_fixed_types(&mut self) {
        let minor = self.version.minor();
        for number in 0..FIXED_TYPES {
            self.types.push(Rc::new(TypeInfo {
                name: "".into(),
                object: Ref::NULL,
                id: TypeId(number),
                base: TypeId::OBJECT,
                mro: Rc::from([TypeId(number), TypeId::OBJECT]),
                layout: Layout::Record { refs: 0 },
                flags: flags::STATIC | flags::IMMUTABLE,
                basicsize: 16,
                itemsize: 0,
                pre_bytes: 0,
                dictoffset: 0,
                weaklistoffset: 0,
                members: Rc::from([]),
                cached_keys: 0,
                dict: Ref::NULL,
                fields: &[],
            }));
        }
        for fixed in crate::fixed::fixed_types(minor) {
            let layout = [
                "builtins",
                "types",
                "weakref",
                "typing",
                "string.templatelib",
            ]
            .iter()
            .find_map(|module| {
                crate::rules::sizes::BuiltinType::from_name(&format!("{module}.{}", fixed.name))
            })
            .and_then(|builtin| self.rules.sizes.layout(builtin));
            let info = self.info_mut(fixed.id);
            info.name = fixed.name.into();
            info.layout = fixed.layout;
            info.flags |= fixed.flags;
            info.basicsize = fixed.basicsize;
            info.itemsize = fixed.itemsize;
            if let Some(layout) = layout {
                info.basicsize = layout.basicsize as u32;
                info.itemsize = layout.itemsize as u32;
            }
            info.pre_bytes = if fixed.flags & flags::HAVE_GC != 0 {
                16
            } else {
                0
            };
            info.fields = fixed.fields;
            info.dictoffset = fixed.dictoffset;
            if fixed.has_weaklist {
                info.weaklistoffset = info.basicsize as i32 - 8;
            }
            if fixed.base != TypeId::OBJECT {
                info.base = fixed.base;
                info.mro = Rc::from([fixed.id, fixed.base, TypeId::OBJECT]);
            }
        }
        // Behind the references of a type object's payload, which is shorter than CPython's (`tp_weaklist`).
        self.info_mut(TypeId::TYPE).weaklistoffset = 32;
        self.info_mut(TypeId::OBJECT).mro = Rc::from([TypeId::OBJECT]);
        self.mark_kept_types();
        for number in 1..FIXED_TYPES {
            let object = self.new_static(TypeId::TYPE, 8);
            self.memory.set_word(object.0 + 1, u64::from(number));
            self.info_mut(TypeId(number)).object = object;
        }
    }
}
