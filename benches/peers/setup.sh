#!/usr/bin/env bash
# Makes the environment of the peers under target/peers, from the public registries.
set -euo pipefail
cd "$(dirname "$0")/../.."
python3 -m venv target/peers
target/peers/bin/pip install --quiet --requirement benches/peers/requirements.txt
if command -v npm > /dev/null; then
    cp benches/peers/tree.mjs benches/peers/draw.mjs target/peers/
    # Those that draw need Chromium, or CHROMIUM with its path, besides.
    npm install --silent --no-audit --no-fund --prefix target/peers d3-hierarchy@3.1.3 \
        force-graph@1.52.0 vis-network@10.1.5 vis-data@8.0.6 playwright-core@1.65.1
fi
