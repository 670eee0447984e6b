//! GEXF 1.3 with the drawing that Gephi shows.

use std::fmt::Write as _;

use super::{Outgoing, color, escaped};

/// Writes GEXF.
pub(in crate::storage) fn write(out: &Outgoing<'_>) -> Result<Vec<u8>, String> {
    let (nodes, edges) = out.tables();
    let header = out.map.header();
    let mut text = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n",
        "  <meta><creator>Fulcrum</creator>",
    ));
    let _ = writeln!(
        text,
        "<title>{}</title><description>{}</description></meta>",
        escaped(&header.title),
        escaped(&header.description)
    );
    text.push_str("  <graph defaultedgetype=\"directed\" mode=\"static\">\n");
    attributes(&mut text, "node", &nodes.rows[0], 2);
    attributes(&mut text, "edge", &edges.rows[0], 4);
    text.push_str("    <nodes>\n");
    for (row, id) in nodes.rows.iter().skip(1).zip(out.stage.positions().ids()) {
        let (code, label) = (escaped(&row[0]), escaped(&row[1]));
        let _ = writeln!(text, "      <node id=\"{code}\" label=\"{label}\">");
        values(&mut text, row, 2);
        if let Some(place) = out.boxes.get(&id) {
            let center = place.center();
            // Upwards there, downwards here.
            let (x, y) = (center.x, 0.0 - center.y);
            let shape = if out.is_team(id) { "disc" } else { "square" };
            let _ = writeln!(
                text,
                concat!(
                    "        <viz:position x=\"{}\" y=\"{}\" z=\"0\"/>\n",
                    "        <viz:color r=\"91\" g=\"100\" b=\"112\"/>\n",
                    "        <viz:size value=\"10\"/>\n        <viz:shape value=\"{}\"/>"
                ),
                x, y, shape
            );
        }
        text.push_str("      </node>\n");
    }
    text.push_str("    </nodes>\n    <edges>\n");
    edge_elements(&mut text, out, &edges);
    text.push_str("    </edges>\n  </graph>\n</gexf>\n");
    Ok(text.into_bytes())
}

fn edge_elements(text: &mut String, out: &Outgoing<'_>, edges: &super::OwnTable) {
    for (number, (row, tie)) in edges.rows.iter().skip(1).zip(out.ties()).enumerate() {
        let (red, green, blue) = color(&tie.kind);
        let shape = if tie.dotted { "dashed" } else { "solid" };
        let _ = writeln!(
            text,
            "      <edge id=\"{number}\" source=\"{}\" target=\"{}\" kind=\"{}\" weight=\"{}\">",
            escaped(&row[0]),
            escaped(&row[1]),
            escaped(&row[2]),
            tie.weight
        );
        values(text, row, 4);
        let _ = writeln!(
            text,
            concat!(
                "        <viz:color r=\"{}\" g=\"{}\" b=\"{}\"/>\n",
                "        <viz:shape value=\"{}\"/>\n      </edge>"
            ),
            red, green, blue, shape
        );
    }
}

/// Declares the columns behind the first ones.
fn attributes(text: &mut String, class: &str, header: &[String], from: usize) {
    let _ = writeln!(text, "    <attributes class=\"{class}\" mode=\"static\">");
    for (at, name) in header.iter().enumerate().skip(from) {
        let sort = match name.as_str() {
            "level" => "integer",
            "authority" | "explore" | "rules" | "wants" | "pin" | "x" | "y" | "order"
            | "took_up" => "double",
            _ => "string",
        };
        let _ = writeln!(
            text,
            "      <attribute id=\"{at}\" title=\"{}\" type=\"{sort}\"/>",
            escaped(name)
        );
    }
    text.push_str("    </attributes>\n");
}

fn values(text: &mut String, row: &[String], from: usize) {
    text.push_str("        <attvalues>\n");
    for (at, cell) in row.iter().enumerate().skip(from).filter(|(_, cell)| !cell.is_empty()) {
        let _ = writeln!(text, "          <attvalue for=\"{at}\" value=\"{}\"/>", escaped(cell));
    }
    text.push_str("        </attvalues>\n");
}
