-- Whose a state was when it was told, so that the feed can be read for one service; a service's own entry stands under its
-- id, which is claimed by no source key. States that are there already count to whom their fact belongs today.
alter table fact_log
  add claim_key   text not null default '',
  add claim_value text not null default '';

do $$
declare
  list text;
begin
  foreach list in array array['change', 'deployment', 'incident', 'build', 'quality_gate', 'slo_observation'] loop
    execute format('update fact_log l set claim_key = o.claim_key, claim_value = o.claim_value
                    from %I o where o.source = l.source and o.source_id = l.source_id', list);
  end loop;
  update fact_log set claim_value = source_id where kind = 1;
end
$$;

-- The feed's order within one kind, and within one claim.
create index fact_log_kind on fact_log (kind, generation, xid, seq);
create index fact_log_claim on fact_log (claim_key, claim_value, generation, xid, seq);
