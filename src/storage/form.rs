//! How the text of a map's file is set: what is said of the map and of its stages a field a line,
//! and every record of a stage on a line of its own.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{Formatter, PrettyFormatter};

/// A value as the text of a file.
pub(super) fn text_of(value: &impl Serialize) -> Vec<u8> {
    let mut text = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut text, Form::default());
    // These types hold nothing that JSON cannot say, and memory takes what is written.
    let _ = value.serialize(&mut serializer);
    text.push(b'\n');
    text
}

/// So many lists and records lie round a record of a stage, itself among them: the map, its
/// stages, the stage, one of its tables.
const RECORD: usize = 5;

/// The form of a map's file.
#[derive(Default)]
struct Form {
    lines: PrettyFormatter<'static>,
    /// How many lists and records are open.
    depth: usize,
}

impl Form {
    /// Whether what is written now stands within a line.
    fn within(&self) -> bool {
        self.depth >= RECORD
    }

    fn next<W: Write + ?Sized>(writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }
}

impl Formatter for Form {
    fn begin_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        if self.within() { writer.write_all(b"[") } else { self.lines.begin_array(writer) }
    }

    fn end_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        let within = self.within();
        self.depth -= 1;
        if within { writer.write_all(b"]") } else { self.lines.end_array(writer) }
    }

    fn begin_array_value<W: Write + ?Sized>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        match self.within() {
            true => Self::next(writer, first),
            false => self.lines.begin_array_value(writer, first),
        }
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.within() { Ok(()) } else { self.lines.end_array_value(writer) }
    }

    fn begin_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        if self.within() { writer.write_all(b"{") } else { self.lines.begin_object(writer) }
    }

    fn end_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        let within = self.within();
        self.depth -= 1;
        if within { writer.write_all(b"}") } else { self.lines.end_object(writer) }
    }

    fn begin_object_key<W: Write + ?Sized>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        match self.within() {
            true => Self::next(writer, first),
            false => self.lines.begin_object_key(writer, first),
        }
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.within() { Ok(()) } else { self.lines.end_object_value(writer) }
    }
}
