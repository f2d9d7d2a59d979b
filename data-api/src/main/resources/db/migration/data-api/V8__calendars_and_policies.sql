-- What else a service says that it can be found by; the rest of it is in its fact.
alter table service
  alter column team set default '',
  add lifecycle      text   not null default '',
  add system         text   not null default '',
  add calendar       text   not null default '',
  add policy         text   not null default '',
  add dependencies   text[] not null default '{}',
  add catalog_source text   not null default '',
  add catalog_entity text   not null default '';

create index service_catalog_source on service (catalog_source, id) where catalog_source <> '';

-- Calendars for finding and listing, as services have it.
create table calendar (
  id              text        primary key,
  display_name    text        not null default '',
  time_zone       text        not null default '',
  holiday_country text        not null default '',
  created_at      timestamptz not null,
  deleted_at      timestamptz
);

create index calendar_newest on calendar (created_at desc, id desc);

-- Policies, likewise. Of those that are for one subject at most one is not deleted.
create table policy (
  id           text        primary key,
  display_name text        not null default '',
  subject      text        not null default '',
  time_zone    text        not null default '',
  calendar     text        not null default '',
  level_policy text        not null default '',
  created_at   timestamptz not null,
  deleted_at   timestamptz
);

create index policy_newest on policy (created_at desc, id desc);
create unique index policy_subject on policy (subject) where subject <> '' and deleted_at is null;
