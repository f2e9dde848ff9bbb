//! The TypeScript of the boundary is generated from the Rust types, and must not drift from them.
//!
//! `HEAPLENS_BLESS=1 cargo test -p heaplens-tests --test wire_types` writes it anew.

use heaplens_scene as scene;
use heaplens_session::wire as session;
use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use ts_rs::{Config, TS, TypeVisitor};

/// Gathers the declaration of a type and of every type that it mentions, each once, by name.
struct Declarations {
    config: Config,
    by_name: BTreeMap<String, String>,
    visited: BTreeSet<TypeId>,
}

impl Declarations {
    fn new() -> Self {
        Self {
            config: Config::new().with_large_int("number"),
            by_name: BTreeMap::new(),
            visited: BTreeSet::new(),
        }
    }

    fn add<T: TS + 'static + ?Sized>(&mut self) {
        let name = T::ident(&self.config);
        if T::output_path().is_none() {
            T::visit_dependencies(self);
            return;
        }
        let docs = T::docs().unwrap_or_default();
        let text = format!("{docs}export {}\n", T::decl(&self.config));
        if let Some(known) = self.by_name.get(&name) {
            // A generic type is declared once for all that it is of.
            assert_eq!(*known, text, "two wire types are called {name}");
        } else {
            self.by_name.insert(name, text);
        }
        if !self.visited.insert(TypeId::of::<T>()) {
            return;
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }

    fn text(&self) -> String {
        let mut text = String::from(
            "// Generated from the Rust types of heaplens-session and heaplens-scene. Do not edit:\n\
             // HEAPLENS_BLESS=1 cargo test -p heaplens-tests --test wire_types\n",
        );
        for declaration in self.by_name.values() {
            text.push('\n');
            text.push_str(declaration);
        }
        text
    }
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.add::<T>();
    }
}

fn wire_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../www/src/wire")
}

#[test]
fn the_committed_typescript_is_what_the_rust_types_say() {
    let mut declarations = Declarations::new();
    declarations.add::<session::RunSetup>();
    declarations.add::<session::Progress>();
    declarations.add::<session::RunSummary>();
    declarations.add::<session::Marks>();
    declarations.add::<session::MarkKinds>();
    declarations.add::<session::ViewOptions>();
    declarations.add::<session::View>();
    declarations.add::<session::Problem>();
    declarations.add::<session::Ledger>();
    declarations.add::<session::WhyAlive>();
    declarations.add::<session::Sizes>();
    declarations.add::<session::History>();
    declarations.add::<session::StepInside>();
    declarations.add::<session::Fine>();
    declarations.add::<session::Size>();
    declarations.add::<session::CollectionMark>();
    declarations.add::<session::Collection>();
    declarations.add::<session::Claim>();
    declarations.add::<session::Question>();
    declarations.add::<session::Comparison>();
    declarations.add::<session::MemoryView>();
    declarations.add::<session::BlockView>();
    declarations.add::<session::ObjectBytes>();
    declarations.add::<scene::SceneOptions>();
    declarations.add::<scene::Scene>();
    declarations.add::<scene::Transition>();
    declarations.add::<scene::Look>();
    let expected = declarations.text();
    let file = wire_folder().join("types.ts");
    if std::env::var_os("HEAPLENS_BLESS").is_some() {
        std::fs::create_dir_all(wire_folder()).expect("the folder can be made");
        std::fs::write(&file, &expected).expect("the file can be written");
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        committed == expected,
        "www/src/wire/types.ts has drifted: bless it (see the top of this test)"
    );
}
