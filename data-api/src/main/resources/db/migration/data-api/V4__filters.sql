-- What lists can be filtered and ordered by, as docs/architecture/lists.md has it. Texts are cut after 500 characters, so
-- that nobody's long text is too long for an index. A fact that was told before these columns existed fills them when its
-- source tells of it again.
alter table change
  add title                    text,
  add author                   text,
  add author_is_bot            boolean,
  add commit_sha               text,
  add commit_author_time       timestamptz,
  add pull_request_number      bigint,
  add pull_request_head_sha    text,
  add pull_request_base_ref    text,
  add pull_request_merge_sha   text,
  add pull_request_open_time   timestamptz,
  add pull_request_merge_time  timestamptz,
  add pull_request_close_time  timestamptz;

create index change_author on change (author, started_at desc, id desc);
create index change_commit on change (commit_sha, started_at desc, id desc);
create index change_merged on change
  (coalesce(pull_request_merge_time, 'infinity'::timestamptz) desc, id desc);

alter table deployment
  add environment text,
  add production  boolean,
  add version     text,
  add ref         text,
  add deployed_by text,
  add status      text,
  add finish_time timestamptz;

create index deployment_environment on deployment (environment, started_at desc, id desc);
create index deployment_status on deployment (status, started_at desc, id desc);
create index deployment_version on deployment (version, started_at desc, id desc);
create index deployment_deployed_by on deployment (deployed_by, started_at desc, id desc);
create index deployment_finished on deployment (coalesce(finish_time, 'infinity'::timestamptz) desc, id desc);

alter table incident
  add title             text,
  add resolve_time      timestamptz,
  add withdrawn         boolean,
  add caused_by_version text;

create index incident_resolved on incident (coalesce(resolve_time, 'infinity'::timestamptz) desc, id desc);

alter table build
  add pipeline     text,
  add number       bigint,
  add attempt      bigint,
  add commit_sha   text,
  add ref          text,
  add status       text,
  add start_time   timestamptz,
  add finish_time  timestamptz,
  add triggered_by text,
  add run_duration bigint,
  add artifacts    jsonb;

create index build_pipeline on build (pipeline, started_at desc, id desc);
create index build_commit on build (commit_sha, started_at desc, id desc);
create index build_status on build (status, started_at desc, id desc);
create index build_artifacts on build using gin (artifacts);
create index build_finished on build (coalesce(finish_time, 'infinity'::timestamptz) desc, id desc);

alter table quality_gate
  add tool       text,
  add gate       text,
  add commit_sha text,
  add ref        text,
  add status     text,
  add conditions jsonb;

create index quality_gate_commit on quality_gate (commit_sha, started_at desc, id desc);
create index quality_gate_status on quality_gate (status, started_at desc, id desc);

alter table slo_observation
  add objective    text,
  add start_time   timestamptz,
  add target       double precision,
  add attained     double precision,
  add total_events double precision,
  add burn_rate    double precision;

create index slo_observation_objective on slo_observation (objective, started_at desc, id desc);

alter table service
  add display_name            text        not null default '',
  add tier                    text        not null default '',
  add time_zone               text        not null default '',
  add production_environments text[]      not null default '{}',
  add claim_keys              text[]      not null default '{}',
  add claim_values            text[]      not null default '{}',
  add created_at              timestamptz not null default clock_timestamp();

create index service_newest on service (created_at desc, id desc);
create index service_team on service (team, id);

alter table delivery
  add outcome_name text generated always as
    (case outcome when 1 then 'ACCEPTED' when 2 then 'DUPLICATE' when 3 then 'REJECTED' end) stored;

create index delivery_source on delivery (source, received_at desc, id desc);
create index delivery_outcome on delivery (outcome_name, received_at desc, id desc);
