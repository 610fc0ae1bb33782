#!/usr/bin/env bash
# Runs notebooks in Jupyter, with what is built here in the place of published artifacts:
#
#   bash notebooks/run.sh                                   # all, in the kernel "java" (JJava or IJava)
#   KERNEL=rapaio-jupyter-kernel bash notebooks/run.sh notebooks/sentiment.ipynb
#
# It needs "jupyter" on the PATH (pip install jupyter jjava). The executed notebooks, and the same as HTML pages, are put into
# notebooks/target.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
kernel=${KERNEL:-java}
out=$root/notebooks/target
mkdir -p "$out"
# A notebook runs where its file is, and opens files that lie beside it.
cp -r "$root/notebooks/models" "$out"

for tool in jupyter java mvn; do
    command -v "$tool" >/dev/null || { echo "There is no \"$tool\" on the PATH." >&2; exit 1; }
done

classpath_file=$root/jupyter/target/classpath.txt
if [ ! -s "$classpath_file" ] || [ -n "$(find "$root"/{sequential-api,datasets,applications,tuner,zoo,jupyter}/src/main -newer "$classpath_file" -print -quit)" ]; then
    (cd "$root" && mvn -q -B -DskipChecks -Dspotless.check.skip=true -pl zoo,jupyter -am \
        -DincludeScope=runtime -Dmdep.outputFile=target/classpath.txt compile dependency:build-classpath)
fi
# The displays last: a kernel that finds them looks at once for what they show.
classpath=$root/zoo/target/classes:$(cat "$classpath_file"):$(cat "$root/zoo/target/classpath.txt"):$root/jupyter/target/classes

if [ $# -eq 0 ]; then
    set -- "$root"/notebooks/*.ipynb
fi
for notebook in "$@"; do
    name=$(basename "$notebook" .ipynb)
    # The first cell asks Maven for what is not published yet: in its place come the folders of the build.
    python3 - "$notebook" "$out/$name.ipynb" "$classpath" "$kernel" <<'PYTHON'
import json
import sys

source, target, classpath, kernel = sys.argv[1:]
with open(source, encoding="utf-8") as file:
    notebook = json.load(file)
for cell in notebook["cells"]:
    if cell["cell_type"] == "code" and cell["source"][0].startswith("%maven"):
        entries = dict.fromkeys(classpath.split(":"))
        # Rapaio's kernel takes folders and jars by different commands.
        jars = "%jar " if kernel.startswith("rapaio") else "%classpath "
        cell["source"] = [(jars if entry.endswith(".jar") else "%classpath ") + entry + "\n" for entry in entries]
with open(target, "w", encoding="utf-8") as file:
    json.dump(notebook, file)
PYTHON
    start=$SECONDS
    # Rapaio's kernel loses a race at its start now and then, and is started again.
    for attempt in 1 2 3 4 5; do
        if jupyter nbconvert --log-level=ERROR --to notebook --inplace --execute \
            --ExecutePreprocessor.kernel_name="$kernel" --ExecutePreprocessor.startup_timeout=30 \
            --ExecutePreprocessor.timeout=300 "$out/$name.ipynb" 2>"$out/$name.log"; then
            break
        fi
        if [ "$attempt" -eq 5 ] || ! grep -q "Kernel didn't respond" "$out/$name.log"; then
            cat "$out/$name.log" >&2
            echo "$name failed" >&2
            exit 1
        fi
    done
    jupyter nbconvert --log-level=ERROR --to html "$out/$name.ipynb"
    echo "$name: $((SECONDS - start)) s"
done
