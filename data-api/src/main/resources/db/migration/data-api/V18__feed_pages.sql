-- Pages of the feed, by functions that say how they are planned. The log grows at its end, which no statistics know yet: to
-- the planner a reader near the end seems to have no row before it, and sorting all of them is no work at all. With sorting
-- and scanning refused, every plan walks the indexes in the feed's order and stops after a page, and it is made once a session.
--
-- After the given place come up to `pages` pages of `most` facts each: the place of the last of them, the lengths of the
-- messages and the messages one behind the other. Of the current generation only what is below the horizon. All of it is
-- read by the snapshot of the statement that calls.
do $$
declare
  variant record;
begin
  for variant in
    select * from (values
      ('feed_pages', 'rows_after'),
      ('feed_pages_of_kinds', $of$
        select l.* from unnest(kinds) as part (kind) cross join lateral (rows_after and l.kind = part.kind in_order) l$of$),
      ('feed_pages_of_service', $of$
        select l.*
        from (select c.key, c.value from claim c where c.service = service_id union all select '', service_id) part
        cross join lateral (rows_after and l.claim_key = part.key and l.claim_value = part.value
                              and (kinds is null or l.kind = any (kinds)) in_order) l$of$)) as v (name, source)
  loop
    execute replace(replace(format($function$
      create function %I(generation integer, xid xid8, seq bigint, head integer, horizon xid8, kinds smallint[],
                         service_id text, pages integer, most integer)
        returns table (page integer, last text, lengths bytea, messages bytea)
        language plpgsql stable
        set plan_cache_mode = force_generic_plan set enable_sort = off set enable_seqscan = off set enable_bitmapscan = off as
      $body$
      declare
        here record;
      begin
        for number in 1..pages loop
          select count(*) as facts,
                 (array_agg(l.generation order by l.generation, l.xid, l.seq))[count(*)] as generation,
                 (array_agg(l.xid order by l.generation, l.xid, l.seq))[count(*)] as xid,
                 (array_agg(l.seq order by l.generation, l.xid, l.seq))[count(*)] as seq,
                 string_agg(int4send(octet_length(l.message)), '' order by l.generation, l.xid, l.seq) as lengths,
                 string_agg(l.message, '' order by l.generation, l.xid, l.seq) as messages
          into here
          from (%s in_order) l;
          exit when here.facts = 0;
          generation := here.generation;
          xid := here.xid;
          seq := here.seq;
          page := number;
          last := concat_ws(' ', generation, xid, seq);
          lengths := here.lengths;
          messages := here.messages;
          return next;
          exit when here.facts < most;
        end loop;
      end
      $body$
      $function$, variant.name, variant.source),
      'in_order', 'order by l.generation, l.xid, l.seq limit most'),
      'rows_after', format('select l.generation, l.xid, l.seq, l.message from fact_log l
        where (l.generation, l.xid, l.seq) > (%1$I.generation, %1$I.xid, %1$I.seq)
          and (l.generation < head or l.xid < horizon)', variant.name));
  end loop;
end
$$;

-- Whose rows are asked for is looked up by the service.
create index claim_service on claim (service);
