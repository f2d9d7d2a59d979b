-- How receivers call what they were told of a group, where a message can be changed in place.
create table sent_message (
    group_id    uuid not null references alert_group on delete cascade,
    integration text not null,
    reference   text not null,
    primary key (group_id, integration)
);

-- The message to be told that is due longest, over all receivers.
create index outbox_telling on runtime.outbox (due_at) include (topic)
    where topic like 'tell/%' and state in ('ready', 'unknown');
