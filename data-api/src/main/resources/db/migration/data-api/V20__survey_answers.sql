-- What teams answered to DORA's survey, for finding and listing, as calendars and policies have it.
create table survey_answer (
  id          text        primary key,
  team        text        not null default '',
  answered_at timestamptz not null default 'epoch',
  created_at  timestamptz not null,
  deleted_at  timestamptz
);

create index survey_answer_newest on survey_answer (created_at desc, id desc);
create index survey_answer_answered on survey_answer (answered_at desc, id desc);
create index survey_answer_team on survey_answer (nullif(team, ''), answered_at desc, id desc);

-- They are asked for with the rest of the catalog at every time that is gone back to.
drop index fact_log_catalog;
create index fact_log_catalog on fact_log (source, source_id, version) where kind in (1, 8, 9, 10);
