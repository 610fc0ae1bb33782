#!/usr/bin/env bash
# Runs conformance cases: a line for each, a summary at the end, exit code 1 when one fails.
#   bash src/test/conformance.sh DIR [NAME_PREFIX]
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
classpath="$root/src/test/target/conformance.classpath"
(
    cd "$root"
    mvn -q -B -pl src/test -am -Dspotless.check.skip=true test-compile \
        dependency:build-classpath -Dmdep.outputFile=target/conformance.classpath -Dmdep.includeScope=test
) >&2
exec java -Xmx2g -cp "$root/src/test/target/test-classes:$(cat "$classpath")" jeras.conformance.Conformance "$@"
