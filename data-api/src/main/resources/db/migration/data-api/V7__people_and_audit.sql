-- Who did what, and when; the serving role may add to it and read it.
create table audit_event (
  id          uuid        primary key,
  occurred_at timestamptz not null default clock_timestamp(),
  actor       text        not null,
  action      text        not null,
  target      text        not null,
  detail      text        not null,
  request     text        not null
);

create index audit_event_newest on audit_event (occurred_at desc, id desc);
create index audit_event_actor on audit_event (actor, occurred_at desc, id desc);
create index audit_event_action on audit_event (action, occurred_at desc, id desc);

-- People who are taken out of everything. `phase` and `position` say how far the work is; `login` is forgotten with its end.
create table erasure (
  id           uuid        primary key,
  login        text,
  source       text        not null,
  pseudonym    text        not null,
  phase        smallint    not null default 0,
  position     text[]      not null default '{}',
  facts        bigint      not null default 0,
  log_rows     bigint      not null default 0,
  deliveries   bigint      not null default 0,
  created_at   timestamptz not null default clock_timestamp(),
  completed_at timestamptz
);

create unique index erasure_running on erasure (lower(login), source) where completed_at is null;

-- Bytes as text that no byte can break, without regard to case.
create function as_searched(content bytea) returns text language sql immutable parallel safe as
$$ select lower(encode(content, 'escape')) $$;

-- Whether bytes hold a text anywhere.
create function mentions(content bytea, word text) returns boolean language sql immutable parallel safe as
$$ select position(as_searched(convert_to(word, 'UTF8')) in as_searched(content)) > 0 $$;

-- A regular expression for a text as a word of its own.
create function as_word(word text) returns text language sql immutable parallel safe as
$$ select '(^|[^a-z0-9_-])' || regexp_replace(word, '([][{}()*+?.\\^$|-])', '\\\1', 'g') || '(?![a-z0-9_-])' $$;

create function mentions_word(content bytea, word text) returns boolean language sql immutable parallel safe as
$$ select as_searched(content) ~ as_word(as_searched(convert_to(word, 'UTF8'))) $$;

create function without_word(content text, word text, instead text) returns text language sql immutable parallel safe as
$$ select regexp_replace(content, as_word(word), '\1' || instead, 'gi') $$;
