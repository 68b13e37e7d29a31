#!/usr/bin/env bash
# Restores a dump written by backup.sh into a database.
set -euo pipefail

usage() {
    cat <<'TEXT'
Usage: restore.sh [--replace] FILE

Restores FILE, written by backup.sh, into an existing, empty database, in one transaction: all or nothing. Stop the
application first; while it is connected, the script refuses to run. A database that contains tables is refused, too,
unless --replace is given: then everything that PGUSER owns in it is dropped in the same transaction.

The roles (roles.sql) and the database must exist:
  psql -v owner_password=... -v app_password=... -f roles.sql postgres
  createdb --owner=office --encoding=UTF8 --template=template0 office

Environment:
  PGHOST, PGPORT   the server                  (127.0.0.1, 5432; the one-command run uses port 15432)
  PGDATABASE       the database                (office)
  PGUSER           the owner of the database   (office)
  PGPASSWORD       its password; or use ~/.pgpass

psql and pg_restore are taken from PATH. Neither they nor the server may have an older major version than the dump; the
script checks this first and explains what to do.
Exit code: 0 when everything was restored, 2 when the database is not empty or in use, otherwise 1.
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

export PGHOST=${PGHOST:-127.0.0.1} PGPORT=${PGPORT:-5432} PGDATABASE=${PGDATABASE:-office} PGUSER=${PGUSER:-office}
target="database $PGDATABASE on $PGHOST:$PGPORT"

refuse() { # reason, exit code
    echo "restore.sh: $1; nothing was changed" >&2
    exit "${2:-1}"
}

query() {
    psql --no-psqlrc --no-password --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 --command="$1"
}

# Checks before anything is touched: the application's role exists but is not connected, the database is empty, the dump
# is complete and a store's.
[[ -r $file ]] || refuse "$file cannot be read"
state=$(query "select (select count(*) from pg_roles where rolname = 'office_app'),
    (select count(*) from pg_stat_activity where datname = current_database() and usename = 'office_app'),
    (select count(*) from pg_class join pg_namespace n on n.oid = relnamespace
        where relkind in ('r', 'p') and nspname <> 'information_schema' and nspname !~ '^pg_')") ||
    refuse "$target does not answer $PGUSER"
IFS='|' read -r roles sessions tables <<<"$state"
((roles > 0)) || refuse "role office_app does not exist, run roles.sql first"
((sessions == 0)) || refuse "office_app is connected to $target, stop the application first" 2
if ((tables > 0)) && [[ $replace == false ]]; then
    refuse "$target holds $tables tables, restore into an empty one or give --replace to drop what is there" 2
fi
if ! contents=$(pg_restore --list "$file" 2>&1) || ! pg_restore --file=/dev/null "$file"; then
    echo "$contents" >&2
    [[ $contents != *'unsupported version'* ]] ||
        refuse "$file is of a newer PostgreSQL than $(pg_restore --version), install that version's programs (Debian's
package postgresql-client-NN; where Debian has none, it is in PGDG, the apt repository of the PostgreSQL project) and put
/usr/lib/postgresql/NN/bin in front of PATH"
    refuse "$file is not a whole dump"
fi
[[ $contents == *' TABLE DATA public journal_entry '* ]] || refuse "$file is no store's backup, it holds no journal"

server=$(query 'show server_version_num')
server=$((server / 10000))
if [[ $contents =~ 'Dumped from database version: '([0-9]+) ]] && ((BASH_REMATCH[1] > server)); then
    refuse "$file is of PostgreSQL ${BASH_REMATCH[1]}, $PGHOST:$PGPORT is PostgreSQL $server; restore into ${BASH_REMATCH[1]} or later"
fi

# One transaction in one session. The commit is sent only after pg_restore has succeeded: if it fails halfway, the
# session ends without a commit, and the database is unchanged.
{
    echo "begin;"
    if [[ $replace == true ]]; then
        echo "set client_min_messages = warning; drop owned by current_user cascade;"
    fi
    pg_restore --exit-on-error --file=- "$file" && echo "commit;"
} | psql --no-psqlrc --no-password --quiet --set=ON_ERROR_STOP=1 --output=/dev/null --file=- ||
    refuse "$file could not be restored into $target"

echo "Restored into $target:" "$(query "select count(*) || ' journal entries, the last received at '
    || coalesce(to_char(max(received_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS UTC'), '-')
    from public.journal_entry")"
