-- How far streams of alerts were followed; written with what was made of them.
create table stream_position (
    stream   text        primary key,
    cursor   text        not null,
    moved_at timestamptz not null default clock_timestamp()
);
