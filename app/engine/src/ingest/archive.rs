//! Archives: a file inside another is unpacked into memory and read as any file. What is no table is told of; what would fill the memory is refused.

mod budget;
mod directory;
mod skipped;
mod stream;
mod unpacked;

use super::{Input, Sheet, Source, plain};
use crate::error::Error;
use budget::Budget;
use directory::{Directory, Member};
use skipped::Skipped;
use spec::reading::OpenOptions;
use stream::{Stream, Trouble};

/// How many times a table may be packed.
const DEEPEST: u32 = 3;

/// The most tables that are read from one archive.
const MOST_MEMBERS: usize = 1_000;

/// One compressed file that is read for its content.
#[derive(Clone, Copy)]
enum Wrapping {
    Gzip,
    Zstandard,
}

/// What a file is around.
enum Packing {
    /// One other file.
    Wrapped(Wrapping),
    /// Several files.
    Zip(Directory),
    /// Nothing: it is a table itself, or no archive that is known.
    Nothing,
}

/// Reads every table of a file, out of the archives around it.
pub(super) fn read(
    input: &mut dyn Input,
    options: &OpenOptions,
    progress: &mut dyn FnMut(&str, f64),
    name: &str,
) -> Result<Vec<Sheet>, Error> {
    let mut opening = Opening {
        progress,
        budget: Budget::new(input.size_bytes()),
        depth: 0,
        is_over: false,
    };
    opening.read(input, options, name)
}

struct Opening<'a> {
    progress: &'a mut dyn FnMut(&str, f64),
    budget: Budget,
    depth: u32,
    /// The room for unpacked files was not enough: nothing more is tried.
    is_over: bool,
}

impl Opening<'_> {
    fn read(&mut self, input: &mut dyn Input, options: &OpenOptions, name: &str) -> Result<Vec<Sheet>, Error> {
        let packing = packing(input, name)?;
        if !matches!(packing, Packing::Nothing) && self.depth == DEEPEST {
            let why = format!("is packed more than {DEEPEST} times over");
            return Err(unreadable(name, "too_deep", why, "unpack it and open the file in it"));
        }
        match packing {
            Packing::Nothing => plain(input, options, self.progress, name),
            Packing::Wrapped(wrapping) => self.wrapped(input, options, name, wrapping),
            Packing::Zip(directory) => self.members(input, options, name, directory),
        }
    }

    fn wrapped(
        &mut self,
        input: &mut dyn Input,
        options: &OpenOptions,
        name: &str,
        wrapping: Wrapping,
    ) -> Result<Vec<Sheet>, Error> {
        let size = input.size_bytes();
        let mut stream = Stream::new(input, self.progress, name, 0, size);
        let unpacked = match wrapping {
            Wrapping::Gzip => unpacked::gzip(&mut stream, &mut self.budget),
            Wrapping::Zstandard => unpacked::zstandard(&mut stream, &mut self.budget),
        };
        self.is_over |= matches!(unpacked, Err(Trouble::TooLarge));
        let mut unpacked = unpacked.map_err(|trouble| stream.explain(trouble, name))?;
        let inner = unwrapped(name);
        let options = OpenOptions {
            filename: Some(inner.to_owned()),
            ..options.clone()
        };
        self.depth += 1;
        let read = self.read(&mut unpacked, &options, inner);
        self.depth -= 1;
        self.budget.give_back(unpacked.size_bytes());
        let mut sheets = read.map_err(|error| inside(error, inner, name))?;
        for sheet in &mut sheets {
            name.clone_into(&mut sheet.source.filename);
        }
        Ok(sheets)
    }

    fn members(
        &mut self,
        input: &mut dyn Input,
        options: &OpenOptions,
        name: &str,
        directory: Directory,
    ) -> Result<Vec<Sheet>, Error> {
        let (members, mut skipped) = wanted(directory, options, name)?;
        let mut sheets = Vec::new();
        let alone = members.len() == 1;
        for (index, member) in members.iter().enumerate() {
            if index == MOST_MEMBERS {
                skipped.beyond(members.len() - MOST_MEMBERS);
                break;
            }
            match self.member(input, options, name, member) {
                Ok(read) => sheets.extend(read),
                Err(error) if alone || self.is_over || has_gone(&error) => return Err(error),
                Err(error) => skipped.failed(member, &error),
            }
        }
        let Some(first) = sheets.first_mut() else {
            return Err(skipped.nothing(name));
        };
        first.notes.extend(skipped.notes(name));
        Ok(sheets)
    }

    fn member(
        &mut self,
        input: &mut dyn Input,
        options: &OpenOptions,
        name: &str,
        member: &Member,
    ) -> Result<Vec<Sheet>, Error> {
        let base = base(&member.path);
        if member.encrypted {
            let why = format!("is encrypted: {base} in it asks for a password");
            return Err(unreadable(
                name,
                "encrypted",
                why,
                "unpack it with its password and open the files in it",
            ));
        }
        let (start, end) = member.place(input, name)?;
        let mut stream = Stream::new(input, self.progress, base, start, end);
        let unpacked = unpacked::member(&mut stream, member, &mut self.budget);
        self.is_over |= matches!(unpacked, Err(Trouble::TooLarge));
        let mut unpacked = unpacked.map_err(|trouble| inside(stream.explain(trouble, base), base, name))?;
        let inner = OpenOptions {
            filename: Some(base.to_owned()),
            inside: rest(options, member),
            ..options.clone()
        };
        self.depth += 1;
        let read = self.read(&mut unpacked, &inner, base);
        self.depth -= 1;
        self.budget.give_back(unpacked.size_bytes());
        let mut sheets = read.map_err(|error| inside(error, base, name))?;
        let alone = sheets.len() == 1;
        for sheet in &mut sheets {
            place(sheet, name, &member.path);
            sheet.name = sheet.name.take().filter(|_| !alone);
        }
        Ok(sheets)
    }
}

