-- Every post of alerts, with what became of it.
create table delivery (
    id          uuid        primary key,
    source      text        not null,
    received_at timestamptz not null,
    outcome     smallint    not null,
    reason      text        not null,
    detail      text        not null,
    news        int         not null,
    changed     int         not null,
    repeated    int         not null,
    body        bytea       not null,
    body_sha256 bytea       not null,
    size        bigint      not null
);

create index delivery_order on delivery (received_at desc, id desc);

-- Episodes: one time in which one label set fires.
create table alert (
    id                uuid        primary key,
    fingerprint       bigint      not null,
    labels            jsonb       not null,
    annotations       jsonb       not null,
    generator_uri     text        not null,
    starts_at         timestamptz not null,
    ends_at           timestamptz not null,
    explicit_end      boolean     not null,
    first_received_at timestamptz not null,
    last_received_at  timestamptz not null,
    constraint alert_episode unique (fingerprint, starts_at)
);

comment on column alert.ends_at is 'the alert fires while this is in the future';
comment on column alert.explicit_end is 'whether the source gave the end; otherwise it is when we stop believing';

create index alert_order on alert (first_received_at desc, id desc);

-- Alerts that are told together. A closed group stays to be read; of one identity at most one is open.
create table alert_group (
    id         uuid        primary key,
    identity   uuid        not null,
    route_id   text        not null,
    group_key  text        not null,
    receiver   text        not null,
    labels     jsonb       not null,
    starts_at  timestamptz not null,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp(),
    due_at     timestamptz not null,
    looks      int         not null default 0,
    tidy       boolean     not null default false,
    incidents  int         not null default 0,
    closed_at  timestamptz
);

comment on column alert_group.due_at is 'the timer: when the group is next looked at; compared with clock_timestamp() only';
comment on column alert_group.tidy is 'alerts may leave once every message is settled';

create unique index alert_group_open on alert_group (identity) where closed_at is null;
create index alert_group_due on alert_group (due_at) where closed_at is null;
create index alert_group_tidy on alert_group (due_at) where tidy and closed_at is null;
create index alert_group_order on alert_group (created_at desc, id desc);

-- Which alerts a group has, and had.
create table group_member (
    group_id    uuid    not null references alert_group on delete cascade,
    alert_id    uuid    not null references alert on delete cascade,
    fingerprint bigint  not null,
    is_leaving  boolean not null default false,
    has_left    boolean not null default false,
    primary key (group_id, alert_id)
);

create index group_member_alert on group_member (alert_id);
create index group_member_present on group_member (fingerprint, group_id) where not has_left;

-- What each integration was last told of a group.
create table told (
    group_id    uuid        not null references alert_group on delete cascade,
    integration text        not null,
    firing      bigint[]    not null,
    resolved    bigint[]    not null,
    told_at     timestamptz not null,
    topic       text        not null,
    key         text        not null,
    primary key (group_id, integration)
);

comment on column told.key is 'outbox message that tells it; empty if there was nothing to send';

-- Messages that were promised; how far they have come stands in the outbox under (topic, key).
create table notification (
    id          uuid        primary key,
    group_id    uuid        not null references alert_group on delete cascade,
    receiver    text        not null,
    integration text        not null,
    reason      smallint    not null,
    topic       text        not null,
    key         text        not null,
    firing      int         not null,
    resolved    int         not null,
    created_at  timestamptz not null,
    constraint notification_key unique (topic, key)
);

create index notification_order on notification (created_at desc, id desc);
create index notification_group on notification (group_id, created_at);

-- Incidents that groups were reported as.
create table incident (
    id          text        primary key,
    group_id    uuid        not null references alert_group on delete cascade,
    service     text        not null,
    title       text        not null,
    uri         text        not null,
    starts_at   timestamptz not null,
    resolved_at timestamptz,
    is_over     boolean     not null default false,
    name        text        not null default '',
    key         text        not null,
    reported_at timestamptz not null
);

comment on column incident.is_over is 'no grave alert fires; the end is known only if resolved_at is set';
comment on column incident.key is 'outbox message of the last report';

create index incident_group on incident (group_id);
