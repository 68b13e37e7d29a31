#!/usr/bin/env bash
# Reads a dump written by backup.sh into a database.
set -euo pipefail

usage() {
    cat <<'TEXT'
Usage: restore.sh [--replace] FILE

Restores FILE, written by backup.sh, into an existing, empty database, in one transaction: all of it or nothing.
Stop the application first. A database that holds tables is refused, unless --replace is given: then all that PGUSER
owns in it is dropped in that same transaction.

The roles must exist (roles.sql), and the database be made:
  psql -v owner_password=... -v app_password=... -f roles.sql postgres
  createdb --owner=office --encoding=UTF8 --template=template0 office

Environment:
  PGHOST, PGPORT   the server                  (127.0.0.1, 5432; the one-command run uses port 15432)
  PGDATABASE       the database                (office)
  PGUSER           the owner of the database   (office)
  PGPASSWORD       its password; or use ~/.pgpass

psql and pg_restore are taken from PATH and must not be older than the program that wrote the dump.
Exit code: 0 when everything was restored, 2 when the database is not empty, another otherwise.
TEXT
}

replace=false
file=
for argument in "$@"; do
    case $argument in
        -h | --help) usage; exit 0 ;;
        --replace) replace=true ;;
        -*) usage >&2; exit 1 ;;
        *) [[ -z $file ]] || { usage >&2; exit 1; }; file=$argument ;;
    esac
done
[[ -n $file ]] || { usage >&2; exit 1; }
[[ -r $file ]] || { echo "restore.sh: $file cannot be read" >&2; exit 1; }

export PGHOST=${PGHOST:-127.0.0.1} PGPORT=${PGPORT:-5432} PGDATABASE=${PGDATABASE:-office} PGUSER=${PGUSER:-office}

query() {
    psql --no-psqlrc --no-password --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 --command="$1"
}

# Before anything is touched: the dump is whole, the application's role is there, the database is empty.
pg_restore --file=/dev/null "$file"
if [[ $(query "select count(*) from pg_roles where rolname = 'office_app'") != 1 ]]; then
    echo "restore.sh: role office_app does not exist; run roles.sql first" >&2
    exit 1
fi
tables=$(query "select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')")
if [[ $tables != 0 && $replace == false ]]; then
    echo "restore.sh: database $PGDATABASE on $PGHOST:$PGPORT holds $tables tables; nothing was changed." \
        "Restore into an empty database, or give --replace to drop what is there." >&2
    exit 2
fi

# One transaction in one session. Its commit is sent only after pg_restore ended well: should it fail halfway, the
# session ends without one, and the database is as it was.
{
    echo "begin;"
    if [[ $replace == true ]]; then
        echo "set client_min_messages = warning; drop owned by current_user cascade;"
    fi
    pg_restore --exit-on-error --file=- "$file" && echo "commit;"
} | psql --no-psqlrc --no-password --quiet --set=ON_ERROR_STOP=1 --output=/dev/null --file=-

echo "Restored into database $PGDATABASE on $PGHOST:$PGPORT:" \
    "$(query "select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')") tables."
