-- What a long history is mostly asked for is found without reading it: grants, expiries and the like lie far apart among
-- consumptions. Consumptions are not in this index, so that they cost no more for it.
create index entries_but_consumptions on creditkit.entries (customer, currency, resource, seq)
  where kind <> 'consumption';

-- A query over thirty days calls these thirty times, and Postgres planned each call anew, which took longer than reading
-- what it found.
alter function creditkit.usage_between(text, text, text, timestamptz, timestamptz)
  set plan_cache_mode = force_generic_plan;
alter function creditkit.usage_of_hours(text, text, text, timestamptz, timestamptz)
  set plan_cache_mode = force_generic_plan;
