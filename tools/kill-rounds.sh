#!/usr/bin/env bash
# Kills the hub, and the agency's command line, again and again during imports, on SQLite and on PostgreSQL, and prints what was found.
# usage: tools/kill-rounds.sh [rounds] [contacts of one import]      default: 200 5000
# Needs MASH_TEST_POSTGRES (Npgsql connection string of a server on which databases may be made). Ends with 0 when nothing was lost or doubled.
set -euo pipefail
cd "$(dirname "$0")/.."
export MASH_KILL_ROUNDS="${1:-200}" MASH_KILL_CONTACTS="${2:-5000}"
: "${MASH_TEST_POSTGRES:?Set MASH_TEST_POSTGRES to the connection string of a PostgreSQL server for tests}"
MASH_KILL_REPORT="$(mktemp)"
export MASH_KILL_REPORT
trap 'rm -f "$MASH_KILL_REPORT"' EXIT
echo "Kill rounds: $MASH_KILL_ROUNDS in each of four tests, imports of $MASH_KILL_CONTACTS contacts, $(nproc) processors, $(date -u +%Y-%m-%d)"
status=0
dotnet test tests/EndToEnd -c "${MASH_CONFIGURATION:-Release}" --filter "FullyQualifiedName~Mash.EndToEnd.Kills" --logger "console;verbosity=minimal" || status=$?
cat "$MASH_KILL_REPORT"
exit "$status"
