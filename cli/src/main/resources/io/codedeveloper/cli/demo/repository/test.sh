#!/bin/sh
# Compiles into a directory of its own and runs every test. Needs a JDK and nothing else.
set -eu
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
javac -J-XX:TieredStopAtLevel=1 -Xlint:all -Werror -proc:none -d "$out" src/timesheet/*.java test/timesheet/*.java
java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$out" timesheet.RunTests "$out/timesheet"
