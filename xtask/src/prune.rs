//! Takes functions out of the compiled program that are linked but that no page can reach.
//!
//! Leptos' erased views carry pointers to every way of coming to life. This application uses two of
//! them (being drawn, and taking over what the server drew, at once), but the linker sees the
//! pointers and keeps them all, with what they call.

use anyhow::Context as _;
use walrus::{FunctionBuilder, FunctionId, FunctionKind, Module, ModuleConfig};

/// Taking over piece by piece, as code arrives: only with code splitting. A symbol of these has all
/// the first words and none of the others: the linker gives one body to functions that happen to be
/// alike, under either name, and such are the small ones that free memory.
const NEVER_CALLED: [&str; 3] = ["any_view", "into_any", "hydrate_async"];
const MAY_BE_SHARED: [&str; 2] = ["drop_in_place", "vtable.shim"];

/// Those functions stop the program, should they be called after all.
pub fn prune(program: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut module = ModuleConfig::new()
        .parse(program)
        .context("the compiled program cannot be read")?;
    let never_called: Vec<FunctionId> = module
        .funcs
        .iter_local()
        .filter_map(|(id, _)| {
            let name = module.funcs.get(id).name.as_deref()?;
            is_never_called(name).then_some(id)
        })
        .collect();
    for id in never_called {
        empty(&mut module, id);
    }
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

fn is_never_called(symbol: &str) -> bool {
    NEVER_CALLED.iter().all(|word| symbol.contains(word))
        && !MAY_BE_SHARED.iter().any(|word| symbol.contains(word))
}

fn empty(module: &mut Module, id: FunctionId) {
    let kind = &module.funcs.get(id).kind;
    let FunctionKind::Local(local) = kind else {
        return;
    };
    let (parameters, results) = module.types.params_results(local.ty());
    let (parameters, results) = (parameters.to_vec(), results.to_vec());
    let arguments = parameters
        .iter()
        .map(|kind| module.locals.add(*kind))
        .collect();
    let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
    builder.func_body().unreachable();
    let body = builder.local_func(arguments);
    module.funcs.get_mut(id).kind = FunctionKind::Local(body);
}
