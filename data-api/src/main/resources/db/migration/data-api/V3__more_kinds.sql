-- The remaining kinds that sources tell of, for finding and listing, as deployments and incidents have it. A change that
-- was told before this table existed is listed from the next time its source tells of it.
do $$
declare
  kind text;
begin
  foreach kind in array array['change', 'build', 'quality_gate', 'slo_observation'] loop
    execute format('create table %I (
                      id          text        primary key,
                      source      text        not null,
                      source_id   text        not null,
                      claim_key   text        not null,
                      claim_value text        not null,
                      started_at  timestamptz not null
                    )', kind);
    execute format('create index %I on %I (started_at desc, id desc)', kind || '_newest', kind);
    execute format('create index %I on %I (claim_key, claim_value, started_at desc, id desc)', kind || '_claim', kind);
  end loop;
end
$$;