fn place(sheet: &mut Sheet, archive: &str, path: &str) {
    let source = std::mem::take(&mut sheet.source);
    let inside = match source.inside {
        Some(further) => format!("{path}/{further}"),
        None => path.to_owned(),
    };
    sheet.source = Source {
        filename: archive.to_owned(),
        inside: Some(inside),
        ..source
    };
}

/// The members that are to be read, and those that are not.
fn wanted(directory: Directory, options: &OpenOptions, name: &str) -> Result<(Vec<Member>, Skipped), Error> {
    let mut skipped = Skipped::default();
    if let Some(inside) = &options.inside {
        let is_wanted = |member: &Member| *inside == member.path || inside.starts_with(&format!("{}/", member.path));
        let found = directory.members.into_iter().find(is_wanted);
        let member = found.ok_or_else(|| {
            let why = format!("has no file “{inside}” in it");
            unreadable(name, "unreadable", why, "open the archive without naming a file in it")
        })?;
        return Ok((vec![member], skipped));
    }
    let (tables, others): (Vec<_>, Vec<_>) = directory
        .members
        .into_iter()
        .partition(|member| skipped::may_be_table(&member.path));
    if tables.is_empty() {
        let (junk, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|member| skipped::is_junk(&member.path));
        junk.iter().for_each(|member| skipped.other(member));
        return Ok((others, skipped));
    }
    others.iter().for_each(|member| skipped.other(member));
    Ok((tables, skipped))
}

/// What of the wanted way into the file is left behind this member.
fn rest(options: &OpenOptions, member: &Member) -> Option<String> {
    let rest = options.inside.as_ref()?.strip_prefix(&member.path)?;
    rest.strip_prefix('/').map(str::to_owned)
}

fn has_gone(error: &Error) -> bool {
    matches!(error, Error::Unreadable { code: "file_gone", .. })
}

fn packing(input: &mut dyn Input, name: &str) -> Result<Packing, Error> {
    let mut head = [0; 8];
    let length = input.size_bytes().min(8) as usize;
    input.read_at(0, &mut head[..length])?;
    Ok(match head {
        [0x1f, 0x8b, 8, ..] => Packing::Wrapped(Wrapping::Gzip),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Packing::Wrapped(Wrapping::Zstandard),
        [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Packing::Wrapped(Wrapping::Zstandard),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => match directory::read(input, name)? {
            directory if directory.workbook().is_some() => Packing::Nothing,
            directory => Packing::Zip(directory),
        },
        _ => Packing::Nothing,
    })
}

/// Which workbook a ZIP archive is, if it is one.
pub(super) fn workbook(input: &mut dyn Input, name: &str) -> Result<Option<spec::reading::Format>, Error> {
    Ok(directory::read(input, name)?.workbook())
}

/// The name of a file without the last extension of its wrapping.
fn unwrapped(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((inner, extension)) if !inner.is_empty() && is_wrapping(extension) => inner,
        _ => name,
    }
}

fn is_wrapping(extension: &str) -> bool {
    ["gz", "gzip", "zst", "zstd"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

fn base(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The same trouble, with the archive named too.
fn inside(error: Error, member: &str, archive: &str) -> Error {
    match error {
        Error::Unreadable { file, code, why, hint } if code != "file_gone" && file == member && member != archive => {
            Error::Unreadable {
                file: format!("{member} in {archive}"),
                code,
                why,
                hint,
            }
        }
        other => other,
    }
}

fn unreadable(name: &str, code: &'static str, why: impl Into<String>, hint: &str) -> Error {
    Error::Unreadable {
        file: name.to_owned(),
        code,
        why: why.into(),
        hint: Some(hint.to_owned()),
    }
}
