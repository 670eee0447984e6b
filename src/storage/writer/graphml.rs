//! GraphML with the shapes of yEd, which opens it laid out, and with readable keys for all others.

use std::fmt::Write as _;

use super::{Outgoing, color, escaped};

/// Writes GraphML.
pub(in crate::storage) fn write(out: &Outgoing<'_>) -> Result<Vec<u8>, String> {
    let (nodes, edges) = out.tables();
    let mut text = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"",
        " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"",
        " xmlns:y=\"http://www.yworks.com/xml/graphml\"",
        " xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns",
        " http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd\">\n",
        "  <key id=\"nodegraphics\" for=\"node\" yfiles.type=\"nodegraphics\"/>\n",
        "  <key id=\"edgegraphics\" for=\"edge\" yfiles.type=\"edgegraphics\"/>\n",
    ));
    keys(&mut text, "node", nodes.rows.first().map_or(&[][..], |header| &header[1..]));
    keys(
        &mut text,
        "edge",
        edges.rows.first().map_or(&[][..], |header| header.get(2..).unwrap_or_default()),
    );
    text.push_str("  <graph id=\"G\" edgedefault=\"directed\">\n");
    for (row, id) in nodes.rows.iter().skip(1).zip(out.stage.positions().ids()) {
        let _ = writeln!(text, "    <node id=\"{}\">", escaped(&row[0]));
        values(&mut text, "node", &nodes.rows[0], row, 1);
        shape(&mut text, out, id);
        text.push_str("    </node>\n");
    }
    for (number, (row, tie)) in edges.rows.iter().skip(1).zip(out.ties()).enumerate() {
        let _ = writeln!(
            text,
            "    <edge id=\"e{number}\" source=\"{}\" target=\"{}\" label=\"{}\">",
            escaped(&row[0]),
            escaped(&row[1]),
            escaped(&row[2])
        );
        values(&mut text, "edge", &edges.rows[0], row, 2);
        let (red, green, blue) = color(&tie.kind);
        let style = if tie.dotted { "dashed" } else { "line" };
        let arrow = if row[2] == "reports_to" { "none" } else { "standard" };
        let _ = writeln!(
            text,
            concat!(
                "      <data key=\"edgegraphics\"><y:PolyLineEdge>",
                "<y:LineStyle color=\"#{:02x}{:02x}{:02x}\" type=\"{}\" width=\"1.5\"/>",
                "<y:Arrows source=\"none\" target=\"{}\"/></y:PolyLineEdge></data>\n    </edge>"
            ),
            red, green, blue, style, arrow
        );
    }
    text.push_str("  </graph>\n</graphml>\n");
    Ok(text.into_bytes())
}

/// Columns that are numbers to other programs.
const NUMBERS: [&str; 11] = [
    "level",
    "authority",
    "explore",
    "rules",
    "wants",
    "pin",
    "x",
    "y",
    "order",
    "weight",
    "took_up",
];

fn keys(text: &mut String, about: &str, columns: &[String]) {
    for (number, column) in columns.iter().enumerate() {
        let sort = match column.as_str() {
            "level" => "int",
            column if NUMBERS.contains(&column) => "double",
            _ => "string",
        };
        let _ = writeln!(
            text,
            "  <key id=\"{about}{number}\" for=\"{about}\" attr.name=\"{}\" attr.type=\"{sort}\"/>",
            escaped(column)
        );
    }
}

fn values(text: &mut String, about: &str, header: &[String], row: &[String], from: usize) {
    for at in from..header.len() {
        let Some(cell) = row.get(at).filter(|cell| !cell.is_empty()) else { continue };
        let key = at - from;
        let _ = writeln!(text, "      <data key=\"{about}{key}\">{}</data>", escaped(cell));
    }
}

fn shape(text: &mut String, out: &Outgoing<'_>, id: crate::model::PositionId) {
    let Some(place) = out.boxes.get(&id) else { return };
    let shape = if out.is_team(id) { "roundrectangle" } else { "rectangle" };
    let _ = writeln!(
        text,
        concat!(
            "      <data key=\"nodegraphics\"><y:ShapeNode>",
            "<y:Geometry x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            "<y:Fill color=\"#F2F4F7\" transparent=\"false\"/>",
            "<y:BorderStyle color=\"#5B6470\" type=\"line\" width=\"1.0\"/>",
            "<y:NodeLabel>{}</y:NodeLabel><y:Shape type=\"{}\"/></y:ShapeNode></data>"
        ),
        place.min.x,
        place.min.y,
        place.width(),
        place.height(),
        escaped(out.label(id)),
        shape
    );
}
