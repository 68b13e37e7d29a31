#!/usr/bin/env bash
# Dumps the store's database to one file, for restore.sh.
set -euo pipefail

usage() {
    cat <<'TEXT'
Usage: backup.sh DIRECTORY

Writes DIRECTORY/office-<UTC time>.dump (pg_dump's custom format, compressed), checks that it can be read, and prints
its path. A dump is a consistent snapshot; tills can sell meanwhile. It is written under another name first, so a file
named *.dump is always complete. Only the user who runs this can read it.

Environment:
  PGHOST, PGPORT   the server                     (127.0.0.1, 5432; the one-command run uses port 15432)
  PGDATABASE       the database                   (office)
  PGUSER           a role that may read all of it (office)
  PGPASSWORD       its password; or use ~/.pgpass
  OFFICE_BACKUP_KEEP   number of dumps to keep in DIRECTORY; older ones are deleted (0: keep all)

psql, pg_dump and pg_restore are taken from PATH. pg_dump's major version must not be older than the server's; the
script checks this first and explains what to do.
Exit code: 0 when the dump is complete and readable, otherwise 1 or that of the failed program.
TEXT
}

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
    usage
    exit 0
fi
if [[ $# -ne 1 ]]; then
    usage >&2
    exit 1
fi

export PGHOST=${PGHOST:-127.0.0.1} PGPORT=${PGPORT:-5432} PGDATABASE=${PGDATABASE:-office} PGUSER=${PGUSER:-office}
directory=$1
keep=${OFFICE_BACKUP_KEEP:-0}
[[ $keep =~ ^[0-9]+$ ]] || { echo "backup.sh: OFFICE_BACKUP_KEEP must be a number, not: $keep" >&2; exit 1; }

umask 077
mkdir -p "$directory"
file=$directory/office-$(date -u +%Y%m%dT%H%M%SZ).dump
partial=$file.$$.partial
finish() {
    rm -f "$partial"
    [[ -e $file ]] || echo "backup.sh: no backup was written to $directory" >&2
}
trap finish EXIT

# pg_dump also refuses a newer server, but does not say what to do.
server=$(psql --no-psqlrc --no-password --quiet --tuples-only --no-align --command='show server_version_num') ||
    exit 1
server=$((server / 10000))
[[ $(pg_dump --version) =~ \)\ ([0-9]+) ]]
if ((BASH_REMATCH[1] < server)); then
    cat >&2 <<TEXT
backup.sh: $PGHOST:$PGPORT is PostgreSQL $server, which this pg_dump, version ${BASH_REMATCH[1]}, cannot read.
Install PostgreSQL $server's programs, on Debian the package postgresql-client-$server (where Debian has none, it is in PGDG, the
apt repository of the PostgreSQL project), and try again with them in front:
  PATH=/usr/lib/postgresql/$server/bin:\$PATH $0 $directory
TEXT
    exit 1
fi

pg_dump --format=custom --no-password --file="$partial"
# Reads all of it once, because even a truncated file may have an intact table of contents.
pg_restore --file=/dev/null "$partial"
# Otherwise a dump of the wrong database would be noticed only when it is needed.
if [[ $(pg_restore --list "$partial") != *' TABLE DATA public journal_entry '* ]]; then
    echo "backup.sh: database $PGDATABASE on $PGHOST:$PGPORT holds no journal; it is not the store's" >&2
    exit 1
fi
# On disk before it gets its final name, and before an older dump is deleted.
sync "$partial"
mv "$partial" "$file"
sync "$directory"

if ((keep > 0)); then
    # The names sort by time. Deletes only files with this script's names, and never the new one, because the clock may
    # have been wrong when the others were named.
    find "$directory" -maxdepth 1 -type f -name 'office-????????T??????Z.dump' ! -name "${file##*/}" | sort -r |
        tail -n "+$keep" | while IFS= read -r old; do rm -f -- "$old"; done
fi
echo "$file"
