// The peer of the bench of trees: lays out a tree, over and over, as it is asked.
//
//     tree.mjs SUPERIORS
//
// SUPERIORS has the index of a superior a line, and -1 for the head. Asked: anything. Answered: the
// processor seconds of the layout, without making the hierarchy, and how many were placed.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { hierarchy, tree } from "d3-hierarchy";

const superiors = readFileSync(process.argv[2], "utf8").split("\n").map(Number);
const nodes = superiors.map((_, id) => ({ id, children: [] }));
superiors.forEach((above, id) => { if (above >= 0) nodes[above].children.push(nodes[id]); });
const root = hierarchy(nodes[0]);
const layout = tree().nodeSize([1, 1]);
console.log("ready: d3-hierarchy");
for await (const _ of createInterface({ input: process.stdin })) {
  const begin = process.cpuUsage();
  layout(root);
  const spent = process.cpuUsage(begin);
  console.log((spent.user + spent.system) / 1e6, root.descendants().length);
}
