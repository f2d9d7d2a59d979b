-- What joins deployments to one rollout can be filtered by.
alter table deployment add rollout_id text;

-- An incident may name the service in which its cause lies, and is read with the facts of that one too. Few do, so that the index
-- has those only.
alter table fact_log
  add root_key   text not null default '',
  add root_value text not null default '';

create index fact_log_root on fact_log (root_key, root_value, generation, xid, seq) where root_key <> '';
