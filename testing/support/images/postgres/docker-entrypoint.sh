#!/bin/bash
# The entry point of postgres: makes a data folder if there is none, then runs the server with the options that it was given.
# Of the real one's variables it knows POSTGRES_USER, _PASSWORD, _PASSWORD_FILE, _DB, _INITDB_ARGS and _HOST_AUTH_METHOD, and
# PGDATA. It runs no scripts of /docker-entrypoint-initdb.d, for the binaries come without psql.
set -eu

case ${1:-} in
  '' | -*) set -- postgres "$@" ;;
esac

if [ "$1" = postgres ] && [ ! -s "$PGDATA/PG_VERSION" ]; then
  user=${POSTGRES_USER:-postgres}
  database=${POSTGRES_DB:-$user}
  if [ -n "${POSTGRES_PASSWORD_FILE:-}" ]; then
    POSTGRES_PASSWORD=$(<"$POSTGRES_PASSWORD_FILE")
  fi
  method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
  if [ -z "${POSTGRES_PASSWORD:-}" ] && [ "$method" != trust ]; then
    echo 'Error: POSTGRES_PASSWORD must be set, or POSTGRES_HOST_AUTH_METHOD=trust.' >&2
    exit 1
  fi
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  eval "initdb --pgdata=\"\$PGDATA\" --username=\"\$user\" --pwfile=<(printf '%s\n' \"\${POSTGRES_PASSWORD:-}\") ${POSTGRES_INITDB_ARGS:-}"
  echo "host all all all $method" >>"$PGDATA/pg_hba.conf"
  echo "listen_addresses = '*'" >>"$PGDATA/postgresql.conf"
  if [ "$database" != postgres ]; then
    echo "CREATE DATABASE \"${database//\"/\"\"}\"" | postgres --single -D "$PGDATA" postgres >/dev/null
  fi
  # A server for itself alone, as the real one starts for its scripts: who waits for the server, Testcontainers among them,
  # waits for the second time that it says it is ready.
  pg_ctl --pgdata="$PGDATA" --wait --options="-c listen_addresses=''" start
  pg_ctl --pgdata="$PGDATA" --wait --mode=fast stop
fi

exec "$@"
