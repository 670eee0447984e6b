#!/usr/bin/env bash
# Makes the environment of the peers under target/peers, from the public registry.
set -euo pipefail
cd "$(dirname "$0")/../.."
python3 -m venv target/peers
target/peers/bin/pip install --quiet --requirement benches/peers/requirements.txt
