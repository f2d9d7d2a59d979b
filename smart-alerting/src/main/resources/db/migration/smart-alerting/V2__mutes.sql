-- Alerts on the source side of an inhibit rule, found by what their targets share with them.
create table inhibition_source (
    meeting  uuid not null,
    alert_id uuid not null references alert on delete cascade,
    primary key (meeting, alert_id)
);

comment on column inhibition_source.meeting is 'hash of the rule and of the values of its equal labels';

create index inhibition_source_alert on inhibition_source (alert_id);

-- Times in which alerts that match are not told. What is over stays to be read for a while.
create table silence (
    id         uuid        primary key,
    matchers   jsonb       not null,
    starts_at  timestamptz not null,
    ends_at    timestamptz not null,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp(),
    created_by text        not null,
    comment    text        not null
);

create index silence_end on silence (ends_at);
create index silence_order on silence (created_at desc, id desc);

-- What kept a group from being told at its last look.
alter table alert_group add column muted_by text[] not null default '{}', add column suppressed int not null default 0;

comment on column alert_group.muted_by is 'names of the time intervals that made the route quiet';
comment on column alert_group.suppressed is 'alerts that fired and were silenced or inhibited';

-- Alerts that an integration was told fire, and never that they ended.
alter table told add column owed bigint[] not null default '{}';

update told set owed = firing;
