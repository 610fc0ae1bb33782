#!/usr/bin/env bash
# Times Jeras and Keras side by side, and prints the table of ratios; see README.md.
#
#   bash benchmarks/run.sh [WORKLOAD ...] [--engines jeras,tensorflow,jax,torch] [--rounds 3] [--python PYTHON]
#   bash benchmarks/run.sh [WORKLOAD ...] --profile | --outside
#   bash benchmarks/run.sh soak
#   bash benchmarks/run.sh folders [IMAGES]
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

(cd "$here/.." && mvn -q -B -pl benchmarks -am -Dspotless.check.skip=true process-classes)
classpath="$here/target/classes:$(cat "$here/target/classpath.txt")"

if [ "${1:-}" = soak ]; then
    shift
    exec java -Xms256m -Xmx256m -XX:+AlwaysPreTouch -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$classpath" jeras.benchmarks.Soak "$@"
fi
if [ "${1:-}" = folders ]; then
    shift
    exec java -Xmx1g -cp "$classpath" jeras.benchmarks.Folders "$@"
fi
exec java -cp "$classpath" jeras.benchmarks.Compare --script "$here/keras_bench.py" "$@"
