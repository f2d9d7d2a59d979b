#!/bin/sh
# A database and two roles for each service that stores: docs/operations/databases.md. PostgreSQL's image runs it once.
set -eu
for name in fawkes_data_api fawkes_insights fawkes_anomaly_detection fawkes_smart_alerting; do
  psql --username postgres --no-psqlrc --quiet --set ON_ERROR_STOP=1 \
    --set name=$name --set owner=${name}_owner --set password="$POSTGRES_PASSWORD" <<'SQL'
create role :"owner" login password :'password';
create role :"name" login password :'password';
create database :"name" owner :"owner";
revoke all on database :"name" from public;
SQL
done
