-- When a service was taken out of lists; its claims and its history stay.
alter table service add deleted_at timestamptz;
