-- Credentials of programs. Of a secret only its SHA-256 is kept; rows stay after their end, for the audit.
create table api_token (
  id           text        primary key,
  hash         bytea       not null unique,
  display_name text        not null,
  roles        text[]      not null,
  teams        text[]      not null,
  creator      text        not null,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  used_at      timestamptz,
  revoked_at   timestamptz,
  request_id   uuid        unique,
  request_hash bytea
);

create index api_token_newest on api_token (created_at desc, id desc);
create index api_token_creator on api_token (creator, created_at desc, id desc);
