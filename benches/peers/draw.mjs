// The peers of the bench of the window: a network drawn and panned in a headless browser without a
// graphics card.
//
//     draw.mjs LIBRARY DATA FRAMES
//
// LIBRARY is force-graph, vis-network, or canvas for a page of our own that draws on a canvas. DATA
// is JSON: `superiors`, the index of each superior and -1 for the head, and `flows`, pairs of
// indices. People stand where a radial tree has them, so that nobody works out places. Prints
// processor milliseconds of all processes of the browser: from the data in the page to a finished
// picture, and those of a frame of a pan, the median frame by the clock last.
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { hierarchy, tree } from "d3-hierarchy";
import { chromium } from "playwright-core";

const [library, file, frames] = process.argv.slice(2);
const { superiors, flows } = JSON.parse(readFileSync(file, "utf8"));
const nodes = superiors.map((_, id) => ({ id, children: [] }));
superiors.forEach((above, id) => { if (above >= 0) nodes[above].children.push(nodes[id]); });
const places = new Array(nodes.length);
tree().size([2 * Math.PI, 960])(hierarchy(nodes[0])).each((node) => {
  places[node.data.id] = [node.y * Math.cos(node.x), node.y * Math.sin(node.x), node.depth];
});
const lines = superiors.map((above, id) => [id, above]).filter(([, above]) => above >= 0);
const network = JSON.stringify({ places, links: [...lines, ...flows] });

// What each library is asked for in the page: to draw, and to go a few points aside.
const draw = {
  "force-graph": ({ places, links }, box, zoom) => {
    const graph = new ForceGraph(box).width(box.clientWidth).height(box.clientHeight);
    // It takes data up a moment after it was given them, when it puts nodes in the place of their
    // numbers; what is drawn before that is nothing.
    window.painted = new Promise((done) => {
      graph.onRenderFramePost(() => {
        if (typeof graph.graphData().links[0]?.source === "object") done();
      });
    });
    graph.nodeRelSize(2).cooldownTicks(0).graphData({
      nodes: places.map(([x, y, depth], id) => ({ id, x, y, fx: x, fy: y, color: COLORS[depth % 8] })),
      links: links.map(([source, target]) => ({ source, target })),
    });
    graph.zoom(zoom).centerAt(0, 0);
    return (way) => graph.centerAt(-way / zoom, 0);
  },
  "vis-network": ({ places, links }, box, zoom) => {
    const shown = {
      nodes: places.map(([x, y, depth], id) => ({ id, x, y, color: COLORS[depth % 8] })),
      edges: links.map(([from, to], id) => ({ id, from, to })),
    };
    const graph = new vis.Network(box, shown, {
      physics: false,
      layout: { improvedLayout: false },
      nodes: { shape: "dot", size: 2 },
      edges: { smooth: false },
    });
    const go = (way) => graph.moveTo({ position: { x: -way / zoom, y: 0 }, scale: zoom });
    go(0);
    return go;
  },
  canvas: ({ places, links }, box, zoom) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [box.clientWidth, box.clientHeight];
    box.append(canvas);
    const pen = canvas.getContext("2d");
    const go = (way) => {
      const at = (id) => [
        canvas.width / 2 + way + places[id][0] * zoom,
        canvas.height / 2 + places[id][1] * zoom,
      ];
      pen.clearRect(0, 0, canvas.width, canvas.height);
      pen.strokeStyle = "#999";
      pen.beginPath();
      for (const [from, to] of links) {
        pen.moveTo(...at(from));
        pen.lineTo(...at(to));
      }
      pen.stroke();
      for (let color = 0; color < 8; color++) {
        pen.fillStyle = COLORS[color];
        for (let id = 0; id < places.length; id++) {
          if (places[id][2] % 8 === color) pen.fillRect(at(id)[0] - 1, at(id)[1] - 1, 2, 2);
        }
      }
    };
    go(0);
    return go;
  },
}[library];

const parts = {
  "force-graph": "force-graph/dist/force-graph.min.js",
  "vis-network": "vis-network/standalone/umd/vis-network.min.js",
};
const script = parts[library] ? readFileSync(new URL(`node_modules/${parts[library]}`, import.meta.url)) : "";
const page = `<!doctype html><style>html,body,#box{margin:0;width:100%;height:100%;overflow:hidden}</style>
<div id=box></div><script src=library.js></script><script>
const COLORS = ["#1d4ed8", "#b91c1c", "#047857", "#b45309", "#6d28d9", "#0e7490", "#be185d", "#4d7c0f"];
const frame = () => new Promise(requestAnimationFrame);
const drawn = async () => { for (let k = 0; k < 2; k++) await frame(); };
const draw = ${draw};
async function start() {
  const box = document.querySelector("#box");
  window.go = draw(window.network, box, box.clientHeight / 2000);
  await window.painted;
  await drawn();
}
async function pan(frames) {
  const took = [];
  for (let k = 0; k < frames; k++) {
    const begun = performance.now();
    window.go((k % 40 < 20 ? k % 20 : 20 - (k % 20)) * 8);
    await frame();
    took.push(performance.now() - begun);
  }
  return took.sort((one, other) => one - other)[frames >> 1];
}
</script>`;
const answers = { "/": ["text/html", page], "/library.js": ["text/javascript", script], "/network": ["application/json", network] };
const server = createServer((asked, answer) => {
  const [kind, text] = answers[asked.url] ?? ["text/plain", ""];
  answer.writeHead(200, { "content-type": kind });
  answer.end(text);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));

// Processor milliseconds of all processes that this one has started, and those that they have.
const spent = () => {
  const all = new Map();
  for (const id of readdirSync("/proc").filter((it) => /^\d+$/.test(it))) {
    try {
      const stat = readFileSync(`/proc/${id}/stat`, "utf8");
      const words = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      all.set(id, { parent: words[1], time: (Number(words[11]) + Number(words[12])) * 10 });
    } catch {
      // It has ended.
    }
  }
  const own = String(process.pid);
  const below = (id) => id !== own && (all.get(id)?.parent === own || (all.has(id) && below(all.get(id).parent)));
  return [...all.keys()].filter(below).reduce((sum, id) => sum + all.get(id).time, 0);
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
    // What draws fastest without a card.
    "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--js-flags=--max-old-space-size=8000 --stack-size=20000",
  ],
});
const tab = await browser.newPage({ viewport: { width: 1600, height: 900 } });
tab.setDefaultTimeout(120_000);
await tab.goto(`http://127.0.0.1:${server.address().port}/`);
await tab.evaluate(async () => { window.network = await (await fetch("network")).json(); });
await tab.waitForTimeout(300);
const before = spent();
await tab.evaluate("start()");
await tab.screenshot({ path: process.env.SHOT, timeout: 120_000 });
const loaded = spent() - before;
await tab.waitForTimeout(500);
await tab.evaluate("pan(3)");
const begun = spent();
const median = await tab.evaluate(`pan(${Number(frames)})`);
console.log(loaded, ((spent() - begun) / Number(frames)).toFixed(1), median.toFixed(1));
await browser.close();
server.close();
