//! Names in the order in which they were first met.

use std::collections::BTreeMap;

use super::ast::Name;

/// A table from names to something, that remembers the order of insertion (CPython's dict).
#[derive(Clone, Debug)]
pub struct NameTable<T> {
    entries: Vec<(Name, T)>,
    places: BTreeMap<Name, usize>,
}

impl<T> Default for NameTable<T> {
    fn default() -> Self {
        NameTable {
            entries: Vec::new(),
            places: BTreeMap::new(),
        }
    }
}

impl<T> NameTable<T> {
    /// What stands under the name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.places.get(name).map(|&place| &self.entries[place].1)
    }

    /// What stands under the name, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.places
            .get(name)
            .map(|&place| &mut self.entries[place].1)
    }

    /// The place of the name.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// Sets what stands under the name; gives its place.
    pub fn insert(&mut self, name: Name, value: T) -> usize {
        if let Some(&place) = self.places.get(&name) {
            self.entries[place].1 = value;
            return place;
        }
        self.entries.push((name.clone(), value));
        self.places.insert(name, self.entries.len() - 1);
        self.entries.len() - 1
    }

    /// Takes the name out, keeping the order of the others.
    pub fn remove(&mut self, name: &str) -> Option<T> {
        let place = self.places.remove(name)?;
        for later in self.places.values_mut().filter(|later| **later > place) {
            *later -= 1;
        }
        Some(self.entries.remove(place).1)
    }

    /// Names and what stands under them, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Name, &T)> {
        self.entries.iter().map(|(name, value)| (name, value))
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        self.entries.iter().map(|(name, _)| name)
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl NameTable<()> {
    /// The place of the name, which is put at the end if it is new.
    pub fn add(&mut self, name: &Name) -> usize {
        match self.place(name) {
            Some(place) => place,
            None => self.insert(name.clone(), ()),
        }
    }
}

/// A private name as its class knows it (`_Py_Mangle`).
pub fn mangle(class: Option<&str>, ident: &Name) -> Name {
    let Some(class) = class else {
        return ident.clone();
    };
    if !ident.starts_with("__") || ident.ends_with("__") || ident.contains('.') {
        return ident.clone();
    }
    match class.trim_start_matches('_') {
        "" => ident.clone(),
        class => Name::from(format!("_{class}{ident}")),
    }
}
