-- Who may do a piece of work alone. A row stays when released: its epoch must never fall.
create table lease (
    name   text        primary key,
    holder text        not null,
    epoch  bigint      not null check (epoch > 0),
    until  timestamptz not null
);

comment on table lease is 'Exclusive work; valid while until > clock_timestamp(), fenced by epoch';

-- Effects to be had outside of this database, at least once each.
create table outbox (
    id            bigint generated always as identity primary key,
    topic         text        not null,
    key           text        not null,
    payload       bytea       not null,
    state         text        not null default 'ready'
                  check (state in ('ready', 'sending', 'unknown', 'done', 'dead')),
    due_at        timestamptz not null default clock_timestamp(),
    enqueued_at   timestamptz not null default clock_timestamp(),
    settled_at    timestamptz,
    attempts      int         not null default 0,
    unknowns      int         not null default 0,
    holder        text,
    epoch         bigint      not null default 0,
    until         timestamptz,
    last_error    text,
    constraint outbox_topic_key unique (topic, key)
);

comment on column outbox.unknowns is 'attempts of which nobody knows whether they had their effect';
comment on column outbox.epoch is 'grows with each claim; only the claim that holds it may settle the message';

create index outbox_due on outbox (topic, due_at) where state in ('ready', 'unknown');
create index outbox_sending on outbox (topic, until) where state = 'sending';
create index outbox_settled on outbox (settled_at) where state = 'done';
