//! Makes the bound program smaller to load: functions with the same code become one, and those that
//! resemble each other stand side by side, where a compressor finds them.
//!
//! Generic code is compiled again for every type, and the copies often differ little or not at all.

mod order;

use std::{collections::HashMap, convert::Infallible};

use wasm_encoder::{
    CodeSection, Encode as _, FunctionSection, Module,
    reencode::{self, Reencode},
};
use wasmparser::{
    CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef,
};

type Result<T> = std::result::Result<T, reencode::Error<Infallible>>;

pub fn pack(program: &[u8]) -> anyhow::Result<Vec<u8>> {
    let functions = Functions::read(program)?;
    let (same_as, codes) = functions.find_same()?;
    let is_kept = |place: &usize| functions.index(*place) == same_as[functions.index(*place)];
    let kept: Vec<usize> = (0..functions.bodies.len()).filter(is_kept).collect();
    let kept = order::by_resemblance(&kept, &codes);

    let mut index = same_as.clone();
    for (new, place) in kept.iter().enumerate() {
        index[functions.index(*place)] = functions.index(new);
    }
    let index = (0..index.len()).map(|old| index[same_as[old]]).collect();
    let mut packed = Module::new();
    let mut writer = Writer {
        index,
        functions,
        kept,
        is_code_written: false,
    };
    writer.parse_core_module(&mut packed, Parser::new(0), program)?;
    Ok(packed.finish())
}

/// What is in the program, by place; imported functions have the first indices.
struct Functions<'a> {
    n_imported: usize,
    types: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
}

impl<'a> Functions<'a> {
    fn read(program: &'a [u8]) -> Result<Self> {
        let mut functions = Self {
            n_imported: 0,
            types: Vec::new(),
            bodies: Vec::new(),
        };
        for part in Parser::new(0).parse_all(program) {
            match part? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let is_function = matches!(import?.ty, TypeRef::Func(_));
                        functions.n_imported += usize::from(is_function);
                    }
                }
                Payload::FunctionSection(types) => {
                    for kind in types {
                        functions.types.push(kind?);
                    }
                }
                Payload::CodeSectionEntry(body) => functions.bodies.push(body),
                _ => {}
            }
        }
        Ok(functions)
    }

    fn index(&self, place: usize) -> usize {
        self.n_imported + place
    }

    /// For each index the first function that does the same, and the code of each place when it
    /// calls only those. Functions become the same when those they call do: hence the loop.
    fn find_same(&self) -> Result<(Vec<usize>, Vec<Vec<u8>>)> {
        let mut same_as: Vec<usize> = (0..self.index(self.bodies.len())).collect();
        loop {
            let bodies = self.bodies.iter();
            let codes: Vec<_> = bodies
                .map(|body| code(body, &same_as))
                .collect::<Result<_>>()?;
            let mut first: HashMap<_, usize> = HashMap::new();
            let mut now = same_as.clone();
            for (place, code) in codes.iter().enumerate() {
                let index = self.index(place);
                now[index] = *first.entry((self.types[place], code)).or_insert(index);
            }
            if now == same_as {
                return Ok((same_as, codes));
            }
            same_as = now;
        }
    }
}

/// The bytes of a function that calls others by their index in `index`.
fn code(body: &FunctionBody, index: &[usize]) -> Result<Vec<u8>> {
    let mut section = CodeSection::new();
    Renumber(index).parse_function_body(&mut section, body.clone())?;
    let mut bytes = Vec::new();
    section.encode(&mut bytes);
    Ok(bytes)
}

fn renumbered(index: &[usize], old: u32) -> Result<u32> {
    let new = index.get(old as usize).copied();
    let new = new.and_then(|new| u32::try_from(new).ok());
    new.ok_or(reencode::Error::CanonicalizedHeapTypeReference)
}

struct Renumber<'a>(&'a [usize]);

impl Reencode for Renumber<'_> {
    type Error = Infallible;

    fn function_index(&mut self, old: u32) -> Result<u32> {
        renumbered(self.0, old)
    }
}

/// Copies the program with the functions that are kept, in their new order.
struct Writer<'a> {
    index: Vec<usize>,
    functions: Functions<'a>,
    kept: Vec<usize>,
    is_code_written: bool,
}

impl Reencode for Writer<'_> {
    type Error = Infallible;

    fn function_index(&mut self, old: u32) -> Result<u32> {
        renumbered(&self.index, old)
    }

    fn parse_function_section(
        &mut self,
        section: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Result<()> {
        for place in &self.kept {
            section.function(self.functions.types[*place]);
        }
        Ok(())
    }

    /// Called for each function of the section.
    fn parse_code_section(
        &mut self,
        section: &mut CodeSection,
        _: CodeSectionReader<'_>,
    ) -> Result<()> {
        if !std::mem::replace(&mut self.is_code_written, true) {
            for place in self.kept.clone() {
                let body = self.functions.bodies[place].clone();
                self.parse_function_body(section, body)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{ExportKind, ExportSection, Function, Instruction, TypeSection, ValType};

    /// Each function gives a number: its own, or that of the function it calls.
    fn program(functions: &[Instruction]) -> Vec<u8> {
        let (mut types, mut section) = (TypeSection::new(), FunctionSection::new());
        let (mut exports, mut codes) = (ExportSection::new(), CodeSection::new());
        types.ty().function([], [ValType::I32]);
        for (index, instruction) in (0..).zip(functions) {
            section.function(0);
            exports.export(&format!("f{index}"), ExportKind::Func, index);
            let mut function = Function::new([]);
            function.instruction(instruction);
            function.instruction(&Instruction::End);
            codes.function(&function);
        }
        let mut module = Module::new();
        module.section(&types).section(&section);
        module.section(&exports).section(&codes);
        module.finish()
    }

    #[test]
    fn functions_that_do_the_same_become_one() {
        use Instruction::{Call, I32Const};
        // The last two differ only in which of two same functions they call.
        let before = program(&[I32Const(1), I32Const(2), I32Const(1), Call(0), Call(2)]);
        let after = pack(&before).unwrap();
        let mut exported = Vec::new();
        let mut n_bodies = 0;
        for part in Parser::new(0).parse_all(&after) {
            match part.unwrap() {
                Payload::ExportSection(exports) => {
                    exported = exports.into_iter().map(|e| e.unwrap().index).collect();
                }
                Payload::CodeSectionEntry(_) => n_bodies += 1,
                _ => {}
            }
        }
        assert_eq!(n_bodies, 3);
        assert_eq!((exported[0], exported[3]), (exported[2], exported[4]));
        assert_ne!(exported[0], exported[1]);
        assert_ne!(exported[0], exported[3]);
    }

    #[test]
    fn packing_twice_takes_nothing_more_out() {
        let once = pack(&program(&[Instruction::I32Const(1), Instruction::Call(0)])).unwrap();
        assert_eq!(pack(&once).unwrap().len(), once.len());
    }
}
