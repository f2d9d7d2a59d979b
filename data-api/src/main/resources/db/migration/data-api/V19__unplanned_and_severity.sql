-- What lists can also be filtered by, as docs/architecture/lists.md has it. A fact that was told before these columns existed
-- fills them when its source tells of it again.
alter table change add unplanned boolean;

alter table deployment
  add config_version text,
  add unplanned      boolean;

alter table incident add severity text;
