-- How often a delivery was read again, and what is left of its body: 0 kept, 1 expired, 2 erased with a person. A body that
-- is gone cannot be read again; its row, with what became of it, stays.
alter table delivery
  add replay_count    integer     not null default 0,
  add replayed_at     timestamptz,
  add body_state      smallint    not null default 0,
  add body_emptied_at timestamptz;

create index delivery_bodies on delivery (received_at, id) where body_state = 0;

