# Sourced by the scripts at the root: builds what has changed since the last time, and sets $classpath and
# $java_options. It works offline once everything has been downloaded and built.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
classpath_file=$root/zoo/target/classpath.txt

# True when there is a class path, all of it still exists, and no source is newer.
is_up_to_date() {
    [ -s "$classpath_file" ] || return 1
    local entries entry
    IFS=: read -ra entries <"$classpath_file"
    for entry in "${entries[@]}"; do
        [ -e "$entry" ] || return 1
    done
    [ -z "$(find "$root/pom.xml" "$root"/{sequential-api,datasets,applications,tuner,zoo}/{pom.xml,src/main} \
        -newer "$classpath_file" -print -quit)" ]
}

build() {
    local log=$root/zoo/target/build.log
    mkdir -p "$root/zoo/target"
    # Maven's log is of interest only when it fails.
    if ! (cd "$root" && mvn -B -pl zoo -am -DskipChecks -Dspotless.check.skip=true -Dmdep.outputFile=target/classpath.txt \
        -DincludeScope=runtime compile dependency:build-classpath) >"$log" 2>&1; then
        grep -a ERROR "$log" | head -n 20 >&2
        echo "Jeras could not be built; the whole log is in $log" >&2
        return 1
    fi
    printf '%s' "$root/zoo/target/classes:$(cat "$classpath_file")" >"$classpath_file.new"
    mv "$classpath_file.new" "$classpath_file"
}

for tool in java mvn; do
    if ! command -v "$tool" >/dev/null; then
        echo "Jeras needs a JDK of version 17 or newer and Maven 3.8 or newer; there is no \"$tool\" on the PATH." >&2
        exit 1
    fi
done

if ! is_up_to_date; then
    if [ -e "$classpath_file" ]; then
        echo "Building Jeras, since its sources have changed ..." >&2
    else
        echo "Building Jeras. The first time Maven downloads its libraries, 112 MB of them PyTorch ..." >&2
    fi
    build || exit 1
fi

classpath=$(cat "$classpath_file")
# Java 17 reads its arguments and the names of files by the locale; where that knows ASCII only, "schön" would be lost.
case $(locale charmap 2>/dev/null) in
    ANSI_X3.4-1968 | US-ASCII) export LC_ALL=C.UTF-8 ;;
esac
# Also where the locale is not set, as in many containers, terminals read UTF-8.
java_options=(-Dfile.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Djava.awt.headless=true)
