-- Where a time zone skips a whole day (Apia, on the 30th of December 2011), two turns fall on one instant: that instant
-- has one grant, until the next turn after it. A grant of no time at all stopped its pool.
create or replace function creditkit.turn_recurring(pool creditkit.pools, the_id uuid) returns creditkit.pools
language plpgsql as $$
declare
  recurring creditkit.recurring_grants;
  g creditkit.grants;
  entry creditkit.entries;
  turn integer;
  following timestamptz;
begin
  select * into strict recurring from creditkit.recurring_grants where customer = pool.customer and id = the_id;
  if recurring.rollover = 'up_to' then
    pool := creditkit.cap_rollover(pool, recurring, recurring.next_at);
  end if;
  turn := recurring.turns;
  loop
    turn := turn + 1;
    following := creditkit.turn_at(recurring, turn);
    exit when following > recurring.next_at;
  end loop;
  g.amount := recurring.amount;
  g.category := recurring.category;
  g.priority := recurring.priority;
  g.features := recurring.features;
  g.cost_amount := recurring.cost_amount;
  g.cost_currency := recurring.cost_currency;
  g.cost_scale := recurring.cost_scale;
  g.effective_at := recurring.next_at;
  g.expires_at := case when recurring.rollover = 'none' then following end;
  g.source := 'recurring';
  g.recurring_id := recurring.id;
  g.reason := recurring.reason;
  g.actor := recurring.actor;
  g.metadata := recurring.metadata;
  entry.at := recurring.next_at;
  entry.kind := 'grant';
  pool := (creditkit.issue_grant(pool, g, entry)).pool;
  update creditkit.recurring_grants
  set turns = turn, next_at = case when following < ends_at then following else 'infinity' end
  where customer = pool.customer and id = the_id;
  return pool;
end
$$;
