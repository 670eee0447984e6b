//! A large organization as files: the map's own, a folder of tables, and GraphML as programs for
//! networks write it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use fulcrum::model::{FlowKind, OrgMap, Stage};
use fulcrum::storage::write_orgmap;

/// Writes `org.orgmap`, `org.graphml` and the folder `tables` into a folder.
///
/// # Errors
/// A file cannot be written.
pub(crate) fn write(map: &OrgMap, folder: &Path) -> std::io::Result<()> {
    let Some(stage) = map.first_stage().and_then(|id| map.stage(id)) else { return Ok(()) };
    let tables = folder.join("tables");
    fs::create_dir_all(&tables)?;
    fs::write(folder.join("org.orgmap"), write_orgmap(map))?;
    fs::write(folder.join("org.graphml"), graphml(stage))?;
    for (name, text) in
        [("nodes", nodes(stage)), ("edges", edges(stage)), ("expertise", expertise(stage))]
    {
        fs::write(tables.join(format!("{name}.csv")), text)?;
    }
    Ok(())
}

/// Everybody who is tied to somebody, with the kind and the weight.
fn ties(stage: &Stage) -> Vec<(u64, u64, &'static str, f64)> {
    let lines = stage.lines().iter().map(|(_, it)| (it.from.0, it.to.0, "reports_to", 1.0));
    let flows = stage.flows().iter().map(|(_, it)| {
        let kind = match it.kind {
            FlowKind::Consult => "consults",
            FlowKind::Instruct => "instructs",
            _ => "informs",
        };
        (it.from.0, it.to.0, kind, it.frequency.get())
    });
    lines.chain(flows).collect()
}

fn nodes(stage: &Stage) -> String {
    let mut text = String::from("id,label,dept,level,explore,grade,location\n");
    for (id, position) in stage.positions().iter() {
        let unit = position.unit.map_or(0, |unit| unit.0);
        let explore = position.explore.map_or(0.0, fulcrum::quantity::Score::get);
        let (title, grade, place) = (&position.title, id.0 % 14, id.0 % 11);
        let _ = writeln!(
            text,
            "P{id:07},{title},Unit {unit},{level},{explore:.3},G{grade:02},Place {place}",
            id = id.0,
            level = 1 + id.0 % 8
        );
    }
    text
}

fn edges(stage: &Stage) -> String {
    let mut text = String::from("from,to,kind,weight\n");
    for (from, to, kind, weight) in ties(stage) {
        let _ = writeln!(text, "P{from:07},P{to:07},{kind},{weight}");
    }
    text
}

fn expertise(stage: &Stage) -> String {
    let mut text = String::from("node,domain,level\n");
    for (id, position) in stage.positions().iter() {
        for (domain, level) in &position.expertise {
            let _ = writeln!(text, "P{:07},{domain},{}", id.0, level.get());
        }
    }
    text
}

fn graphml(stage: &Stage) -> String {
    let mut text = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
        "  <key id=\"n0\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n",
        "  <key id=\"n1\" for=\"node\" attr.name=\"unit\" attr.type=\"string\"/>\n",
        "  <key id=\"n2\" for=\"node\" attr.name=\"explore\" attr.type=\"double\"/>\n",
        "  <key id=\"e0\" for=\"edge\" attr.name=\"kind\" attr.type=\"string\"/>\n",
        "  <key id=\"e1\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n",
        "  <graph id=\"G\" edgedefault=\"directed\">\n",
    ));
    for (id, position) in stage.positions().iter() {
        let unit = position.unit.map_or(0, |unit| unit.0);
        let explore = position.explore.map_or(0.0, fulcrum::quantity::Score::get);
        let _ = writeln!(
            text,
            concat!(
                "    <node id=\"P{:07}\">\n      <data key=\"n0\">{}</data>\n",
                "      <data key=\"n1\">Unit {}</data>\n",
                "      <data key=\"n2\">{:.3}</data>\n    </node>"
            ),
            id.0, position.title, unit, explore
        );
    }
    for (from, to, kind, weight) in ties(stage) {
        let _ = writeln!(
            text,
            concat!(
                "    <edge source=\"P{:07}\" target=\"P{:07}\">\n",
                "      <data key=\"e0\">{}</data>\n      <data key=\"e1\">{}</data>\n    </edge>"
            ),
            from, to, kind, weight
        );
    }
    text.push_str("  </graph>\n</graphml>\n");
    text
}
